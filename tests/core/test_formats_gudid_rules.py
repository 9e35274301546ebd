"""FDA GUDID: what is refused before it is sent."""

import csv
from datetime import date

import formats_sample as sample
import pytest
from formats_gudid import (
    K510,
    tree,
)
from formats_sample import CASE, DEVICE, ENVELOPE, PRIMARY, change, codes_of

from odoo.addons.udi_regulatory_export.formats import gudid, xml
from odoo.addons.udi_regulatory_export.formats.findings import UnfitRecordError
from odoo.addons.udi_regulatory_export.formats.gudid import codes
from odoo.addons.udi_regulatory_export.formats.record import (
    CertificateRecord,
    TextRecord,
)


@pytest.fixture(scope="module")
def schema(shared):
    return xml.schema_from(shared("regulatory/gudid/spl-xsd/SPL.xsd"))


DE_NOVO = CertificateRecord(kind="us_de_novo", number="")
LONG = TextRecord(language="EN", value="x" * 2001)
RULES = [
    ({"gudid": None}, "required", "udi.device.registration_ids"),
    ({"gudid__registrant": None}, "required", "udi.registration.gudid.registrant_id"),
    ({"gudid__di": None}, "required", "udi.registration.gudid.di_id"),
    ({"gudid__registrant__udi_duns": ""}, "required", "res.partner.udi_duns"),
    ({"gudid__registrant__udi_duns": "12-345"}, "bad_form", "res.partner.udi_duns"),
    ({"gudid__registrant__name": ""}, "required", "res.partner.name"),
    ({"gudid__spl_set_id": ""}, "required", "udi.registration.gudid.spl_set_id"),
    ({"gudid__spl_set_id": "x"}, "bad_form", "udi.registration.gudid.spl_set_id"),
    (
        {"gudid__spl_set_id": DEVICE.gudid.spl_set_id.upper()},
        "bad_form",
        "udi.registration.gudid.spl_set_id",
    ),
    ({"gudid__spl_version": 0}, "bad_quantity", "udi.registration.gudid.spl_version"),
    (
        {"gudid__di": change(PRIMARY, issuing_agency="ifa")},
        "agency_not_accepted",
        "udi.di.issuing_agency",
    ),
    (
        {"gudid__di": change(PRIMARY, code="09506000134353")},
        "bad_check_digit",
        "udi.di.code",
    ),
    (
        {"packages": (change(CASE, issuing_agency="hibcc"),)},
        "other_agency",
        "udi.di.issuing_agency",
    ),
    ({"secondary_dis": (sample.UNIT,)}, "same_agency", "udi.di.issuing_agency"),
    ({"unit_of_use_di": PRIMARY}, "unit_of_use_equal", "udi.device.di_ids"),
    ({"device_count": 2}, "unit_of_use_missing", "udi.device.di_ids"),
    ({"device_count": 0}, "bad_quantity", "udi.device.device_count"),
    ({"direct_marking": "other_di"}, "required", "udi.device.di_ids"),
    *(
        ({name: empty}, "required", f"udi.device.{name}")
        for name, empty in (
            ("brand_name", ""),
            ("model_number", ""),
            ("single_use", None),
            ("sterile", None),
            ("sterilize_before_use", None),
            ("latex", ""),
            ("mri_safety", ""),
            ("is_kit", None),
            ("direct_marking", ""),
        )
    ),
    *(
        ({f"gudid__{name}": None}, "required", f"udi.registration.gudid.{name}")
        for name in (
            "hctp",
            "combination_product",
            "rx",
            "otc",
            "publish_date",
            "premarket_exempt",
        )
    ),
    (
        {"gudid__listing_numbers": ()},
        "required",
        "udi.registration.gudid.listing_numbers",
    ),
    ({"gudid__gmdn_codes": ()}, "required", "udi.registration.gudid.gmdn_ids"),
    ({"gudid__gmdn_codes": ("1",)}, "bad_form", "udi.registration.gudid.gmdn_ids"),
    (
        {"gudid__product_codes": ()},
        "required",
        "udi.registration.gudid.product_code_ids",
    ),
    (
        {"gudid__product_codes": ("FRN", "frn")},
        "bad_form",
        "udi.registration.gudid.product_code_ids",
    ),
    ({"latex": "both"}, "not_allowed", "udi.device.latex"),
    ({"mri_safety": "x"}, "not_allowed", "udi.device.mri_safety"),
    ({"direct_marking": "x"}, "not_allowed", "udi.device.direct_marking"),
    ({"brand_name": "Pump™ ®"}, "brand_mark", "udi.device.brand_name"),
    ({"model_number": "M 95"}, "space_in_number", "udi.device.model_number"),
    ({"catalog_number": "M 95"}, "space_in_number", "udi.device.catalog_number"),
    ({"descriptions": (LONG,)}, "too_long", "udi.text.value"),
    (
        {"gudid__publish_date": date(2026, 5, 31)},
        "date_past",
        "udi.registration.gudid.publish_date",
    ),
    (
        {"pi_serial": False, "pi_manufacturing_date": False},
        "no_pi",
        "udi.device.pi_lot",
    ),
    ({"gudid__rx": False}, "neither_rx_nor_otc", "udi.registration.gudid.rx"),
    ({"pi_donation": True}, "donation_without_hctp", "udi.device.pi_donation"),
    (
        {"gudid__premarket_exempt": True},
        "exempt_with_number",
        "udi.registration.gudid.premarket_exempt",
    ),
    (
        {"certificates": ()},
        "premarket_missing",
        "udi.registration.gudid.premarket_exempt",
    ),
    (
        {"certificates": (change(K510, number="510k"),)},
        "bad_form",
        "udi.certificate.number",
    ),
    (
        {"certificates": (change(K510, number=""),)},
        "required",
        "udi.certificate.number",
    ),
    ({"certificates": (DE_NOVO,)}, "required", "udi.certificate.number"),
    (
        {"packages": (change(CASE, contains_qty=1),)},
        "quantity_one",
        "udi.di.contains_qty",
    ),
]


