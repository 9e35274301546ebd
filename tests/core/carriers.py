"""What the tests of several issuing agencies share."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import strategies as st

from odoo.addons.udi_traceability.tools import UdiError, parse

TODAY = date(2026, 6, 15)
DI = "09506000134352"
GS = "\x1d"
DATES = st.dates(date(1977, 1, 1), date(2076, 12, 31))
ANY_DATES = st.dates(date(1900, 1, 1), date(2899, 12, 31))
CAPITALS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def read(text, **kind):
    return parse(text, as_of=TODAY, **kind)


def refused(text, **kind):
    with pytest.raises(UdiError) as caught:
        read(text, **kind)
    return caught.value


def told(udi, *names):
    """What a label says, apart from how it was read and from ``names``."""
    bare = {"aim": None, "elements": (), "extra": (), "warnings": (), "raw": ""}
    return replace(udi, **bare, **dict.fromkeys(names))


def maybe(characters, longest, shortest=1):
    """A text of these characters, or None."""
    return st.none() | st.text(characters, min_size=shortest, max_size=longest)
