"""EUDAMED: our lists are the official ones."""

import csv

from formats_sample import DEVICE, change, codes_of

from odoo.addons.udi_regulatory_export.formats import eudamed
from odoo.addons.udi_regulatory_export.formats.eudamed import (
    certificates,
    codes,
    lists,
)
from odoo.addons.udi_traceability.tools import consistency


def enumeration(shared, name):
    path = shared("regulatory/eudamed/code-lists/enumerations.csv")
    with path.open(encoding="utf-8", newline="") as file:
        return {row["code"] for row in csv.DictReader(file) if row["list"] == name}


def column(shared, name):
    path = shared(f"regulatory/eudamed/code-lists/{name}.csv")
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_class_that_is_offered_has_a_word():
    known = {law: tuple(classes) for law, classes in codes.RISK_CLASSES.items()}
    assert known == consistency.RISK_CLASSES


def test_lists_are_the_official_ones(shared):
    assert {*lists.LANGUAGES, lists.ANY} == enumeration(shared, "language")
    assert set(codes.ANNEX_XVI) == enumeration(shared, "annex_xvi_type")
    assert set(codes.STATUSES.values()) == enumeration(shared, "device_status")
    assert set(codes.PRODUCTION_IDENTIFIERS.values()) == enumeration(
        shared, "production_identifier"
    )
    packs = enumeration(shared, "device_system_procedure_pack_type")
    assert set(codes.SYSTEM_PACK_TYPES.values()) == packs
    packs = enumeration(shared, "system_procedure_pack_type")
    assert set(codes.PACK_TYPES.values()) == packs
    assert set(codes.ISSUERS.values()) == enumeration(shared, "issuing_entity")
    assert {codes.LINK} == enumeration(shared, "device_link_type")
    medicines = enumeration(shared, "medical_human_substance_type")
    assert set(codes.MEDICINES.values()) == medicines
    categories = enumeration(shared, "cmr_substance_type")
    assert set(codes.CMR_CATEGORIES.values()) == categories


def test_every_law_has_its_classes(shared):
    classes = [set(each.values()) for each in codes.RISK_CLASSES.values()]
    assert set().union(*classes) == enumeration(shared, "risk_class")


def test_special_devices_are_official_but_the_closed_one(shared):
    official = enumeration(shared, "mdr_special_device_type")
    official |= enumeration(shared, "ivdr_special_device_type")
    ours = [set(each.values()) for each in codes.SPECIAL_DEVICES.values()]
    left = official - set().union(*ours)
    assert all(each.endswith("_ORTHOPEDIC") for each in left)
    assert set().union(*ours) <= official


def test_certificates_are_official(shared):
    official = enumeration(shared, "certificate_type_device")
    assert set(certificates.SPELT.values()) < official


def test_what_needs_a_text(shared):
    conditions = column(shared, "storage_handling_condition")
    valued = [row["code"] for row in conditions if row["value_text_required"] == "1"]
    assert list(codes.VALUE_CONDITIONS) == valued
    for name, other in (
        ("storage_handling_condition", codes.OTHER_CONDITION),
        ("critical_warning", codes.OTHER_WARNING),
    ):
        rows = column(shared, name)
        assert [r["code"] for r in rows if r["multilingual_text_required"] == "1"] == [
            other
        ]


def test_countries(shared):
    official = enumeration(shared, "country_eu_market")
    assert {lists.market(each) for each in official} == official
    everywhere = {row["code"] for row in column(shared, "country_all")}
    assert {lists.country(each) for each in everywhere} == everywhere
    outer = {row["code"] for row in column(shared, "country_non_eu")}
    assert set(lists.OUTSIDE) == outer
    assert lists.market("GR") == "EL"
    assert (lists.country("GB"), lists.outside("GB")) == ("UK", "UK")
    for outside in ("CH", "GB", "US", "CN", ""):
        assert lists.market(outside) == ""
    assert (lists.outside("DE"), lists.country("XK")) == ("", "")


def test_every_emdn_leaf_is_accepted(shared):
    path = shared("regulatory/eudamed/code-lists/emdn_v2_en.csv")
    with path.open(encoding="utf-8", newline="") as file:
        leaves = [row["code"] for row in csv.DictReader(file) if row["is_leaf"] == "1"]
    found = eudamed.problems(change(DEVICE, eudamed__emdn_codes=tuple(leaves)))
    assert codes_of(found, "error") == set()
    assert [each.value for each in found] == ["W0104080590"]
