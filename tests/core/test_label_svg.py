"""The preview: the same layout as the print, sound or not."""

from dataclasses import replace
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings, strategies as st
from label_samples import DATA, data_for, one, pages, png, svg_image, text
from PIL import Image, ImageChops, ImageStat

from odoo.addons.udi_traceability.tools.label import Element, Fonts, compose
from odoo.addons.udi_traceability.tools.label_pdf import pdf
from odoo.addons.udi_traceability.tools.label_presets import PRESETS
from odoo.addons.udi_traceability.tools.label_svg import _drawn, svg

NAMESPACE = "{http://www.w3.org/2000/svg}"


def drawn(element, data=DATA, **options):
    return ElementTree.fromstring(svg(compose(one(element, **options), data)))


@settings(deadline=None)
@given(st.text(max_size=50))
def test_any_text_is_text(name):
    tree = drawn(text("{name}", size=1.0), replace(DATA, names=(("", name),)))
    assert {each.tag for each in tree} <= {f"{NAMESPACE}rect", f"{NAMESPACE}text"}


def test_text_cannot_be_markup():
    name = '</text><script>alert("1")</script>'
    tree = drawn(text("{name}", size=1.0), replace(DATA, names=(("", name),)))
    assert "".join(each.text for each in tree.iter(f"{NAMESPACE}text")) == name


def test_text_has_the_width_of_the_print():
    layout = compose(one(text("{maker}", bold=True)), DATA)
    (told,) = ElementTree.fromstring(svg(layout)).iter(f"{NAMESPACE}text")
    assert float(told.get("textLength")) == pytest.approx(
        layout.items[0].width, abs=1e-3
    )
    assert told.get("font-weight") == "bold"


def test_a_picture_is_inside():
    for kind, name in (("PNG", "png"), ("JPEG", "jpeg")):
        data = replace(DATA, pictures=(("logo", png(kind=kind)),))
        (image,) = drawn(Element("picture", 1.0, 1.0, 9.0, 9.0, "logo"), data).iter(
            f"{NAMESPACE}image"
        )
        assert image.get("href").startswith(f"data:image/{name};base64,")


@pytest.mark.parametrize("preset", PRESETS, ids=lambda each: each.code)
def test_the_preview_shows_what_is_printed(preset):
    """Everything but text, whose letters depend on the fonts of the browser."""
    layout = compose(preset, data_for(preset), Fonts())
    items = tuple(item for item in layout.items if not hasattr(item, "face"))
    bare = replace(layout, items=items)
    ((_width, _height, page),) = pages(pdf([bare]), 150)
    shown = svg_image(svg(bare)).convert("L").resize(page.size, Image.Resampling.BOX)
    difference = ImageChops.difference(page.convert("L"), shown)
    assert ImageStat.Stat(difference).mean[0] < 6


def test_what_nobody_draws_is_an_error():
    with pytest.raises(TypeError):
        _drawn("a bird")
