"""Kinds of symbols, what one symbol is, and why one cannot be made: plain values."""

import re
from dataclasses import dataclass

from .finding import STOP, Finding

BAR_HEIGHT = 12.7  # mm, least height of bars: table 6 of GS1 General Specifications 5.5


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of symbol; ``quiet`` is the light space around it, in modules."""

    code: str
    name: str
    gs1: bool
    linear: bool
    quiet: int


KINDS = {
    kind.code: kind
    for kind in (
        Kind("gs1_datamatrix", "GS1 DataMatrix", True, False, 1),
        Kind("gs1_128", "GS1-128", True, True, 10),
        Kind("gs1_qr", "GS1 QR Code", True, False, 4),
        Kind("hibc_datamatrix", "HIBC Data Matrix", False, False, 1),
        Kind("datamatrix", "Data Matrix", False, False, 1),
        Kind("qr", "QR Code", False, False, 4),
    )
}


class SymbolError(ValueError):
    """A symbol that cannot be made; ``finding`` says why.

    Codes: those of ``UdiError`` (field: the identifier), ``unknown_symbol``,
    ``nothing_to_encode``, ``day_zero``, ``too_long``, ``library_missing`` and, with
    the words of the library as value, ``symbol_refused``.
    """

    def __init__(self, code, field, value=None, expected=None):
        self.finding = Finding(code, STOP, field, value, expected)
        super().__init__(code, field, value, expected)


@dataclass(frozen=True, slots=True)
class Symbol:
    """The modules of one symbol, without its quiet zone: ``1`` is dark.

    ``payload``  what it holds: (identifier, value) pairs of GS1, else text
    ``rows``     top to bottom; one row of bars if ``kind.linear``
    """

    kind: Kind
    payload: tuple[tuple[str, str], ...] | str
    rows: tuple[str, ...]

    @property
    def columns(self):
        """Modules from left to right."""
        return len(self.rows[0])

    @property
    def title(self):
        """Kind and size for people; a proper name, the same in every language."""
        if self.kind.linear:
            return self.kind.name
        return f"{self.kind.name} {self.columns}×{len(self.rows)}"

    def size(self, module, height=BAR_HEIGHT, quiet=False):
        """Width and height in mm; ``height`` is that of the bars, if it has bars."""
        margin = 2 * self.kind.quiet if quiet else 0
        width = (self.columns + margin) * module
        if self.kind.linear:
            return width, height
        return width, (len(self.rows) + margin) * module

    def runs(self):
        """(row, column, length) of every dark run."""
        for row, modules in enumerate(self.rows):
            for run in re.finditer("1+", modules):
                yield row, run.start(), run.end() - run.start()
