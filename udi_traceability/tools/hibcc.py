"""HIBC of HIBCC, the Supplier Labeling Standard (ANSI/HIBC 2.6).

A primary symbol says who made what, a secondary one which unit; or one symbol says
both, parts divided by ``/``. Each ends in a check character: maybe a blank, which
its caption shows as ``_``.

    >>> from datetime import date
    >>> udi = read_hibc("+A99912345/$$52001510X33", 0, date(2026, 1, 1))
    >>> udi.di, udi.lot, udi.expiry
    ('A99912345', '10X3', datetime.date(2020, 1, 15))
    >>> concatenated(udi), caption(udi)
    ('+A99912345/$$320011510X32', '*+A99912345/$$320011510X32*')
"""

import re

from . import item
from .check_digit import mod43
from .dates import eight_digits
from .hibcc_data import LONGEST, put_segment
from .udi import UdiError

_PRIMARY = re.compile(r"\+([A-Z][0-9A-Z]{3})([0-9A-Z]{1,18})([0-9])")
_SECONDARY = re.compile(r"\$|[0-9]{5}")
_PLAIN_YEARS = range(2000, 2075)  # near enough to every day from 2025 to 2049
_CHARACTERS = re.compile(r"[0-9A-Z. $+%-]+")  # of modulo 43, without the divider


def read_hibc(text, start, as_of, aim=None, separators=(), warnings=()):
    """The ``Udi`` of the HIBC symbol whose ``+`` stands at ``start``.

    A secondary symbol has no DI but the link character, which is the check
    character of the primary one: ``combine`` compares them.
    """
    code = _symbol(text, start)
    facts = item.Facts()
    if _SECONDARY.match(code, 1):
        facts.values["link"] = code[-2]
        segments, at = code[1:-2].split("/"), start + 1
    else:
        primary, *segments = code[:-1].split("/")
        _primary(primary, start, facts)
        at = start + len(primary) + 1
    facts.values["check"] = code[-1]
    first = True
    for segment in segments:
        put_segment(segment, at, as_of, facts, first=first)
        at, first = at + len(segment) + 1, False
    return facts.udi("HIBCC", aim, warnings, text)


def _symbol(text, start):
    """The characters of the symbol, the last of which is right."""
    code = text[start:].removesuffix("*")
    if code.endswith("_"):
        code = f"{code[:-1]} "
    if code.startswith("+/"):
        expected = "a supplier's symbol, no provider's (ANSI/HIBC 1.3)"
        raise UdiError("not_a_device_udi", start + 1, "HIBCC", expected, code)
    if len(code) < 4:
        raise UdiError("bad_length", start, "HIBCC", "at least 4 characters", code)
    check = mod43(code[:-1], start)
    if code[-1] != check:
        last = start + len(code) - 1
        raise UdiError("bad_check_digit", last, "HIBCC", check, code[-1])
    return code


def _primary(code, start, facts):
    """Labeler, product number, unit of measure."""
    match = _PRIMARY.fullmatch(code)
    if match is None:
        raise _no_primary(code, start)
    values, di = facts.values, code[1:]
    values["di"], values["lic"], values["pcn"] = di, match[1], match[2]
    values["uom"] = int(match[3])
    facts.elements.append(("+", di))


def _no_primary(code, start):
    if not code[1:2].isalpha():
        expected = "a letter, or $ and secondary data"
        return UdiError("bad_syntax", start + 1, "LIC", expected, code[1:])
    if not 7 <= len(code) <= 6 + LONGEST:
        expected = f"a LIC of 4, 1 to {LONGEST} characters, a digit"
        return UdiError("bad_length", start, "PCN", expected, code)
    foreign = re.search(r"[^0-9A-Z]", code[1:])
    if foreign:
        at, expected = start + 1 + foreign.start(), "digits and capital letters"
        return UdiError("bad_charset", at, "PCN", expected, foreign[0])
    last = start + len(code) - 1
    return UdiError("bad_syntax", last, "unit of measure", "a digit", code[-1])


def combine(parts):
    """Primary and secondary symbols of one item; the link character must fit."""
    main = next((part for part in parts if part.di), None)
    links = [part.detail("link") for part in parts if part.detail("link")]
    expected = mod43(f"+{main.di}") if main else next(iter(links), None)
    wrong = next((link for link in links if link != expected), None)
    if wrong is not None:
        raise UdiError("link_mismatch", None, "link", expected, wrong)
    facts = item.gathered(parts, apart=("check", "link"))
    kept = {"check": main.detail("check")} if main else {"link": expected}
    facts.values |= {name: value for name, value in kept.items() if value}
    return item.joined(parts, facts)


def primary(udi):
    """The primary symbol: DI and check character."""
    return _checked(_di(udi))


def secondary(udi):
    """The secondary symbol, linked to the primary one."""
    segments = "/".join(_segments(udi))
    if not segments:
        raise UdiError("empty", None, "HIBCC", "a lot, a serial, a date or a quantity")
    head = "" if segments.startswith("$") else "$/"
    return _checked(f"+{head}{segments}{mod43(_di(udi))}")


def concatenated(udi):
    """What one symbol holds for this UDI; without PI the primary symbol."""
    return _checked("/".join((_di(udi), *_segments(udi))))


def caption(udi):
    """The text below the symbol: the characters between two stars."""
    code = concatenated(udi)
    return f"*{code[:-1]}_*" if code.endswith(" ") else f"*{code}*"


def _checked(code):
    return code + mod43(code)


def _di(udi):
    item.refuse(udi, "HIBCC", "sscc", "software_version")
    code = f"+{udi.di or ''}"
    if _PRIMARY.fullmatch(code) is None:
        raise _no_primary(code, -1)
    return code


def _segments(udi):
    for name in ("lot", "serial"):
        value = getattr(udi, name)
        if value is not None and not _CHARACTERS.fullmatch(value):
            expected = "0-9, A-Z, blank or one of - . $ + %"
            raise UdiError("bad_charset", None, name, expected, value)
        if value is not None and len(value) > LONGEST:
            expected = f"1 to {LONGEST} characters"
            raise UdiError("bad_length", None, name, expected, value)
    serial_first = udi.serial is not None and udi.lot is None
    number = udi.serial if serial_first else udi.lot or ""
    dated = _dated(udi)
    if dated or number:
        plus = "+" if serial_first else ""
        # a lot that begins with $ or + must not be read as another head
        plain = dated or ("7" if number[:1] in ("$", "+") else "")
        yield f"{'$$' if plain else '$'}{plus}{plain}{number}"
    if udi.serial is not None and not serial_first:
        yield f"S{udi.serial}"
    if udi.mfg_date:
        yield f"16D{eight_digits(udi.mfg_date)}"
    if udi.expiry and not dated:
        yield f"14D{eight_digits(udi.expiry)}"
    if udi.quantity is not None:
        yield f"Q{udi.quantity}"


def _dated(udi):
    """Date form and date; a month stays a month.

    Nothing for a year whose two last digits may not be read as that year again.
    """
    moment, day = udi.expiry_datetime, udi.expiry
    if moment is not None:
        if moment.minute:
            raise UdiError("bad_date", None, "expiry", "a full hour", f"{moment:%H:%M}")
        return f"4{moment:%y%m%d%H}"
    if day is None or day.year not in _PLAIN_YEARS:
        return ""
    return f"{day:%m%y}" if udi.expiry_precision == "month" else f"3{day:%y%m%d}"
