"""The way back: what is written reads as what it was."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, strategies as st

from odoo.addons.udi_traceability.tools import Udi, UdiError, gs1_scan, parse
from odoo.addons.udi_traceability.tools.check_digit import CSET_82, gtin_check_digit
from odoo.addons.udi_traceability.tools.gs1 import bracketed, element_string
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


@given(udis(TEXTS))
def test_the_short_cut_reads_what_the_table_reads(udi):
    text = element_string(replace(udi, software_version=None, quantity=None))
    table = assemble(gs1_scan._scan(text, 0, TODAY), TODAY, raw=text)
    quick = gs1_scan.read_elements(text, 0, TODAY)
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
    text = f"]d210L\x1d01{DI}17280200"
    udi = parse(text, as_of=TODAY)
    assert element_string(udi) == text[3:]
    assert bracketed(udi) == f"(10)L(01){DI}(17)280200"


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
