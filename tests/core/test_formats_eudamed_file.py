"""EUDAMED: the file that passes the schema of the version in force."""

from dataclasses import fields
from datetime import date
from uuid import UUID

import formats_golden
import formats_sample as sample
import pytest
from formats_eudamed import RICH, built, tree, values
from formats_sample import CASE, DEVICE, ENVELOPE, PRIMARY, change, codes_of
from hypothesis import HealthCheck, assume, given, settings, strategies as st

from odoo.addons.udi_regulatory_export.formats import eudamed, xml
from odoo.addons.udi_regulatory_export.formats.eudamed import codes
from odoo.addons.udi_regulatory_export.formats.findings import UnfitRecordError
from odoo.addons.udi_regulatory_export.formats.message import Envelope
from odoo.addons.udi_regulatory_export.formats.record import (
    DiRecord,
    MarketRecord,
)


@pytest.fixture(scope="module")
def schema(shared):
    return xml.schema_from(shared("regulatory/eudamed/xsd-3.0.25/service/Message.xsd"))


@pytest.mark.parametrize(
    ("record", "name"),
    [(DEVICE, "eudamed_pump.xml"), (RICH, "eudamed_rich.xml")],
    ids=["pump", "rich"],
)
def test_golden_and_valid(record, name, schema):
    file = built(record)
    formats_golden.check(name, file.content)
    assert xml.violations(xml.parse(file.content), schema) == ()


def test_the_file_is_no_draft():
    file = built(DEVICE)
    assert (file.media_type, file.draft) == ("application/xml", False)
    assert file.filename == (
        "EUDAMED_US-MF-000000001_DEVICE.POST_20260601T090000Z_09506000134352.xml"
    )


def test_same_input_same_bytes():
    assert built(RICH) == built(change(RICH, packages=RICH.packages[::-1]))


def test_other_message_other_ids():
    other = change(ENVELOPE, message_id=UUID(int=1))
    one, two = (xml.parse(built(DEVICE, each).content) for each in (ENVELOPE, other))
    for name in ("messageID", "correlationID"):
        assert values(one, name) != values(two, name)
    assert values(one, "messageID") != values(one, "correlationID")


def test_version_of_the_schema_is_the_callers():
    root = xml.parse(built(DEVICE, change(ENVELOPE, schema_version="3.0.30")).content)
    assert root.get("version") == "3.0.30"


def test_a_time_without_zone_is_utc():
    naive = change(ENVELOPE, created_at=ENVELOPE.created_at.replace(tzinfo=None))
    assert built(DEVICE, naive) == built(DEVICE)


def test_another_version_of_the_schema(shared):
    folder = "regulatory/eudamed/xsd-3.0.30-derived/service/Message.xsd"
    newer = xml.schema_from(shared(folder))
    file = built(RICH, change(ENVELOPE, schema_version="3.0.30"))
    assert xml.violations(xml.parse(file.content), newer) == ()
    assert xml.violations(tree(RICH), newer) != ()


@pytest.mark.parametrize(
    ("facts", "name", "expected"),
    [
        ({"single_use": True, "max_reuses": 9}, "numberOfReuses", ["0"]),
        ({"max_reuses": 9}, "numberOfReuses", ["9"]),
        ({}, "numberOfReuses", ["-1"]),
        ({"mri_safety": "safe"}, "warningValue", ["CW025"]),
        ({"mri_safety": "conditional"}, "warningValue", ["CW026"]),
        ({"mri_safety": "not_stated"}, "criticalWarnings", []),
        ({"latex": "not_stated"}, "latex", ["false"]),
        ({"latex": "contains"}, "latex", ["true"]),
        ({"device_count": 7}, "baseQuantity", ["7"]),
        ({"direct_marking": "exempt"}, "deviceMarking", []),
        ({"packages": ()}, "packages", []),
        ({"information_url": ""}, "website", []),
        ({"eudamed__emdn_codes": ("A01", "Z12")}, "MDNCodes", ["A01 Z12"]),
        ({}, "country", ["DE", "EL"]),
        ({"basic_udi__name": ""}, "model", ["IP-200"]),
        ({"basic_udi__device_model": ""}, "name", None),
        ({"basic_udi__certificates": ()}, "deviceCertificateLinks", []),
        ({"brand_name": "", "trade_names": ()}, "tradeNames", []),
        ({"risk_class_eu": "iia"}, "deviceCertificateLinks", []),
    ],
)
def test_what_is_written(facts, name, expected, schema):
    root = tree(change(DEVICE, **facts))
    assert xml.violations(root, schema) == ()
    if expected is not None:
        assert values(root, name) == expected


def test_a_registered_package():
    """A pack as the smallest pack with a UDI: count and packs follow from it."""
    record = change(DEVICE, eudamed__di=DiRecord(code=CASE.code, issuing_agency="gs1"))
    root = tree(record)
    assert values(root, "baseQuantity") == ["10"]
    assert values(root, "numberOfItems") == ["4"]


