"""Our record against EUDAMED's, field by field, with the message that would tell it."""

from datetime import date

import pytest
from formats_eudamed import built
from formats_laws import IVDR, KINDS, MDD, MDR, SPP, text
from formats_sample import (
    CASE,
    DEVICE,
    PALLET,
    PRIMARY,
    SECONDARY,
    UNIT,
    change,
)

from odoo.addons.udi_regulatory_export.formats.eudamed import difference, read
from odoo.addons.udi_regulatory_export.formats.eudamed.facts import facts
from odoo.addons.udi_regulatory_export.formats.eudamed.messages import MESSAGES
from odoo.addons.udi_regulatory_export.formats.eudamed.plan import plan
from odoo.addons.udi_regulatory_export.formats.findings import CODES
from odoo.addons.udi_regulatory_export.formats.record import (
    CertificateRecord,
    MarketRecord,
)


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_sent_and_read_back_differs_in_nothing(kind):
    record = KINDS[kind]
    (theirs,) = read(built(record).content).records
    assert difference(record, theirs) == ()
    assert difference(theirs, record) == ()


CHANGES = {
    "trade name": (MDR, {"trade_names": (text("New"),)}, "UDI_DI.PATCH"),
    "brand": (MDR, {"brand_name": "New"}, "UDI_DI.PATCH"),
    "order": (
        change(MDR, trade_names=(text("A"), text("B", "DE"))),
        {"trade_names": (text("B", "DE"), text("A"))},
        "UDI_DI.PATCH",
    ),
    "status": (MDR, {"eudamed__status": "no_longer"}, "UDI_DI.PATCH"),
    "website": (MDR, {"information_url": ""}, "UDI_DI.PATCH"),
    "emdn": (MDR, {"eudamed__emdn_codes": ("A01010101",)}, "UDI_DI.PATCH"),
    "pi": (MDR, {"pi_lot": not MDR.pi_lot}, "UDI_DI.PATCH"),
    "mri": (MDR, {"mri_safety": "safe"}, "UDI_DI.PATCH"),
    "warning": (MDR, {"warnings": MDR.warnings[1:]}, "UDI_DI.PATCH"),
    "storage": (MDR, {"storage": MDR.storage[:2]}, "UDI_DI.PATCH"),
    "substance": (MDR, {"substances": MDR.substances[:4]}, "UDI_DI.PATCH"),
    "description": (
        MDR,
        {"descriptions": (*MDR.descriptions, text("Neu", "FR"))},
        "UDI_DI.PATCH",
    ),
    "link": (MDR, {"eudamed__related_di": None}, "UDI_DI.PATCH"),
    "name": (MDR, {"basic_udi__name": "New"}, "BASIC_UDI.PATCH"),
    "model": (MDR, {"basic_udi__device_model": "New"}, "BASIC_UDI.PATCH"),
    "agent": (
        MDR,
        {"eudamed__local_agent__udi_srn_ar": "DE-AR-000000009"},
        "BASIC_UDI.PATCH",
    ),
    "study": (MDR, {"basic_udi__clinical_investigations": ()}, "BASIC_UDI.PATCH"),
    "purpose": (
        SPP,
        {"basic_udi__medical_purposes": (text("New"),)},
        "BASIC_UDI.PATCH",
    ),
    "country": (
        MDR,
        {"markets": (*MDR.markets, MarketRecord(country="FR"))},
        "MARKET_INFO.PUT",
    ),
    "end": (
        MDR,
        {
            "markets": tuple(
                change(each, date_end=date(2029, 1, 1)) for each in MDR.markets
            )
        },
        "MARKET_INFO.PUT",
    ),
    "first": (
        MDR,
        {
            "markets": tuple(
                change(each, is_first_eu=each.country == "GR") for each in MDR.markets
            )
        },
        "UDI_DI.PATCH",
    ),
    "package": (
        SPP,
        {"packages": (*SPP.packages, change(CASE, code="39506000134353"))},
        "PACKAGE_UDI.PUT",
    ),
    "package ends": (
        SPP,
        {"packages": (change(CASE, distribution_status="ended"), PALLET)},
        "PACKAGE_UDI.PUT",
    ),
    "designer": (
        MDR,
        {"eudamed__product_designer__city": "York"},
        "PRODUCT_DESIGNER.PUT",
    ),
    "secondary": (
        change(MDR, secondary_dis=()),
        {"secondary_dis": (SECONDARY,)},
        "UDI_DI.PATCH",
    ),
    "new device": (IVDR, {"eudamed__new_device": False}, "UDI_DI.PATCH"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_every_change_names_the_message_that_is_planned_for_it(name):
    theirs, facts_changed, carrier = CHANGES[name]
    ours = change(theirs, **facts_changed)
    found = difference(ours, theirs)
    assert carrier in {each.carrier for each in found}
    assert {each.locked for each in found} == {""}
    assert {each.carrier for each in found} <= set(plan(ours, theirs))
    for each in found:
        assert each.ours != each.theirs
    # and the other way round it is the same fields
    back = difference(theirs, ours)
    assert {(each.field, each.ref) for each in back} == {
        (each.field, each.ref) for each in found
    }


LOCKS = {
    "risk class": (MDR, {"risk_class_eu": "iii"}, "locked_family"),
    "implantable": (MDR, {"implantable": False}, "locked_family"),
    "tissues": (MDR, {"basic_udi__animal_tissues": True}, "locked_family"),
    "certificate": (
        MDR,
        {
            "basic_udi__certificates": (
                CertificateRecord(kind="mdr_type_examination", notified_body="0999"),
            )
        },
        "certificates_stay",
    ),
    "law": (MDD, {"legislation_eu": "mdr"}, "locked_family"),
    "maker": (
        MDR,
        {"eudamed__registrant__udi_srn_mf": "US-MF-000000009"},
        "locked_family",
    ),
    "reference": (MDR, {"catalog_number": "OTHER"}, "locked_device"),
    "sterile": (MDR, {"sterile": True}, "locked_device"),
    "reuses": (MDR, {"max_reuses": 3}, "locked_device"),
    "count": (MDR, {"device_count": 7}, "locked_device"),
    "size": (MDR, {"sizes": MDR.sizes[:1]}, "locked_device"),
    "latex": (MDR, {"latex": "not_made_with"}, "locked_device"),
    "family": (MDR, {"basic_udi__code": "5012345OTHERXX"}, "locked_device"),
    "secondary": (MDR, {"secondary_dis": ()}, "locked_once"),
    "marking": (MDR, {"direct_marking_di": PRIMARY}, "locked_once"),
    "quantity": (
        SPP,
        {"packages": (change(CASE, contains_qty=9), PALLET)},
        "locked_package",
    ),
    "package": (SPP, {"packages": (CASE,)}, "package_stays"),
    "description": (MDR, {"descriptions": MDR.descriptions[1:]}, "text_stays"),
    "status": (MDR, {"eudamed__status": "not_intended"}, "not_intended_later"),
    "designer": (MDR, {"eudamed__product_designer": None}, "designer_stays"),
    "new device": (
        change(IVDR, eudamed__new_device=False),
        {"eudamed__new_device": True},
        "locked_device",
    ),
}


@pytest.mark.parametrize("name", LOCKS)
def test_what_no_message_can_change_says_why(name):
    theirs, facts_changed, code = LOCKS[name]
    found = difference(change(theirs, **facts_changed), theirs)
    assert code in {each.locked for each in found}
    assert code in CODES
    for each in found:
        assert bool(each.locked) != bool(each.carrier)


def test_only_the_line_that_is_locked_is_shown_so():
    ours = change(SPP, packages=(change(CASE, contains_qty=9), PALLET))
    ended = change(
        ours,
        packages=(ours.packages[0], change(PALLET, discontinue_date=date(2026, 1, 1))),
    )
    found = {(each.field, each.ref): each for each in difference(ended, SPP)}
    assert found["udi.di.contains_qty", CASE.code].locked == "locked_package"
    status = found["udi.di.distribution_status", PALLET.code]
    assert (status.locked, status.carrier) == ("", "PACKAGE_UDI.PUT")
    texts = (text("changed"), *MDR.descriptions[2:])
    found = {
        each.ref: each for each in difference(change(MDR, descriptions=texts), MDR)
    }
    assert (found["EN"].carrier, found["DE"].locked) == ("UDI_DI.PATCH", "text_stays")


def test_what_only_we_know_is_no_difference():
    ours = change(
        MDR,
        generic_name="Other",
        model_number="Other",
        gudid=None,
        nmpa=None,
        carriers=(),
        descriptions=(*MDR.descriptions, text("只在中国", "ZH")),
        markets=(*MDR.markets, MarketRecord(country="JP")),
        eudamed__version=4,
        basic_udi__version=2,
        eudamed__registry_state="registered",
    )
    assert difference(ours, MDR) == ()


@pytest.mark.parametrize("name", ["storage", "warnings", "substances", "sizes"])
def test_the_order_of_lines_is_no_difference(name):
    ours = change(MDR, **{name: tuple(reversed(getattr(MDR, name)))})
    assert difference(ours, MDR) == ()


def test_order_and_spelling_of_numbers_are_no_difference():
    sizes = tuple(
        change(each, value=each.value.replace("90.0", "90"))
        for each in reversed(MDR.sizes)
    )
    ours = change(
        MDR,
        sizes=(*sizes, change(MDR.sizes[0], value="7,5")),
        eudamed__annex_xvi_codes=tuple(reversed(MDR.eudamed.annex_xvi_codes)),
        eudamed__emdn_codes=("Z1", "A1"),
    )
    theirs = change(ours, sizes=(*MDR.sizes, ours.sizes[-1]))
    assert difference(ours, change(theirs, eudamed__emdn_codes=("A1", "Z1"))) == ()


def test_a_file_without_the_family_says_nothing_of_it():
    (whole,) = read(built(MDR).content).records
    bare = change(whole, risk_class_eu="", implantable=None, is_kit=None)
    assert difference(MDR, bare) == ()


def test_trade_names_in_one_language_are_numbered():
    ours = change(DEVICE, trade_names=(text("A"), text("B"), text("C")))
    theirs = change(DEVICE, trade_names=(text("A"), text("X")))
    assert [
        (each.ref, each.ours, each.theirs) for each in difference(ours, theirs)
    ] == [
        ("EN (2)", "B", "X"),
        ("EN (3)", "C", ""),
    ]


def test_a_reworded_unit_of_use_is_a_fact_only_where_it_is_told():
    ours = change(DEVICE, unit_of_use_di=UNIT)
    assert difference(ours, DEVICE) == ()
    one = change(DEVICE, direct_marking="none", device_count=4)
    (row,) = difference(change(one, unit_of_use_di=UNIT), one)
    assert (row.ours, row.carrier) == (UNIT.code, "UDI_DI.PATCH")


def test_facts_have_fields_of_odoo():
    for record in KINDS.values():
        for each in facts(record):
            assert each.field.startswith(("udi.", "res."))
            assert each.carrier in MESSAGES


def test_a_status_nobody_knows_is_shown_as_it_is():
    pack = change(CASE, distribution_status="LOST")
    ours = change(SPP, packages=(pack, PALLET))
    (row,) = difference(ours, SPP)
    assert (row.ours, row.theirs) == ("LOST", "ON_THE_MARKET")
