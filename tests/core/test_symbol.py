"""Symbols: made, read back by another program, or refused in words."""

from dataclasses import FrozenInstanceError

import pytest
from hypothesis import assume, given, settings, strategies as st
from label_samples import DI, ELEMENTS, SSCC, read_png

from odoo.addons.udi_traceability.tools import symbol as module
from odoo.addons.udi_traceability.tools.check_digit import CSET_82
from odoo.addons.udi_traceability.tools.symbol import (
    KINDS,
    SymbolError,
    encode,
    png,
    verdict,
)
from odoo.addons.udi_traceability.tools.symbol_check import carried

HIBC = "+A123BJC5D6E71G"
IFA = "[)>\x1e06\x1d9N110375286414\x1d1TABC\x1dS1\x1e\x04"
TEXTS = st.text(CSET_82, min_size=1, max_size=20)
READS = {"gs1_datamatrix": "]d2", "gs1_128": "]C1", "gs1_qr": "]Q3"}
READS |= {"hibc_datamatrix": "]d1", "datamatrix": "]d1", "qr": "]Q1"}
GS1 = [code for code, kind in KINDS.items() if kind.gs1]
MATRIX = [code for code in GS1 if not KINDS[code].linear]


def decoded(kind, payload):
    return read_png(png(encode(kind, payload), 2, 2))


def refusal(kind, payload):
    with pytest.raises(SymbolError) as caught:
        encode(kind, payload)
    finding = caught.value.finding
    assert finding.severity == "stop"
    return finding.code, finding.field, finding.value, finding.expected


@pytest.mark.parametrize("kind", GS1)
def test_readers_get_the_identifier_and_the_separators(kind):
    wanted = f"01{DI}1728103110LC2611A\x1d21SN000123".encode()
    assert decoded(kind, ELEMENTS) == [(READS[kind], wanted)]


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("hibc_datamatrix", HIBC),
        ("hibc_datamatrix", "+$$52001510X3+ "),
        ("datamatrix", IFA),
        ("datamatrix", "=/A9999XYZ100T0944=,000025"),
        ("qr", f"https://example.com/01/{DI}/10/A%2FB?17=281031"),
        ("qr", "MA.156.M0.100221.11234567.LA12"),
    ],
)
def test_other_agencies_are_not_taken_for_gs1(kind, text):
    assert decoded(kind, text) == [(READS[kind], text.encode())]


@pytest.mark.parametrize("kind", ["datamatrix", "qr"])
def test_text_beyond_ascii_is_utf_8(kind):
    assert decoded(kind, "输液泵 Ü") == [(READS[kind], "输液泵 Ü".encode())]


@settings(deadline=None)
@given(TEXTS, TEXTS, st.sampled_from(MATRIX))
def test_any_lot_and_serial_in_a_matrix(lot, serial, kind):
    payload = ("01", DI), ("10", lot), ("21", serial)
    wanted = f"01{DI}10{lot}\x1d21{serial}".encode()
    assert decoded(kind, payload) == [(READS[kind], wanted)]


@settings(deadline=None)
@given(TEXTS, TEXTS)
def test_any_lot_and_serial_in_bars(lot, serial):
    payload = ("10", lot), ("21", serial)
    wanted = f"10{lot}\x1d21{serial}".encode()
    assume(len(wanted) <= 48)
    assert decoded("gs1_128", payload) == [("]C1", wanted)]


def test_only_the_elements_that_need_it_are_separated():
    assert carried((("10", "A"), ("01", DI), ("21", "B"))) == f"10A\x1d01{DI}21B"
    assert carried((("01", DI), ("10", "A"))) == f"01{DI}10A"


@pytest.mark.parametrize(
    ("payload", "wanted"),
    [
        ((("01", "09506000134353"),), ("bad_check_digit", "01", "2")),
        ((("10", "A~B"),), ("bad_charset", "10", "CSET 82")),
        ((("10", "A[21]B"),), ("bad_charset", "10", "CSET 82")),
        ((("10", "A\x1d21B"),), ("bad_charset", "10", "CSET 82")),
        ((("10", ""),), ("bad_length", "10", "1 to 20 characters")),
        ((("10", "A" * 21),), ("bad_length", "10", "1 to 20 characters")),
        ((("17", "271331"),), ("bad_date", "17", "YYMMDD")),
        ((("17", "271200"),), ("day_zero", "17", None)),
        ((("11", "271200"),), ("day_zero", "11", None)),
        ((("ab", "1"),), ("unknown_ai", "ab", None)),
        ((), ("nothing_to_encode", "gs1_datamatrix", None)),
    ],
)
def test_refused_before_anything_is_drawn(payload, wanted):
    code, field, _value, expected = refusal("gs1_datamatrix", payload)
    assert (code, field) == wanted[:2]
    assert wanted[2] is None or wanted[2] in expected


