"""EUDAMED: many devices in files that it takes, in an order that it takes."""

import csv
import io
from hashlib import sha256
from uuid import UUID

import pytest
from formats_eudamed import values
from formats_laws import IVDR, MDD, MDR, SPP
from formats_sample import DEVICE, ENVELOPE, change
from test_formats_eudamed_plan import ACCEPTED

from odoo.addons.udi_regulatory_export.formats import xml
from odoo.addons.udi_regulatory_export.formats.eudamed import (
    LIMITS,
    MESSAGES,
    Entry,
    Limits,
    OversizeError,
    build,
    build_files,
    entity_code,
    listed,
    manifest,
    schema_finding,
)
from odoo.addons.udi_regulatory_export.formats.findings import UnfitRecordError
from odoo.addons.udi_regulatory_export.formats.identifiers import (
    gmn_check_pair,
    gtin_check_digit,
)
from odoo.addons.udi_regulatory_export.formats.record import DiRecord


def numbered(number, record=DEVICE, **facts):
    """Another device of another family."""
    body = f"950600013{number:04}"
    code = f"0{body[:12]}{gtin_check_digit('0' + body[:12])}"
    family = f"95060{number:04}X"
    di = DiRecord(code=code, issuing_agency="gs1")
    return change(
        record,
        primary_di=di,
        packages=(),
        eudamed__di=di,
        basic_udi__code=family + gmn_check_pair(family),
        **facts,
    )


def entries(count, **facts):
    return [Entry(record=numbered(number, **facts)) for number in range(count)]


def files(given, message="DEVICE.POST", limits=LIMITS):
    return list(build_files(given, message, ENVELOPE, limits))


def test_the_limits_are_eudameds():
    assert Limits(entities=300, size=10 * 1024 * 1024) == LIMITS


def test_split_by_number():
    made = files(entries(7), limits=Limits(entities=3))
    assert [len(each.devices) for each in made] == [3, 3, 1]
    stem = "EUDAMED_US-MF-000000001_DEVICE.POST_20260601T090000Z"
    assert [each.filename for each in made] == [f"{stem}_{n}.xml" for n in (1, 2, 3)]
    for file in made:
        root = xml.parse(file.content)
        assert len(list(root.iter("{*}Device"))) == len(file.devices)
        codes = [
            each.find(".//{*}DICode").text for each in root.iter("{*}MDRUDIDIData")
        ]
        assert tuple(codes) == file.devices
        assert (file.message, file.draft) == ("DEVICE.POST", False)
    told = [code for file in made for code in file.devices]
    assert told == [each.record.eudamed.di.code for each in entries(7)]


def test_split_by_size(shared):
    given = entries(8)
    (whole,) = files(given)
    size = len(whole.content) // 3
    made = files(given, limits=Limits(size=size))
    assert [len(each.devices) for each in made] == [2, 2, 2, 2]
    assert all(len(each.content) <= size for each in made)
    assert [each.filename[-5] for each in made] == ["1", "2", "3", "4"]
    told = [code for file in made for code in file.devices]
    assert tuple(told) == whole.devices
    path = shared("regulatory/eudamed/xsd-3.0.25/service/Message.xsd")
    schema = xml.schema_from(path)
    assert not any(xml.violations(xml.parse(each.content), schema) for each in made)


def test_a_device_that_is_too_large_alone():
    with pytest.raises(OversizeError, match="bytes") as caught:
        files(entries(2), limits=Limits(size=1000))
    assert caught.value.code == numbered(0).eudamed.di.code
    assert caught.value.size > 1000
    found = caught.value.finding
    assert (found.code, found.severity) == ("oversize", "error")
    assert int(found.value) == caught.value.size


def test_what_the_schema_refuses_is_an_error_of_its_device():
    found = schema_finding("line 7: too long")
    assert (found.code, found.severity) == ("schema_refuses", "error")
    assert found.value == "line 7: too long"


def test_files_of_one_batch_are_numbered_on():
    """A batch built part by part has the ids and names of one built at once."""
    given = entries(4)
    at_once = files(given, limits=Limits(entities=2))
    (second,) = build_files(given[2:], "DEVICE.POST", ENVELOPE, made=1)
    assert second == at_once[1]


def test_the_key_of_an_entry():
    (entry,) = entries(1)
    record = entry.record
    assert entity_code(record, "DEVICE.POST") == record.eudamed.di.code
    assert entity_code(record, "BASIC_UDI.PATCH") == record.basic_udi.code


