"""What a ZPL printer cannot draw by itself, as dots."""

from functools import lru_cache, singledispatch
from io import BytesIO
from math import ceil

from PIL import Image, ImageDraw, ImageFont

from .label_layout import Drawing, Picture, Placed, Text
from .symbol_image import bits

_WHITE, _BLACK = 1, 0
_THRESHOLD = 128


def graphic(x, y, width, lines):
    """``^GFA`` of lines of packed dots, dark 1; repeated lines are sent once."""
    size, written, before = (width + 7) // 8, [], None
    for line in lines:
        text = line.hex().upper()
        short = text.rstrip("0")
        told = text if len(text) - len(short) < 2 else short + ","
        written.append(":" if line == before else told)
        before = line
    total = size * len(lines)
    return f"^FO{x},{y}^GFA,{total},{total},{size},{''.join(written)}^FS"


@singledispatch
def bitmap(item, dense):
    """(x, y, width, lines) in dots of one item, ``dense`` dots a mm."""
    raise TypeError(f"nothing draws {item!r}")


@bitmap.register
def _placed(item: Placed, dense):
    high = round(item.height * dense) if item.symbol.kind.linear else item.dots
    lines = [bits(row, item.dots) for row in item.symbol.rows for _ in range(high)]
    place = round(item.x * dense), round(item.y * dense)
    return *place, item.symbol.columns * item.dots, lines


@bitmap.register
def _drawing(item: Drawing, dense):
    line = max(1, round(item.line * dense))
    width, lines = _drawn(item.paths, line, dense, item.width, item.height)
    place = (max(0, round(at * dense) - line) for at in (item.x, item.y))
    return *place, width, lines


@lru_cache(maxsize=256)
def _drawn(paths, line, dense, width, height):
    """A margin of one line on every side, for lines are as thick outwards."""
    size = (ceil(side * dense) + 2 * line for side in (width, height))
    image = Image.new("1", tuple(size), _WHITE)
    pen = ImageDraw.Draw(image)
    for path, filled in paths:
        corners = [(x * dense + line, y * dense + line) for x, y in path]
        if filled:
            pen.polygon(corners, fill=_BLACK)
            continue
        if path[0] == path[-1]:
            corners.append(corners[1])  # the corner where the loop meets itself
        pen.line(corners, fill=_BLACK, width=line)
    return image.width, _lines(image)


@bitmap.register
def _picture(item: Picture, dense):
    size = max(1, round(item.width * dense)), max(1, round(item.height * dense))
    place = round(item.x * dense), round(item.y * dense)
    return *place, size[0], _shrunk(item.data, size)


@lru_cache(maxsize=64)
def _shrunk(data, size):
    with Image.open(BytesIO(data)) as image:
        shown = Image.new("RGBA", image.size, "white")
        shown.alpha_composite(image.convert("RGBA"))
    grey = shown.convert("L").resize(size, Image.Resampling.LANCZOS)
    return _lines(grey.point(lambda level: 255 * (level >= _THRESHOLD), "1"))


@bitmap.register
def _text(item: Text, dense):
    # Odoo still runs with a Pillow that knows whole sizes only.
    font = ImageFont.truetype(item.face.path, round(item.size * dense))
    left, top, right, bottom = font.getbbox(item.text, anchor="ls")
    left, top = int(left) - 1, int(top) - 1
    image = Image.new("1", (ceil(right) + 1 - left, ceil(bottom) + 1 - top), _WHITE)
    pen = ImageDraw.Draw(image)
    pen.text((-left, -top), item.text, fill=_BLACK, font=font, anchor="ls")
    place = round(item.x * dense) + left, round(item.y * dense) + top
    return *(max(0, at) for at in place), image.width, _lines(image)


def _lines(image):
    """Lines of packed dots; Pillow packs white as 1, and fills up with white."""
    packed, size = image.tobytes(), (image.width + 7) // 8
    spare = (1 << (-image.width % 8)) - 1
    lines = []
    for at in range(0, len(packed), size):
        dark = bytes(byte ^ 255 for byte in packed[at : at + size])
        lines.append(dark[:-1] + bytes([dark[-1] & ~spare & 255]))
    return tuple(lines)
