"""ISBT 128: structures one by one, in a row, in a message."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from carriers import ANY_DATES, CAPITALS, read, refused, told
from hypothesis import given, strategies as st

from odoo.addons.udi_traceability.tools import Udi, UdiError, combine, text_of
from odoo.addons.udi_traceability.tools.check_digit import mod37_2

DI = "A9997XYZ100T0479"
DONATION = "A99991712345600"


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        (f"=/{DI}", "di", DI),
        ("=)1TE123456A", "di", "1TE123456A"),
        ("=,00001A", "serial", "00001A"),
        ("&,1000000000000XYZ123", "lot", "000000000000XYZ123"),
        ("&)RZ12345678", "lot", "RZ12345678"),
        ("=>019031", "expiry", date(2019, 1, 31)),
        ("=>024366", "expiry", date(2024, 12, 31)),
        ("=>999001", "expiry", date(1999, 1, 1)),
        ("=>100001", "expiry", date(2100, 1, 1)),
        ("&>0270312359", "expiry", date(2027, 1, 31)),
        ("=]202802", "expiry", date(2028, 2, 29)),
        ("=}017032", "mfg_date", date(2017, 2, 1)),
        ("&}0170320630", "mfg_date", date(2017, 2, 1)),
    ],
)
def test_every_structure_alone(text, name, value):
    udi = read(f"]C0{text}")
    assert (getattr(udi, name), udi.agency, udi.aim) == (value, "ICCBBA", "]C0")
    assert udi.warnings == (() if name == "di" else ("missing_di",))
    assert read(f"]C0{text} ").elements == udi.elements


def test_dates_with_time_and_dates_without_day():
    udi = read("&>0270310630&}0170322359")
    assert udi.expiry_datetime == datetime(2027, 1, 31, 6, 30)
    assert udi.detail("mfg_datetime") == datetime(2017, 2, 1, 23, 59)
    assert read("=>027031&>0270310630").expiry_datetime == udi.expiry_datetime
    assert read("=]202701").expiry_precision == "month"
    assert read("=]202701=>027015").expiry == date(2027, 1, 15)
    assert refused("=>027031&>0270320630").code == "repeated_ai"
    assert refused("&>0270310630&>0270310631").code == "repeated_ai"


@pytest.mark.parametrize("number", ["G123417654321", "A999917123456", "Z999926000000"])
def test_flags_that_check_the_number(number):
    right = 60 + mod37_2(number)
    udi = read(f"={number}{right}")
    assert udi.detail("donation_id") == number
    assert udi.detail("donation_check_ok") is True
    wrong = right - 1 if right > 60 else 61
    error = refused(f"={number}{wrong}")
    assert (error.code, error.expected) == ("bad_check_digit", str(right))
    for flags in ("00", "59", "97", "99", "A1", "R0"):
        assert read(f"={number}{flags}").detail("donation_check_ok") is None


@pytest.mark.parametrize(
    ("text", "code", "position"),
    [
        ("=/A9997XYZ100T047", "bad_length", 2),
        ("=/A999OXYZ100T0479", "bad_charset", 6),
        ("=/A9997xYZ100T0479", "bad_charset", 7),
        ("=,0001", "bad_length", 2),
        ("=,00001a", "bad_charset", 7),
        ("=,00=001", "bad_charset", 4),
        ("=A9999X712345600", "bad_charset", 6),
        ("=A999917123456I0", "bad_charset", 14),
        ("=A99991712345600X", "unknown_ai", 16),
        ("=>015366", "bad_date", 2),
        ("=>015000", "bad_date", 2),
        ("&>0150012460", "bad_date", 2),
        ("=>01536", "bad_length", 2),
        ("=]202713", "bad_date", 2),
        ("=]000001", "bad_date", 2),
        ("=O99991712345600", "unknown_ai", 0),
        ("=099991712345600", "unknown_ai", 0),
        ("=z", "unknown_ai", 0),
        ("&A", "unknown_ai", 0),
        ("=", "unknown_ai", 0),
        (f"=/{DI} X", "unknown_ai", 19),
        (f"=/{DI}=/A9997XYZ100T0480", "di_mismatch", 20),
        ("=,000001=,000002", "repeated_ai", 10),
    ],
)
def test_refusal(text, code, position):
    error = refused(text)
    assert (error.code, error.position) == (code, position)
    assert error.expected


def test_the_header_counts_what_follows():
    assert read(f"=+03035=/{DI}=,000012={DONATION}").serial == "000012"
    for text, found in (
        (f"=+04000=/{DI}=,000012={DONATION}", "03"),
        (f"=+02000=/{DI}=,000012={DONATION}", "03"),
    ):
        error = refused(text)
        assert (error.code, error.found) == ("count_mismatch", found)
    assert refused(f"=/{DI}=+02000=,000012").code == "bad_syntax"
    assert refused("=+00000").code == "not_a_device_udi"


def test_what_is_no_part_of_a_udi_is_kept_unread():
    text = f"=+05000=/{DI}=,000012={DONATION}=%5100&$0101"
    udi = read(text)
    assert udi.elements[-2:] == (("=%", "5100"), ("&$", "0101"))
    assert read(f"=/{DI}&xANY-thing").element("&x") == "ANY-thing"
    assert read(f"=/{DI}&,2123").element("&,") == "2123"
    error = refused("=%5100")
    assert (error.code, error.element) == ("not_a_device_udi", "ICCBBA")


def test_separate_symbols_are_one_item():
    udi = combine(map(read, [f"=/{DI}", f"={DONATION}", "=,000012", "=>027031"]))
    assert (udi.di, udi.serial, udi.expiry) == (DI, "000012", date(2027, 1, 31))
    assert (udi.detail("donation_id"), udi.warnings) == (DONATION[:13], ())
    with pytest.raises(UdiError) as caught:
        combine(map(read, [f"=/{DI}", f"={DONATION}", "=A99991712345700"]))
    assert (caught.value.code, caught.value.element) == ("repeated_ai", "donation_id")


# --- the way back ------------------------------------------------------------

NUMBERS = st.none() | st.from_regex(
    r"[A-NP-Z1-9][A-NP-Z0-9]{2}[0-9]{10}", fullmatch=True
)


@st.composite
def udis(draw):
    container = draw(st.booleans())
    form = r"[0-9A-Z]{10}" if container else r"[A-NP-Z0-9]{5}[0-9A-Z]{11}"
    size = 10 if container else 18
    number = draw(NUMBERS)
    known = (("donation_id", number), ("donation_id_flags", "00")) if number else ()
    return Udi(
        agency="ICCBBA",
        di=draw(st.from_regex(form, fullmatch=True)),
        lot=draw(st.none() | st.text(CAPITALS, min_size=size, max_size=size)),
        serial=draw(st.none() | st.text(CAPITALS, min_size=6, max_size=6)),
        expiry=draw(st.none() | ANY_DATES),
        mfg_date=draw(st.none() | ANY_DATES),
        extra=known,
    )


@given(udis())
def test_round_trip(udi):
    text = text_of(udi)
    for form in (text, text_of(udi, "readable"), f"]C0 {text[7:]}"):
        again = read(form)
        assert told(again) == told(udi)
        assert again.extra == udi.extra
        assert text_of(again) == text


def test_short_numbers_get_zeros():
    udi = Udi(agency="ICCBBA", di=DI, lot="XYZ123", serial="12")
    assert text_of(udi) == f"=+03000=/{DI}=,000012&,1000000000000XYZ123"
    timed = replace(udi, lot=None, expiry_datetime=datetime(2027, 1, 31, 6, 30))
    assert text_of(timed, "readable") == f"=/{DI}=,000012&>0270310630"
    assert text_of(Udi(agency="ICCBBA")) == ""
    made = Udi(agency="ICCBBA", extra=(("donation_id", "G123417654321"),))
    assert text_of(made, "readable") == "=G12341765432100"


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"di": "A9997"}, "bad_length"),
        ({"di": "O9997XYZ100T0479"}, "bad_charset"),
        ({"serial": "1234567"}, "bad_length"),
        ({"serial": "é"}, "bad_charset"),
        ({"lot": "1" * 19}, "bad_length"),
        ({"expiry": date(1899, 1, 1)}, "bad_date"),
        ({"mfg_date": date(2900, 1, 1)}, "bad_date"),
        ({"quantity": 2}, "bad_syntax"),
    ],
)
def test_what_no_carrier_can_hold(fields, code):
    udi = replace(Udi(agency="ICCBBA", di=DI), **fields)
    for form in ("carrier", "readable"):
        with pytest.raises(UdiError) as caught:
            text_of(udi, form)
        assert caught.value.code == code
