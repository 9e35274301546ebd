"""What a label comes out as: things in their places, for every way to draw them.

All lengths are millimetres from the upper left corner of the label.
"""

from dataclasses import dataclass

from .finding import STOP, Finding
from .symbol_kind import Symbol

# Printers are named by rounded numbers: a head of "203 dpi" has eight dots a mm.
_DOTS_PER_MM = {152: 6.0, 203: 8.0}
# Which share of the free room goes before a thing that is not as large as its place.
SHARE = {"left": 0.0, "center": 0.5, "right": 1.0}
SHARE |= {"top": 0.0, "middle": 0.5, "bottom": 1.0}


@dataclass(frozen=True, slots=True)
class Face:
    """A font as reportlab knows it; ``charset`` names what a font of PDF can show."""

    name: str
    path: str = ""
    charset: str = ""
    embedded: bool = True


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text, or its part in one font; ``y`` is the base line.

    ``align`` for printers whose own font is not as wide as ours: keep this side.
    """

    x: float
    y: float
    text: str
    size: float
    width: float
    face: Face
    bold: bool = False
    align: str = "left"


@dataclass(frozen=True, slots=True)
class Box:
    """A frame, or a rule where ``width`` or ``height`` is 0."""

    x: float
    y: float
    width: float
    height: float
    line: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """Lines as (points, filled?) around ``x``, ``y``; unfilled ones ``line`` thick.

    ``width`` and ``height`` are those of the square that it was drawn for.
    """

    x: float
    y: float
    width: float
    height: float
    paths: tuple[tuple[tuple[tuple[float, float], ...], bool], ...]
    line: float


@dataclass(frozen=True, slots=True)
class Picture:
    """PNG or JPEG in its place."""

    x: float
    y: float
    width: float
    height: float
    data: bytes


@dataclass(frozen=True, slots=True)
class Placed:
    """A symbol at the corner of its first module; ``dots`` printer dots a module."""

    x: float
    y: float
    symbol: Symbol
    module: float
    dots: int
    height: float

    @property
    def size(self):
        """Width and height without quiet zone."""
        return self.symbol.size(self.module, self.height)


@dataclass(frozen=True, slots=True)
class Layout:
    """What goes where; printed only if no finding stops it."""

    width: float
    height: float
    dpi: int
    items: tuple[Text | Box | Drawing | Picture | Placed, ...]
    findings: tuple[Finding, ...]

    @property
    def stops(self):
        """The findings for which this label must not be printed."""
        return tuple(each for each in self.findings if each.severity == STOP)

    @property
    def symbols(self):
        """Its symbols."""
        return tuple(each for each in self.items if isinstance(each, Placed))


class LabelError(ValueError):
    """A label that must not be printed: its place in the run, and the findings."""

    def __init__(self, index, findings):
        self.index, self.findings = index, findings
        super().__init__(index, findings)


def dots_per_mm(dpi):
    """Dots of a print head in one millimetre.

    >>> dots_per_mm(203), round(dots_per_mm(300), 3)
    (8.0, 11.811)
    """
    return _DOTS_PER_MM.get(dpi, dpi / 25.4)
