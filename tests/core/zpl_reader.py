"""A reader of the ZPL that we write, made from the printer's manual.

It knows no more commands than a label may hold: whatever else stands in the text,
injected or not, is an error.
"""

import re
from dataclasses import dataclass, field

from PIL import Image

COMMAND = re.compile(r"\^([A-Z][A-Z0-9@])([^^~]*)")
SETTINGS = frozenset(("XA", "CI", "PW", "LL", "LH", "LS", "PQ", "XZ"))
ALLOWED = SETTINGS | {"FO", "FT", "A0", "FB", "FH", "FD", "FS"}
ALLOWED |= {"GB", "GF", "BX", "BY", "BC"}
_HEX = re.compile(r"\\([0-9A-F]{2})")
# Symbol character -> what it means in Code 128, sets B and C (manual, table 6).
_START = {">;": 105, ">:": 104}
_CALL = {">8": 102, ">6": 100, ">5": 99}


@dataclass
class Field:
    """One field of a label: its commands, and its data with the hexadecimal undone."""

    commands: dict = field(default_factory=dict)
    data: str | None = None

    @property
    def at(self):
        place = self.commands.get("FO") or self.commands["FT"]
        return tuple(int(number) for number in place.split(",")[:2])


def labels(zpl):
    """Each label as (settings, fields)."""
    assert zpl.isascii()
    assert "~" not in zpl
    found = [(name, text.rstrip("\n")) for name, text in COMMAND.findall(zpl)]
    assert "".join(f"^{name}{text}" for name, text in COMMAND.findall(zpl)) == zpl
    assert {name for name, _text in found} <= ALLOWED
    result = []
    for name, text in found:
        if name == "XA":
            assert not result or "XZ" in result[-1][0]
            result.append(({}, [Field()]))
        settings, fields = result[-1]
        if name in SETTINGS:
            settings[name] = text
        elif name == "FS":
            fields.append(Field())
        elif name == "FD":
            last = fields[-1]
            last.data = _unescaped(text) if "FH" in last.commands else text
        else:
            fields[-1].commands[name] = text
    for settings, fields in result:
        assert not fields.pop().commands
        assert settings["CI"] == "28"
    return result


def _unescaped(text):
    codes = _HEX.sub(lambda match: chr(int(match[1], 16)), text)
    return codes.encode("latin-1").decode()


def datamatrix(each):
    """What a ``^BX`` field holds: GS for FNC1, and whether it begins with one."""
    options = each.commands["BX"].split(",")
    assert (options[0], options[2]) == ("N", "200")
    mark = options[6]
    told, text = [], each.data
    while text:
        if text[0] != mark:
            told.append(text[0])
            text = text[1:]
        else:
            assert text[1] == "1", "no other escape is written"
            told.append("\x1d")
            text = text[2:]
    return "".join(told)


def code_128(each):
    """(symbol characters, text) of a ``^BC`` field of mode N; GS for FNC1."""
    assert each.commands["BC"].split(",")[2:] == ["N", "N", "N", "N"]
    text, values, told, in_c = each.data, [], [], False
    while text:
        call, text = (text[:2], text[2:]) if text[0] == ">" else ("", text)
        if call in _START:
            assert not values
            values.append(_START[call])
            in_c = call == ">;"
        elif call in _CALL:
            values.append(_CALL[call])
            in_c = call == ">5" if call != ">8" else in_c
            told += ["\x1d"] if call == ">8" else []
        elif in_c:
            assert re.fullmatch("[0-9]{2}", text[:2])
            values.append(int(text[:2]))
            told.append(text[:2])
            text = text[2:]
        else:
            letter, text = (">", text) if call == ">0" else (text[0], text[1:])
            values.append(ord(letter) - 32)
            told.append(letter)
    return values, "".join(told)


def graphic(each):
    """The picture of a ``^GFA`` field, with its zeros and repeated lines filled in."""
    kind, size, total, across, data = each.commands["GF"].split(",", 4)
    assert (kind, size) == ("A", total)
    across, lines, line = int(across), [], ""
    for letter in data:
        if letter == ":":
            assert not line
            lines.append(lines[-1])
        elif letter == ",":
            lines.append(line.ljust(2 * across, "0"))
            line = ""
        else:
            line += letter
            if len(line) == 2 * across:
                lines.append(line)
                line = ""
    assert not line
    assert len(lines) * across == int(total)
    dark = bytes(255 ^ byte for byte in bytes.fromhex("".join(lines)))
    return Image.frombytes("1", (8 * across, len(lines)), dark)


def on_paper(settings, fields):
    """All pictures of a label in their places."""
    paper = Image.new("1", (int(settings["PW"]), int(settings["LL"])), 1)
    for each in fields:
        if "GF" in each.commands:
            picture = graphic(each)
            x, y = each.at
            assert y + picture.height <= paper.height
            paper.paste(picture, (x, y))
    return paper
