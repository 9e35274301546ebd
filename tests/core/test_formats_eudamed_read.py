"""EUDAMED's files as records: our own, others', and downloads as they really are."""

from datetime import date

import pytest
from formats_eudamed_files import WHOLE, edited, message
from formats_laws import KINDS, MDR
from formats_same import apart
from formats_sample import DEVICE, ENVELOPE, change
from lxml import etree

from odoo.addons.udi_regulatory_export.formats.eudamed import read, read_published
from odoo.addons.udi_regulatory_export.formats.eudamed.codes import LEGACY
from odoo.addons.udi_regulatory_export.formats.eudamed.messages import MESSAGES
from odoo.addons.udi_regulatory_export.formats.eudamed.read_message import NO_DAY

DOWNLOAD = (
    "regulatory/eudamed/samples-download/"
    "DEVICE.GET_PullResponse_3.0.25_golden_test_device.xml"
)
WITHOUT_PACKS = ("mdd", "aimdd", "ivdd", "own_key", "master")


def told(kind, name):
    """Whether there is such a message for such a record."""
    if name == "PACKAGE_UDI.PUT":
        return kind not in WITHOUT_PACKS
    return kind != "spp" or name not in ("MARKET_INFO.PUT", "PRODUCT_DESIGNER.PUT")


PARTS = {
    "DEVICE.POST": "device",
    "UDI_DI.POST": "udi_di",
    "UDI_DI.PATCH": "udi_di",
    "BASIC_UDI.PATCH": "family",
    "MARKET_INFO.PUT": "markets",
    "PACKAGE_UDI.PUT": "packages",
    "PRODUCT_DESIGNER.PUT": "designer",
}


def law_told(kind, part):
    """What a message tells of the law: some parts are the same under several."""
    if part in ("device", "family"):
        return KINDS[kind].legislation_eu
    if part == "udi_di":
        return {"aimdd": "mdd", "own_key": "mdd", "master": "mdr"}.get(kind, kind)
    legacy = part == "markets" and KINDS[kind].legislation_eu in LEGACY
    return "mdd" if legacy else ""


@pytest.mark.parametrize(
    ("kind", "name"),
    [(kind, name) for kind in KINDS for name in MESSAGES if told(kind, name)],
)
def test_every_message_of_every_law_comes_back(kind, name):
    record = KINDS[kind]
    content = message(name, record)
    found = read(content)
    assert f"{found.service}.{found.operation}" == name
    assert (found.version, found.actor) == ("3.0.25", "US-MF-000000001")
    assert found.mended == ()
    (device,) = found.devices
    assert device.part == PARTS[name]
    assert device.record.legislation_eu == law_told(kind, device.part)
    again = change(
        device.record,
        eudamed__registrant=record.eudamed.registrant,
        legislation_eu=record.legislation_eu,
    )
    if device.part == "udi_di":
        special = record.basic_udi.special_device_type
        again = change(again, basic_udi__special_device_type=special)
    one, two = (etree.fromstring(each) for each in (content, message(name, again)))
    assert apart(one, two) == ([], [])


def test_several_devices_of_one_message():
    other = change(DEVICE, catalog_number="OTHER")
    found = read(message("UDI_DI.POST", DEVICE, other))
    assert [each.catalog_number for each in found.records] == [
        DEVICE.catalog_number,
        "OTHER",
    ]
    assert found.created_at == "2026-06-01T09:00:00Z"
    assert found.message_id == str(ENVELOPE.message_id)
    assert {each.as_of for each in found.records} == {date(2026, 6, 1)}


def test_what_a_record_cannot_tell_back():
    """EUDAMED knows less of a device than we do."""
    (record,) = read(WHOLE).records
    assert record.latex == "not_stated"
    assert record.direct_marking == "same_as_primary"
    assert record.mri_safety == "unsafe"
    assert record.warnings == ()
    assert record.brand_name == DEVICE.brand_name
    assert record.eudamed.local_agent.udi_srn_ar == "DE-AR-000000001"
    assert [each.country for each in record.markets] == ["DE", "GR"]
    assert (record.single_use, record.max_reuses) == (False, 0)


