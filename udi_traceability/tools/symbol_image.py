"""A symbol as a picture of its own, at true size and with its quiet zone."""

import struct
import zlib

from .symbol_kind import BAR_HEIGHT


def path(symbol, height=1):
    """The dark modules as one SVG path, a module wide and high; bars ``height``."""
    tall = f"{height:g}"
    return "".join(
        f"M{column} {row}h{length}v{tall}h-{length}z"
        for row, column, length in symbol.runs()
    )


def svg(symbol, module=0.38, height=BAR_HEIGHT):
    """SVG text, ``module`` mm a module; bars ``height`` mm high."""
    quiet = symbol.kind.quiet
    width, tall = symbol.size(module, height, quiet=True)
    above = 0 if symbol.kind.linear else quiet
    drawn = path(symbol, height / module if symbol.kind.linear else 1)
    box = f"{-quiet} {-above} {symbol.columns + 2 * quiet} {tall / module:g}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}mm" '
        f'height="{tall:g}mm" viewBox="{box}" shape-rendering="crispEdges">'
        f'<rect x="{-quiet}" y="{-above}" width="100%" height="100%" fill="#fff"/>'
        f'<path d="{drawn}"/></svg>'
    )


def png(symbol, dots=4, dots_per_mm=12, height=BAR_HEIGHT):
    """PNG bytes, black on white, ``dots`` pixels a module.

    ``dots_per_mm`` is written into the picture, so that it prints at true size.
    """
    light = "0" * symbol.kind.quiet
    lines = [light + row + light for row in symbol.rows]
    tall = round(height * dots_per_mm) if symbol.kind.linear else dots
    if not symbol.kind.linear:
        empty = ["0" * len(lines[0])] * symbol.kind.quiet
        lines = empty + lines + empty
    width = len(lines[0]) * dots
    packed = b"".join(_packed(line, dots) * tall for line in lines)
    per_metre = round(dots_per_mm * 1000)
    head = struct.pack(">2I5B", width, len(lines) * tall, 1, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", head)
        + _chunk(b"pHYs", struct.pack(">2IB", per_metre, per_metre, 1))
        + _chunk(b"IDAT", zlib.compress(packed, 6))
        + _chunk(b"IEND", b"")
    )


def bits(line, dots):
    """One row of modules widened to ``dots`` pixels each, eight to a byte, dark 1."""
    table = {ord("0"): "0" * dots, ord("1"): "1" * dots}
    wide = line.translate(table)
    missing = -len(wide) % 8
    return (int(wide, 2) << missing).to_bytes((len(wide) + missing) // 8, "big")


def _packed(line, dots):
    """One line of pixels as PNG wants it: filter byte, then 1 for white."""
    return b"\0" + bytes(byte ^ 255 for byte in bits(line, dots))


def _chunk(name, data):
    check = zlib.crc32(name + data)
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", check)
