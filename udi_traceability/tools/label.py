"""A label: what goes where, for PDF, ZPL and the preview alike.

``compose(template, data)`` gives a ``Layout`` with findings. Nothing is cut and
nothing is left out silently: text that does not fit even at its least size, a symbol
too fine for readers, a field that does not exist stop the print.
"""

from dataclasses import dataclass, replace
from typing import Any

from .finding import STOP, WARN, Finding
from .label_fields import fields, words
from .label_fonts import Fonts, measured
from .label_layout import SHARE, Box, LabelError, Layout, Text, dots_per_mm
from .label_model import Element, LabelData, LabelTemplate
from .label_picture import picture
from .label_symbol import covered, human, place, refused
from .label_text import ASCENT, CAPITALS, DESCENT, LEADING, fit
from .udi import UdiError

__all__ = ["Element", "Fonts", "LabelData", "LabelError", "LabelTemplate", "Layout"]
__all__ += ["compose", "dots_per_mm"]

STANDARD_FONTS = Fonts()
_ROUNDING = 1e-6
_SMALLEST = 0.5  # mm: nothing in a smaller place can be seen


@dataclass(frozen=True, slots=True)
class _Job:
    template: LabelTemplate
    data: LabelData
    fonts: Fonts
    values: dict[str, Any]


def compose(template, data, fonts=STANDARD_FONTS):
    """The ``Layout`` of one label, whatever is wrong with it."""
    job = _Job(template, data, fonts, fields(data))
    items, findings, places = [], [], {}
    for index, element, told in _present(job):
        drawn, found = _drawn(job, element, told)
        findings += (_at(index, each) for each in found)
        places |= {id(item): index for item in drawn}
        items += drawn
    for symbol in covered(items):
        found = Finding("symbol_covered", STOP, "symbol", symbol.symbol.title)
        findings.append(_at(places[id(symbol)], found))
    size = template.width, template.height, template.dpi
    return Layout(*size, tuple(items), tuple(findings))


def _at(index, finding):
    return replace(finding, field=f"elements[{index}].{finding.field}")


def _present(job):
    """(index, element, words) of what is printed, rows of each stack closed up."""
    shown = []
    for index, element in enumerate(job.template.elements):
        told = _told(job, element)
        if told is not None:
            shown.append((index, element, told))
    tops = _tops(job.template.elements)
    rows = _tops(element for _index, element, _told in shown)
    for index, element, told in shown:
        if element.stack:
            kept = list(rows[element.stack])
            slot = list(tops[element.stack].values())[kept.index(element.row)]
            down = slot - tops[element.stack][element.row]
            element = replace(element, y=element.y + down) if down else element
        yield index, element, told


def _tops(elements):
    """Stack -> row -> where the row begins, rows in order."""
    found = {}
    for each in elements:
        if each.stack:
            rows = found.setdefault(each.stack, {})
            rows[each.row] = min(each.y, rows.get(each.row, each.y))
    return {stack: dict(sorted(rows.items())) for stack, rows in found.items()}


def _told(job, element):
    """((language, text), ...) and findings; None for what is not printed at all."""
    if element.when and not (
        job.values.get(element.when)
        or element.when in job.data.marks
        or element.when in dict(job.data.pictures)
    ):
        return None
    if element.kind == "text":
        told = words(element, job.template.languages, job.values)
        return told if any(told) else None
    return _interpretation(job, element) if element.kind == "hri" else ((), ())


def _interpretation(job, element):
    kind = element.symbol or job.template.symbol
    try:
        told = human(kind, element.content, job.data)
    except UdiError as error:
        return (), (refused(error),)
    found = () if told else (Finding("nothing_to_encode", STOP, "content", kind),)
    return (("", told),), found


def _drawn(job, element, told):
    """Items and findings of one element, also where it stands partly outside."""
    least = 0.0 if element.kind == "box" else _SMALLEST
    if min(element.width, element.height) < least:
        size = f"{element.width:g} × {element.height:g}"
        return (), (Finding("place_too_small", STOP, "place", size, least),)
    items, found = _DRAW.get(element.kind, _unknown)(job, element, told)
    inside = (
        min(element.x, element.y) >= -_ROUNDING
        and element.x + element.width <= job.template.width + _ROUNDING
        and element.y + element.height <= job.template.height + _ROUNDING
    )
    if not inside:
        size = f"{job.template.width:g} × {job.template.height:g}"
        found = (*found, Finding("outside_label", STOP, "place", element.kind, size))
    return items, found


def _text(job, element, told):
    told, found = told[0], list(told[1])
    size, least = element.size, element.min_size
    place = element.width, element.height
    fitted = fit(told, *place, size, least, job.fonts, element.bold)
    if not fitted.fits:
        text = "\n".join(text for _language, text in told)
        found.append(Finding("text_does_not_fit", STOP, "size", text, least))
    y, down = _base(element, fitted), fitted.size * LEADING
    items = []
    for number, (tried, line) in enumerate(fitted.lines):
        drawn, missing = _line(element, line, tried, fitted.size, y + number * down)
        items += drawn
        if missing:
            found.append(Finding("character_not_printable", STOP, "content", missing))
    found += _not_embedded(items)
    return tuple(items), tuple(found)


def _base(element, fitted):
    """The first base line; in the middle, it is capitals that stand in the middle."""
    size, down = fitted.size, fitted.size * LEADING * (len(fitted.lines) - 1)
    lowest = element.y + element.height - down - DESCENT * size
    if element.valign == "middle":
        centred = element.y + (element.height - down + CAPITALS * size) / 2
        return max(element.y + ASCENT * size, min(centred, lowest))
    highest = element.y + ASCENT * size
    return highest + max(0.0, lowest - highest) * SHARE[element.valign]


def _line(element, line, tried, size, y):
    runs, missing = measured(line, tried)
    wide = sum(run[2] for run in runs) * size
    x = element.x + (element.width - wide) * SHARE[element.align]
    items, align = [], element.align if len(runs) == 1 else "left"
    for face, run, share in runs:
        items.append(Text(x, y, run, size, share * size, face, element.bold, align))
        x += share * size
    return items, missing


def _not_embedded(items):
    names = sorted({item.face.name for item in items if not item.face.embedded})
    return [Finding("font_not_embedded", WARN, "content", name) for name in names]


def _symbol(job, element, _told):
    kind = element.symbol or job.template.symbol
    return place(element, kind, job.data, job.template.dpi)


def _picture(job, element, _told):
    return picture(element, job.data)


def _box(_job, element, _told):
    place = element.x, element.y, element.width, element.height
    return (Box(*place, element.line),), ()


def _unknown(_job, element, _told):
    return (), (Finding("unknown_element", STOP, "kind", element.kind, _KINDS),)


_DRAW = {"text": _text, "hri": _text, "symbol": _symbol}
_DRAW |= {"picture": _picture, "box": _box}
_KINDS = ", ".join(_DRAW)
