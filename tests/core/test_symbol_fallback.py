"""Without ``zint-bindings``: GS1-128 and QR are still right, the rest is refused."""

import sys
from importlib import reload

import pytest
from hypothesis import assume, given, settings, strategies as st
from label_samples import DI, ELEMENTS, read_png

from odoo.addons.udi_traceability.tools import symbol, symbol_code128, symbol_fallback
from odoo.addons.udi_traceability.tools.check_digit import CSET_82
from odoo.addons.udi_traceability.tools.symbol_check import carried
from odoo.addons.udi_traceability.tools.symbol_kind import KINDS, Symbol, SymbolError

# Digits lead to changes of code set, which is where encoders go wrong.
TEXTS = st.text(CSET_82, min_size=1, max_size=20)
TEXTS |= st.text("0123456789A", min_size=1, max_size=20)


@pytest.fixture
def without_zint(monkeypatch):
    monkeypatch.setitem(sys.modules, "zint", None)
    reload(symbol)
    assert symbol.zint is None
    yield
    monkeypatch.undo()
    reload(symbol)
    assert symbol.zint is not None


def test_gs1_128(without_zint):
    made = symbol.encode("gs1_128", ELEMENTS)
    wanted = f"01{DI}1728103110LC2611A\x1d21SN000123".encode()
    assert read_png(symbol.png(made)) == [("]C1", wanted)]


def test_qr(without_zint):
    link = f"https://example.com/01/{DI}"
    assert read_png(symbol.png(symbol.encode("qr", link))) == [("]Q1", link.encode())]


def test_qr_that_is_too_long(without_zint):
    with pytest.raises(SymbolError) as caught:
        symbol.encode("qr", "x" * 9000)
    assert caught.value.finding.code == "too_long"
    assert caught.value.finding.field == "qr"


@pytest.mark.parametrize(
    "kind", [kind for kind in KINDS if kind not in ("gs1_128", "qr")]
)
def test_the_rest_says_what_is_missing(without_zint, kind):
    payload = ELEMENTS if KINDS[kind].gs1 else "+A123BJC5D6E71G"
    with pytest.raises(SymbolError) as caught:
        symbol.encode(kind, payload)
    finding = caught.value.finding
    assert (finding.code, finding.field) == ("library_missing", kind)
    assert finding.expected == "zint-bindings"


def test_the_same_data_is_refused(without_zint):
    with pytest.raises(SymbolError) as caught:
        symbol.encode("gs1_128", (("01", "09506000134353"),))
    assert caught.value.finding.code == "bad_check_digit"


@settings(deadline=None)
@given(TEXTS, TEXTS)
def test_bars_are_those_of_zint_as_short_and_as_readable(lot, serial):
    payload = ("10", lot), ("21", serial)
    assume(len(carried(payload)) <= 48)
    rows = symbol_fallback.rows("gs1_128", carried(payload))
    assert len(rows[0]) == symbol.encode("gs1_128", payload).columns
    made = Symbol(KINDS["gs1_128"], payload, rows)
    assert read_png(symbol.png(made, 2, 2)) == [("]C1", carried(payload).encode())]


@pytest.mark.parametrize(
    ("data", "values"),
    [
        ("10A", (105, 102, 10, 100, 33)),
        ("A", (104, 102, 33)),
        ("1", (104, 102, 17)),
    ],
)
def test_characters(data, values):
    assert symbol_code128.characters(data) == values


def test_no_character_is_lost_where_reportlab_loses_one():
    data = "10690\x1d21112"
    made = Symbol(KINDS["gs1_128"], (), symbol_fallback.rows("gs1_128", data))
    assert read_png(symbol.png(made)) == [("]C1", data.encode())]