def test_an_element_with_its_separator_is_not_a_value():
    assert refusal("gs1_128", (("10", "A\x1d"), ("21", "B")))[0] == "bad_charset"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("+A123BJC5D6E71H", ("bad_check_digit", "HIBC", "H", "G")),
        ("A123BJC5D6E71G", ("bad_syntax", "HIBC")),
        ("+a123", ("bad_syntax", "HIBC")),
        ("+/EO523201H", ("bad_syntax", "HIBC")),
        ("", ("nothing_to_encode", "hibc_datamatrix")),
    ],
)
def test_hibc_ends_in_its_check_character(text, wanted):
    assert refusal("hibc_datamatrix", text)[: len(wanted)] == wanted


def test_too_long():
    bars = ("10", "A" * 20), ("21", "B" * 20), ("240", "1" * 20)
    assert refusal("gs1_128", bars) == ("too_long", "gs1_128", 69, 48)
    code, field, said, _expected = refusal("gs1_datamatrix", (("91", "A" * 90),) * 40)
    assert (code, field) == ("too_long", "gs1_datamatrix")
    assert "too long" in said


def test_unknown_kind_names_the_known():
    code, _field, value, expected = refusal("gs1_dotcode", ELEMENTS)
    assert (code, value) == ("unknown_symbol", None)
    assert expected.split(", ") == list(KINDS)


def test_text_that_no_computer_can_send():
    assert refusal("qr", "A\udc80")[:2] == ("bad_charset", "qr")


def test_a_refusal_of_the_library_keeps_its_words(monkeypatch):
    class Stubborn:
        def encode(self, text):
            raise RuntimeError("Error 999: not today")

    monkeypatch.setattr(module.zint, "Symbol", Stubborn)
    found = refusal("gs1_128", ELEMENTS[:1])
    assert found[:3] == ("symbol_refused", "gs1_128", "Error 999: not today")


def test_size_with_and_without_quiet_zone():
    matrix, bars = encode("gs1_datamatrix", ELEMENTS), encode("gs1_128", ELEMENTS[:1])
    assert matrix.title == "GS1 DataMatrix 22×22"
    assert matrix.size(0.5) == (11.0, 11.0)
    assert matrix.size(0.5, quiet=True) == (12.0, 12.0)
    assert bars.title == "GS1-128"
    assert bars.columns == 11 * 11 + 2 + 11
    assert bars.size(0.5, 20, quiet=True) == ((bars.columns + 20) * 0.5, 20)
    assert bars.size(0.5)[1] == 12.7


def test_runs_are_the_dark_modules():
    symbol = encode("gs1_datamatrix", ELEMENTS)
    rows = [["0"] * symbol.columns for _ in symbol.rows]
    for row, column, length in symbol.runs():
        rows[row][column : column + length] = "1" * length
    assert tuple("".join(row) for row in rows) == symbol.rows


def test_a_symbol_does_not_change():
    with pytest.raises(FrozenInstanceError):
        encode("gs1_datamatrix", ELEMENTS).rows = ()


def found_by(symbol, *size):
    return [(f.code, f.severity, f.value, f.expected) for f in verdict(symbol, *size)]


def test_verdict_on_the_module():
    symbol = encode("gs1_datamatrix", ELEMENTS)
    assert found_by(symbol, 0.25) == found_by(symbol, 0.38) == []
    assert found_by(symbol, 0.19) == [("module_too_small", "stop", 0.19, 0.25)]


def test_verdict_on_bars():
    symbol = encode("gs1_128", (("01", DI), ("10", "LC2611A"), ("21", "SN000123")))
    assert found_by(symbol, 0.25, 12.7) == []
    assert found_by(symbol, 0.25, 8) == [("bars_too_low", "warn", 8, 12.7)]
    assert found_by(symbol, 0.7, 20)[0][:2] == ("symbol_too_wide", "stop")


def test_verdict_on_a_logistic_unit():
    symbol = encode("gs1_128", (("00", SSCC),))
    assert found_by(symbol, 0.5, 32) == []
    assert found_by(symbol, 0.38, 20) == [
        ("bars_too_low", "warn", 20, 31.75),
        ("module_below_logistic", "warn", 0.38, 0.495),
    ]
