"""HIBC: what is written is read back, and what no symbol can hold is refused."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from carriers import CAPITALS, DATES, TODAY, maybe, read, told
from hibcc_samples import LOTS, closed, concat
from hypothesis import given, strategies as st

from odoo.addons.udi_traceability.tools import Udi, UdiError, combine, text_of
from odoo.addons.udi_traceability.tools.hibcc import read_hibc

# --- the way back ------------------------------------------------------------

UDIS = st.builds(
    Udi,
    agency=st.just("HIBCC"),
    di=st.from_regex(r"[A-Z][0-9A-Z]{3}[0-9A-Z]{1,18}[0-9]", fullmatch=True),
    lot=maybe(LOTS, 18),
    serial=maybe(LOTS, 18),
    expiry=st.none() | DATES | st.dates(),
    mfg_date=st.none() | st.dates(),
    quantity=st.none() | st.integers(0, 999_999_999),
)


def month(udi):
    if not 2000 <= udi.expiry.year < 2075:
        return udi
    ends = date(udi.expiry.year, udi.expiry.month % 12 + 1, 1).toordinal() - 1
    expiry = date.fromordinal(ends).replace(year=udi.expiry.year)
    return replace(udi, expiry=expiry, expiry_precision="month")


def hour(udi):
    if not 1977 <= udi.expiry.year <= 2076:
        return udi
    moment = datetime(udi.expiry.year, udi.expiry.month, udi.expiry.day, 22)
    return replace(udi, expiry_precision="hour", expiry_datetime=moment)


@given(UDIS, st.sampled_from([None, month, hour]))
def test_round_trip(udi, finer):
    udi = finer(udi) if finer and udi.expiry else udi
    text = text_of(udi)
    one = read_hibc(text, 0, TODAY)
    assert told(one) == told(udi)
    assert text_of(one) == text
    assert told(read(text_of(udi, "readable"))) == told(udi)
    two = [read_hibc(text_of(udi, "primary"), 0, TODAY)]
    if told(udi) != told(two[0]):
        two.append(read_hibc(text_of(udi, "secondary"), 0, TODAY))
    assert told(combine(two)) == told(udi)


def test_what_is_written():
    udi = Udi(agency="HIBCC", di="A99912345", serial="S1", expiry=date(2027, 9, 28))
    assert text_of(udi) == concat("$$+3270928S1")
    assert text_of(replace(udi, expiry=None)) == concat("$+S1")
    assert text_of(replace(udi, serial=None)) == concat("$$3270928")
    only = replace(udi, serial=None, expiry=None, quantity=5)
    assert text_of(only) == concat("Q5")
    assert text_of(only, "secondary").startswith("+$/Q5")
    assert text_of(replace(only, quantity=None, lot="$+1")) == concat("$$7$+1")
    assert text_of(Udi(agency="HIBCC", di="A123BJCMD6E79"), "readable")[-2:] == "+*"
    far = replace(udi, expiry=date(2127, 9, 28))
    assert text_of(far) == concat("$+S1", "14D21270928")
    assert read(text_of(far)).expiry == far.expiry


@pytest.mark.parametrize(
    ("fields", "code", "element"),
    [
        ({"di": None}, "bad_syntax", "LIC"),
        ({"di": "A999"}, "bad_length", "PCN"),
        ({"di": "A9991X"}, "bad_syntax", "unit of measure"),
        ({"lot": "A" * 19}, "bad_length", "lot"),
        ({"lot": "a"}, "bad_charset", "lot"),
        ({"lot": ""}, "bad_charset", "lot"),
        ({"serial": "A/B"}, "bad_charset", "serial"),
        ({"software_version": "1.0"}, "bad_syntax", "software_version"),
        ({"sscc": "106141411928374657"}, "bad_syntax", "sscc"),
        ({"expiry_datetime": datetime(2027, 1, 1, 6, 30)}, "bad_date", "expiry"),
    ],
)
def test_what_no_carrier_can_hold(fields, code, element):
    udi = replace(Udi(agency="HIBCC", di="A99912345", lot="L"), **fields)
    for form in ("carrier", "readable", "secondary"):
        with pytest.raises(UdiError) as caught:
            text_of(udi, form)
        assert (caught.value.code, caught.value.element) == (code, element)


def test_no_secondary_symbol_without_data():
    with pytest.raises(UdiError) as caught:
        text_of(Udi(agency="HIBCC", di="A99912345"), "secondary")
    assert caught.value.code == "empty"


@given(st.text(CAPITALS + "$+/-", max_size=30))
def test_any_symbol_with_a_right_check_character_parses_or_is_refused(body):
    try:
        udi = read(closed(f"+{body}"))
    except UdiError as error:
        assert error.position is not None
    else:
        assert udi.agency == "HIBCC"
