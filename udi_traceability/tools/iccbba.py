"""ISBT 128 of ICCBBA, as labels of medical devices use it (ST-017).

Only the structure is read: identifiers, lengths, characters, dates, the check value
of a donation number. ICCBBA licenses ISBT 128 and its reference tables (facilities,
product descriptions); none of them is here.

    >>> from datetime import date
    >>> udi = read_isbt("=/A9997XYZ100T0479=,000012=>019031", 0, date(2026, 1, 1))
    >>> udi.di, udi.serial, udi.expiry
    ('A9997XYZ100T0479', '000012', datetime.date(2019, 1, 31))
    >>> compound(udi)
    '=+03000=/A9997XYZ100T0479=,000012=>019031'
"""

import re
from datetime import datetime

from . import dates, item
from .check_digit import mod37_2
from .udi import UdiError

# F facility, D its first character in a donation number, A and N, G flags
_CLASSES = {"F": "[A-NP-Z0-9]", "D": "[A-NP-Z1-9]", "A": "[0-9A-Z]", "N": "[0-9]"}
_CLASSES |= {"G": "[0-9A-HJ-NPR-Y]"}
_FORMS = {
    "=/": "F" * 5 + "A" * 11,
    "=)": "A" * 10,  # container: manufacturer and catalogue number
    "=,": "A" * 6,
    "=": "DFF" + "N" * 10 + "GG",
    "=>": "N" * 6,
    "&>": "N" * 10,
    "=]": "N" * 6,
    "=}": "N" * 6,
    "&}": "N" * 10,
    "&,1": "A" * 18,
    "&)": "A" * 10,  # container: lot
    "=+": "N" * 5,
}
_PATTERNS = {
    key: re.compile("".join(map(_CLASSES.get, form))) for key, form in _FORMS.items()
}
# no letter or digit follows = or &, but in a donation number and in what nations define
_HEAD = re.compile(r"=(?=[A-NP-Z1-9])|=[+/),>\]}]|&(?:,1|[)>}])")
_OTHER = re.compile(r"([=&][!-/:-@\[-`{-~]|&[a-z])([^=&]*)")
_CHECKED_FLAGS = re.compile(r"[6-8][0-9]|9[0-6]")


def read_isbt(text, start, as_of, aim=None, separators=(), warnings=()):
    """The ``Udi`` of one data structure, several in a row, or a compound message.

    Structures that are no part of a UDI stay in ``elements``, unread.
    """
    facts, position = item.Facts(), start
    while position < len(text):
        if text[position] == " ":  # captions are set with blanks
            position += 1
            continue
        key, content = _structure(text, position)
        position += len(key)
        if key == "=+" and facts.elements:
            raise UdiError("bad_syntax", position, key, "at the beginning", content)
        if key in _PUT:
            _PUT[key](key, content, position, facts)
        facts.elements.append((key, content))
        position += len(content)
    header, following = facts.elements[0], f"{len(facts.elements) - 1:02d}"
    if header[0] == "=+" and header[1][:2] != following:
        raise UdiError("count_mismatch", start, "=+", header[1][:2], following)
    if not facts.values:
        raise UdiError("not_a_device_udi", start, "ICCBBA", "a DI or PI", text[start:])
    return facts.udi("ICCBBA", aim, warnings, text)


def _structure(text, position):
    match = _HEAD.match(text, position)
    if match is None:
        match = _OTHER.match(text, position)
        if match is None:
            found = text[position : position + 3]
            raise UdiError("unknown_ai", position, None, "= or & and a sign", found)
        return match[1], match[2]
    key, begin = match[0], match.end()
    content = text[begin : begin + len(_FORMS[key])]
    if not _PATTERNS[key].fullmatch(content):
        raise _refusal(key, content, begin)
    return key, content


def _refusal(key, content, at):
    for place, (character, kind) in enumerate(zip(content, _FORMS[key], strict=False)):
        if not re.match(_CLASSES[kind], character):
            expected = _CLASSES[kind][1:-1]
            return UdiError("bad_charset", at + place, key, expected, character)
    return UdiError("bad_length", at, key, f"{len(_FORMS[key])} characters", content)


