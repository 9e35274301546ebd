"""What goes where on a label, and what is said about what cannot go there."""

from dataclasses import FrozenInstanceError, replace

import pytest
from hypothesis import given, settings, strategies as st
from label_samples import DATA, DI, codes, one, png, read, svg_image, text

from odoo.addons.udi_traceability.tools import Udi
from odoo.addons.udi_traceability.tools.label import (
    Element,
    LabelData,
    LabelTemplate,
    compose,
    dots_per_mm,
)
from odoo.addons.udi_traceability.tools.label_layout import Box, Drawing, Placed, Text
from odoo.addons.udi_traceability.tools.label_svg import svg

SQUARE = Element("symbol", 10.0, 10.0, 20.0, 20.0)
SHARES = [("left", 0), ("center", 0.5), ("right", 1)]
BARS = replace(SQUARE, x=0.0, width=60.0, symbol="gs1_128")


def composed(element, data=DATA, **options):
    return compose(one(element, **options), data)


def several(*elements, **options):
    template = LabelTemplate("several", "Several", 60.0, 40.0, elements, **options)
    return compose(template, DATA)


def lines(layout):
    return [item.text for item in layout.items]


def finding(layout):
    (found,) = layout.findings
    return found.code, found.severity, found.field, found.value, found.expected


def rows(*present):
    """A stack of three rows, a mark and a value each, of which some say something."""
    values = ["{lot}" if each else "{brand}" for each in present]
    return [
        each
        for row, value in enumerate(values)
        for each in (
            text(value, place=(20.0, 5.5 + 10 * row, 30.0, 4.0), stack="a", row=row),
            Element(
                "box",
                1.0,
                5.0 + 10 * row,
                5.0,
                5.0,
                when=value.strip("{}"),
                stack="a",
                row=row,
            ),
        )
    ]


# Text


def test_text_begins_where_its_place_begins():
    (line,) = composed(text("{lot}", size=4.0, place=(10, 20, 40, 10))).items
    assert (line.x, line.text, line.size) == (10, "LC2611A", 4.0)
    assert line.y == pytest.approx(20 + 0.76 * 4)


@pytest.mark.parametrize(
    ("align", "share"), [("left", 0), ("center", 0.5), ("right", 1)]
)
def test_text_is_aligned(align, share):
    (line,) = composed(text("{lot}", align=align)).items
    assert line.x == pytest.approx((60 - line.width) * share)
    assert line.align == align


def test_text_in_the_middle_has_its_capitals_in_the_middle():
    (line,) = composed(text("{lot}", valign="middle", size=5.0)).items
    assert line.y - 0.72 * 5 / 2 == pytest.approx(20)


def test_text_in_the_middle_stays_in_its_place():
    (line,) = composed(
        text("{lot}", valign="middle", place=(0, 10, 60, 4.9), size=5.0)
    ).items
    assert line.y + 1e-6 >= 10 + 0.76 * 5
    assert line.y + 0.22 * 5 <= 14.9 + 1e-6


def test_text_at_the_bottom():
    items = composed(text("{maker}\n{ref}", valign="bottom", size=5.0)).items
    assert items[-1].y == pytest.approx(40 - 0.22 * 5)
    assert items[0].y == pytest.approx(items[1].y - 1.18 * 5)


def test_text_that_does_not_fit_is_told_and_printed_whole():
    layout = composed(text("{maker}", size=4.0, min_size=2.0, place=(0, 0, 8, 3)))
    assert lines(layout) == ["Meridian", "Medical", "GmbH"]
    assert layout.items[0].size == 2.0
    assert finding(layout) == (
        "text_does_not_fit",
        "stop",
        "elements[0].size",
        "Meridian Medical GmbH",
        2.0,
    )
    assert layout.stops == layout.findings


def test_text_is_shrunk_before_that():
    layout = composed(text("{maker}", size=4.0, min_size=1.0, place=(0, 0, 20, 3)))
    assert layout.findings == ()
    assert lines(layout) == ["Meridian Medical GmbH"]
    assert 1.0 < layout.items[0].size < 2.2


def test_characters_that_no_font_shows_stop_the_print():
    for name in ("مضخة", "משאבה", "पंप", "A\ud800"):
        layout = composed(text("{name}"), replace(DATA, names=(("", name),)))
        assert codes(layout) == ["character_not_printable"]
        assert set(layout.findings[0].value) <= set(name)
        assert "<svg" in svg(layout).encode().decode()


def test_a_font_that_is_not_in_the_file_is_told():
    layout = composed(text("{name}"), replace(DATA, names=(("zh_CN", "输液泵 IP"),)))
    assert finding(layout)[:4] == (
        "font_not_embedded",
        "warn",
        "elements[0].content",
        "STSong-Light",
    )
    assert layout.stops == ()
    assert [item.face.name for item in layout.items] == ["STSong-Light", "Helvetica"]
    assert layout.items[1].x == layout.items[0].x + layout.items[0].width


