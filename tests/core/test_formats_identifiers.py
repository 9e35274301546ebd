"""Check characters, against the vectors of the agencies."""

import csv

import formats_sample as sample
import pytest
from hypothesis import given, strategies as st

from odoo.addons.udi_regulatory_export.formats import identifiers
from odoo.addons.udi_traceability.tools import basic_udi

SCHEMES = {
    "GS1 GMN": "gs1",
    "HIBCC Basic UDI-DI": "hibcc",
    "IFA BUDI": "ifa",
}


@pytest.fixture(scope="module")
def vectors(shared):
    path = shared("regulatory/eudamed/check-digits/test_vectors.csv")
    with path.open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["scheme"] in SCHEMES]


def test_basic_udi_vectors(vectors):
    assert len(vectors) > 20
    for row in vectors:
        agency, code = SCHEMES[row["scheme"]], row["full_code"]
        assert identifiers.corrected_basic_udi(agency, code) == code, row
        wrong = row["body"] + "ZZ"
        assert identifiers.corrected_basic_udi(agency, wrong) == code, row


def test_ppn_vector():
    assert identifiers.ifa_check_pair("1103752864") == "14"


@pytest.mark.parametrize(
    ("agency", "code"),
    [
        ("gs1", ""),
        ("gs1", "1234AXX"),  # the company prefix has at least five digits
        ("gs1", "12345XX"),  # nothing after it
        ("gs1", "12345ABCDEFGHIJKLMNOPQRSXX"),  # 24 before the pair
        ("gs1", "12345A BXX"),
        ("hibcc", "+A999MODEL11S8"),
        ("hibcc", "++A999MODELmodelS8"),
        ("ifa", "PQ12345ABCD04"),
    ],
)
def test_misshapen_basic_udi(agency, code):
    assert identifiers.corrected_basic_udi(agency, code) is None


BODIES = {
    "gs1": r"[0-9]{5}[!\"%-?A-Z_a-z]{1,18}",
    "hibcc": r"\+\+[A-Z][0-9A-Z]{3}[0-9A-Z]{1,17}",
    "ifa": r"PP[0-9A-Z]{5}[0-9A-Z.]{1,16}",
    "iccbba": r"[A-NP-Z0-9]{5}[0-9A-Z]{11}",
    "eudamed": r"[BD]-[!\"%-?A-Z_a-z]{1,21}",
}


@pytest.mark.parametrize("agency", sorted(BODIES))
@given(data=st.data())
def test_the_same_as_on_labels(agency, data):
    """The other addon completes codes; ours must not call its codes wrong."""
    body = data.draw(st.from_regex(BODIES[agency], fullmatch=True))
    code = basic_udi.complete(agency.upper(), body)
    assert identifiers.corrected_basic_udi(agency, code) == code
    assert identifiers.corrected_basic_udi(agency, body + "??") == code


def test_vectors_of_legacy_devices(shared):
    path = shared("regulatory/eudamed/check-digits/test_vectors.csv")
    with path.open(encoding="utf-8", newline="") as file:
        rows = [r for r in csv.DictReader(file) if r["scheme"].startswith("EUDAMED")]
    assert rows
    for row in rows:
        for mark in ("B-", "D-"):
            code = mark + row["full_code"]
            assert identifiers.corrected_basic_udi("eudamed", code) == code


def test_an_agency_without_families():
    assert identifiers.corrected_basic_udi("ma", "12345ANJ") is None


@pytest.mark.parametrize(
    ("agency", "code", "expected"),
    [
        ("gs1", sample.PRIMARY.code, "09506000134352"),
        ("gs1", "09506000134353", "09506000134352"),
        ("gs1", "9506000134352", None),
        ("gs1", "0950600013435A", None),
        ("gs1", "٠9506000134352"[:14], None),
        ("hibcc", "+A123BJC5D6E71G", "+A123BJC5D6E71G"),
        ("hibcc", "A123BJC5D6E71", "A123BJC5D6E71"),
        ("hibcc", "1123BJC5D6E71", None),
        ("iccbba", "A9999XYZ100T0479", "A9999XYZ100T0479"),
        ("iccbba", "A9999XYZ100", None),
        ("ifa", "110375286414", "110375286414"),
        ("ma", "MA.156.M0.123456.01234565", "MA.156.M0.123456.01234565"),
        ("ma", "MA.156.M1.123456.01234565", None),
        ("ndc", "12345", None),
        ("", "12345", None),
    ],
)
def test_di(agency, code, expected):
    assert identifiers.corrected_di(agency, code) == expected


@given(st.text("0123456789", min_size=13, max_size=13))
def test_gtin_check_digit_makes_the_weighted_sum_a_multiple_of_ten(body):
    code = body + identifiers.gtin_check_digit(body)
    total = sum(int(c) * (3 if i % 2 == 0 else 1) for i, c in enumerate(code))
    assert total % 10 == 0
    assert identifiers.corrected_di("gs1", code) == code


def test_real_gtins(shared):
    """Every GS1 DI of a sample of the public release, with its verdict there."""
    path = shared("regulatory/gudid/accessgudid/real-di-list.csv")
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["issuingAgency"] == "GS1"]
    assert len(rows) > 2000
    for row in rows:
        right = identifiers.corrected_di("gs1", row["di"]) == row["di"]
        assert right == (row["gs1CheckDigitOk"] == "yes"), row


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("91110000MA0000000H", "91110000MA0000000H"),
        ("91110000MA0000000X", "91110000MA0000000H"),
        ("91350100M000100Y43", "91350100M000100Y43"),  # GB 32100-2015, example
        ("91110000MA000000H", None),
        ("91110000MI0000000H", None),  # I is not in the set
        ("", None),
    ],
)
def test_credit_code(code, expected):
    assert identifiers.corrected_uscc(code) == expected


@given(st.text(identifiers.USCC_CHARACTERS, min_size=17, max_size=17))
def test_credit_code_sum(body):
    code = identifiers.corrected_uscc(body + "0")
    weights = [3**index % 31 for index in range(17)]
    values = map(identifiers.USCC_CHARACTERS.index, code)
    *head, last = values
    total = sum(v * w for v, w in zip(head, weights, strict=True)) + last
    assert total % 31 == 0


def test_the_sample_uses_real_check_digits():
    for each in (sample.PRIMARY, sample.CASE, sample.PALLET, sample.UNIT):
        assert identifiers.corrected_di("gs1", each.code) == each.code
