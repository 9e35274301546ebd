"""Serial numbers from one to another, where it is sure how they are counted."""

import re
from dataclasses import dataclass

COUNTED = re.compile(r"(.*?)([0-9]+)", re.ASCII | re.DOTALL)


@dataclass(frozen=True, slots=True)
class SerialRange:
    """Numbers with this prefix and this many digits behind it, both ends included."""

    prefix: str
    first: str
    last: str

    @property
    def digits(self):
        return len(self.first)


def serial_range(first: str, last: str) -> SerialRange | None:
    """The range between two serial numbers, None where it would be a guess.

    Only digits at the end are counted, and only where what stands before them and the
    length agree: letters may count in ways that nobody told us.

        >>> serial_range("SN0095", "SN0104")
        SerialRange(prefix='SN', first='0095', last='0104')
        >>> serial_range("4013JAAA", "4013JABG") is None
        True
        >>> serial_range("SN99", "SN100") is None
        True
    """
    ends = [COUNTED.fullmatch(text.strip()) for text in (first, last)]
    if not all(ends):
        return None
    (prefix, low), (other, high) = (end.groups() for end in ends)
    if prefix != other or len(low) != len(high) or low > high:
        return None
    return SerialRange(prefix, low, high)