@pytest.mark.parametrize(
    ("facts", "code", "field"),
    RULES,
    ids=[f"{code}-{field}-{n}" for n, (_facts, code, field) in enumerate(RULES)],
)
def test_rule(facts, code, field):
    record = change(DEVICE, **facts)
    found = {(each.code, each.field) for each in gudid.problems(record)}
    assert (code, field) in found


@pytest.mark.parametrize("facts", [facts for facts, _code, _field in RULES])
def test_a_file_or_an_error_never_a_wrong_file(facts, schema):
    record = change(DEVICE, **facts)
    if codes_of(gudid.problems(record), "error"):
        with pytest.raises(UnfitRecordError):
            gudid.build(record, ENVELOPE)
    else:
        assert xml.violations(tree(record), schema) == ()


def test_trade_mark_signs_are_proposed_away():
    (finding,) = (
        each
        for each in gudid.problems(change(DEVICE, brand_name="Pump™"))
        if each.code == "brand_mark"
    )
    assert (finding.severity, finding.expected) == ("warning", "Pump")


@pytest.mark.parametrize(
    "facts",
    [
        {"gudid__publish_date": date(2026, 6, 1)},
        {"gudid__publish_date": date(2020, 1, 1), "gudid__version": 3},
        {"pi_donation": True, "gudid__hctp": True},
        {"device_count": 2, "unit_of_use_di": sample.UNIT},
        {"catalog_number": ""},
    ],
)
def test_allowed(facts):
    found = codes_of(gudid.problems(change(DEVICE, **facts)))
    assert found == {"unverified", "document_type"}


def test_code_systems_are_those_of_the_guide(shared):
    path = shared("regulatory/gudid/spl-vocab/oids.csv")
    with path.open(encoding="utf-8", newline="") as file:
        oids = {row["oid"] for row in csv.DictReader(file)}
    ours = (
        codes.DUNS,
        codes.SUBMISSIONS,
        codes.LOINC,
        codes.NCIT,
        codes.PRODUCT_CODES,
        codes.CHARACTERISTICS,
        codes.COUNTRIES,
        *codes.AGENCIES.values(),
    )
    assert set(ours) <= oids


def test_real_numbers_pass(shared):
    """Premarket numbers and codes of real public records fit our forms."""
    root = xml.parse(
        shared("regulatory/gudid/accessgudid/sample-devices.xml").read_bytes()
    )
    numbers = {each.text for each in root.iter("{*}submissionNumber") if each.text}
    products = {each.text for each in root.iter("{*}productCode")}
    kinds = {"K": "us_510k", "P": "us_pma", "H": "us_hde", "D": "us_de_novo"}
    record = change(
        DEVICE,
        gudid__product_codes=tuple(sorted(products)),
        certificates=tuple(
            CertificateRecord(kind=kinds[each.lstrip("B")[0]], number=each)
            for each in sorted(numbers)
        ),
    )
    assert len(numbers) > 10
    assert codes_of(gudid.problems(record), "error") == set()
