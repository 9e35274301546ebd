"""The Chinese database: declaration (JSON) and download layout (XML)."""

import csv
import json
from datetime import date

import formats_golden
import formats_sample as sample
import pytest
from formats_sample import CASE, DEVICE, ENVELOPE, PALLET, change, codes_of

from odoo.addons.udi_regulatory_export.formats import nmpa, xml
from odoo.addons.udi_regulatory_export.formats.findings import UnfitRecordError
from odoo.addons.udi_regulatory_export.formats.nmpa import codes
from odoo.addons.udi_regulatory_export.formats.record import (
    CertificateRecord,
    DiRecord,
    TextRecord,
)

MA = DiRecord(code="MA.156.M0.123456.01234565", issuing_agency="ma")
CASE_DI = DiRecord(code=CASE.code, issuing_agency="gs1")
REGISTRATION = DEVICE.certificates[1]
CATHETER = change(
    DEVICE,
    nmpa__registrant=change(sample.CN_AGENT, udi_name_zh="示例医疗器械有限公司"),
    nmpa__local_agent=None,
    nmpa__di=CASE_DI,
    nmpa__upload_type="1",
    nmpa__external_key="KEY1",
    nmpa__version=3,
    nmpa__same_as_registered_di=False,
    nmpa__registered_di="06901234567915",
    nmpa__supply_kind="consumable",
    nmpa__nhsa_codes=("C0101010010000100001", "C0101010010000100002"),
    nmpa__change_note="更正型号",
    device_count=5,
    unit_of_use_di=sample.UNIT,
    direct_marking="other_di",
    direct_marking_di=sample.UNIT,
    single_use=True,
    max_reuses=3,
    carriers=("linear", "matrix", "rfid"),
    certificates=(
        REGISTRATION,
        CertificateRecord(kind="cn_filing", number="国械备20160001号"),
    ),
)


def built(record):
    declared, downloaded = nmpa.build(record, ENVELOPE)
    return declared, downloaded


def declared(record):
    return json.loads(built(record)[0].content)["dataSet"][0]


def downloaded(record):
    root = xml.parse(built(record)[1].content)
    return {each.tag: each.text for each in root.find("devices/device")}


@pytest.mark.parametrize(
    ("record", "name"),
    [(DEVICE, "nmpa_pump"), (CATHETER, "nmpa_catheter")],
    ids=["pump", "catheter"],
)
def test_golden(record, name):
    for file, suffix in zip(built(record), ("json", "xml"), strict=True):
        formats_golden.check(f"{name}.{suffix}", file.content)


def test_files():
    one, two = built(DEVICE)
    assert (one.filename, one.media_type, one.draft) == (
        "UDID_09506000134352.json",
        "application/json",
        True,
    )
    assert (two.filename, two.media_type) == (
        "UDID_09506000134352.xml",
        "application/xml",
    )


def test_no_draft_once_the_upload_type_is_known():
    assert codes_of(nmpa.problems(DEVICE)) == {"unpublished"}
    assert nmpa.problems(CATHETER) == ()
    assert [each.draft for each in built(CATHETER)] == [False, False]


def test_same_input_same_bytes():
    assert built(DEVICE) == built(change(DEVICE, packages=(PALLET, CASE)))


def test_layout_is_that_of_the_declaration(shared):
    path = shared("regulatory/nmpa/sample-declaration-api.json")
    official = json.loads(path.read_text(encoding="utf-8"))["save_request"]["dataSet"]
    ours = declared(DEVICE)
    assert set(ours) == set(official[0])
    assert set(ours["devicePackage"][0]) == set(official[0]["devicePackage"][0])


def test_layout_is_that_of_the_download(shared):
    path = shared("regulatory/nmpa/sample-udid-download.xml")
    official = xml.parse(path.read_bytes())
    ours = xml.parse(built(DEVICE)[1].content)

    def tags(root, place):
        return [each.tag for each in root.find(place)]

    for place in (".", "header", "devices/device", ".//packingList/packing"):
        assert tags(ours, place) == tags(official, place)[: len(tags(ours, place))]
        if place != "devices":
            assert set(tags(ours, place)) == set(tags(official, place))


def test_fields_are_those_of_the_dictionary(shared):
    path = shared("regulatory/nmpa/udid-field-dictionary.csv")
    with path.open(encoding="utf-8", newline="") as file:
        rows = {
            row["public_xml_tag"]: row["declaration_key"]
            for row in csv.DictReader(file)
        }
    for each in (*codes.FIELDS, *codes.PACKAGE_FIELDS):
        assert rows[each.tag] == each.key


