"""Symbols on a label, and the text that repeats them for people."""

from dataclasses import replace

import pytest
from label_layouts import SQUARE, composed, finding, lines, several
from label_samples import DATA, DI, codes, read, svg_image, text

from odoo.addons.udi_traceability.tools import Udi
from odoo.addons.udi_traceability.tools.label import Element, dots_per_mm
from odoo.addons.udi_traceability.tools.label_layout import Drawing
from odoo.addons.udi_traceability.tools.label_svg import svg

BARS = replace(SQUARE, x=0.0, width=60.0, symbol="gs1_128")


# Human-readable interpretation


def hri(**options):
    return Element("hri", 0.0, 0.0, 60.0, 40.0, **options)


def test_identifiers_in_brackets_and_dates_as_encoded():
    assert lines(composed(hri())) == [
        f"(01){DI} (11)261101 (17)281031 (10)LC2611A",
        "(21)SN000123",
    ]


def test_no_element_is_broken():
    for width in range(20, 60):
        layout = composed(replace(hri(), width=float(width)))
        for line in lines(layout):
            assert line.startswith("(")
            assert line.count("(") == line.count(")")


def test_only_what_its_symbol_holds():
    assert lines(composed(hri(content="10,21"))) == ["(10)LC2611A (21)SN000123"]


def test_other_agencies_are_read_as_they_write():
    udi = Udi(agency="HIBCC", di="A123BJC5D6E71", lot="LOT12345678")
    data = replace(DATA, udi=udi)
    layout = composed(hri(symbol="hibc_datamatrix", size=3.0), data)
    assert "".join(lines(layout)).startswith("*+A123BJC5D6E71/$LOT12345678")
    narrow = composed(
        replace(hri(symbol="hibc_datamatrix", size=3.0), width=30.0), data
    )
    assert [line[0] for line in lines(narrow)] == ["*", "/"]


def test_own_text_of_a_symbol_is_its_interpretation():
    data = replace(DATA, carrier="https://example.com/01/1")
    layout = composed(hri(symbol="qr"), data)
    assert lines(layout) == ["https://example.com/01/1"]


def test_nothing_to_interpret():
    assert finding(composed(hri(content="8012")))[:3] == (
        "nothing_to_encode",
        "stop",
        "elements[0].content",
    )
    assert codes(composed(hri(symbol="qr"))) == ["nothing_to_encode"]


def test_what_cannot_be_written_is_refused_as_the_symbol_is():
    data = replace(DATA, udi=Udi(di=DI, lot="L" * 21))
    for element in (hri(), SQUARE):
        layout = composed(element, data)
        assert finding(layout)[:3] == ("bad_length", "stop", "elements[0].10")


def test_a_udi_of_another_agency_is_no_gs1():
    data = replace(DATA, udi=Udi(agency="HIBCC", di="A123BJC5D6E71"))
    for element in (hri(), SQUARE):
        assert finding(composed(element, data))[:2] == ("unrecognised", "stop")


# Symbols


def test_the_largest_module_that_fits_and_is_allowed():
    (placed,) = composed(SQUARE).items
    assert (placed.dots, placed.module) == (5, pytest.approx(5 / dots_per_mm(300)))
    (larger,) = composed(replace(SQUARE, module=5.0)).items
    assert larger.module * (larger.symbol.columns + 2) <= 20
    assert (larger.dots + 1) / dots_per_mm(300) * (larger.symbol.columns + 2) > 20


@pytest.mark.parametrize(
    ("align", "share"), [("left", 0), ("center", 0.5), ("right", 1)]
)
def test_a_symbol_is_aligned_with_its_quiet_zone(align, share):
    (placed,) = composed(replace(SQUARE, align=align)).items
    wide = placed.symbol.size(placed.module, quiet=True)[0]
    wanted = 10 + (20 - wide) * share + placed.module
    assert placed.x == pytest.approx(wanted, abs=0.5 / dots_per_mm(300))


def test_bars_fill_the_height_and_keep_their_quiet_zone():
    (placed,) = composed(replace(BARS, content="10")).items
    assert (placed.y, placed.height) == (pytest.approx(10, abs=0.05), 20)
    assert placed.x == pytest.approx(10 * placed.module, abs=0.05)
    assert placed.size[1] == 20


def test_a_module_below_the_least_stops_the_print():
    layout = composed(replace(SQUARE, width=4.0))
    code, severity, field, value, expected = finding(layout)
    assert (code, severity, expected) == ("module_too_small", "stop", 0.25)
    assert field == "elements[0].module"
    assert value == round(1 / dots_per_mm(300), 2)
    assert layout.symbols[0].symbol.title == "GS1 DataMatrix 22×22"


def test_a_module_below_one_dot_is_told_as_it_is():
    layout = composed(replace(SQUARE, width=1.0), dpi=203)
    assert layout.symbols[0].dots == 0
    assert finding(layout)[3] == pytest.approx(1 / 24, abs=0.01)
    assert svg(layout)


def test_a_symbol_that_cannot_be_is_a_crossed_place():
    layout = composed(SQUARE, replace(DATA, udi=Udi(di="09506000134353")))
    assert finding(layout)[:3] == ("bad_check_digit", "stop", "elements[0].01")
    (crossed,) = layout.items
    assert isinstance(crossed, Drawing)
    assert (crossed.x, crossed.y, crossed.width) == (10, 10, 20)
    assert read(svg_image(svg(layout))) == []


def test_the_kind_of_the_template_unless_the_element_has_its_own():
    assert composed(SQUARE, symbol="gs1_qr").symbols[0].symbol.kind.code == "gs1_qr"
    layout = composed(replace(BARS, content="10"), symbol="gs1_qr")
    assert layout.symbols[0].symbol.kind.code == "gs1_128"
    assert codes(composed(SQUARE, symbol="gs1_dotcode")) == ["unknown_symbol"]


def test_day_zero_is_never_printed():
    udi = Udi(di=DI, lot="L", elements=(("01", DI), ("17", "280200"), ("10", "L")))
    layout = composed(SQUARE, replace(DATA, udi=udi))
    assert layout.symbols[0].symbol.payload[1] == ("17", "280229")


@pytest.mark.parametrize(
    "beside",
    [
        text("{ref}", place=(20, 12, 20, 4)),
        Element("box", 12.0, 5.0, 0.0, 30.0),
        Element("box", 5.0, 15.0, 30.0, 0.0),
        Element("picture", 15.0, 15.0, 5.0, 5.0, "mark:ifu"),
        Element("picture", 15.0, 15.0, 5.0, 5.0, "mark:sn"),
        replace(SQUARE, x=12.0),
    ],
)
def test_nothing_stands_in_a_symbol(beside):
    layout = several(SQUARE, beside)
    assert ("symbol_covered", "elements[0].symbol") in [
        (found.code, found.field) for found in layout.stops
    ]


def test_a_frame_around_a_symbol_is_no_harm_outside_its_quiet_zone():
    (placed,) = several(SQUARE).symbols
    side = placed.size[0]

    def framed(gap):
        around = placed.x - gap, placed.y - gap, side + 2 * gap, side + 2 * gap
        return several(SQUARE, Element("box", *around, line=0.1))

    assert framed(placed.module + 0.05).findings == ()
    assert codes(framed(placed.module - 0.05)) == ["symbol_covered"]


def test_text_close_to_bars_is_no_harm_above_and_below():
    under = text("{lot}", place=(0, 30.0, 60, 5), align="center")
    assert several(replace(BARS, content="10"), under).findings == ()
