"""Labels to begin with: unit, pack, case and pallet. People copy them and change them.

The symbol of a unit or pack is a GS1 DataMatrix. A case bears that and the SSCC; a
pallet three GS1-128, the SSCC lowest (GS1 General Specifications 6.6.4.1.1).
"""

from .label_model import Element, LabelTemplate


def _text(x, y, width, height, content, size, **options):
    return Element("text", x, y, width, height, content, size=size, **options)


def _rule(x, y, width, line=0.15, height=0.0):
    return Element("box", x, y, width, height, line=line)


def _mark(name, x, y, height, when, width=0.0, **options):
    place = x, y, width or 3.2 * height, height
    return Element("picture", *place, f"mark:{name}", when=when, **options)


def _rows(left, top, pitch, height, gap, width, names, size):
    """Mark and value side by side, one below the other; absent ones close up."""
    for row, (mark, field) in enumerate(names):
        y, stack = top + row * pitch, {"stack": f"{left:g}", "row": row}
        yield _mark(mark, left, y, height, field, **stack)
        place = left + gap, y, width - gap, height
        yield _text(*place, f"{{{field}}}", size, valign="middle", **stack)


def _titled(title, x, y, width, height, content, when, size, **options):
    """A data title in English, as the standard has them, above its value."""
    yield _text(x, y, width, 2.8, title, 2.2, when=when)
    place = x, y + 2.8, width, height
    yield _text(*place, content, size, when=when, min_size=1.8, **options)


def _barcode(top, identifiers, when, high):
    """Bars over the whole width with their interpretation below."""
    options = {"symbol": "gs1_128", "when": when, "module": 0.52}
    place = 0.5, top, 99.0
    yield Element("symbol", *place, high, identifiers, align="center", **options)
    place = 0.5, top + high + 0.6, 99.0
    yield Element("hri", *place, 4.2, identifiers, 4.0, align="center", **options)


def _all_but_sscc(kind, *place, **options):
    """What is in the package: nothing where its units share no article."""
    return Element(kind, *place, "!00", align="center", when="content", **options)


_IDENTITY = (("ref", "ref"), ("lot", "lot"), ("sn", "serial"))
_DATES = (("made", "made"), ("use_by", "expiry"))

UNIT_SMALL = LabelTemplate(
    "unit_25x10",
    "Unit 25 × 10 mm",
    25.0,
    10.0,
    (
        Element("symbol", 0.4, 0.5, 9.0, 9.0, valign="middle"),
        _text(9.9, 0.5, 14.8, 1.9, "{name}", 1.7, min_size=1.0, bold=True),
        Element("hri", 9.9, 2.6, 14.8, 7.1, size=1.5, min_size=1.0, valign="middle"),
    ),
)

UNIT = LabelTemplate(
    "unit_50x25",
    "Unit 50 × 25 mm",
    50.0,
    25.0,
    (
        Element("symbol", 0.8, 0.8, 12.0, 12.0),
        _mark("udi", 0.8, 13.8, 2.3, "di", width=12.0, align="center"),
        _text(14.0, 0.8, 35.2, 5.2, "{name}", 2.4, bold=True, min_size=1.4),
        *_rows(14.0, 6.4, 2.75, 2.2, 6.6, 35.2, _IDENTITY, 2.1),
        _mark("made", 14.0, 14.65, 2.2, "made"),
        _text(17.0, 14.65, 12.0, 2.2, "{made}", 2.1, valign="middle"),
        _mark("use_by", 31.0, 14.65, 2.2, "expiry"),
        _text(33.8, 14.65, 15.4, 2.2, "{expiry}", 2.1, valign="middle"),
        _rule(0.8, 17.7, 48.4),
        Element("hri", 0.8, 18.1, 48.4, 3.8, size=1.7, valign="middle"),
        _mark("maker", 0.8, 22.4, 2.0, "maker"),
        _text(3.4, 22.4, 27.0, 2.0, "{maker}", 1.7, valign="middle"),
        Element("picture", 31.0, 22.3, 18.2, 2.2, "marks", align="right"),
    ),
)