def test_package_status_follows_the_device(schema):
    ended = change(
        DEVICE,
        eudamed__status="no_longer",
        markets=(MarketRecord(country="DE", is_first_eu=True),),
    )
    root = tree(ended)
    assert set(values(root, "code")) == {"NO_LONGER_PLACED_ON_THE_MARKET"}
    assert values(root, "marketInfos") == []
    assert xml.violations(root, schema) == ()


@pytest.mark.parametrize(
    ("day", "status"),
    [
        (date(2026, 6, 1), "NO_LONGER_PLACED_ON_THE_MARKET"),
        (date(2026, 6, 2), "ON_THE_MARKET"),
    ],
)
def test_package_status_by_day(day, status):
    record = change(DEVICE, packages=(change(CASE, discontinue_date=day),))
    assert values(tree(record), "code") == ["ON_THE_MARKET", status]


def test_unit_of_use_only_for_unmarked_packs_of_several():
    several = change(
        DEVICE, device_count=2, unit_of_use_di=sample.UNIT, direct_marking="none"
    )
    assert len(values(tree(several), "unitOfUseIdentifier")) == 1
    assert codes_of(eudamed.problems(several)) == set()
    for facts in ({"device_count": 1}, {"direct_marking": "same_as_primary"}):
        dropped = change(several, **facts)
        assert values(tree(dropped), "unitOfUseIdentifier") == []
        assert codes_of(eudamed.problems(dropped)) == {"unit_of_use_dropped"}


OPTIONAL = {
    "basic_udi__name": "",
    "basic_udi__certificates": (),
    "brand_name": "",
    "trade_names": (),
    "descriptions": (),
    "information_url": "",
    "packages": (),
    "secondary_dis": (),
    "direct_marking": "none",
    "mri_safety": "",
    "pi_lot": False,
    "pi_manufacturing_date": False,
    "pi_expiration_date": False,
    "pi_software": False,
    "eudamed__annex_xvi_codes": (),
    "markets": (),
}
NEEDED = {
    "basic_udi__device_model": "",
    "basic_udi__special_device_type": "",
    "direct_marking_di": None,
    "pi_serial": False,
    "sterile": None,
    "catalog_number": "",
}
ANY_MDR_DEVICE = {
    "risk": st.sampled_from(sorted(codes.RISK_CLASSES["mdr"])),
    "status": st.sampled_from(sorted(codes.STATUSES)),
    "implantable": st.booleans(),
}
once_for_all = settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def without(parts, risk, status, implantable):
    """The rich device, of some class and status, with parts left out."""
    exception = True if risk == "iib" and implantable else None
    return change(
        RICH,
        risk_class_eu=risk,
        implantable=implantable,
        eudamed__status=status,
        basic_udi__iib_implantable_exception=exception,
        **{name: (OPTIONAL | NEEDED)[name] for name in parts},
    )


@once_for_all
@given(parts=st.sets(st.sampled_from(sorted(OPTIONAL))), **ANY_MDR_DEVICE)
def test_any_optional_part_left_out_still_validates(
    schema, parts, risk, status, implantable
):
    assume(risk != "i" or not implantable)
    assume(risk == "i" or status != "on_market" or "markets" not in parts)
    assume(risk != "iii" or "basic_udi__certificates" not in parts)
    record = without(parts, risk, status, implantable)
    assert codes_of(eudamed.problems(record), "error") == set()
    assert xml.violations(tree(record), schema) == ()


@once_for_all
@given(parts=st.sets(st.sampled_from(sorted(OPTIONAL | NEEDED))), **ANY_MDR_DEVICE)
def test_any_part_left_out_is_found_or_validates(
    schema, parts, risk, status, implantable
):
    """Either the rules say what is missing, or the file passes the schema."""
    record = without(parts, risk, status, implantable)
    if codes_of(eudamed.problems(record), "error"):
        with pytest.raises(UnfitRecordError):
            eudamed.build(record, ENVELOPE)
    else:
        assert xml.violations(tree(record), schema) == ()


def test_every_flag_of_the_record_reaches_the_file():
    """A yes/no fact that is not written would be a silent no."""
    names = [
        each.name
        for each in fields(DEVICE.basic_udi)
        if isinstance(getattr(DEVICE.basic_udi, each.name), bool)
        and each.name not in ("medicinal_substance", "human_blood_substance")
    ]
    assert len(names) == 6
    for name in names:
        flipped = not getattr(DEVICE.basic_udi, name)
        assert built(change(DEVICE, **{f"basic_udi__{name}": flipped})) != built(DEVICE)


def test_envelope_ids_differ_by_part():
    envelope = Envelope(message_id=UUID(int=7), created_at=ENVELOPE.created_at)
    assert envelope.id_of("a") != envelope.id_of("b")
    assert envelope.id_of("a") == envelope.id_of("a")


def test_primary_is_what_the_sample_registers():
    assert DEVICE.eudamed.di == PRIMARY