def test_same_entries_same_bytes():
    assert files(entries(5)) == files(entries(5))
    first, second = files(entries(4), limits=Limits(entities=2))
    ids = [values(xml.parse(each.content), "messageID") for each in (first, second)]
    assert ids[0] != ids[1]
    other = change(ENVELOPE, message_id=UUID(int=5))
    (moved,) = build_files(entries(2), "DEVICE.POST", other)
    assert moved.content != first.content


def test_a_sender_writes_its_own_files():
    """BR-DTX-UDI-032: nobody registers for another."""
    given = [*entries(2), Entry(record=SPP), Entry(record=numbered(2))]
    made = files(given, limits=Limits(entities=2))
    assert [len(each.devices) for each in made] == [2, 1, 1]
    senders = [values(xml.parse(each.content), "nodeActorCode")[1] for each in made]
    assert senders == ["US-MF-000000001", "US-MF-000000001", "US-PR-000000002"]


def test_laws_go_together(shared):
    given = [Entry(record=each) for each in (MDR, numbered(1, IVDR), MDD)]
    (file,) = files(given)
    path = shared("regulatory/eudamed/xsd-3.0.25/service/Message.xsd")
    assert xml.violations(xml.parse(file.content), xml.schema_from(path)) == ()
    assert len(file.devices) == 3


@pytest.mark.parametrize("message", ["DEVICE.POST", "BASIC_UDI.PATCH"])
def test_a_family_goes_once(message):
    sibling = change(DEVICE, basic_udi__code=numbered(1).basic_udi.code)
    given = [
        Entry(record=numbered(1)),
        Entry(record=sibling),
        Entry(record=numbered(2)),
    ]
    (file,) = files(given, message)
    assert file.devices == tuple(numbered(n).eudamed.di.code for n in (1, 2))


def test_devices_of_one_family_are_all_added():
    family = numbered(1).basic_udi.code
    given = entries(3, basic_udi__registry_state="registered")
    given = [
        Entry(record=change(each.record, basic_udi__code=family)) for each in given
    ]
    (file,) = files(given, "UDI_DI.POST")
    assert len(file.devices) == 3


@pytest.mark.parametrize("message", MESSAGES)
def test_an_entry_with_an_error_is_refused(message):
    given = [Entry(record=change(DEVICE, sterile=None))]
    with pytest.raises(UnfitRecordError):
        files(given, message)


def test_an_update_knows_what_was_accepted():
    record = change(ACCEPTED, information_url="")
    (file,) = files([Entry(record=record, accepted=ACCEPTED)], "UDI_DI.PATCH")
    assert values(xml.parse(file.content), "version") == ["2"]
    with pytest.raises(UnfitRecordError, match="no_snapshot"):
        files([Entry(record=record)], "UDI_DI.PATCH")


@pytest.mark.parametrize(
    ("record", "message"),
    [
        (SPP, "MARKET_INFO.PUT"),
        (MDD, "PACKAGE_UDI.PUT"),
        (MDD, "UDI_DI.POST"),
        (SPP, "PRODUCT_DESIGNER.PUT"),
        (DEVICE, "PRODUCT_DESIGNER.PUT"),
    ],
)
def test_a_record_without_such_a_thing(record, message):
    with pytest.raises(ValueError, match=message):
        files([Entry(record=record)], message)


def test_nothing_gives_no_file():
    assert files([]) == []


def test_files_come_one_by_one():
    """Nothing is read ahead of the file that is being written."""
    taken = []

    def given():
        for entry in entries(10):
            taken.append(entry)
            yield entry

    stream = build_files(given(), "DEVICE.POST", ENVELOPE, Limits(entities=4))
    next(stream)
    assert len(taken) == 4


def test_one_device_of_a_known_family():
    (file,) = build(change(DEVICE, basic_udi__registry_state="registered"), ENVELOPE)
    assert file.message == "UDI_DI.POST"
    assert "_UDI_DI.POST_" in file.filename
    assert file.devices == (DEVICE.eudamed.di.code,)


def test_the_manifest_is_in_the_order_of_upload():
    updates = files(
        [Entry(record=change(ACCEPTED, information_url=""), accepted=ACCEPTED)],
        "UDI_DI.PATCH",
    )
    made = [*updates, *files(entries(5), limits=Limits(entities=3))]
    table = manifest(map(listed, made))
    rows = list(csv.DictReader(io.StringIO(table.decode())))
    assert [row["order"] for row in rows] == ["1", "2", "3"]
    services = [row["service"] for row in rows]
    assert services == ["DEVICE.POST", "DEVICE.POST", "UDI_DI.PATCH"]
    by_name = {each.filename: each for each in made}
    for row in rows:
        file = by_name[row["file"]]
        assert row["sha256"] == sha256(file.content).hexdigest()
        assert int(row["bytes"]) == len(file.content)
        assert int(row["entries"]) == len(file.devices)
