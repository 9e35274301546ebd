"""EUDAMED: what may change after registration, attribute by attribute of the book."""

import csv

import pytest

from odoo.addons.udi_regulatory_export.formats.eudamed import locked

FIXED = {
    "261": "system_pack_type",
    "12": "system_pack_type",
    "356": "is_kit",
    "13": "special_device_type",
    "16": "risk_class_eu",
    "28": "active_device",
    "29": "administers_medicine",
    "30": "implantable",
    "265": "iib_implantable_exception",
    "31": "measuring_function",
    "32": "reusable_surgical_instrument",
    "33": "companion_diagnostic",
    "35": "near_patient_testing",
    "36": "self_testing",
    "262": "reagent",
    "263": "professional_testing",
    "264": "instrument",
    "23": "human_tissues",
    "18": "animal_tissues",
    "34": "microbial_substances",
    "155": "human_blood_substance",
    "158": "medicinal_substance",
    "39": "certificates",
    "145": "code",
    "135": "unit_of_use_di",
    "136": "secondary_dis",
    "138": "direct_marking_di",
    "163": "catalog_number",
    "151": "device_count",
    "146": "sizes",
    "156": "latex",
    "167": "single_use",
    "157": "max_reuses",
    "169": "sterile",
    "170": "sterilize_before_use",
    "164": "reprocessed",
    "147": "annex_xvi_codes",
}
"""Attributes that are fixed, or may be added once, to the field that is locked."""
NOT_OURS = {"37"}
"""The representative's comments: read only here."""
LOCKS = (*locked.FAMILY, *locked.DEVICE, *locked.DECLARED, *locked.ONCE)


@pytest.fixture(scope="module")
def book(shared):
    path = shared("regulatory/eudamed/rules/updatability.csv")
    with path.open(encoding="utf-8", newline="") as file:
        return [
            (row["field_id"].split()[0].rpartition("-")[2], row)
            for row in csv.DictReader(file)
        ]


def test_every_fixed_attribute_is_locked_under_its_laws(book):
    for number, row in book:
        if row["updatable"] != "no" and not row["updatable"].startswith(
            "only add once"
        ):
            assert number not in FIXED, row
        elif number not in NOT_OURS:
            laws = {
                law for lock in LOCKS if lock.name == FIXED[number] for law in lock.laws
            }
            assert set(row["legislation"].lower().split()) <= laws, row


def test_what_may_be_added_once_is_no_plain_lock(book):
    once = {FIXED[n] for n, row in book if row["updatable"].startswith("only add once")}
    assert once == {lock.name for lock in locked.ONCE}


def test_no_lock_without_the_book(book):
    known = {*FIXED.values(), "legislation_eu", "registrant", "di"}
    # the same attribute of a Master UDI-DI
    known |= {"annex_xvi_applicable"}
    assert {lock.name for lock in LOCKS} <= known
    assert set(FIXED) <= {number for number, _row in book}