def test_an_unknown_field_stops_the_print():
    assert finding(composed(text("{colour}")))[:4] == (
        "unknown_field",
        "stop",
        "elements[0].content",
        "colour",
    )


def test_findings_of_fields_and_of_room_come_together():
    element = text("{name}", place=(0, 0, 5, 2))
    layout = composed(element, languages=("en_US", "fr_FR"))
    assert codes(layout) == ["translation_missing", "text_does_not_fit"]


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


# Boxes, places, conditions, stacks


def test_a_box():
    layout = composed(Element("box", 1.0, 2.0, 30.0, 0.0, line=0.4))
    assert layout.items == (Box(1.0, 2.0, 30.0, 0.0, 0.4),)


@pytest.mark.parametrize(
    ("place", "wanted"),
    [
        ((-0.1, 0, 10, 10), "outside_label"),
        ((0, -0.1, 10, 10), "outside_label"),
        ((55, 0, 5.1, 10), "outside_label"),
        ((0, 35, 10, 5.1), "outside_label"),
        ((0, 0, 0, 10), "place_too_small"),
        ((0, 0, 10, -1), "place_too_small"),
    ],
)
@pytest.mark.parametrize("kind", ["text", "symbol", "picture", "hri"])
def test_a_place_is_on_the_label(place, wanted, kind):
    content = {"text": "{lot}", "picture": "mark:ifu"}.get(kind, "")
    layout = composed(Element(kind, *place, content, min_size=0.0))
    found = {each.code: each for each in layout.stops}[wanted]
    assert found.field == "elements[0].place"
    assert bool(layout.items) == (wanted == "outside_label")


def test_a_box_may_be_a_rule_but_not_less():
    assert codes(composed(Element("box", 0.0, 0.0, 10.0, 0.0))) == []
    assert codes(composed(Element("box", 0.0, 0.0, 10.0, -1.0))) == ["place_too_small"]


def test_an_unknown_kind_names_the_known():
    found = finding(composed(Element("circle", 0.0, 0.0, 10.0, 10.0)))
    assert found[:4] == ("unknown_element", "stop", "elements[0].kind", "circle")
    assert found[4] == "text, hri, symbol, picture, box"


@pytest.mark.parametrize(
    ("when", "printed"),
    [
        ("lot", True),
        ("brand", False),
        ("10", False),
        ("ifu", True),
        ("ivd", False),
        ("logo", True),
        ("name", True),
    ],
)
def test_printed_only_when(when, printed):
    data = replace(DATA, pictures=(("logo", png()),))
    layout = composed(Element("box", 0.0, 0.0, 5.0, 5.0, when=when), data)
    assert bool(layout.items) == printed


@pytest.mark.parametrize(
    ("present", "tops"),
    [
        ((True, True, True), (5, 15, 25)),
        ((False, True, True), (5, 15)),
        ((True, False, True), (5, 15)),
        ((False, False, True), (5,)),
        ((False, False, False), ()),
    ],
)
def test_rows_close_up(present, tops):
    items = several(*rows(*present)).items
    assert tuple(item.y for item in items if isinstance(item, Box)) == tops
    values = [item.y - 0.76 * item.size for item in items if isinstance(item, Text)]
    assert values == pytest.approx([top + 0.5 for top in tops])


def test_two_stacks_know_nothing_of_each_other():
    left, right = rows(False, True, True), rows(True, True, True)
    right = [replace(each, stack="b") for each in right]
    items = several(*left, *right).items
    assert sorted(item.y for item in items if isinstance(item, Box)) == [
        5,
        5,
        15,
        15,
        25,
    ]


def test_a_layout_does_not_change():
    layout = composed(SQUARE)
    with pytest.raises(FrozenInstanceError):
        layout.items = ()
    assert hash(layout) == hash(composed(SQUARE))
    assert isinstance(layout.items[0], Placed)


# Anything at all


@settings(deadline=None)
@given(
    st.text(max_size=60),
    st.text(max_size=60),
    st.sampled_from(["text", "hri", "symbol", "picture", "box"]),
    st.floats(0, 60),
    st.floats(0, 60),
)
def test_whatever_it_is_there_is_a_preview(content, name, kind, width, height):
    element = Element(kind, 1.0, 1.0, width, height, content)
    layout = composed(element, replace(DATA, names=(("", name),), carrier=name))
    assert svg_image(svg(layout), 50).size == (118, 79)


@settings(deadline=None)
@given(st.text(max_size=40), st.text(max_size=40))
def test_lot_and_serial_of_any_text_are_printed_or_refused(lot, serial):
    udi = Udi(di=DI, lot=lot, serial=serial)
    layout = composed(replace(SQUARE, width=40.0, height=20.0), LabelData(udi=udi))
    if layout.stops:
        assert layout.symbols == ()
    else:
        held = dict(layout.symbols[0].symbol.payload)
        assert (held.get("10", ""), held.get("21", "")) == (lot, serial)
