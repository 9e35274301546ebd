"""Pictures on a label: those of the maker, and the marks of the standard."""

from dataclasses import replace
from functools import lru_cache
from io import BytesIO

from PIL import Image

from .finding import STOP, WARN, Finding
from .label_layout import SHARE, Picture
from .label_marks import NAMES, draw, width

_GAP = 0.25  # between marks, in heights
_ROUNDING = 1e-6


def picture(element, data):
    """Items and findings of one picture element."""
    if element.content == "marks":
        return _row(element, data.marks, dict(data.pictures))
    if element.content.startswith("mark:"):
        return _row(element, (element.content[5:],), dict(data.pictures))
    return _picture(element.content, element, dict(data.pictures))


def _row(element, names, pictures):
    """Marks side by side, as high as the element, less where they do not fit."""
    findings = ()
    taken = _taken(element, names, pictures)
    if taken > element.width + _ROUNDING:
        least = min(1.0, element.min_size / element.height)
        share = max(least, element.width / taken)
        element = replace(element, height=element.height * share)
        taken = _taken(element, names, pictures)
    if taken > element.width + _ROUNDING:
        wide = round(taken, 1)
        findings += (Finding("marks_do_not_fit", STOP, "width", wide, element.width),)
    items, x = (), element.x + max(0.0, element.width - taken) * SHARE[element.align]
    for name in names:
        if _is_drawn(name, pictures):
            items += draw(name, element.height, x, element.y)
        else:
            place = replace(element, x=x, align="left")
            drawn, found = _picture(name, place, pictures)
            items, findings = items + drawn, findings + found
        x += _wide(name, element, pictures)
    return items, findings


def _is_drawn(name, pictures):
    """A picture of the same name goes before our own drawing."""
    return name in NAMES and name not in pictures


def _taken(element, names, pictures):
    wide = sum(_wide(name, element, pictures) for name in names)
    return max(0.0, wide - _GAP * element.height)


def _wide(name, element, pictures):
    """Width of one mark with the gap behind it; 0 for one that there is not."""
    gap = _GAP * element.height
    if _is_drawn(name, pictures):
        return width(name, element.height) + gap
    size = _pixels(pictures.get(name, b""))
    return size[0] * _scale(size, element) + gap if size else 0.0


def _picture(name, element, pictures):
    """The picture as large as its place allows, its proportions kept."""
    if name not in pictures:
        return (), (Finding("picture_missing", WARN, "content", name),)
    size = _pixels(pictures[name])
    if size is None:
        return (), (Finding("picture_unreadable", STOP, "content", name),)
    wide, high = (side * _scale(size, element) for side in size)
    x = element.x + (element.width - wide) * SHARE[element.align]
    y = element.y + (element.height - high) * SHARE[element.valign]
    return (Picture(x, y, wide, high, pictures[name]),), ()


def _scale(size, element):
    return min(element.width / size[0], element.height / size[1])


@lru_cache(maxsize=64)
def _pixels(data):
    try:
        with Image.open(BytesIO(data), formats=("PNG", "JPEG")) as image:
            image.load()
            return image.size
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return None
