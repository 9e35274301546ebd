"""The way back: what is written reads as what it was."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given, strategies as st

from odoo.addons.udi_traceability.tools import Udi, UdiError, parse
from odoo.addons.udi_traceability.tools.check_digit import CSET_82, gtin_check_digit
from odoo.addons.udi_traceability.tools.gs1 import (
    bracketed,
    element_string,
    elements_of,
)
from odoo.addons.udi_traceability.tools.gs1_common import read_common
from odoo.addons.udi_traceability.tools.gs1_item import assemble

TODAY = date(2026, 6, 15)
DI = "09506000134352"
TEXTS = st.text(CSET_82, min_size=1, max_size=20)
BARE = st.text(CSET_82.replace("(", ""), min_size=1, max_size=20)
DATES = st.dates(date(1977, 1, 1), date(2076, 12, 31))


def numbers(size):
    bodies = st.text("0123456789", min_size=size - 1, max_size=size - 1)
    return bodies.map(lambda body: body + gtin_check_digit(body))


def udis(texts):
    """A ``Udi`` as a model builds it: fields, no elements."""
    return st.builds(
        Udi,
        di=numbers(14),
        lot=st.none() | texts,
        serial=st.none() | texts,
        expiry=st.none() | DATES,
        mfg_date=st.none() | DATES,
        software_version=st.none() | texts,
        quantity=st.none() | st.integers(1, 99_999_999),
    )


def told(udi):
    """What a label says, apart from how it was read."""
    bare = {"aim": None, "elements": (), "extra": (), "warnings": (), "raw": ""}
    return replace(udi, **bare)


@given(udis(TEXTS))
def test_written_elements_read_as_the_same(udi):
    read = parse(f"]d2{element_string(udi)}", as_of=TODAY)
    assert told(read) == told(udi)
    assert element_string(read) == element_string(udi)


@given(udis(BARE))
def test_written_brackets_read_as_the_same(udi):
    read = parse(bracketed(udi), as_of=TODAY)
    assert told(read) == told(udi)
    assert read.elements == parse(f"]d2{element_string(udi)}", as_of=TODAY).elements


@given(udis(BARE), st.permutations(range(5)), st.booleans())
def test_the_short_cut_reads_what_the_table_reads(udi, order, bracketed):
    pairs = elements_of(replace(udi, software_version=None, quantity=None))
    pairs = [pairs[place] for place in order if place < len(pairs)]
    mark = "({})" if bracketed else "{}"
    end = {} if bracketed else {"10": "\x1d", "21": "\x1d"}
    text = "".join(
        mark.format(code) + value + end.get(code, "") for code, value in pairs
    )
    table = assemble(dict(pairs), TODAY, raw=text)
    quick = read_common(text, 0, TODAY, bracketed=bracketed)
    if bracketed and any(")" in value for _code, value in pairs):
        assert quick is None  # a bracket in a value is said: by the table
        return
    assert replace(quick, warnings=()) == table


@given(numbers(18))
def test_sscc(code):
    assert element_string(Udi(sscc=code)) == f"00{code}"
    assert parse(f"(00){code}", as_of=TODAY).sscc == code


def test_order_saves_separators():
    udi = Udi(
        di=DI,
        lot="L",
        serial="S",
        expiry=date(2027, 12, 31),
        mfg_date=date(2026, 1, 1),
    )
    assert element_string(udi) == f"01{DI}1126010117271231" + "10L\x1d21S"
    assert bracketed(udi) == f"(01){DI}(11)260101(17)271231(10)L(21)S"


def test_what_was_read_is_written_in_its_order():
    text = f"]d210L\x1d01{DI}17280229"
    udi = parse(text, as_of=TODAY)
    assert element_string(udi) == text[3:]
    assert bracketed(udi) == f"(10)L(01){DI}(17)280229"


def test_day_00_is_never_written():
    text = f"]d201{DI}11260200" + "17280200" + "15271100" + "4324" + "2702002359"
    text += "\x1d4326270201\x1d3103000001\x1d00106141411928374657"
    udi = parse(text, as_of=TODAY)
    assert udi.expiry_precision == "month"
    written = element_string(udi)
    assert written.startswith(
        f"01{DI}11260228" + "17280229" + "15271130" + "4324270228"
    )
    assert parse(f"]d2{written}", as_of=TODAY).expiry == udi.expiry
    assert "(17)280229(15)271130(4324)2702282359" in bracketed(udi)


def test_what_a_carrier_says_besides_is_written_too():
    text = f"]d201{DI}15271130" + "240ABC\x1d9012"
    udi = parse(text, as_of=TODAY)
    bare = replace(udi, elements=())
    assert element_string(bare) == text[3:]
    known = (*udi.extra, ("nobody_calls_it_so", "X"))
    assert element_string(replace(bare, extra=known)) == text[3:]
    timed = replace(bare, expiry_datetime=datetime(2027, 1, 31, 6, 30), extra=())
    assert element_string(timed) == f"01{DI}7003" + "2701310630"


@pytest.mark.parametrize(
    ("udi", "code", "element"),
    [
        (Udi(di=DI, lot="A" * 21), "bad_length", "10"),
        (Udi(di=DI, lot="A B"), "bad_charset", "10"),
        (Udi(di=DI, serial="A\x1d"), "bad_charset", "21"),
        (Udi(di=DI[:-1] + "3"), "bad_check_digit", "01"),
        (Udi(di="9506000134352"), "bad_length", "01"),
        (Udi(agency="HIBCC", di="A99912345"), "unrecognised", "HIBCC"),
    ],
)
def test_what_no_carrier_can_hold_is_refused(udi, code, element):
    for write in (element_string, bracketed):
        with pytest.raises(UdiError) as caught:
            write(udi)
        assert (caught.value.code, caught.value.element) == (code, element)


def test_nothing_to_write():
    assert element_string(Udi()) == bracketed(Udi()) == ""
