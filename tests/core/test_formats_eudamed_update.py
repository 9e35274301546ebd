"""EUDAMED: what is fixed since registration, and the way out."""

from datetime import date

import formats_sample as sample
import pytest
from formats_laws import (
    BOTH,
    CMR,
    IVDR,
    LAWS,
    MASTER,
    MDD,
    MDR,
    OWN_KEY,
    SIZES,
    SPP,
    WORKSHOP,
    text,
)
from formats_sample import CASE, DEVICE, MAKER, PALLET, change, codes_of
from test_formats_eudamed_plan import ACCEPTED, KNOWN

from odoo.addons.udi_regulatory_export.formats.eudamed import (
    accepted,
    plan,
    problems,
)
from odoo.addons.udi_regulatory_export.formats.eudamed.entry import (
    Entry,
    family_record,
)
from odoo.addons.udi_regulatory_export.formats.record import DiRecord, WarningRecord


def known(record, **facts):
    return change(record, **(KNOWN | facts))


PLAIN = known(DEVICE, direct_marking="none", direct_marking_di=None)
OTHER_DI = DiRecord(code="09506000134369", issuing_agency="gs1")
# (accepted, what is changed, code, field)
FIXED = [
    (MDR, {"risk_class_eu": "iii"}, "locked_family", "udi.device.risk_class_eu"),
    (MDR, {"implantable": False}, "locked_family", "udi.device.implantable"),
    (
        MDR,
        {"eudamed__registrant__udi_srn_mf": "US-MF-000000009"},
        "locked_family",
        "udi.registration.eudamed.registrant_id",
    ),
    (
        SPP,
        {"eudamed__registrant__udi_srn_pr": "US-PR-000000009"},
        "locked_family",
        "udi.registration.eudamed.registrant_id",
    ),
    (MDD, {"legislation_eu": "aimdd"}, "locked_family", "udi.device.legislation_eu"),
    *(
        (MDR, {f"basic_udi__{name}": value}, "locked_family", f"udi.basic.udi.{name}")
        for name, value in (
            ("system_pack_type", "system"),
            ("special_device_type", ""),
            ("animal_tissues", True),
            ("human_tissues", True),
            ("active_device", False),
            ("administers_medicine", False),
            ("iib_implantable_exception", True),
            ("measuring_function", False),
            ("reusable_surgical_instrument", True),
            ("human_blood_substance", False),
            ("medicinal_substance", False),
        )
    ),
    (IVDR, {"is_kit": True}, "locked_family", "udi.device.is_kit"),
    *(
        (IVDR, {f"basic_udi__{name}": value}, "locked_family", f"udi.basic.udi.{name}")
        for name, value in (
            ("companion_diagnostic", True),
            ("instrument", True),
            ("microbial_substances", True),
            ("near_patient_testing", False),
            ("professional_testing", False),
            ("reagent", False),
            ("self_testing", True),
        )
    ),
    (MDR, {"eudamed__di": OTHER_DI}, "locked_device", "udi.registration.eudamed.di_id"),
    (
        OWN_KEY,
        {"eudamed__eudamed_id": "D-X"},
        "locked_device",
        "udi.registration.eudamed.di_id",
    ),
    (MDR, {"basic_udi__code": "12345ANJ"}, "locked_device", "udi.basic.udi.code"),
    *(
        (MDR, {name: value}, "locked_device", f"udi.device.{field}")
        for name, value, field in (
            ("catalog_number", "other", "catalog_number"),
            ("sterile", True, "sterile"),
            ("sterilize_before_use", True, "sterilize_before_use"),
            ("single_use", True, "single_use"),
            ("max_reuses", 21, "max_reuses"),
            ("device_count", 6, "device_count"),
            ("latex", "not_stated", "latex"),
            ("sizes", SIZES[1:], "size_ids"),
        )
    ),
    (
        MDR,
        {"eudamed__reprocessed": True},
        "locked_device",
        "udi.registration.eudamed.reprocessed",
    ),
    (
        MDR,
        {"eudamed__annex_xvi_codes": ()},
        "locked_device",
        "udi.registration.eudamed.annex_xvi_ids",
    ),
    (
        MASTER,
        {"eudamed__annex_xvi_applicable": True},
        "locked_device",
        "udi.registration.eudamed.annex_xvi_applicable",
    ),
    (
        change(IVDR, eudamed__new_device=False),
        {"eudamed__new_device": True},
        "locked_device",
        "udi.registration.eudamed.new_device",
    ),
    (MDR, {"secondary_dis": ()}, "locked_once", "udi.device.di_ids"),
    (MDR, {"direct_marking_di": OTHER_DI}, "locked_once", "udi.device.di_ids"),
    (
        change(MDR, direct_marking="none", unit_of_use_di=sample.UNIT),
        {"unit_of_use_di": OTHER_DI},
        "locked_once",
        "udi.device.di_ids",
    ),
    (
        MDR,
        {"eudamed__status": "not_intended"},
        "not_intended_later",
        "udi.registration.eudamed.status",
    ),
    (
        change(MDR, risk_class_eu="i"),
        {"markets": ()},
        "markets_missing",
        "udi.device.market_ids",
    ),
    (
        MDR,
        {"descriptions": (text("Pump"),)},
        "text_stays",
        "udi.device.description_ids",
    ),
    *(
        (
            change(MDR, eudamed__product_designer=old),
            {"eudamed__product_designer": new},
            "designer_stays",
            "udi.registration.eudamed.product_designer_id",
        )
        for old, new in (
            (None, WORKSHOP),
            (WORKSHOP, None),
            (MAKER, WORKSHOP),
        )
    ),
    (MDR, {"packages": (PALLET,)}, "package_stays", "udi.device.package_di_ids"),
    (
        MDR,
        {"packages": (change(CASE, contains_qty=11), PALLET)},
        "locked_package",
        "udi.di.contains_qty",
    ),
    (
        MDR,
        {"packages": (CASE, change(PALLET, contains_code=MDR.primary_di.code))},
        "locked_package",
        "udi.di.contains_di_id",
    ),
    (
        MDR,
        {"eudamed__registry_state": "submitted", "information_url": ""},
        "waits_for_body",
        "udi.registration.eudamed.registry_state",
    ),
]


