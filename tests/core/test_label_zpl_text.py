"""ZPL: text arrives whole, in its place, and never as a command."""

from dataclasses import replace

import pytest
from hypothesis import given, settings, strategies as st
from label_samples import DATA, UNIT, one, text
from reportlab import __path__ as reportlab_path
from zpl_reader import graphic, labels
from zpl_samples import SQUARE, field, written

from odoo.addons.udi_traceability.tools.label import (
    Fonts,
    LabelData,
    LabelError,
    compose,
)
from odoo.addons.udi_traceability.tools.label_zpl import problems, zpl

VERA = Fonts(f"{reportlab_path[0]}/fonts/Vera.ttf")


# Text


@pytest.mark.parametrize(
    "name",
    ["^XZ^XA^FDowned^FS", "~HS ~JA", "a^FSb", "\\5EXZ", "_5E", "Größe ÿ", "\\&x", ">8"],
)
def test_no_data_begins_a_command(name):
    assert written(name).data == name
    assert written(name, align="center").data == name


@settings(deadline=None)
@given(st.text(st.characters(max_codepoint=255), max_size=40))
def test_any_text_of_western_europe_arrives(name):
    layout = compose(one(text("{name}", size=1.0)), LabelData(names=(("", name),)))
    ((_settings, fields),) = labels(zpl([replace(layout, findings=())]))
    assert [each.data for each in fields] == [item.text for item in layout.items]


@settings(deadline=None)
@given(st.text(max_size=30), st.text(max_size=30))
def test_no_text_at_all_gets_out_of_its_field(name, carrier):
    data = LabelData(names=(("", name),), carrier=carrier, udi=UNIT)
    elements = text("{name}", place=(0, 0, 60, 5)), SQUARE
    template = replace(one(SQUARE), elements=elements, symbol="datamatrix")
    layout = compose(template, data)
    try:
        found = zpl([layout])
    except LabelError as error:
        assert error.findings
    else:
        assert len(labels(found)) == 1


def test_text_stands_on_its_base_line():
    layout = compose(one(text("{lot}", size=4.0)), DATA)
    found = field(text("{lot}", size=4.0))
    (line,) = layout.items
    assert found.commands["FT"] == f"0,{round(line.y * 300 / 25.4)}"
    assert found.commands["A0"] == "N,47,47"


def test_text_at_the_right_ends_where_it_should():
    found = field(text("{lot}", align="right"))
    assert found.commands["FT"].split(",")[::2] == [str(round(60 * 300 / 25.4)), "1"]


def test_text_in_the_centre_has_room_on_either_side():
    layout = compose(one(text("{lot}", align="center")), DATA)
    (line,) = layout.items
    found = field(text("{lot}", align="center"))
    wide, rows, _gap, side, _indent = found.commands["FB"].split(",")
    assert (rows, side) == ("1", "C")
    centre = found.at[0] + int(wide) / 2
    assert centre == pytest.approx((line.x + line.width / 2) * 300 / 25.4, abs=2)


def test_a_backslash_is_not_taken_for_an_end_of_line():
    assert "FB" not in written("a\\&b", align="center").commands


def test_text_that_only_a_font_file_shows_is_a_picture():
    data = replace(DATA, names=(("", "–†–"),))
    found = field(text("{name}", size=5.0), data, fonts=VERA)
    picture = graphic(found)
    assert found.at[0] >= 0
    left, _top, right, bottom = picture.convert("L").point(lambda x: 255 - x).getbbox()
    assert 60 < right - left < 200
    assert bottom <= picture.height


def test_text_that_nothing_shows_stops_the_print():
    layout = compose(one(text("{name}")), replace(DATA, names=(("", "–†–"),)))
    assert layout.stops == ()
    (found,) = problems(layout)
    assert (found.code, found.severity) == ("printer_font_missing", "stop")
    assert found.value == "–†–"
    with pytest.raises(LabelError) as caught:
        zpl([layout])
    assert caught.value.findings == (found,)
