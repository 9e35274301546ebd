"""Every vector holds: values right, refusals of the class that is named."""

import csv
from datetime import date, datetime

import pytest
import shared_data

from odoo.addons.udi_traceability.tools import (
    UdiError,
    basic_udi,
    check_digit,
    combine,
    ma,
    parse,
    text_of,
)
from odoo.addons.udi_traceability.tools.hibcc import read_hibc

DERIVED = {
    "gtin_format": lambda udi: check_digit.gtin_format(udi.di),
    "packaging_indicator": lambda udi: check_digit.gtin_indicator(udi.di),
    "elements": lambda udi: [list(pair) for pair in udi.elements],
}
# Two of the MA codes in the file do not follow the published check digit.
DOUBTS = {"check_digit_differs:di", "check_digit_differs:pi"}
VECTORS = shared_data.rows("vectors/udi_carriers.json")
CHINESE = "regulatory/nmpa/udi-code-test-vectors.csv"
EUROPEAN = "regulatory/eudamed/check-digits/test_vectors.csv"


def said(udi, name):
    """The value that a vector calls ``name``, written as vectors write it."""
    if name in DERIVED:
        return DERIVED[name](udi)
    value = getattr(udi, name) if hasattr(udi, name) else udi.detail(name)
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    return value.isoformat() if isinstance(value, date) else value


def read(vector):
    separators = (vector.get("config") or {}).get("separators", ())
    texts = [vector["carrier"], *(vector.get("carrier_more") or [])]
    as_of = date.fromisoformat(vector["as_of"])
    udis = [parse(text, as_of=as_of, separators=separators) for text in texts]
    return combine(udis) if len(udis) > 1 else udis[0]


@pytest.mark.parametrize("vector", VECTORS)
def test_vector(vector):
    if vector["error"]:
        with pytest.raises(UdiError) as caught:
            read(vector)
        assert caught.value.code == vector["error"]
        return
    udi = read(vector)
    expected = vector["expected"]
    assert {name: said(udi, name) for name in expected} == expected
    warned = set(vector.get("warnings") or ())
    assert warned <= set(udi.warnings) <= warned | DOUBTS
    assert udi.agency == vector["issuing_agency"]


def is_whole(vector):
    """A good carrier; a secondary HIBC symbol is half of one."""
    if vector["error"]:
        return False
    return vector["issuing_agency"] != "HIBCC" or bool(vector["expected"]["di"])


@pytest.mark.parametrize(
    "vector", shared_data.rows("vectors/udi_carriers.json", is_whole)
)
def test_what_was_read_can_be_written_and_says_the_same(vector):
    udi = read(vector)
    again = parse(text_of(udi), as_of=date.fromisoformat(vector["as_of"]))
    names = [name for name in vector["expected"] if name not in NOT_KEPT]
    assert {name: said(again, name) for name in names} == {
        name: vector["expected"][name] for name in names
    }


# a written date has its day; an own order and check characters are the writer's
NOT_KEPT = ("expiry_precision", "elements", "check", "link", "pi_check")


def test_there_are_as_many_as_there_were(shared):
    shared("vectors/udi_carriers.json")
    assert len(VECTORS) >= 220
    assert sum(bool(vector.values[0]["error"]) for vector in VECTORS) >= 87


def rows(path):
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def test_codes_of_china(shared):
    found = 0
    for row in rows(shared(CHINESE)):
        if row["system"] == "AHM":
            continue
        found += 1
        text = row["raw"].replace("\\x1d", "\x1d")
        udi = parse(text, as_of=date(2026, 6, 15))
        for field, name in (
            ("di", "di"),
            ("lot", "lot"),
            ("serial", "serial"),
            ("mfg_date", "mfg_date"),
            ("exp_date", "expiry"),
            ("valid_until", "valid_until"),
        ):
            assert (said(udi, name) or "") == row[field], row["id"]
        assert udi.agency == row["system"]
        for name in ("di", "pi"):
            doubted = f"check_digit_differs:{name}" in udi.warnings
            assert doubted is (row[f"{name}_check_ok"] == "no"), row["id"]
    assert found >= 15


def test_the_chinese_code_that_nobody_may_read_is_named(shared):
    (row,) = (row for row in rows(shared(CHINESE)) if row["system"] == "AHM")
    with pytest.raises(UdiError) as caught:
        parse(row["raw"], as_of=date(2026, 6, 15))
    assert (caught.value.code, caught.value.element) == ("unrecognised", "AHM")


def test_check_characters_of_europe(shared):
    agencies = {
        "GS1 GMN": "GS1",
        "HIBCC Basic UDI-DI": "HIBCC",
        "IFA BUDI": "IFA",
        "EUDAMED DI (after prefix B-)": "EUDAMED",
    }
    found = 0
    for row in rows(shared(EUROPEAN)):
        found += 1
        agency = agencies.get(row["scheme"])
        if agency:
            mark = "B-" if agency == "EUDAMED" else ""
            body = mark + row["body"]
            assert basic_udi.check_characters(agency, body) == row["check"]
            assert basic_udi.is_valid(agency, mark + row["full_code"])
        elif row["scheme"] == "IFA PPN":
            assert check_digit.ppn_check_digits(row["body"]) == row["check"]
        else:
            udi = read_hibc(row["full_code"], 0, date(2026, 6, 15))
            assert udi.detail("check") == row["check"]
    assert found >= 25


def test_the_check_digit_of_ma_is_the_published_one():
    assert ma.check_digit("MA.156.M0.100472.1110331") == "6"
    assert ma.check_digit("MA.156.M0.100472.1110331中") is None