def test_values_are_those_of_the_interface(shared):
    path = shared("regulatory/nmpa/udid-enumerations.json")
    official = json.loads(path.read_text(encoding="utf-8"))
    for ours, name in (
        (codes.BOOLEAN, "boolean"),
        (codes.CARRIERS, "bszt"),
        (codes.PRODUCT_TYPES, "qxlb_CPLX"),
        (codes.SUPPLY_KINDS, "cplb_HCHZSB"),
        (codes.MRI, "cgzmraqxgxx"),
    ):
        assert dict(ours.values()) == official[name]["api"]
    assert list(codes.AGENCIES.values()) == official["cpbsbmtxmc"]["verified"]


@pytest.mark.parametrize(
    ("facts", "key", "api", "text"),
    [
        ({}, "CPLX", "1", "器械"),
        ({"nmpa__product_type": "ivd_reagent"}, "CPLX", "2", "体外诊断试剂"),
        ({"nmpa__supply_kind": "consumable"}, "HCHZSB", "0", "耗材"),
        ({"mri_safety": "safe"}, "CGZMRAQXGXX", "0", "安全"),
        ({"carriers": ()}, "BSZT", "", None),
        ({"carriers": ("linear", "rfid")}, "BSZT", "1,3", "一维码,RFID"),
        ({"single_use": None}, "SFBJWYCXSY", "", None),
        ({"max_reuses": 7}, "ZDCFSYCS", "7", "7"),
        ({"max_reuses": 7, "single_use": True}, "ZDCFSYCS", "", None),
        ({"direct_marking": "none"}, "SFYBTZJBS", "0", "否"),
        ({"direct_marking": "none"}, "BTCPBSYZXXSDYCPBSSFYZ", "", None),
        ({"direct_marking": "exempt"}, "SFYBTZJBS", "0", "否"),
        ({"direct_marking": ""}, "SFYBTZJBS", "", None),
        ({"direct_marking": "same_as_primary"}, "BTCPBS", "", None),
        ({"descriptions": ()}, "CPMS", "", None),
        ({"markets": ()}, "TSRQ", "", None),
        ({"nmpa__di": CASE_DI}, "ZXXSDYZSYDYDSL", "10", "10"),
    ],
)
def test_what_is_written(facts, key, api, text):
    record = change(DEVICE, **facts)
    tag = next(each.tag for each in codes.FIELDS if each.key == key)
    assert declared(record)[key] == api
    assert downloaded(record)[tag] == text


def test_another_di_on_the_device():
    item = declared(CATHETER)
    assert item["SFYBTZJBS"] == "1"
    assert item["BTCPBSYZXXSDYCPBSSFYZ"] == "0"
    assert item["BTCPBS"] == sample.UNIT.code


def test_a_case_as_sales_unit_counts_and_keeps_higher_packs_only():
    item = declared(CATHETER)
    assert item["ZXXSDYZSYDYDSL"] == "50"
    assert [each["BZCPBS"] for each in item["devicePackage"]] == [PALLET.code]


def test_several_certificates_are_joined():
    assert declared(CATHETER)["ZCZBHHZBAPZBH"] == (
        "国械注准20193030166,国械备20160001号"
    )


def test_overseas_registrant_sends_the_credit_code_of_its_agent():
    assert declared(DEVICE)["TYSHXYDM"] == sample.CN_AGENT.udi_uscc
    assert declared(DEVICE)["YLQXZCRBARMC"] == sample.MAKER.udi_name_zh


def test_ma_code_of_the_same_device():
    record = change(DEVICE, nmpa__di=MA, secondary_dis=(MA,))
    item = declared(record)
    assert (item["CPBSBMTXMC"], item["ZXXSDYCPBS"]) == ("MA码（IDcode）", MA.code)
    assert item["devicePackage"] == []


def test_misspelt_tags_stay_misspelt():
    content = built(CATHETER)[1].content.decode()
    assert "<numberRkeyecordXML>1</numberRkeyecordXML>" in content
    assert "<versionStauts/>" in content
    assert "<versionNumber>3</versionNumber>" in content


