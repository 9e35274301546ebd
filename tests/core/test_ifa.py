"""PPN and other content of an ISO/IEC 15434 envelope."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from carriers import CAPITALS, DATES, TODAY, maybe, read, refused, told
from hypothesis import given, strategies as st

from odoo.addons.udi_traceability.tools import Udi, UdiError, combine, parse, text_of
from odoo.addons.udi_traceability.tools.check_digit import (
    CSET_82,
    ppn_check_digits,
    pzn_check_digit,
)
from odoo.addons.udi_traceability.tools.gs1 import bracketed, element_string
from odoo.addons.udi_traceability.tools.ifa import message

PPN, GTIN = "110375286414", "09506000134352"
GS = "\x1d"


def sent(*fields):
    return message([(field,) for field in fields])


def ppn(body):
    return body + ppn_check_digits(body)


def test_fields_in_any_order():
    udi = read(sent("SA1", "16D20260101", "D270100", f"9N{PPN}", "1TL-1"))
    assert (udi.agency, udi.di, udi.detail("pzn")) == ("IFA", PPN, "03752864")
    assert (udi.lot, udi.serial, udi.mfg_date) == ("L-1", "A1", date(2026, 1, 1))
    assert (udi.expiry, udi.expiry_precision) == (date(2027, 1, 31), "month")
    assert udi.elements[0] == ("S", "A1")
    assert read(sent(f"9N{PPN}", "14D20270131")).expiry_precision == "day"
    assert read(sent("D270100", "14D20270115")).expiry == date(2027, 1, 15)
    assert read(sent("1TA")).warnings == ("missing_di",)


def test_other_agencies_than_the_german_one():
    for body in ("13ABC.X-1_2", "AB1", "12" + "9" * 18):
        udi = read(sent(f"9N{ppn(body)}"))
        assert (udi.di, udi.detail("pzn")) == (ppn(body), None)


def test_a_message_of_gs1():
    text = sent(f"8P{GTIN}", "1TL", "SS", "D270131", "16D20260101", "27Q5")
    udi = read(text)
    assert (udi.agency, udi.di, udi.lot, udi.warnings) == ("GS1", GTIN, "L", ())
    assert udi.elements[0] == ("8P", GTIN)
    assert bracketed(udi) == f"(01){GTIN}(11)260101(17)270131(10)L(21)S"
    joined = combine([udi, read(f"(01){GTIN}(240)X")])
    assert (joined.lot, joined.element("240")) == ("L", "X")
    assert (joined.expiry, joined.warnings) == (date(2027, 1, 31), ())
    assert element_string(joined).startswith(f"01{GTIN}")


def test_both_codes():
    udi = read(sent(f"9N{PPN}", f"8P{GTIN}"))
    assert (udi.agency, udi.di, udi.detail("gtin")) == ("IFA", PPN, GTIN)
    assert text_of(udi) == udi.raw


def test_format_05_holds_gs1_elements():
    text = f"]d1[)>\x1e05{GS}01{GTIN}10L{GS}17270131\x1e\x04"
    udi = read(text)
    assert (udi.agency, udi.di, udi.lot, udi.raw) == ("GS1", GTIN, "L", text)
    assert udi.expiry == date(2027, 1, 31)
    error = refused(text.replace("270131", "270132"))
    assert (error.code, error.position) == ("bad_date", text.index("270131"))
    assert refused(f"[)>\x1e05{GS}\x1e\x04").code == "empty"


@pytest.mark.parametrize("mark", ["<GS>", "^]", "␝"])
def test_substitutes_for_gs(mark):
    text = sent(f"9N{PPN}", "1TA").replace(GS, mark)
    udi = read(text, separators=["", mark])
    assert (udi.lot, udi.raw) == ("A", text)
    assert refused(text).code == "bad_syntax"


@pytest.mark.parametrize(
    "text",
    [
        "[)>",
        f"[)>06{GS}9N{PPN}",
        f"[)>\x1e06{GS}9N{PPN}",
        f"[)>\x1e06{GS}9N{PPN}\x1e",
        f"[)>\x1e06{GS}9N{PPN}\x04",
        f"[)>\x1e069N{PPN}\x1e\x04",
        f"[)>\x1e12{GS}9N{PPN}\x1e\x04",
        f"[)>\x1e06{GS}9N{PPN}\x1e06{GS}1TA\x1e\x04",
        f"[)>\x1e06{GS}9N{PPN}\x1e\x04X",
    ],
)
def test_an_envelope_must_be_whole(text):
    error = refused(text)
    assert (error.code, error.element) == ("bad_syntax", "ISO 15434")


@pytest.mark.parametrize(
    ("field", "code", "at"),
    [
        ("9N1234", "bad_length", 2),
        ("9N" + "1" * 23, "bad_length", 2),
        ("9Nab12345", "bad_charset", 2),
        ("9N1103752864AB", "bad_charset", 2),
        ("9N110375286415", "bad_check_digit", 12),
        ("9N" + ppn("1103752865"), "bad_check_digit", 11),
        ("9N" + ppn("110375286"), "bad_length", 2),
        ("9N" + ppn("11037528644"), "bad_length", 2),
        ("8P09506000134353", "bad_check_digit", 15),
        ("8P9506000134352", "bad_length", 2),
        ("8P0950600013435X", "bad_length", 2),
        ("1T", "bad_length", 2),
        ("1T" + "A" * 21, "bad_length", 2),
        ("1TA#B", "bad_charset", 3),
        ("1T#", "bad_charset", 2),
        ("SA B", "bad_charset", 2),
        ("D270132", "bad_date", 1),
        ("D2701", "bad_date", 1),
        ("16D20270229", "bad_date", 3),
        ("14D270131", "bad_date", 3),
        ("27Q", "bad_length", 3),
        ("27Q\x05", "bad_charset", 3),
        ("", "unknown_ai", 0),
        ("9915489", "unknown_ai", 0),
        ("1234A5", "unknown_ai", 0),
    ],
)
def test_refused_field(field, code, at):
    error = refused(sent("1TLOT" if field[:2] != "1T" else "SS", field))
    before = "[)>\x1e06\x1d1TLOT\x1d" if field[:2] != "1T" else "[)>\x1e06\x1dSS\x1d"
    assert (error.code, error.position) == (code, len(before) + at)


def test_numbers_that_ifa_gives_to_nobody():
    body = next(f"{n:07d}" for n in range(100) if pzn_check_digit(f"{n:07d}") is None)
    error = refused(sent(f"9N{ppn(f'11{body}0')}"))
    assert (error.code, error.element) == ("bad_check_digit", "PZN")
    assert error.expected == "a number that IFA gives"


def test_not_a_udi():
    assert refused(sent("33LHTTP://EXAMPLE.COM")).code == "not_a_device_udi"
    udi = read(sent(f"9N{PPN}", "33LHTTP://EXAMPLE.COM"))
    assert udi.element("33L") == "HTTP://EXAMPLE.COM"


def test_what_contradicts_itself():
    assert refused(sent("1TA", "1TB")).code == "repeated_ai"
    assert refused(sent("D270131", "14D20270130")).code == "repeated_ai"
    assert refused(sent(f"9N{PPN}", f"9N{ppn('1112345684')}")).code == "di_mismatch"
    assert read(sent("1TA", "1TA")).lot == "A"


# --- the way back ------------------------------------------------------------

BODIES = st.from_regex(r"[02-9A-Z][0-9A-Z][0-9A-Z._-]{1,18}", fullmatch=True)
UDIS = st.builds(
    Udi,
    agency=st.just("IFA"),
    di=BODIES.map(ppn) | st.just(PPN),
    lot=maybe(CSET_82, 20),
    serial=maybe(CAPITALS, 20),
    expiry=st.none() | DATES,
    mfg_date=st.none() | st.dates(),
)


@given(UDIS)
def test_round_trip(udi):
    again = parse(text_of(udi), as_of=TODAY)
    assert told(again) == told(udi)
    assert text_of(again) == text_of(udi)
    assert text_of(udi, "readable").startswith(f"(9N){udi.di}")


def test_day_00_is_never_written():
    udi = read(sent(f"9N{PPN}", "D280200"))
    assert text_of(udi) == sent(f"9N{PPN}", "D280229")
    assert text_of(Udi(agency="IFA")) == text_of(Udi(agency="IFA"), "readable") == ""


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"di": "110375286415"}, "bad_check_digit"),
        ({"di": "1"}, "bad_length"),
        ({"lot": "A B"}, "bad_charset"),
        ({"serial": ""}, "bad_length"),
        ({"quantity": 5}, "bad_syntax"),
        ({"expiry_datetime": datetime(2027, 1, 31, 6)}, "bad_syntax"),
    ],
)
def test_what_no_carrier_can_hold(fields, code):
    udi = replace(Udi(agency="IFA", di=PPN), **fields)
    for form in ("carrier", "readable"):
        with pytest.raises(UdiError) as caught:
            text_of(udi, form)
        assert caught.value.code == code
