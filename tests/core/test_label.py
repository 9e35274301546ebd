"""What goes where on a label, and what is said about what cannot go there."""

from dataclasses import FrozenInstanceError, replace

import pytest
from hypothesis import given, settings, strategies as st
from label_layouts import SQUARE, composed, finding, lines, several
from label_samples import DATA, DI, codes, png, svg_image, text

from odoo.addons.udi_traceability.tools import Udi
from odoo.addons.udi_traceability.tools.label import Element, LabelData
from odoo.addons.udi_traceability.tools.label_layout import Box, Placed, Text
from odoo.addons.udi_traceability.tools.label_svg import svg

SHARES = [("left", 0), ("center", 0.5), ("right", 1)]


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