def _text(key, content, at, facts):
    facts.put(_NAMES[key], content, at)


def _donation(key, content, at, facts):
    """Flags 60 to 96 are a check value of the number before them (ST-001, 4.1)."""
    number, flags = content[:13], content[13:]
    if _CHECKED_FLAGS.fullmatch(flags):
        expected = str(60 + mod37_2(number))
        if flags != expected:
            raise UdiError("bad_check_digit", at + 13, key, expected, flags)
        facts.put("donation_check_ok", True)
    facts.put("donation_id", number, at)
    facts.put("donation_id_flags", flags, at)


def _moment(key, content, at):
    """Century, year, day of the year, maybe hour and minute."""
    century = 1900 if content[0] == "9" else 2000 + 100 * int(content[0])
    try:
        day = dates.year_day(century + int(content[1:3]), content[3:6])
        if len(content) == 6:
            return day, None
        return day, datetime.combine(day, dates.hhmm(content[6:]))
    except ValueError:
        expected = "CYYJJJ" if len(content) == 6 else "CYYJJJHHMM"
        raise UdiError("bad_date", at, key, expected, content) from None


def _expiry(key, content, at, facts):
    day, moment = _moment(key, content, at)
    facts.expires(day, "day", moment, at)


def _expiry_month(key, content, at, facts):
    try:
        day = dates.month_end(int(content[:4]), int(content[4:]))
    except ValueError:
        raise UdiError("bad_date", at, key, "YYYYMM", content) from None
    facts.expires(day, "month", position=at)


def _made(key, content, at, facts):
    day, moment = _moment(key, content, at)
    facts.put("mfg_date", day, at)
    if moment is not None:
        facts.put("mfg_datetime", moment, at)


_NAMES = {"=/": "di", "=)": "di", "=,": "serial", "&,1": "lot", "&)": "lot"}
_PUT = dict.fromkeys(_NAMES, _text) | dict.fromkeys(("=>", "&>"), _expiry)
_PUT |= dict.fromkeys(("=}", "&}"), _made)
_PUT |= {"=": _donation, "=]": _expiry_month}


def structures(udi):
    """One text for each linear symbol, the DI first (ST-017, 6).

    A serial has six characters, a lot eighteen (ten on a container): shorter ones
    get leading zeros, as the standard wants, and are read with them.
    """
    item.refuse(udi, "ICCBBA", "sscc", "software_version", "quantity")
    container = len(udi.di or "") == len(_FORMS["=)"]) or udi.element("&)") is not None
    number = udi.detail("donation_id")
    stated = (
        ("=)" if container else "=/", udi.di),
        ("=,", udi.serial and udi.serial.zfill(len(_FORMS["=,"]))),
        ("=", number and number + (udi.detail("donation_id_flags") or "00")),
        ("&>", udi.expiry_datetime and _ordinal(udi.expiry_datetime, "%H%M")),
        ("=>", None if udi.expiry_datetime else udi.expiry and _ordinal(udi.expiry)),
        ("=}", udi.mfg_date and _ordinal(udi.mfg_date)),
        _lot("&)" if container else "&,1", udi.lot),
    )
    return tuple(_checked(key, content) for key, content in stated if content)


def _lot(key, lot):
    return key, lot and lot.zfill(len(_FORMS[key]))


def _ordinal(day, hour=""):
    if not 1900 <= day.year < 2900:
        raise UdiError("bad_date", None, "ICCBBA", "1900 to 2899", f"{day.year}")
    century = (day.year // 100 - 20) % 10
    return f"{century}{day:%y%j}" + (f"{day:{hour}}" if hour else "")


def _checked(key, content):
    if not _PATTERNS[key].fullmatch(content):
        raise _refusal(key, content, 0)
    return key + content


def compound(udi):
    """The compound message that one symbol holds, in no specified sequence (4.1)."""
    parts = structures(udi)
    return f"=+{len(parts):02d}000" + "".join(parts) if parts else ""


def caption(udi):
    """The text below the symbol, which leaves out the header (6.2.2)."""
    return "".join(structures(udi))
