"""A symbol as SVG or PNG: true size, quiet zone, every module in its place."""

import io
from xml.etree import ElementTree

import pytest
from label_samples import DI, ELEMENTS, read, read_png, svg_image
from PIL import Image

from odoo.addons.udi_traceability.tools.symbol import encode, png, svg

PAYLOADS = {
    "gs1_datamatrix": (ELEMENTS, "]d2"),
    "gs1_128": (ELEMENTS[:3], "]C1"),
    "gs1_qr": (ELEMENTS, "]Q3"),
    "hibc_datamatrix": ("+A123BJC5D6E71G", "]d1"),
    "qr": (f"https://example.com/01/{DI}", "]Q1"),
}


@pytest.mark.parametrize("kind", PAYLOADS)
def test_svg_reads(kind):
    payload, identifier = PAYLOADS[kind]
    found = read(svg_image(svg(encode(kind, payload))))
    assert [each[0] for each in found] == [identifier]


@pytest.mark.parametrize("kind", PAYLOADS)
def test_svg_is_of_true_size(kind):
    symbol = encode(kind, PAYLOADS[kind][0])
    drawn = ElementTree.fromstring(svg(symbol, 0.5, 20))
    wide, high = symbol.size(0.5, 20, quiet=True)
    assert drawn.get("width") == f"{wide:g}mm"
    assert drawn.get("height") == f"{high:g}mm"
    left, _top, width, height = map(float, drawn.get("viewBox").split())
    assert (left, width * 0.5) == (-symbol.kind.quiet, wide)
    assert height * 0.5 == high


@pytest.mark.parametrize("kind", PAYLOADS)
@pytest.mark.parametrize("dots", [1, 3, 8])
def test_png_is_of_true_size(kind, dots):
    symbol = encode(kind, PAYLOADS[kind][0])
    image = Image.open(io.BytesIO(png(symbol, dots, 8, 15)))
    quiet = symbol.kind.quiet
    across = (symbol.columns + 2 * quiet) * dots
    down = 120 if symbol.kind.linear else (len(symbol.rows) + 2 * quiet) * dots
    assert image.size == (across, down)
    assert image.info["dpi"] == pytest.approx((203.2, 203.2), abs=0.01)


@pytest.mark.parametrize("kind", PAYLOADS)
@pytest.mark.parametrize("dots", [1, 2, 5])
def test_png_holds_the_modules(kind, dots):
    symbol = encode(kind, PAYLOADS[kind][0])
    image = Image.open(io.BytesIO(png(symbol, dots))).convert("L")
    quiet = symbol.kind.quiet * dots
    above = 0 if symbol.kind.linear else quiet
    for number, row in enumerate(symbol.rows):
        y = above + number * dots + dots // 2
        line = [image.getpixel((x, y)) for x in range(0, image.width, dots)]
        light = "0" * symbol.kind.quiet
        assert "".join("0" if dot else "1" for dot in line) == light + row + light


def test_png_reads_at_two_dots_a_module():
    found = read_png(png(encode("gs1_datamatrix", ELEMENTS), 2))
    assert found[0][0] == "]d2"
