"""By which codes an answer of EUDAMED may name what a message told.

The documents call ``entityCode`` the natural key: that of a device, or where a message
is about a family, of the family.
"""

from ..record import DeviceRecord
from . import selection
from .messages import MESSAGES


def answer_codes(record: DeviceRecord, message: str) -> tuple[str, ...]:
    """The registered code first; none of them is empty."""
    registered = selection.registered(record)
    codes = [registered.code if registered else "", record.eudamed.eudamed_id]
    if MESSAGES[message].by_family and record.basic_udi:
        codes.append(record.basic_udi.code)
    return tuple(dict.fromkeys(filter(None, codes)))


def answer_key(code: str) -> str:
    """One spelling of a code: a GTIN has 14 digits, whoever leaves its zeros out."""
    code = code.strip()
    return code.zfill(14) if code.isascii() and code.isdigit() else code
