"""The preview of a label as SVG, at true size and from the same layout as the print.

Text is stretched to the width that the print gives it, whatever font the browser has.
"""

import re
from base64 import b64encode
from functools import lru_cache, singledispatch
from html import escape

from .label_layout import Box, Drawing, Picture, Placed, Text
from .symbol_image import path

_FAMILY = "Helvetica, Arial, Liberation Sans, sans-serif"
# What XML 1.0 cannot hold at all.
_IMPOSSIBLE = re.compile(
    "[^\\t\\n\\r\\u0020-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]"
)


def svg(layout):
    """SVG text of one layout, sound or not: what stops it is seen in it."""
    drawn = "".join(_drawn(item) for item in layout.items)
    wide, high = f"{layout.width:g}", f"{layout.height:g}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}mm" height="{high}mm" '
        f'viewBox="0 0 {wide} {high}">'
        f'<rect width="{wide}" height="{high}" fill="#fff"/>{drawn}</svg>'
    )


def _mm(length):
    return f"{length:.3f}".rstrip("0").rstrip(".")


@singledispatch
def _drawn(item):
    raise TypeError(f"nothing draws {item!r}")


@_drawn.register
def _text(item: Text):
    weight = ' font-weight="bold"' if item.bold else ""
    text = escape(_IMPOSSIBLE.sub("\ufffd", item.text))
    return (
        f'<text x="{_mm(item.x)}" y="{_mm(item.y)}" font-size="{_mm(item.size)}" '
        f'textLength="{_mm(item.width)}" lengthAdjust="spacingAndGlyphs" '
        f'font-family="{_FAMILY}"{weight} xml:space="preserve">{text}</text>'
    )


@_drawn.register
def _box(item: Box):
    return (
        f'<path d="M{_mm(item.x)} {_mm(item.y)}h{_mm(item.width)}v{_mm(item.height)}'
        f'h-{_mm(item.width)}z" fill="none" stroke="#000" '
        f'stroke-width="{_mm(item.line)}"/>'
    )


@_drawn.register
def _drawing(item: Drawing):
    place = f"translate({_mm(item.x)} {_mm(item.y)})"
    return f'<g transform="{place}">{_strokes(item.paths, item.line)}</g>'


@lru_cache(maxsize=256)
def _strokes(paths, line):
    drawn = []
    for points, filled in paths:
        shape = "L".join(f"{_mm(x)} {_mm(y)}" for x, y in points)
        end = "z" if points[0] == points[-1] else ""
        look = (
            "" if filled else f' fill="none" stroke="#000" stroke-width="{_mm(line)}"'
        )
        drawn.append(f'<path d="M{shape}{end}"{look}/>')
    return "".join(drawn)


@_drawn.register
def _picture(item: Picture):
    kind = "png" if item.data.startswith(b"\x89PNG") else "jpeg"
    return (
        f'<image x="{_mm(item.x)}" y="{_mm(item.y)}" width="{_mm(item.width)}" '
        f'height="{_mm(item.height)}" '
        f'href="data:image/{kind};base64,{b64encode(item.data).decode()}"/>'
    )


@_drawn.register
def _placed(item: Placed):
    tall = item.height / item.module if item.symbol.kind.linear else 1
    return (
        f'<path transform="translate({_mm(item.x)} {_mm(item.y)}) '
        f'scale({item.module:.6g})" shape-rendering="crispEdges" '
        f'd="{path(item.symbol, tall)}"/>'
    )
