"""One value out of a notice from elsewhere: as its field wants it, or refused."""

import math
import re
from datetime import date, datetime

from .notice import KINDS, SCOPES, STATUSES

SHORT, LONG = 500, 10_000
MOST_QUANTITY = 1_000_000_000
MOST_NUMBER = 1_000_000
# Field of the head or of a part of it -> how long its text may be
TEXTS = {
    "schema": 50,
    "notice_id": 100,
    "supersedes": 100,
    "urgency": 100,
    "title": SHORT,
    "language": 20,
    "hazard": LONG,
    "depth": SHORT,
    "content_sha256": 64,
}
LONG_PLACES = ("reason.text", "actions.text", "manufacturer.address")
DATES = ("expiry", "manufactured", "shipped_on")
CHOICES = {
    "kind": KINDS,
    "status": STATUSES,
    "scope": SCOPES,
    "certainty": ("certain", "possible"),
}
# No database or page holds these; lone surrogates no file
HIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
# What a spreadsheet makes of a long number, and of any number
REWRITTEN = re.compile(r"\d+(?:[.,]\d+)?E\+?\d+|\d+\.0", re.IGNORECASE)
CODES = ("lot", "serial", "udi_di")
YES_NO = {"true": True, "false": False, "": False}


class NoticeFileError(ValueError):
    """A file is no notice that can be taken: what is wrong, where, what was found."""

    def __init__(self, code, place="", **facts):
        super().__init__(f"{code} {place}".strip())
        self.code, self.place, self.facts = code, place, facts


def text(value, place, most=None):
    """A text of the head; nothing is an empty one.

    >>> text(" Pump ", "title"), text(None, "title")
    ('Pump', '')
    """
    if value is None:
        return ""
    if not isinstance(value, str):
        raise NoticeFileError("no_text", place, found=str(value)[:50])
    most = most or TEXTS[place]
    if len(value) > most:
        raise NoticeFileError("too_long", place, most=most)
    if HIDDEN.search(value):
        raise NoticeFileError("hidden", place)
    return value.strip()


def code(value, place, name):
    """A text of a line; a number of goods that a spreadsheet rewrote is refused.

    >>> code("0312200152", "line 1: lot", "lot")
    '0312200152'
    """
    if name == "udi_full" and isinstance(value, str):
        # separators are part of it, and nothing is printed that is not tested again
        return text(value.replace("\x1d", "\n"), place, SHORT).replace("\n", "\x1d")
    found = text(value, place, SHORT)
    if name in CODES and REWRITTEN.fullmatch(found):
        raise NoticeFileError("rewritten", place, found=found)
    return found


def scalar(value, place):
    """A value of a part of the head: a text, a yes or no, a number, some texts."""
    if isinstance(value, list):
        if len(value) > 20:
            raise NoticeFileError("too_many", place, most=20)
        return [text(each, place, SHORT) for each in value]
    if isinstance(value, bool):
        return value
    if isinstance(value, int):
        return number(value, place)
    return text(value, place, LONG if place in LONG_PLACES else SHORT)


def number(value, place):
    """A whole number from 1.

    >>> number("2", "notice_version"), number(7, "line")
    (2, 7)
    """
    if isinstance(value, str) and value.isascii() and value.isdigit():
        value = int(value[:10])
    if type(value) is not int or not 0 < value <= MOST_NUMBER:
        raise NoticeFileError("no_number", place, found=str(value)[:50])
    return value


def quantity(value, place):
    """So many units: nothing is 0.

    >>> quantity("2.5", "qty"), quantity(None, "qty"), quantity(6, "qty")
    (2.5, 0.0, 6.0)
    """
    if value in (None, ""):
        return 0.0
    try:
        found = float(value) if type(value) in (str, int, float) else math.nan
    except (ValueError, OverflowError):
        found = math.nan
    if not 0 <= found <= MOST_QUANTITY:
        raise NoticeFileError("no_quantity", place, found=str(value)[:50])
    return found


def day(value, place):
    """A date as 2029-11-20, or 2029-11 where a label knows no day."""
    found = text(value, place, 20)
    try:
        date.fromisoformat(f"{found}-01" if len(found) == 7 else found or "2000-01-01")
    except ValueError as error:
        raise NoticeFileError("no_date", place, found=found) from error
    return found


def moment(value, place):
    """A moment with its zone, as text."""
    found = text(value, place, 40)
    try:
        known = not found or datetime.fromisoformat(found).tzinfo
    except ValueError as error:
        raise NoticeFileError("no_date", place, found=found) from error
    if not known:
        raise NoticeFileError("no_zone", place, found=found)
    return found


def chosen(value, name, place=""):
    """One of the words that the format has for this."""
    if not isinstance(value, str) or value not in CHOICES[name]:
        raise NoticeFileError(
            "no_choice",
            place or name,
            found=str(value)[:50],
            wanted=", ".join(CHOICES[name]),
        )
    return value


def yes_no(value, place):
    if isinstance(value, bool):
        return value
    if value is None or (isinstance(value, str) and value in YES_NO):
        return YES_NO[value or ""]
    raise NoticeFileError(
        "no_choice", place, found=str(value)[:50], wanted="true, false"
    )


def url(value, place):
    """An address of the web; another scheme would run when it is pressed."""
    found = text(value, place, 2000)
    if not found.lower().startswith(("https://", "http://")) or re.search(r"\s", found):
        raise NoticeFileError("no_url", place, found=found[:50])
    return found
