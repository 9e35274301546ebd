"""FDA GUDID: verified facts are written, all others make the file a draft."""

import csv
from dataclasses import replace
from datetime import date
from uuid import UUID

import formats_golden
import formats_sample as sample
import pytest
from formats_sample import CASE, DEVICE, ENVELOPE, PALLET, PRIMARY, change, codes_of

from odoo.addons.udi_regulatory_export.formats import gudid, xml
from odoo.addons.udi_regulatory_export.formats.findings import UnfitRecordError
from odoo.addons.udi_regulatory_export.formats.gudid import codes
from odoo.addons.udi_regulatory_export.formats.record import (
    CertificateRecord,
    DiRecord,
    TextRecord,
)

K510 = DEVICE.certificates[0]
SECOND_CASE = change(CASE, code="39506000134353", contains_qty=6)
EXEMPT = change(DEVICE, gudid__premarket_exempt=True, certificates=())
BRANCHED = change(
    EXEMPT,
    packages=(PALLET, SECOND_CASE, CASE),
    catalog_number="",
    descriptions=(TextRecord(language="DE", value="Pumpe"),),
    single_use=True,
    gudid__product_codes=("FRN", "MEA"),
    gudid__rx=False,
    gudid__otc=True,
)


@pytest.fixture(scope="module")
def schema(shared):
    return xml.schema_from(shared("regulatory/gudid/spl-xsd/SPL.xsd"))


def built(record, envelope=ENVELOPE):
    (file,) = gudid.build(record, envelope)
    return file


def tree(record):
    return xml.parse(built(record).content)


def one(root, path):
    (found,) = root.findall(path.replace("/", "/{*}").replace("/{*}/{*}", "//{*}"))
    return found


def attributes(root, name, attribute):
    return [each.get(attribute) for each in root.iter(f"{{*}}{name}")]


@pytest.mark.parametrize(
    ("record", "name"),
    [(DEVICE, "gudid_pump.xml"), (BRANCHED, "gudid_branched.xml")],
    ids=["pump", "branched"],
)
def test_golden_and_valid(record, name, schema):
    file = built(record)
    formats_golden.check(name, file.content)
    assert xml.violations(xml.parse(file.content), schema) == ()


def test_every_file_is_a_draft_while_rows_are_unverified():
    file = built(DEVICE)
    assert file.draft is True
    assert file.media_type == "application/xml"
    assert file.filename == f"{ENVELOPE.message_id}.xml"


def test_same_input_same_bytes():
    assert built(BRANCHED) == built(change(BRANCHED, packages=BRANCHED.packages[::-1]))


def test_document_ids_are_of_the_message_and_differ():
    other = change(ENVELOPE, message_id=UUID(int=1))
    roots = [xml.parse(built(DEVICE, each).content) for each in (ENVELOPE, other)]
    ids = [each for root in roots for each in attributes(root, "id", "root")]
    guids = [each for each in ids if each.count("-") == 4]
    assert len(guids) == len(set(guids)) == 4
    assert [one(root, "./setId").get("root") for root in roots] == [
        DEVICE.gudid.spl_set_id
    ] * 2


def test_no_comment_and_one_instruction():
    """SPL guide 2.1.2.1-5."""
    content = built(DEVICE).content
    assert content.startswith(b'<?xml version="1.0" encoding="UTF-8"?>\n')
    assert content.count(b"<?") == 2
    assert b"<!--" not in content


def test_labeler_has_duns_and_name_only():
    organization = one(tree(DEVICE), ".//representedOrganization")
    assert [each.tag.partition("}")[2] for each in organization] == ["id", "name"]
    assert organization[0].get("extension") == "012345678"


def test_number_roots_have_no_leading_zeros():
    roots = {
        each.get("root") for each in tree(DEVICE).findall(".//{*}asIdentifiedEntity/*")
    }
    assert roots == {"1.3.6.1.4.1.32366.3.12345678", None}


def test_nested_packages():
    outer = one(tree(DEVICE), ".//containerPackagedProduct//containerPackagedProduct")
    assert one(outer, "./code").get("code") == PALLET.code
    assert attributes(tree(DEVICE), "numerator", "value") == ["10", "4"]


def test_branching_packages_repeat():
    product = one(tree(BRANCHED), ".//subject/manufacturedProduct/manufacturedProduct")
    assert len(product.findall("{*}asContent")) == 2
    assert attributes(product, "numerator", "value") == ["10", "4", "6"]


def test_hibcc_goes_without_plus_and_check(schema):
    di = DiRecord(code="+A123BJC5D6E71G", issuing_agency="hibcc")
    record = change(DEVICE, primary_di=di, gudid__di=di, packages=())
    root = tree(record)
    code = one(root, ".//subject/manufacturedProduct/manufacturedProduct/code")
    assert dict(code.attrib) == {
        "code": "A123BJC5D6E71",
        "codeSystem": "2.16.840.1.113883.6.40",
    }
    assert xml.violations(root, schema) == ()


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"single_use": True, "max_reuses": 9}, {"value": "1"}),
        ({"max_reuses": 9}, {"value": "10"}),
        ({}, {"nullFlavor": "PINF"}),
    ],
)
def test_uses(facts, expected, schema):
    root = tree(change(DEVICE, **facts))
    value = one(root, ".//characteristic/value")
    assert {k: v for k, v in value.attrib.items() if "}" not in k} == expected
    assert xml.violations(root, schema) == ()


