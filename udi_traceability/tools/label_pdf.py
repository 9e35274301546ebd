"""Labels as PDF: one label a page, pages of the label's size, symbols as vectors."""

from functools import lru_cache, singledispatch
from io import BytesIO

from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfdoc import PDFZCompress
from reportlab.pdfgen.canvas import Canvas

from .label_layout import Box, Drawing, LabelError, Picture, Placed, Text

_POINT = 72 / 25.4
_MITRE = 0


def pdf(layouts, title=""):
    """PDF bytes, the same for the same labels; print it at 100 %, never "to fit".

    Raises ``LabelError`` for the first label that a finding stops.
    """
    paper = _Paper(title)
    for index, layout in enumerate(layouts):
        if layout.stops:
            raise LabelError(index, layout.stops)
        paper.page(layout)
    return paper.finished()


class _Paper:
    def __init__(self, title):
        self.buffer, self.readers = BytesIO(), {}
        # No date and no random number inside: the file may be compared and hashed.
        self.canvas = Canvas(self.buffer, invariant=1, pageCompression=0)
        # Its own compression writes streams as text, which takes half of all time.
        self.canvas._doc.defaultStreamFilters = [PDFZCompress]
        self.canvas.setTitle(title)
        self.canvas.setViewerPreference("PrintScaling", "None")

    def page(self, layout):
        self.canvas.setPageSize((layout.width * _POINT, layout.height * _POINT))
        # From here on a unit is a millimetre and y goes down, as in the layout.
        self.canvas.translate(0, layout.height * _POINT)
        self.canvas.scale(_POINT, -_POINT)
        self.canvas.setLineJoin(_MITRE)
        for item in layout.items:
            _draw(item, self)
        self.canvas.showPage()

    def finished(self):
        self.canvas.save()
        return self.buffer.getvalue()

    def reader(self, data):
        """One reader for each picture: it goes into the file once."""
        if data not in self.readers:
            self.readers[data] = ImageReader(BytesIO(data))
        return self.readers[data]

    def literal(self, x, y, scale, operators):
        """Operators of PDF around a place of their own."""
        size = f"{scale:.6f} 0 0 {scale:.6f}"
        self.canvas.addLiteral(f"q {size} {x:.4f} {y:.4f} cm {operators} Q")


@singledispatch
def _draw(item, paper):
    raise TypeError(f"nothing draws {item!r}")


@_draw.register
def _text(item: Text, paper):
    text = paper.canvas.beginText()
    text.setTextTransform(1, 0, 0, -1, item.x, item.y)
    text.setFont(item.face.name, item.size)
    text.textOut(item.text)
    paper.canvas.drawText(text)


@_draw.register
def _box(item: Box, paper):
    place = f"0 0 {item.width:.4f} {item.height:.4f}"
    paper.literal(item.x, item.y, 1, f"{item.line:.4f} w {place} re S")


@_draw.register
def _drawing(item: Drawing, paper):
    paper.literal(item.x, item.y, 1, _strokes(item.paths, item.line))


@_draw.register
def _picture(item: Picture, paper):
    canvas = paper.canvas
    canvas.saveState()
    canvas.translate(item.x, item.y + item.height)
    canvas.scale(1, -1)
    canvas.drawImage(
        paper.reader(item.data), 0, 0, item.width, item.height, mask="auto"
    )
    canvas.restoreState()


@_draw.register
def _placed(item: Placed, paper):
    """All modules in one path: no hairline between two that touch."""
    symbol = item.symbol
    tall = f"{item.height / item.module if symbol.kind.linear else 1:g}"
    runs = (f"{column} {row} {size} {tall} re" for row, column, size in symbol.runs())
    paper.literal(item.x, item.y, item.module, " ".join(runs) + " f")


@lru_cache(maxsize=256)
def _strokes(paths, line):
    drawn = [f"{line:.4f} w"]
    for points, filled in paths:
        told = [f"{x:.4f} {y:.4f} l" for x, y in points]
        told[0] = told[0][:-1] + "m"
        if points[0] == points[-1]:
            told[-1] = "h"
        drawn.append(" ".join(told) + (" f" if filled else " S"))
    return " ".join(drawn)