@pytest.mark.parametrize(
    ("accepted", "facts", "code", "field"),
    FIXED,
    ids=[f"{code}-{n}" for n, (_a, _facts, code, _field) in enumerate(FIXED)],
)
def test_what_is_fixed(accepted, facts, code, field):
    before = known(accepted)
    found = problems(change(before, **facts), before)
    assert (code, field, "error") in {(f.code, f.field, f.severity) for f in found}
    assert code not in codes_of(problems(before, before))


def test_a_finding_shows_both_values():
    found = problems(change(ACCEPTED, catalog_number="X"), ACCEPTED)
    assert [(f.value, f.expected) for f in found] == [("X", ACCEPTED.catalog_number)]
    found = problems(change(ACCEPTED, secondary_dis=()), ACCEPTED)
    assert [(f.value, f.expected) for f in found] == [("", "+A123BJC5D6E71G")]


FREE = [
    (PLAIN, {"secondary_dis": (sample.SECONDARY,)}),
    (PLAIN, {"direct_marking": "other_di", "direct_marking_di": sample.UNIT}),
    (known(MDD), {"descriptions": ()}),
    (known(IVDR), {"eudamed__new_device": False}),
    (ACCEPTED, {"eudamed__status": "no_longer"}),
    (ACCEPTED, {"eudamed__product_designer": change(WORKSHOP, city="York")}),
    (ACCEPTED, {"packages": (change(CASE, discontinue_date=date(2026, 1, 1)), PALLET)}),
    (known(SPP), {"descriptions": BOTH, "eudamed__product_designer": WORKSHOP}),
    (known(MDR, eudamed__registry_state="submitted"), {"model_number": "x"}),
    (change(ACCEPTED, eudamed__status="not_intended"), {}),
    (ACCEPTED, {"sizes": SIZES[::-1]}),
    (ACCEPTED, {"sizes": (change(SIZES[0], value="90"), *SIZES[1:])}),
    (
        ACCEPTED,
        {"sizes": (change(SIZES[0], size_type__name="Länge"), *SIZES[1:])},
    ),
    (ACCEPTED, {"eudamed__annex_xvi_codes": MDR.eudamed.annex_xvi_codes[::-1]}),
]


@pytest.mark.parametrize(("accepted", "facts"), FREE)
def test_what_may_change(accepted, facts):
    assert codes_of(problems(change(accepted, **facts), accepted), "error") == set()


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"brand_name": "Other"}, "udi.device.trade_name_ids"),
        ({"trade_names": ()}, "udi.device.trade_name_ids"),
        ({"warnings": (WarningRecord(),)}, "udi.device.warning_ids"),
        ({"warnings": MDR.warnings[:2]}, "udi.device.warning_ids"),
        ({"substances": (CMR,)}, "udi.device.substance_ids"),
    ],
)
def test_the_law_may_want_what_eudamed_does_not(facts, field):
    found = problems(change(ACCEPTED, **facts), ACCEPTED)
    told = {(f.code, f.field, f.severity) for f in found}
    assert ("law_new_di", field, "warning") in told


def test_a_new_certificate_is_the_notified_bodys_to_tell():
    """BR-UDID-056: an update repeats what was declared at first."""
    paper = change(MDR.basic_udi.certificates[0], number="NEW")
    ours = change(ACCEPTED, basic_udi__certificates=(paper,))
    found = problems(ours, ACCEPTED)
    assert codes_of(found) == {"certificates_stay"}
    assert codes_of(found, "error") == set()
    assert plan(ours, ACCEPTED) == ()
    named = change(ours, basic_udi__name="New")
    told = family_record(Entry(record=named, accepted=ACCEPTED)).basic_udi
    assert (told.name, told.certificates) == ("New", MDR.basic_udi.certificates)
    assert accepted(named, ACCEPTED, "BASIC_UDI.PATCH").basic_udi.certificates == (
        MDR.basic_udi.certificates
    )


def test_a_size_that_is_no_number_is_compared_as_it_is():
    odd = change(ACCEPTED, sizes=(change(SIZES[0], value="32/6"),))
    found = problems(odd, ACCEPTED)
    assert {"bad_form", "locked_device"} <= codes_of(found, "error")


@pytest.mark.parametrize("law", LAWS)
def test_without_what_was_accepted_there_is_no_update(law):
    found = problems(known(LAWS[law]))
    assert "no_snapshot" in codes_of(found, "error")
