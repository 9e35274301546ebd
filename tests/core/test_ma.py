"""MA codes of China: marks, dates, addresses around them, doubt about check digits."""

import string
from dataclasses import replace
from datetime import date, datetime

import pytest
from carriers import DATES, maybe, read, refused, told
from hypothesis import given, strategies as st

from odoo.addons.udi_traceability.tools import (
    Expected,
    KnownDi,
    Udi,
    UdiError,
    combine,
    text_of,
    verify,
)
from odoo.addons.udi_traceability.tools.ma import check_digit

DI = "MA.156.M0.100472.11103316"
TEXTS = "".join(c for c in string.printable[:94] if c not in ".")


def test_every_mark():
    text = f"{DI}.M260131.Lab.D9.SX-1.E270201.V20270131.YC0101"
    udi = read(text)
    assert (udi.agency, udi.di, udi.lot, udi.serial) == ("MA", DI, "ab", "X-1")
    assert (udi.mfg_date, udi.expiry) == (date(2026, 1, 31), date(2027, 2, 1))
    assert udi.detail("valid_until") == date(2027, 1, 31)
    assert udi.detail("sterilisation_lot") == "9"
    assert udi.detail("packaging_level") == "1"
    assert udi.detail("nhsa_code") == "C0101"
    assert (udi.element("MA"), udi.element("D")) == (DI, "9")
    assert read(f"{DI}.P260131").mfg_date == date(2026, 1, 31)
    assert (read(DI).warnings, read(f"{DI}  ").di) == ((), DI)


def test_the_last_valid_day_alone_is_the_last_day_of_use():
    assert read(f"{DI}.V270131").expiry == date(2027, 1, 31)


def test_the_last_valid_day_counts_where_a_later_one_is_named():
    expected = Expected({DI: KnownDi(1, tracking="none")}, {1: 5}, {})
    udi = read(f"{DI}.E270201.V270131")
    for day, codes in ((date(2027, 1, 31), []), (date(2027, 2, 1), ["expired"])):
        found = [finding.code for finding in verify(expected, udi, as_of=day)]
        assert found == codes


@pytest.mark.parametrize(
    ("units", "doubts"),
    [
        ("", []),
        (".S1907260001.P20190730.L190726A.E20210730", []),
        (".S1907260001.P20190730.L190726A.E20210730.C7", []),
        (".S1907260001.P20190730.L190726A.E20210730.C8", ["pi"]),
        (".C8.S1907260001", []),  # what it covers is not said
        (".L中.C8", None),
    ],
)
def test_check_digits_that_differ_are_told(units, doubts):
    if doubts is None:
        assert refused(DI + units).code == "bad_charset"
        return
    assert [w[-2:] for w in read(DI + units).warnings] == doubts
    wrong = f"{DI[:-1]}7{units}"
    assert [w[-2:] for w in read(wrong).warnings] == ["di", *doubts]


def test_a_check_digit_counts_the_published_way():
    assert check_digit("MA.156.M0.123456.0123456") == "5"
    assert check_digit(".S1907260001.P20190730.L190726A.E20210730") == "7"
    assert check_digit(".L|") is None


@pytest.mark.parametrize(
    "text",
    [
        f"https://www.example.cn/q?c={DI}.LB1",
        f"http://example.cn/?a=1&udi={DI}.LB1&b=2",
        f"HTTPS://example.cn/{DI}.LB1",
        f"]Q1https://example.cn/q={DI}.LB1#top",
    ],
)
def test_addresses_around_a_code(text):
    udi = read(text)
    assert (udi.agency, udi.di, udi.lot, udi.raw) == ("MA", DI, "B1", text)
    error = refused(text.replace("LB1", "XB1"))
    assert (error.code, error.position) == ("unknown_ai", text.index("LB1"))


@pytest.mark.parametrize(
    ("text", "code", "position"),
    [
        ("MA.", "bad_syntax", 3),
        ("MA.156", "bad_length", 0),
        ("MA.156.1000.1.X", "not_a_device_udi", 0),
        ("MA.156.M0", "bad_length", 0),
        ("MA.156.M0.100472", "bad_length", 0),
        ("MA.15X.M0.100472.11103316", "bad_syntax", 3),
        ("MA.156.M0.1004.11103316", "bad_syntax", 10),
        ("MA.156.M0.100472.1110331", "bad_syntax", 17),
        ("MA.156.M0.100472.X1103316", "bad_syntax", 17),
        (f"{DI}.", "bad_syntax", 26),
        (f"{DI}..LB", "bad_syntax", 26),
        (f"{DI}.L", "bad_syntax", 26),
        (f"{DI}.XB", "unknown_ai", 26),
        (f"{DI}.lB", "unknown_ai", 26),
        (f"{DI}.LA B", "bad_charset", 27),
        (f"{DI}.L{'A' * 21}", "bad_length", 27),
        (f"{DI}.C12", "bad_length", 27),
        (f"{DI}.M260100", "bad_date", 27),
        (f"{DI}.M260132", "bad_date", 27),
        (f"{DI}.M2601311", "bad_date", 27),
        (f"{DI}.E20270229", "bad_date", 27),
        (f"{DI}.LA.LB", "repeated_ai", 30),
        (f"{DI}.M260131.P260130", "repeated_ai", 35),
    ],
)
def test_refusal(text, code, position):
    error = refused(text)
    assert (error.code, error.position) == (code, position)


def test_two_symbols_of_one_item():
    assert combine([read(DI), read(f"{DI}.LA")]).lot == "A"
    with pytest.raises(UdiError) as caught:
        combine([read(DI), read("MA.156.M0.100472.21103316")])
    assert caught.value.code == "di_mismatch"


# --- the way back ------------------------------------------------------------

UDIS = st.builds(
    Udi,
    agency=st.just("MA"),
    di=st.from_regex(
        r"MA\.[0-9]{3}\.M0\.[0-9A-Za-z]{6}\.[0-9][0-9A-Za-z-]{7,19}", fullmatch=True
    ),
    lot=maybe(TEXTS, 20),
    serial=maybe(TEXTS, 20),
    expiry=st.none() | DATES,
    mfg_date=st.none() | st.dates(),
)


@given(UDIS)
def test_round_trip(udi):
    again = read(text_of(udi))
    assert told(again) == told(udi)
    assert text_of(again) == text_of(again, "readable") == text_of(udi)


def test_further_facts_are_written():
    text = f"{DI}.M20260131.LL.E20270201.V20270131.DS9"
    assert text_of(read(text)) == text


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"di": None}, "bad_length"),
        ({"di": f"{DI}.L1"}, "bad_length"),
        ({"lot": "A.B"}, "bad_charset"),
        ({"lot": ""}, "bad_charset"),
        ({"serial": "1" * 21}, "bad_length"),
        ({"software_version": "1"}, "bad_syntax"),
        ({"expiry_datetime": datetime(2027, 1, 31, 6)}, "bad_syntax"),
    ],
)
def test_what_no_carrier_can_hold(fields, code):
    with pytest.raises(UdiError) as caught:
        text_of(replace(Udi(agency="MA", di=DI), **fields))
    assert caught.value.code == code
