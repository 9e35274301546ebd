"""EUDAMED: our lists are the official ones."""

import csv

from formats_sample import DEVICE, change, codes_of

from odoo.addons.udi_regulatory_export.formats import eudamed
from odoo.addons.udi_regulatory_export.formats.eudamed import codes


def enumeration(shared, name):
    path = shared("regulatory/eudamed/code-lists/enumerations.csv")
    with path.open(encoding="utf-8", newline="") as file:
        return {row["code"] for row in csv.DictReader(file) if row["list"] == name}


def test_lists_are_the_official_ones(shared):
    assert set(codes.LANGUAGES) | {codes.ANY} == enumeration(shared, "language")
    assert set(codes.ANNEX_XVI) == enumeration(shared, "annex_xvi_type")
    assert set(codes.STATUSES.values()) == enumeration(shared, "device_status")
    assert set(codes.PRODUCTION_IDENTIFIERS.values()) == enumeration(
        shared, "production_identifier"
    )
    packs = enumeration(shared, "device_system_procedure_pack_type")
    assert set(codes.SYSTEM_PACK_TYPES.values()) == packs
    assert set(codes.AGENCIES.values()) < enumeration(shared, "issuing_entity")
    assert set(codes.MDR_RISK_CLASSES.values()) < enumeration(shared, "risk_class")
    certificates = enumeration(shared, "certificate_type_device")
    assert set(codes.CERTIFICATES.values()) < certificates
    special = enumeration(shared, "mdr_special_device_type")
    assert set(codes.SPECIAL_DEVICES.values()) < special


def test_market_countries(shared):
    official = enumeration(shared, "country_eu_market")
    assert {codes.market(each) for each in official} == official
    assert codes.market("GR") == "EL"
    for outside in ("CH", "GB", "US", "CN", ""):
        assert codes.market(outside) == ""


def test_every_emdn_leaf_is_accepted(shared):
    path = shared("regulatory/eudamed/code-lists/emdn_v2_en.csv")
    with path.open(encoding="utf-8", newline="") as file:
        leaves = [row["code"] for row in csv.DictReader(file) if row["is_leaf"] == "1"]
    found = eudamed.problems(change(DEVICE, eudamed__emdn_codes=tuple(leaves)))
    assert codes_of(found, "error") == set()
    assert [each.value for each in found] == ["W0104080590"]
