"""HIBC: every head, every refusal with its place, two symbols of one label."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from carriers import read, refused, told
from hibcc_samples import LOTS, closed, concat
from hypothesis import given, strategies as st

from odoo.addons.udi_traceability.tools import Udi, UdiError, combine
from odoo.addons.udi_traceability.tools.check_digit import CSET_43
from odoo.addons.udi_traceability.tools.code39 import restored

# --- dates -------------------------------------------------------------------

DAY = date(2027, 9, 28)
HOUR = datetime(2027, 9, 28, 22)


@pytest.mark.parametrize("plus", ["", "+"])
@pytest.mark.parametrize(
    ("written", "expiry", "precision", "moment"),
    [
        ("0927", date(2027, 9, 30), "month", None),
        ("1227", date(2027, 12, 31), "month", None),
        ("0228", date(2028, 2, 29), "month", None),
        ("2092827", DAY, "day", None),
        ("3270928", DAY, "day", None),
        ("427092822", DAY, "hour", HOUR),
        ("527271", DAY, "day", None),
        ("62727122", DAY, "hour", HOUR),
        ("7", None, "day", None),
    ],
)
@pytest.mark.parametrize("count", ["", "824", "900024"])
def test_every_head_of_secondary_data(count, written, expiry, precision, moment, plus):
    text = concat(f"$${plus}{count}{written}3C001")
    udi = read(text)
    number = udi.serial if plus else udi.lot
    assert (udi.di, number, udi.agency) == ("A99912345", "3C001", "HIBCC")
    assert (udi.lot is None) is bool(plus)
    assert (udi.expiry, udi.expiry_precision) == (expiry, precision)
    assert udi.expiry_datetime == moment
    assert udi.quantity == (24 if count else None)
    assert udi.warnings == ()
    alone = read(closed(f"+$${plus}{count}{written}3C001L"))
    assert told(replace(alone, di="A99912345")) == told(udi)
    assert (alone.detail("link"), alone.warnings) == ("L", ("missing_di",))


@pytest.mark.parametrize("year", [76, 77])
def test_century_of_the_day_of_reading(year):
    assert read(concat(f"$$3{year}0101A")).expiry.year == {76: 2076, 77: 1977}[year]


@pytest.mark.parametrize(
    ("segment", "code", "at"),
    [
        ("$$1327A", "bad_date", 2),
        ("$$0027A", "bad_date", 2),
        ("$$3270229A", "bad_date", 3),
        ("$$2130127A", "bad_date", 3),
        ("$$427092824A", "bad_date", 3),
        ("$$527366A", "bad_date", 3),
        ("$$527000A", "bad_date", 3),
        ("$$62727160A", "bad_date", 3),
        ("$$327092", "bad_date", 3),
        ("$$3", "bad_date", 3),
        ("$$32709A8X", "bad_charset", 7),
        ("$$", "bad_length", 2),
        ("$$+", "bad_length", 3),
        ("$$A", "bad_syntax", 2),
        ("$$82", "bad_length", 3),
        ("$$8A4", "bad_charset", 3),
        ("$$824ABC", "bad_syntax", 5),
        ("$$824824", "bad_syntax", 5),
        ("27366A", "bad_date", 0),
        ("16D20270229", "bad_date", 3),
        ("16D202702", "bad_date", 3),
        ("14D2027022A", "bad_date", 3),
        ("14D", "bad_date", 3),
        ("S", "bad_length", 1),
        ("S1234567890123456789", "bad_length", 1),
        ("$1234567890123456789", "bad_length", 1),
        ("$$71234567890123456789", "bad_length", 3),
        ("Q", "bad_length", 1),
        ("Q1234567890", "bad_length", 1),
        ("Q1A", "bad_charset", 2),
        ("X1", "bad_syntax", 0),
        ("17D20270101", "bad_syntax", 0),
        ("", "bad_length", 0),
    ],
)
def test_refused_segment(segment, code, at):
    error = refused(concat(segment))
    assert (error.code, error.position) == (code, len("+A99912345/") + at)
    assert error.expected is not None
    # the same behind another one, and in a secondary symbol of its own
    later = refused(concat("$L1", segment))
    assert later.code == ("bad_syntax" if segment[:1] == "2" else code)
    if segment[:1] in ("$", "2"):
        alone = refused(f"]A0{closed(f'+{segment}L')}")
        assert (alone.code, alone.position) == (code, 4 + at)


def test_supplements_in_any_order():
    text = concat("$$7L-1", "Q500", "S4012", "16D20260101", "14D20270131")
    udi = read(text)
    assert (udi.lot, udi.serial, udi.quantity) == ("L-1", "4012", 500)
    assert (udi.mfg_date, udi.expiry) == (date(2026, 1, 1), date(2027, 1, 31))
    heads = [head for head, _value in udi.elements]
    assert heads == ["+", "$$7", "Q", "S", "16D", "14D"]
    assert udi.element("$$7") == "L-1"


def test_a_second_head_may_follow_but_not_contradict():
    both = read(concat("$$3270131L1", "$+S1"))
    assert (both.lot, both.serial) == ("L1", "S1")
    assert read(concat("$L1", "$L1")).lot == "L1"
    error = refused(concat("$+S1", "SS2"))
    assert (error.code, error.element, error.expected) == (
        "repeated_ai",
        "serial",
        "S1",
    )
    assert refused(concat("$$3270131L", "14D20270130")).code == "repeated_ai"


def test_the_finer_of_two_dates_stays():
    for segments in (["$$0127L", "14D20270115"], ["14D20270115", "$$0127L"]):
        udi = read(concat(*segments))
        assert (udi.expiry, udi.expiry_precision) == (date(2027, 1, 15), "day")
    assert refused(concat("$$0127L", "14D20270215")).code == "repeated_ai"
    hour = read(concat("14D20270928", "$$427092822L"))
    assert (hour.expiry_precision, hour.expiry_datetime) == ("hour", HOUR)
    assert refused(concat("$$427092822L", "$$427092823L")).code == "repeated_ai"


# --- the frame ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "code", "element"),
    [
        ("+A99", "bad_length", "PCN"),
        ("+A9991", "bad_length", "PCN"),
        ("+A123" + "1" * 19 + "1", "bad_length", "PCN"),
        ("+A12-BJC1", "bad_charset", "PCN"),
        ("+A123B C1", "bad_charset", "PCN"),
        ("+A123BCX", "bad_syntax", "unit of measure"),
        ("+1123BC1", "bad_syntax", "LIC"),
        ("+-123BC1", "bad_syntax", "LIC"),
        ("++A123BC1", "bad_syntax", "LIC"),
        ("+1234A56", "bad_syntax", "LIC"),
    ],
)
def test_refused_primary(body, code, element):
    error = refused(closed(body))
    assert (error.code, error.element) == (code, element)
    assert error.position is not None


def test_wrong_check_character_tells_the_right_one():
    error = refused("]d1+A123BJC5D6E71H")
    assert (error.code, error.expected, error.found) == ("bad_check_digit", "G", "H")
    assert error.position == len("]d1+A123BJC5D6E71")
    assert refused("+A123BJC5D6E71g").code == "bad_check_digit"
    assert refused("+a123BJC5D6E71G").code == "bad_charset"
    assert refused("+A123BJCé5D6E71G").position == 8


@pytest.mark.parametrize("text", ["+", "+A", "+$L", "*+*", "]A0+"])
def test_too_short(text):
    assert refused(text).code == "bad_length"


def test_provider_standard_is_no_device():
    assert refused("+/EO5232013").code == "not_a_device_udi"
    assert refused("]A0*+/EO5232013*").code == "not_a_device_udi"


@given(st.text(LOTS, max_size=18), st.sampled_from(CSET_43))
def test_every_character_may_be_link_and_check(lot, link):
    text = closed(f"+$$7{lot}{link}")
    caption = f"*{text[:-1]}{text[-1].replace(' ', '_')}*"
    for shown in (text, caption, f"*{text}"):
        udi = read(shown)
        assert (udi.lot, udi.detail("link")) == (lot or None, link)
        assert udi.detail("check") == text[-1]


def test_a_blank_at_the_end_is_data():
    text = "+$$52001510X3+ "
    assert read(f"{text}\r\n").detail("check") == " "
    assert refused(text.rstrip()).code == "bad_check_digit"


# --- readers set to Full ASCII -----------------------------------------------


@pytest.mark.parametrize("aim", ["", "]A4", "]A0"])
def test_a_code_39_reader_set_to_full_ascii(aim):
    udi = read(f"{aim}a123BJC5D6E71G")
    assert (udi.di, udi.raw) == ("A123BJC5D6E71", f"{aim}a123BJC5D6E71G")
    assert udi.warnings == ("full_ascii_reader",)


def test_pairs_of_full_ascii():
    assert restored("a!\x01\x1b:;[{@`\x00z") == "+A/A$A%A/Z%F%K%P%V%W%U+Z"
    assert restored(CSET_43) == CSET_43


# --- two symbols -------------------------------------------------------------

PRIMARY, SECONDARY = "+A123BJC5D6E71G", "+$$52001510X3GD"


@pytest.mark.parametrize("texts", [(PRIMARY, SECONDARY), (SECONDARY, PRIMARY)])
def test_primary_and_secondary(texts):
    udi = combine(map(read, texts))
    assert (udi.di, udi.lot, udi.warnings) == ("A123BJC5D6E71", "10X3", ())
    assert (udi.detail("check"), udi.detail("link")) == ("G", None)
    assert udi.raw == "\n".join(texts)
    assert {head for head, _value in udi.elements} == {"+", "$$5"}


def test_the_link_must_fit():
    other = closed("+A123BJC5D6E72")
    with pytest.raises(UdiError) as caught:
        combine([read(other), read(SECONDARY)])
    assert caught.value.code == "link_mismatch"
    assert (caught.value.expected, caught.value.found) == (other[-1], "G")
    with pytest.raises(UdiError) as caught:
        combine([read(SECONDARY), read(closed("+$+S1L"))])
    assert caught.value.code == "link_mismatch"


def test_two_secondary_symbols_wait_for_the_primary_one():
    udi = combine([read(SECONDARY), read(closed("+$+S1G"))])
    assert (udi.lot, udi.serial, udi.detail("link")) == ("10X3", "S1", "G")
    assert udi.warnings == ("missing_di",)
    assert combine([udi, read(PRIMARY)]).di == "A123BJC5D6E71"


def test_what_cannot_be_one_item():
    for texts, code in (
        ((PRIMARY, closed("+A123BJC5D6E72")), "di_mismatch"),
        ((SECONDARY, closed("+$$52001510X4G")), "repeated_ai"),
        ((SECONDARY, closed("+$$52001610X3G")), "repeated_ai"),
    ):
        with pytest.raises(UdiError) as caught:
            combine(map(read, texts))
        assert caught.value.code == code
    bare = Udi(agency="HIBCC", lot="A")
    assert combine([bare, bare]).lot == "A"