@pytest.mark.parametrize(
    ("kind", "number", "code"),
    [
        ("us_510k", "BK123456", "C80442"),
        ("us_pma", "P123456", "C80441"),
        ("us_hde", "H123456", "C80440"),
        ("us_bla", "BLA123456", "C73585"),
        ("us_nda", "BN123456", "C73594"),
    ],
)
def test_premarket_submissions(kind, number, code, schema):
    certificate = CertificateRecord(kind=kind, number=number)
    root = tree(change(DEVICE, certificates=(certificate,)))
    approval = one(root, ".//approval")
    assert one(approval, "./id").get("extension") == number
    assert one(approval, "./code").get("code") == code
    assert xml.violations(root, schema) == ()


def test_exempt_device_names_its_product_code():
    approval = one(tree(EXEMPT), ".//approval")
    assert one(approval, "./id").get("extension") == "FRN"
    assert one(approval, "./code").get("code") == "C80438"


@pytest.mark.parametrize(
    ("rx", "otc", "code"),
    [
        (True, False, "69404-2"),
        (False, True, "69403-4"),
        (True, True, "55439-4"),
        (False, False, "55439-4"),
    ],
)
def test_document_type(rx, otc, code):
    record = change(DEVICE, gudid__rx=rx, gudid__otc=otc)
    assert one(tree(record), "./code").get("code") == code
    (finding,) = (e for e in gudid.problems(record) if e.code == "document_type")
    assert (finding.severity, finding.field) == ("draft", "udi.registration.gudid.rx")


UNVERIFIED = {
    "udi.device.device_count",
    "udi.device.sterile",
    "udi.device.sterilize_before_use",
    "udi.device.latex",
    "udi.device.mri_safety",
    "udi.device.pi_lot",
    "udi.device.pi_serial",
    "udi.device.pi_manufacturing_date",
    "udi.device.pi_expiration_date",
    "udi.device.pi_donation",
    "udi.device.is_kit",
    "udi.device.direct_marking",
    "udi.di.package_level_name",
    "udi.registration.gudid.hctp",
    "udi.registration.gudid.combination_product",
    "udi.registration.gudid.rx",
    "udi.registration.gudid.otc",
    "udi.registration.gudid.publish_date",
    "udi.registration.gudid.gmdn_ids",
    "udi.registration.gudid.listing_numbers",
}


def unverified(record):
    return {each.field for each in gudid.problems(record) if each.code == "unverified"}


def test_unverified_facts_are_named():
    assert unverified(DEVICE) == UNVERIFIED
    assert codes_of(gudid.problems(DEVICE)) == {"unverified", "document_type"}


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"secondary_dis": (sample.SECONDARY,)}, "udi.device.di_ids"),
        ({"unit_of_use_di": sample.UNIT}, "udi.device.di_ids"),
        (
            {"direct_marking": "other_di", "direct_marking_di": sample.UNIT},
            "udi.device.di_ids",
        ),
        ({"previous_di": sample.UNIT}, "udi.device.previous_device_id"),
        (
            {"packages": (change(CASE, discontinue_date=date(2026, 1, 1)),)},
            "udi.di.discontinue_date",
        ),
        (
            {"certificates": (change(K510, revision="001"),)},
            "udi.certificate.revision",
        ),
        (
            {"certificates": (change(K510, kind="us_de_novo", number="DEN190039"),)},
            "udi.certificate.kind",
        ),
    ],
)
def test_more_unverified_facts(facts, field, schema):
    record = change(DEVICE, **facts)
    assert unverified(record) - UNVERIFIED == {field}
    assert xml.violations(tree(record), schema) == ()


def test_an_unknown_submission_kind_is_left_out():
    de_novo = CertificateRecord(kind="us_de_novo", number="DEN190039")
    root = tree(change(DEVICE, certificates=(de_novo,)))
    assert root.findall(".//{*}approval") == []


@pytest.mark.parametrize(
    ("attribute", "filled", "expected"),
    [
        ("pi_serial", {}, {"value": "true"}),
        ("pi_lot", {}, {"value": "false"}),
        ("device_count", {"code": "X1"}, {"value": "1"}),
        ("gudid.publish_date", {"code": "X2"}, {"value": "20260615"}),
        (
            "mri_safety",
            {"values": {"unsafe": "C106047"}},
            {"code": "C106047", "codeSystem": codes.NCIT},
        ),
    ],
)
def test_a_row_that_is_verified_later_is_written(
    monkeypatch, schema, attribute, filled, expected
):
    """A correction of the table is all it takes."""
    rows = tuple(
        replace(each, verified=True, **filled) if each.attribute == attribute else each
        for each in codes.CHARACTERISTIC_ROWS
    )
    monkeypatch.setattr(codes, "CHARACTERISTIC_ROWS", rows)
    root = tree(DEVICE)
    written = {
        each.find("{*}code").get("code"): each.find("{*}value")
        for each in root.iter("{*}characteristic")
    }
    (row,) = (each for each in rows if each.attribute == attribute)
    value = written[row.code]
    assert {k: v for k, v in value.attrib.items() if "}" not in k} == expected
    assert len(unverified(DEVICE)) == len(UNVERIFIED) - 1
    assert xml.violations(root, schema) == ()


def test_verified_rows_have_a_code_and_all_have_a_source():
    for row in codes.CHARACTERISTIC_ROWS:
        assert row.source
        assert row.code or not row.verified


def test_only_the_english_description_goes_out():
    assert one(tree(DEVICE), ".//desc").text.startswith("Volumetric")
    assert tree(BRANCHED).findall(".//{*}desc") == []


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
