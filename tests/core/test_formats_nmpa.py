"""The Chinese database: declaration (JSON) and download layout (XML)."""

import csv
import json

import formats_golden
import formats_sample as sample
import pytest
from formats_nmpa import (
    CASE_DI,
    CATHETER,
    MA,
    built,
    declared,
    downloaded,
)
from formats_sample import CASE, DEVICE, PALLET, change, codes_of

from odoo.addons.udi_regulatory_export.formats import nmpa, xml
from odoo.addons.udi_regulatory_export.formats.nmpa import codes


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
