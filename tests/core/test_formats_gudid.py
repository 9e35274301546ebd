"""FDA GUDID: verified facts are written, all others make the file a draft."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import formats_golden
import formats_sample as sample
import pytest
from formats_gudid import (
    BRANCHED,
    EXEMPT,
    K510,
    attributes,
    built,
    one,
    tree,
)
from formats_sample import CASE, DEVICE, ENVELOPE, PALLET, change, codes_of

from odoo.addons.udi_regulatory_export.formats import gudid, xml
from odoo.addons.udi_regulatory_export.formats.gudid import codes
from odoo.addons.udi_regulatory_export.formats.record import CertificateRecord, DiRecord


@pytest.fixture(scope="module")
def schema(shared):
    return xml.schema_from(shared("regulatory/gudid/spl-xsd/SPL.xsd"))


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