def test_a_real_download_is_mended_and_read(shared):
    found = read_published(shared(DOWNLOAD).read_bytes())
    assert [(each.code, each.value) for each in found.mended] == [
        ("empty_container", "clinicalInvestigationLinks"),
        ("empty_container", "deviceCertificateLinks"),
        ("empty_container", "deviceMarking"),
    ]
    assert (found.page, found.pages) == (0, 0)
    assert found.correlation_id == "APP-DTX-000084634"
    (record,) = found.records
    assert record.as_of == date(2026, 2, 27)
    assert record.eudamed.registrant.udi_srn_mf == "CH-MF-000023141"
    assert record.eudamed.di.code == "07612345780290"
    versions = record.eudamed
    assert versions.version == versions.market_version == versions.package_version == 1
    assert versions.designer_version == record.basic_udi.version == 1
    assert versions.registry_state == record.basic_udi.registry_state == "registered"
    assert versions.product_designer.name == "GS1 Switzerland"
    assert len(record.substances) == 6
    assert [each.date_start for each in record.markets] == [date(2026, 2, 3)] * 4
    (again,) = read(message("DEVICE.POST", change(record, **LEFT_BEHIND))).records
    assert change(again, as_of=record.as_of) == change(record, **LEFT_BEHIND)


LEFT_BEHIND = {
    "basic_udi__version": 0,
    "basic_udi__registry_state": "",
    "eudamed__version": 0,
    "eudamed__registry_state": "",
    "eudamed__market_version": 0,
    "eudamed__package_version": 0,
    "eudamed__designer_version": 0,
    "markets": (),
    "packages": (),
    "eudamed__status": "no_longer",
}


def test_windows_bytes_in_a_download(shared):
    content = shared(DOWNLOAD).read_bytes()
    wrong = content.decode().encode("cp1252")
    assert wrong != content
    found, right = read_published(wrong), read_published(content)
    assert found.records == right.records
    assert found.mended[0].code == "windows_1252"
    assert found.mended[0].count == 6


def test_other_prefixes_and_versions_change_nothing():
    other = WHOLE.replace(b"udidi:", b"x:").replace(b"xmlns:udidi=", b"xmlns:x=")
    other = other.replace(b"/v1", b"/v2").replace(b"3.0.25", b"3.1.0")
    assert read(other).records == read(WHOLE).records
    assert read(other).version == "3.1.0"


def test_what_has_no_field_is_named():
    content = edited(
        ("<udidi:sterile>", "<udidi:colour><a/><b/></udidi:colour><udidi:sterile>"),
        ("CLASS_IIB", "CLASS_X"),
        (">GS1<", ">ACME<"),
    )
    found = read(content)
    told = {(each.code, each.value, each.place) for each in found.mended}
    assert told == {
        ("left_out", "colour", "MDRUDIDIData"),
        ("unknown_value", "CLASS_X", "riskClass"),
        ("unknown_value", "ACME", "issuingEntityCode"),
    }
    (record,) = found.records
    assert (record.risk_class_eu, record.basic_udi.issuing_agency) == (
        "CLASS_X",
        "acme",
    )


def test_comments_and_blanks_are_no_text():
    content = edited(
        ("MM-IP-200B", "\n MM-<!-- x -->IP<?y?>-200B\t"),
        ("</m:payload>", "<!-- end --><?x y?></m:payload>"),
    )
    (record,) = read(content).records
    assert record.catalog_number == "MM-IP-200B"


def test_a_family_with_several_devices_and_one_with_none():
    root = etree.fromstring(WHOLE)
    (device,) = root.iter("{*}Device")
    data = device[1]
    device.append(etree.fromstring(etree.tostring(data)))
    found = read(etree.tostring(root))
    assert [each.part for each in found.devices] == ["device", "device"]
    assert found.records[0] == found.records[1]
    for each in device[1:]:
        device.remove(each)
    found = read(etree.tostring(root))
    assert [each.part for each in found.devices] == ["family"]
    assert found.records[0].basic_udi.code == DEVICE.basic_udi.code


def test_data_without_its_family():
    root = etree.fromstring(WHOLE)
    (device,) = root.iter("{*}Device")
    device.remove(device[0])
    (found,) = read(etree.tostring(root)).devices
    assert (found.part, found.record.risk_class_eu) == ("udi_di", "")
    assert found.record.legislation_eu == "mdr"
    assert found.record.basic_udi.code == DEVICE.basic_udi.code