PACK = LabelTemplate(
    "pack_75x50",
    "Pack 75 × 50 mm",
    75.0,
    50.0,
    (
        _text(2.0, 1.8, 71.0, 8.8, "{name}", 3.7, bold=True, min_size=1.8),
        _text(2.0, 10.8, 71.0, 4.4, "{description}", 2.0, min_size=1.3),
        _rule(2.0, 15.6, 71.0, 0.25),
        *_rows(2.0, 17.1, 4.0, 3.0, 8.8, 42.0, (*_IDENTITY, *_DATES), 2.8),
        _text(
            28.0,
            17.1,
            16.0,
            3.0,
            "{quantity} {unit}",
            2.8,
            align="right",
            valign="middle",
        ),
        Element("picture", 2.0, 37.6, 42.0, 4.4, "marks", min_size=2.5),
        _rule(2.0, 43.0, 42.0),
        _mark("maker", 2.0, 44.0, 3.6, "maker"),
        _text(6.6, 43.9, 37.4, 4.3, "{maker}\n{maker_address}", 1.8, valign="middle"),
        Element("symbol", 50.5, 16.6, 22.5, 17.6, module=0.68, align="center"),
        _mark("udi", 46.4, 17.1, 2.6, "di"),
        Element("hri", 46.4, 35.2, 26.6, 13.0, size=2.2, align="center"),
    ),
)

CASE = LabelTemplate(
    "case_100x150",
    "Case 100 × 150 mm",
    100.0,
    150.0,
    (
        _mark("maker", 4.0, 4.0, 6.0, "maker"),
        _text(12.0, 4.0, 84.0, 8.6, "{maker}\n{maker_address}", 3.6),
        _rule(4.0, 14.0, 92.0, 0.4),
        _text(4.0, 16.0, 92.0, 17.0, "{name}", 7.0, bold=True, min_size=3.0),
        _rule(4.0, 34.5, 92.0, 0.4),
        *_rows(4.0, 37.5, 8.2, 6.0, 17.5, 54.0, (*_IDENTITY, *_DATES), 5.4),
        _text(4.0, 79.5, 52.0, 9.0, "{quantity} {unit}", 8.0, bold=True),
        _all_but_sscc("symbol", 62.0, 36.5, 34.0, 30.0, module=1.0),
        _all_but_sscc("hri", 58.0, 67.5, 40.0, 20.0, size=3.6),
        Element("picture", 4.0, 92.0, 92.0, 8.0, "marks", min_size=4.0),
        *_barcode(107.0, "00", "sscc", 34.0),
    ),
    dpi=203,
)

PALLET = LabelTemplate(
    "pallet_100x150",
    "Pallet 100 × 150 mm",
    100.0,
    150.0,
    (
        *_titled("FROM", 4.0, 2.5, 44.0, 13.0, "{ship_from}", "ship_from", 3.2),
        _rule(50.0, 2.0, 0.0, height=17.0),
        *_titled("TO", 52.0, 2.5, 44.0, 13.0, "{ship_to}", "ship_to", 3.2, bold=True),
        _rule(0.0, 20.0, 100.0, 0.4),
        *_titled("SSCC", 4.0, 21.5, 92.0, 6.0, "{sscc}", "sscc", 5.6, bold=True),
        *_titled("CONTENT", 4.0, 30.5, 52.0, 5.0, "{02}", "02", 4.6),
        *_titled("GTIN", 4.0, 30.5, 52.0, 5.0, "{di}", "di", 4.6),
        *_titled("COUNT", 60.0, 30.5, 36.0, 5.0, "{37}", "37", 4.6),
        *_titled("USE BY", 4.0, 38.5, 34.0, 5.0, "{expiry}", "expiry", 4.6),
        *_titled("BATCH/LOT", 40.0, 38.5, 56.0, 5.0, "{lot}", "lot", 4.6),
        _rule(0.0, 47.5, 100.0, 0.4),
        *_barcode(49.5, "02,37", "02", 22.0),
        *_barcode(49.5, "01", "di", 22.0),
        *_barcode(78.5, "17,10", "lot", 22.0),
        *_barcode(108.5, "00", "sscc", 33.0),
    ),
    dpi=203,
)

PRESETS = (UNIT_SMALL, UNIT, PACK, CASE, PALLET)