RULES = [
    ({"nmpa": None}, "required", "udi.device.registration_ids"),
    ({"nmpa__registrant": None}, "required", "udi.registration.nmpa.registrant_id"),
    ({"nmpa__di": None}, "required", "udi.registration.nmpa.di_id"),
    ({"nmpa__registrant__country": ""}, "required", "res.partner.country_id"),
    (
        {"nmpa__local_agent": None},
        "china_agent_missing",
        "udi.registration.nmpa.local_agent_id",
    ),
    (
        {"nmpa__di": sample.SECONDARY, "secondary_dis": (sample.SECONDARY,)},
        "agency_not_accepted",
        "udi.di.issuing_agency",
    ),
    ({"nmpa__di": MA}, "di_not_of_device", "udi.registration.nmpa.di_id"),
    (
        {"unit_of_use_di": change(sample.UNIT, code="1")},
        "bad_form",
        "udi.di.code",
    ),
    ({"device_count": 2}, "unit_of_use_missing", "udi.device.di_ids"),
    ({"device_count": 0}, "bad_quantity", "udi.device.device_count"),
    (
        {"nmpa__publish_date": None},
        "required",
        "udi.registration.nmpa.publish_date",
    ),
    ({"generic_name_zh": ""}, "required", "udi.device.generic_name"),
    ({"model_number": ""}, "required", "udi.device.model_number"),
    (
        {"nmpa__product_type": ""},
        "required",
        "udi.registration.nmpa.product_type",
    ),
    (
        {"nmpa__product_type": "x"},
        "not_allowed",
        "udi.registration.nmpa.product_type",
    ),
    ({"nmpa__supply_kind": ""}, "required", "udi.registration.nmpa.supply_kind"),
    ({"nmpa__supply_kind": "x"}, "not_allowed", "udi.registration.nmpa.supply_kind"),
    ({"nmpa__class_code": ""}, "required", "udi.registration.nmpa.class_code_id"),
    ({"nmpa__class_code": "14-2"}, "bad_form", "udi.registration.nmpa.class_code_id"),
    (
        {"nmpa__nhsa_codes": ("C01",)},
        "bad_form",
        "udi.registration.nmpa.nhsa_codes",
    ),
    ({"nmpa__registrant__udi_name_zh": ""}, "required", "res.partner.udi_name_zh"),
    ({"nmpa__local_agent__udi_uscc": ""}, "required", "res.partner.udi_uscc"),
    ({"nmpa__local_agent__udi_uscc": "911"}, "bad_form", "res.partner.udi_uscc"),
    (
        {"nmpa__local_agent__udi_uscc": "91110000MA0000000X"},
        "bad_check_digit",
        "res.partner.udi_uscc",
    ),
    ({"certificates": ()}, "certificate_number", "udi.device.certificate_ids"),
    (
        {"certificates": (change(REGISTRATION, number=""),)},
        "required",
        "udi.certificate.number",
    ),
    (
        {"certificates": (change(REGISTRATION, number="国械注准2019303016"),)},
        "bad_form",
        "udi.certificate.number",
    ),
    (
        {"certificates": (change(REGISTRATION, kind="cn_filing"),)},
        "bad_form",
        "udi.certificate.number",
    ),
    (
        {"nmpa__same_as_registered_di": None},
        "recommended",
        "udi.registration.nmpa.same_as_registered_di",
    ),
    (
        {"nmpa__same_as_registered_di": False},
        "required",
        "udi.registration.nmpa.registered_di",
    ),
    *(
        ({name: empty}, "recommended", f"udi.device.{odoo}")
        for name, empty, odoo in (
            ("catalog_number", "", "catalog_number"),
            ("direct_marking", "", "direct_marking"),
            ("is_kit", None, "is_kit"),
            ("single_use", None, "single_use"),
            ("sterile", None, "sterile"),
            ("sterilize_before_use", None, "sterilize_before_use"),
            ("mri_safety", "", "mri_safety"),
            ("carriers", (), "carrier_ids"),
        )
    ),
    ({"mri_safety": "x"}, "not_allowed", "udi.device.mri_safety"),
    ({"carriers": ("linear", "x")}, "not_allowed", "udi.device.carrier_ids"),
    ({"direct_marking": "other_di"}, "required", "udi.device.di_ids"),
    (
        {"descriptions": (TextRecord(language="EN", value="Pump"),)},
        "language_missing",
        "udi.device.description_ids",
    ),
    (
        {"packages": (change(CASE, package_level_name_zh=""),)},
        "language_missing",
        "udi.di.package_level_name",
    ),
    (
        {"packages": (change(CASE, contains_code=""),)},
        "package_chain",
        "udi.di.contains_di_id",
    ),
]


@pytest.mark.parametrize(
    ("facts", "code", "field"),
    RULES,
    ids=[f"{code}-{field}-{n}" for n, (_facts, code, field) in enumerate(RULES)],
)
def test_rule(facts, code, field):
    record = change(DEVICE, **facts)
    found = {(each.code, each.field) for each in nmpa.problems(record)}
    assert (code, field) in found
    severity = {each.severity for each in nmpa.problems(record) if each.code == code}
    if "error" in severity:
        with pytest.raises(UnfitRecordError):
            nmpa.build(record, ENVELOPE)
    else:
        assert built(record)


@pytest.mark.parametrize(
    "facts",
    [
        {"nmpa__registrant": CATHETER.nmpa.registrant, "nmpa__local_agent": None},
        {"nmpa__class_code": "6840-123"},
        {"certificates": (change(REGISTRATION, number="京械注准20202140001"),)},
        {"certificates": (change(REGISTRATION, number="国械注进20193030166"),)},
        {"nmpa__publish_date": date(2020, 1, 1)},
        {"nmpa__nhsa_codes": ("C01010100100001000010000123",)},
    ],
)
def test_allowed(facts):
    assert codes_of(nmpa.problems(change(DEVICE, **facts))) == {"unpublished"}