OUTPUT = """
<budi:certificateLinks xmlns:budi="urn:b" xmlns:l="urn:l">
  <l:certificateLink>
    <l:certificate><l:certificateNumber>C-1</l:certificateNumber>
      <l:certificateRevisionNumber>2</l:certificateRevisionNumber>
      <l:NBActorCode>0123</l:NBActorCode></l:certificate>
    <l:certificateType>MDR_TYPE_EXAMINATION</l:certificateType>
    <l:expiryDate>2030-01-01Z</l:expiryDate><l:issueDate>2026-02-30</l:issueDate>
    <l:certificateStatus>ISSUED</l:certificateStatus>
  </l:certificateLink>
</budi:certificateLinks>
<c:ARComments xmlns:c="urn:c" xmlns:l="urn:l"><c:comment>
  <c:date>2026-05-01T10:00:00.5Z</c:date>
  <c:ownerActorCode>DE-AR-000000001</c:ownerActorCode>
  <c:text><l:language>EN</l:language><l:textValue>Checked</l:textValue></c:text>
</c:comment><c:comment><c:date>soon</c:date></c:comment></c:ARComments>
"""
SUBSTATUS = """
<udidi:substatuses xmlns:c="urn:c"><c:substatus><c:code>RECALLED</c:code>
  <c:estimatedEndDate>2026-12-31</c:estimatedEndDate><c:mfCorrectiveActions>
  <c:mfCorrectiveAction>A</c:mfCorrectiveAction>
  <c:mfCorrectiveAction>B</c:mfCorrectiveAction></c:mfCorrectiveActions>
  <c:startDate>2026-03-01</c:startDate></c:substatus></udidi:substatuses>
"""


def test_what_only_eudamed_writes():
    content = edited(
        ("<basicudi:animalTissuesCells>", f"{OUTPUT}<basicudi:animalTissuesCells>"),
        ("<udidi:numberOfReuses>", f"{SUBSTATUS}<udidi:numberOfReuses>"),
    )
    found = read(content)
    assert found.mended == ()
    (record,) = found.records
    (linked,) = record.basic_udi.registered_certificates
    assert (linked.kind, linked.number) == ("mdr_type_examination", "C-1")
    assert (linked.revision, linked.notified_body) == ("2", "0123")
    assert (linked.valid_to, linked.issue_date) == (date(2030, 1, 1), None)
    assert linked.status == "issued"
    first, second = record.basic_udi.comments
    assert (first.text, first.owner_code) == ("Checked", "DE-AR-000000001")
    assert first.date.isoformat() == "2026-05-01T10:00:00.500000+00:00"
    assert second.date is None
    (state,) = record.eudamed.substatuses
    assert (state.code, state.corrective_actions) == ("RECALLED", ("A", "B"))
    assert (state.date_start, state.date_end) == (date(2026, 3, 1), date(2026, 12, 31))


def test_other_actors_and_other_attributes():
    """A pack's producer has another number; an attribute may stand before the type."""
    content = message("UDI_DI.POST", DEVICE).replace(b"US-MF-", b"US-PR-")
    content = content.replace(b"<device:UDIDIData ", b'<device:UDIDIData id="1" ')
    (record,) = read(content).records
    assert record.eudamed.registrant.udi_srn_pr == "US-PR-000000001"
    assert record.legislation_eu == "mdr"
    content = content.replace(b"US-PR-000000001", b"")
    assert read(content).records[0].eudamed.registrant is None


def test_lines_without_their_type():
    content = message("DEVICE.POST", MDR).replace(b"xsi:type", b"type-of")
    (record,) = read(content).records
    kinds = [each.kind for each in record.substances]
    assert kinds == ["cmr", "cmr", "endocrine", "medicinal", "human"]
    assert {each.precision for each in record.sizes} == {"text"}


def test_a_file_that_does_not_say_when():
    content = edited(("2026-06-01T09:00:00Z", "yesterday"))
    (record,) = read(content).records
    assert record.as_of == NO_DAY
