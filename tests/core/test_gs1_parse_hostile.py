"""Reading carriers: any text at all parses or is refused, and at once."""

from time import perf_counter

import pytest
from carriers import DI, GS, read, refused
from hypothesis import given, strategies as st

from odoo.addons.udi_traceability.tools import Udi, UdiError
from odoo.addons.udi_traceability.tools.parse import MAX_LENGTH

# --- endurance ---------------------------------------------------------------

# every character that a carrier gives a meaning, and some that none may hold
ALPHABET = (
    "0123456789()[]]]+=&/%$.-*_>:,ABCdSQMmx \t\r\n\x1c\x1d\x1d\x1e\x1f\x00é٣３\ud800"
)


PIECES = ["]d2", "]C1", "]E0", "]Q1", f"01{DI}", f"(01){DI}", "10", "(10)", "17271231"]
PIECES += ["(17)271231", "21", GS, "<GS>", "AB1", "3103001000", "7003", "8013", "37"]
PIECES += ["+A999", "1234", "/", "$$3", "$$", "$", "+", "*", "14D", "16D", "20270101"]
PIECES += ["=/A9997XYZ100T0479", "=,000012", "=+02000", "=>027001", "&,1", "=%", "="]
PIECES += [
    "[)>\x1e06\x1d",
    "9N110375286414",
    "1T",
    "\x1e\x04",
    "8P",
    f"https://a/01/{DI}",
]
PIECES += [
    "MA.156.M0.100761.21234561",
    ".L",
    ".E",
    ".C3",
    "?17=",
    "&10=",
    "%2F",
    "/10/",
]


def parses_or_refuses(text):
    try:
        udi = read(text, separators=["<GS>"])
    except UdiError as error:
        assert error.code
        assert str(error)
    else:
        assert isinstance(udi, Udi)
        assert udi.elements
        assert hash(udi) == hash(read(text, separators=["<GS>"]))


@given(st.text())
def test_any_text_parses_or_is_refused(text):
    parses_or_refuses(text)


@given(st.text(ALPHABET, max_size=60))
def test_any_text_of_carrier_characters_parses_or_is_refused(text):
    parses_or_refuses(text)


@given(st.lists(st.sampled_from(PIECES) | st.text("01279AB", max_size=8), max_size=8))
def test_any_row_of_pieces_parses_or_is_refused(pieces):
    parses_or_refuses("".join(pieces))


HEADS = ["", "]d2", "+A", "+$$", "=", "&,1", "[)>\x1e06\x1d", "MA.156.M0.100761.2"]
HEADS += ["https://a/", f"https://a/01/{DI}", "(", "a", "http://a?", "]A0*+"]


def test_a_megabyte_is_refused_at_once():
    texts = ["0" * 10**6, "(10)" * 250_000, "]d210A\x1d" * 150_000]
    started = perf_counter()
    for text in texts:
        assert refused(text).code == "bad_length"
    assert perf_counter() - started < 0.05


@pytest.mark.parametrize(
    "unit",
    ["(10)", "10A\x1d", "(", "0", "91" + "A" * 88 + "\x1d", "(10)A", "[", "%"]
    + ["/$$3", "/S1", "+", "=,000012", "=%", "&x", ".L1", "/10/A", "&10=A", "%2F", "A"]
    + ["\x1d1TA", "/01", "=MA.", ";", "*", "_", " ", "/MA.", "-"],
)
@pytest.mark.parametrize("head", HEADS)
def test_the_longest_text_takes_no_time(head, unit):
    text = (head + unit * MAX_LENGTH)[:MAX_LENGTH]
    started = perf_counter()
    parses_or_refuses(text)
    assert perf_counter() - started < 0.3
