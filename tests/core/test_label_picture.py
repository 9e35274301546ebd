"""Pictures and the marks of ISO 15223-1."""

import pytest
from label_samples import DATA, codes, one, png, svg_image
from PIL import Image

from odoo.addons.udi_traceability.tools.label import Element, LabelData, compose
from odoo.addons.udi_traceability.tools.label_layout import Box, Drawing, Picture, Text
from odoo.addons.udi_traceability.tools.label_marks import (
    DRAWINGS,
    LETTERS,
    NAMES,
    draw,
    width,
)
from odoo.addons.udi_traceability.tools.label_svg import svg


def composed(content, data=DATA, place=(10.0, 10.0, 30.0, 10.0), **options):
    return compose(one(Element("picture", *place, content, **options)), data)


def with_pictures(*pictures, marks=()):
    return LabelData(pictures=pictures, marks=marks)


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
@pytest.mark.parametrize("mode", ["L", "RGB"])
def test_a_picture_keeps_its_proportions(kind, mode):
    data = with_pictures(("logo", png(40, 20, kind, mode)))
    (picture,) = composed("logo", data).items
    assert isinstance(picture, Picture)
    assert (picture.width, picture.height) == (20, 10)
    assert (picture.x, picture.y) == (10, 10)


def test_a_picture_is_aligned():
    data = with_pictures(("logo", png(40, 20)))
    place = (10.0, 10.0, 30.0, 20.0)
    (picture,) = composed("logo", data, place, align="right", valign="bottom").items
    assert (picture.x, picture.y) == (10, 15)
    (picture,) = composed("logo", data, align="center").items
    assert picture.x == 15


def test_a_missing_picture_is_told():
    layout = composed("logo", with_pictures())
    (found,) = layout.findings
    assert (found.code, found.severity) == ("picture_missing", "warn")
    assert (found.field, found.value) == ("elements[0].content", "logo")
    assert layout.items == ()


@pytest.mark.parametrize(
    "data", [b"", b"<svg/>", png()[:60], b"GIF89a" + b"\0" * 30, b"\x89PNG\r\n\x1a\n"]
)
def test_a_picture_that_nobody_can_read_stops_the_print(data):
    layout = composed("logo", with_pictures(("logo", data)))
    assert codes(layout) == ["picture_unreadable"]
    assert layout.stops


@pytest.mark.parametrize("name", NAMES)
def test_every_mark_is_drawn_in_its_place(name):
    layout = composed(f"mark:{name}", LabelData(), (10.0, 10.0, 40.0, 8.0))
    assert layout.findings == ()
    image = svg_image(svg(layout), 254).convert("L").point(lambda level: 255 - level)
    left, top, right, bottom = image.getbbox()
    assert left >= 95 and top >= 95
    assert right <= 105 + 10 * width(name, 8.0)
    assert bottom <= 185
    assert bottom - top > 50


def test_letters_stand_in_frames_and_drawings_alone():
    frames = draw("sterile_eo", 5.0, 1.0, 2.0)
    assert [type(item) for item in frames] == [Box, Text, Box, Text]
    assert frames[2].x == pytest.approx(frames[0].x + frames[0].width)
    assert [item.text for item in frames[1::2]] == ["STERILE", "EO"]
    (drawing,) = draw("ifu", 5.0, 1.0, 2.0)
    assert isinstance(drawing, Drawing)
    assert not set(DRAWINGS) & set(LETTERS)


def test_letters_stand_in_the_middle_of_their_frame():
    box, word = draw("lot", 4.0, 10.0, 20.0)
    assert word.x + word.width / 2 == pytest.approx(box.x + box.width / 2)
    assert word.y - 0.72 * word.size / 2 == pytest.approx(22.0)


def test_marks_of_the_device_side_by_side():
    data = with_pictures(marks=("md", "ifu"))
    items = composed("marks", data).items
    assert [type(item) for item in items] == [Box, Text, Drawing]
    assert items[2].x == pytest.approx(10 + items[0].width + 2.5)
    assert items[2].width == 10


def test_marks_are_aligned():
    data = with_pictures(marks=("ifu", "caution"))
    items = composed("marks", data, align="right").items
    assert items[-1].x + items[-1].width == pytest.approx(40)


def test_marks_that_do_not_fit_are_smaller():
    data = with_pictures(marks=("ifu", "caution", "keep_dry", "single_use"))
    layout = composed("marks", data, min_size=2.0)
    assert layout.findings == ()
    assert layout.items[-1].x + layout.items[-1].width == pytest.approx(40)
    assert 2 < layout.items[0].height < 10


def test_marks_that_never_fit_are_told():
    data = with_pictures(marks=("sterile_eo",) * 4)
    layout = composed("marks", data, min_size=5.0)
    (found,) = layout.findings
    assert (found.code, found.severity) == ("marks_do_not_fit", "stop")
    assert found.value > found.expected == 30
    assert layout.items[0].height == 5


def test_no_marks_at_all():
    assert composed("marks", LabelData()).items == ()
    assert composed("marks", LabelData()).findings == ()


def test_a_picture_goes_before_our_own_drawing():
    data = with_pictures(("ifu", png(20, 20)), marks=("ifu", "caution"))
    picture, drawing = composed("marks", data).items
    assert isinstance(picture, Picture)
    assert drawing.x == pytest.approx(picture.x + picture.width + 2.5)


def test_a_mark_that_nobody_knows_is_a_missing_picture():
    data = with_pictures(marks=("ce", "ifu"))
    layout = composed("marks", data)
    assert codes(layout) == ["picture_missing"]
    assert [item.x for item in layout.items] == [10]
    assert codes(composed("mark:ce", data)) == ["picture_missing"]


def test_an_unreadable_mark_takes_no_room():
    data = with_pictures(("ce", b"?"), marks=("ce", "ifu"))
    layout = composed("marks", data)
    assert codes(layout) == ["picture_unreadable"]
    assert [item.x for item in layout.items] == [10]


def test_a_picture_too_large_to_open_stops_the_print(monkeypatch):
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 8)
    layout = composed("logo", with_pictures(("logo", png(8, 8))))
    assert codes(layout) == ["picture_unreadable"]
