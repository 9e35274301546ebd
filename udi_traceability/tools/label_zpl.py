"""Labels as ZPL II for Zebra and compatible printers: pure ASCII, nothing to inject.

Data never stands bare in a command: ``^``, ``~``, the backslash and all that is not
printable ASCII go through ``^FH`` as hexadecimal UTF-8 (``^CI28``).

A Data Matrix is made by the printer (``^BX``, quality 200, ``_1`` for FNC1), Code 128
with its code sets spelled out (``^BC``, mode N: mode D would drop brackets, which are
data). QR is sent as a picture: ``^BQ`` has no FNC1. ``graphics=True`` sends every
symbol as a picture, module by module what the preview shows.
"""

from functools import singledispatch

from .finding import STOP, Finding
from .label_layout import Box, LabelError, Placed, Text, dots_per_mm
from .label_raster import bitmap, graphic
from .symbol_check import carried
from .symbol_code128 import FNC1, characters

# What every resident font 0 shows, whatever the firmware.
_RESIDENT = "latin-1"
_CODE_128 = {105: ">;", 104: ">:", 102: ">8", 100: ">6", 99: ">5"}
_START_C, _TO_B, _TO_C = 105, 100, 99
_ESCAPES = "_#$@|"
_CENTRE = 0.1  # room on either side of centred text, in its widths


def zpl(layouts, copies=1, graphics=False):
    """ZPL text, one ``^XA … ^XZ`` a label, each printed ``copies`` times.

    Raises ``LabelError`` for the first label that a finding stops.
    """
    return "".join(
        _label(index, layout, copies, graphics) for index, layout in enumerate(layouts)
    )


def problems(layout):
    """What stops this layout on a ZPL printer only: text that nobody can draw."""
    return tuple(
        Finding("printer_font_missing", STOP, "content", item.text)
        for item in layout.items
        if isinstance(item, Text) and not _is_resident(item) and not item.face.path
    )


def _label(index, layout, copies, graphics):
    stops = (*layout.stops, *problems(layout))
    if stops:
        raise LabelError(index, stops)
    head = _Head(dots_per_mm(layout.dpi), graphics)
    wide, high = head.dots(layout.width), head.dots(layout.height)
    fields = "\n".join(_field(item, head) for item in layout.items)
    return f"^XA^CI28^PW{wide}^LL{high}^LH0,0^LS0\n{fields}\n^PQ{copies:d}^XZ\n"


def escaped(text):
    """Text for ``^FH\\``: no character of it can begin a command.

    >>> escaped("50^XZ~é")
    '50\\\\5EXZ\\\\7E\\\\C3\\\\A9'
    """
    return "".join(
        character
        if " " <= character <= "}" and character not in "^\\"
        else "".join(f"\\{byte:02X}" for byte in character.encode())
        for character in text
    )


def datamatrix(payload):
    """Escape character and field data of ``^BX``: FNC1 as ``_1``.

    Where the data holds ``_`` another escape character is named, rather than two of
    them written for one: not every printer takes that. None if there is no such way.

    >>> datamatrix((("10", "AB"), ("21", "7"))), datamatrix((("10", "A_B"),))
    (('_', '_110AB_1217'), ('#', '#110A_B'))
    """
    text = payload if isinstance(payload, str) else FNC1 + carried(payload)
    told = text if isinstance(payload, str) else text.replace(FNC1, "")
    mark = next((each for each in _ESCAPES if each not in told), None)
    if mark is None or not (told.isascii() and told.isprintable()):
        return None
    return mark, text.replace(FNC1, f"{mark}1")


def code_128(payload):
    """Field data of ``^BC`` mode N: every change of code set is spelled out.

    >>> code_128((("00", "106141411928374657"),))
    '>;>800106141411928374657'
    """
    written, in_c = [], False
    for value in characters(carried(payload)):
        if value in _CODE_128 and (value >= 100 or not in_c):
            written.append(_CODE_128[value])
            in_c = value in (_START_C, _TO_C) or (in_c and value != _TO_B)
        elif in_c:
            written.append(f"{value:02d}")
        else:
            written.append(chr(value + 32).replace(">", ">0"))
    return "".join(written)


def _is_resident(item):
    try:
        item.text.encode(_RESIDENT)
    except UnicodeEncodeError:
        return False
    return True


class _Head:
    """A print head of ``dense`` dots a mm."""

    def __init__(self, dense, graphics):
        self.dense, self.graphics = dense, graphics

    def dots(self, length):
        return max(0, round(length * self.dense))

    def at(self, command, x, y):
        return f"^{command}{self.dots(x)},{self.dots(y)}"


@singledispatch
def _field(item, head):
    """A drawing, a picture, a symbol or text, dot by dot."""
    return graphic(*bitmap(item, head.dense))


@_field.register
def _text(item: Text, head):
    if not _is_resident(item):
        return graphic(*bitmap(item, head.dense))
    x, block, side = item.x, "", ""
    if item.align == "right":
        x, side = x + item.width, ",1"
    elif item.align == "center" and "\\" not in item.text:
        x -= _CENTRE * item.width
        block = f"^FB{head.dots(item.width * (1 + 2 * _CENTRE))},1,0,C,0"
    size, start = head.dots(item.size), head.at("FT", x, item.y)
    return f"{start}{side}^A0N,{size},{size}{block}^FH\\^FD{escaped(item.text)}^FS"


@_field.register
def _box(item: Box, head):
    line, half = max(1, head.dots(item.line)), item.line / 2
    start = head.at("FO", item.x - half, item.y - half)
    wide = max(head.dots(item.width + item.line), line)
    high = max(head.dots(item.height + item.line), line)
    return f"{start}^GB{wide},{high},{line}^FS"


@_field.register
def _placed(item: Placed, head):
    start = head.at("FO", item.x, item.y)
    kind, payload = item.symbol.kind, item.symbol.payload
    if kind.linear and not head.graphics:
        high = head.dots(item.height)
        data = code_128(payload)
        return f"{start}^BY{item.dots}^BCN,{high},N,N,N,N^FD{data}^FS"
    told = datamatrix(payload) if "datamatrix" in kind.code else None
    if told is None or head.graphics:
        return graphic(*bitmap(item, head.dense))
    mark, data = told
    return f"{start}^BXN,{item.dots},200,,,,{mark}^FH\\^FD{escaped(data)}^FS"
