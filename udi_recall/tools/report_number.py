"""Numbers of reports of corrections and removals (21 CFR 806.10(c)(1)).

``1234567-6/1/97-001-C``: registration number, date, the firm's running number and
``C`` or ``R``. A firm without a registration number writes seven zeros.
"""

import re
from collections.abc import Iterable
from datetime import date

NUMBER = re.compile(r"(\d{7})-(\d{1,2}/\d{1,2}/\d{2})-(\d{3,})-([CR])")
UNREGISTERED = "0000000"


def report_number(
    registration: str | None, day: date, letter: str, used: Iterable[str] = ()
) -> str:
    """The next number of this registration number and letter, without a gap.

    In the rule's own examples corrections and removals each count from 001, across
    dates.

    >>> report_number("1234567", date(1997, 6, 1), "C")
    '1234567-6/1/97-001-C'
    >>> report_number(None, date(2026, 11, 20), "R", ["0000000-1/2/26-007-R"])
    '0000000-11/20/26-008-R'
    """
    firm = registration if re.fullmatch(r"\d{7}", registration or "") else UNREGISTERED
    counted = [
        int(found[3])
        for found in map(NUMBER.fullmatch, used)
        if found and (found[1], found[4]) == (firm, letter)
    ]
    following = max(counted, default=0) + 1
    return f"{firm}-{day.month}/{day.day}/{day:%y}-{following:03}-{letter}"
