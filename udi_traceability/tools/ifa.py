"""PPN of IFA, in the ISO/IEC 15434 envelope that its symbols hold.

``[)>`` RS ``06`` GS, then data under the identifiers of ANSI MH10.8.2 (``9N`` the
PPN, ``1T`` lot, ``S`` serial, ``D`` expiry, ``16D`` made), then RS EOT. Format ``05``
holds GS1 identifiers instead. A message with a GTIN (``8P``) and no PPN is one of GS1.

    >>> from datetime import date
    >>> text = message([("9N", "110375286414"), ("1T", "12345ABCD"), ("D", "150600")])
    >>> udi = read_message(text, 0, date(2026, 1, 1))
    >>> udi.di, udi.detail("pzn"), udi.lot, udi.expiry
    ('110375286414', '03752864', '12345ABCD', datetime.date(2015, 6, 30))
    >>> caption(udi)
    '(9N)110375286414(1T)12345ABCD(D)150630'
"""

import re
from dataclasses import replace

from . import dates, item
from .check_digit import (
    CSET_82,
    gtin_check_digit,
    is_digits,
    mod10_is_valid,
    ppn_check_digits,
    pzn_check_digit,
)
from .gs1_element import GS
from .gs1_scan import read_elements
from .udi import UdiError

RS, EOT = "\x1e", "\x04"
LONGEST = 20  # a lot, a serial
_ENVELOPE = re.compile(f"\\[\\)>{RS}(0[56]){GS}([^{RS}{EOT}]*){RS}{EOT}")
_IDENTIFIER = re.compile(r"[0-9]{0,3}[A-Z]")
_PPN = re.compile(r"[0-9A-Z][0-9A-Z][0-9A-Z._-]{0,18}[0-9]{2}")
_TEXT = re.compile(f"[{re.escape(CSET_82)}]+")
_PRINTED = re.compile(r"[!-~ ]+")
PZN_AGENCY = "11"  # Germany: eight digits of a PZN follow


def read_message(text, start, as_of, aim=None, separators=(), warnings=()):
    """The ``Udi`` of an ISO/IEC 15434 message that begins at ``start``."""
    raw = text
    for separator in filter(None, separators):
        text = text[:start] + text[start:].replace(separator, GS)
    match = _ENVELOPE.fullmatch(text, start)
    if match is None:
        expected = "[)> RS 06 GS, data, RS EOT"
        raise UdiError("bad_syntax", start, "ISO 15434", expected, text[start:])
    if match[1] == "05":
        udi = read_elements(text[: match.end(2)], match.start(2), as_of, aim)
        return replace(udi, warnings=(*warnings, *udi.warnings), raw=raw)
    facts, at = item.Facts(), match.start(2)
    for field in match[2].split(GS):
        identifier = _IDENTIFIER.match(field)
        if identifier is None:
            raise UdiError("unknown_ai", at, None, "data identifier", field)
        code, value = identifier[0], field[identifier.end() :]
        _PUT.get(code, _other)(code, value, at + len(code), as_of, facts)
        facts.elements.append((code, value))
        at += len(field) + 1
    if not facts.values:
        raise UdiError("not_a_device_udi", start, "IFA", "9N or 8P", match[2])
    gtin = facts.values.get("gtin")
    if gtin is None or "di" in facts.values:
        return facts.udi("IFA", aim, warnings, raw)
    facts.values["di"] = facts.values.pop("gtin")
    return facts.udi("GS1", aim, warnings, raw)


def _ppn(code, value, at, as_of, facts):
    """Two characters of an agency, its product number, two check digits."""
    _check_ppn(value, at)
    facts.put("di", value, at)
    if value.startswith(PZN_AGENCY):
        facts.put("pzn", value[2:-2], at)


def _check_ppn(value, at):
    last = at + len(value) - 2
    if not 5 <= len(value) <= 22:
        raise UdiError("bad_length", at, "9N", "5 to 22 characters", value)
    if not _PPN.fullmatch(value):
        raise UdiError("bad_charset", at, "9N", "digits and capital letters", value)
    expected = ppn_check_digits(value[:-2])
    if value[-2:] != expected:
        raise UdiError("bad_check_digit", last, "9N", expected, value[-2:])
    if value.startswith(PZN_AGENCY):
        if len(value) != 12:
            raise UdiError("bad_length", at, "9N", "12 digits", value)
        expected = pzn_check_digit(value[2:-3])
        if value[-3] != expected:
            expected = expected or "a number that IFA gives"
            raise UdiError("bad_check_digit", last - 1, "PZN", expected, value[-3])


def _gtin(code, value, at, as_of, facts):
    if len(value) != 14 or not is_digits(value):
        raise UdiError("bad_length", at, code, "14 digits", value)
    if not mod10_is_valid(value):
        expected, last = gtin_check_digit(value[:-1]), at + 13
        raise UdiError("bad_check_digit", last, code, expected, value[-1])
    facts.put("gtin", value, at)


def _numbered(code, value, at, as_of, facts):
    _check_number(code, value, at)
    facts.put("lot" if code == "1T" else "serial", value, at)


def _check_number(code, value, at):
    if not 1 <= len(value) <= LONGEST:
        raise UdiError("bad_length", at, code, f"1 to {LONGEST} characters", value)
    match = _TEXT.match(value)
    end = match.end() if match else 0
    if end < len(value):
        raise UdiError("bad_charset", at + end, code, "CSET 82", value[end])


def _day(code, value, at, as_of, facts):
    short = code == "D"
    try:
        if short:
            day, precision = dates.yymmdd(value, as_of)
        else:
            day, precision = dates.yyyymmdd(value), "day"
    except ValueError:
        expected = "YYMMDD" if short else "YYYYMMDD"
        raise UdiError("bad_date", at, code, expected, value) from None
    if code == "16D":
        facts.put("mfg_date", day, at)
    else:
        facts.expires(day, precision, position=at)


def _other(code, value, at, as_of, facts):
    """An identifier that is no part of a UDI: kept, not read."""
    if not value:
        raise UdiError("bad_length", at, code, "a value", value)
    if not _PRINTED.fullmatch(value):
        raise UdiError("bad_charset", at, code, "printable characters", value)


_PUT = {"9N": _ppn, "8P": _gtin, "1T": _numbered, "S": _numbered}
_PUT |= dict.fromkeys(("D", "14D", "16D"), _day)


def message(pairs):
    """The envelope around (identifier, value) pairs."""
    return f"[)>{RS}06{GS}{GS.join(map(''.join, pairs))}{RS}{EOT}"


def pairs_of(udi):
    """(identifier, value) of what a label says; day 00 is never written."""
    item.refuse(udi, "IFA", "sscc", "software_version", "quantity", "expiry_datetime")
    gtin = udi.detail("gtin")
    if udi.di is not None:
        _check_ppn(udi.di, 0)
        yield "9N", udi.di
    if gtin is not None:
        yield "8P", gtin
    for code, value in (("1T", udi.lot), ("S", udi.serial)):
        if value is not None:
            _check_number(code, value, 0)
            yield code, value
    if udi.expiry is not None:
        yield "D", f"{udi.expiry:%y%m%d}"
    if udi.mfg_date is not None:
        yield "16D", dates.eight_digits(udi.mfg_date)


def carrier(udi):
    """What the symbol holds."""
    pairs = tuple(pairs_of(udi))
    return message(pairs) if pairs else ""


def caption(udi):
    """The text that people read, identifiers in brackets."""
    return "".join(f"({code}){value}" for code, value in pairs_of(udi))
