"""GS1 Digital Link: any domain, any stem, the order of the path, the query."""

from dataclasses import replace
from datetime import date
from urllib.parse import quote

import pytest
from carriers import DATES, TODAY, maybe, read, refused, told
from hypothesis import given, strategies as st

from odoo.addons.udi_traceability.tools import Udi, UdiError, parse, text_of
from odoo.addons.udi_traceability.tools.check_digit import CSET_82, gtin_check_digit
from odoo.addons.udi_traceability.tools.gs1_ai import LINK_KEYS, NO_LINK_ATTRIBUTES
from odoo.addons.udi_traceability.tools.gs1_link import digital_link

DI = "09506000134352"
OWN = "https://example.com"


@pytest.mark.parametrize(
    "text",
    [
        f"https://id.gs1.org/01/{DI}/10/L1",
        f"HTTPS://ID.GS1.ORG/01/{DI}/10/L1",
        f"http://example.com:8080/some/stem/01/{DI}/10/L1",
        f"https://example.com/01/{DI}/10/L1/",
        f"https://example.com/01/{DI}/10/L1#top",
        f"https://example.com/01/{DI}/10/L1?linkType=gs1:pip&lang=de",
        f"https://example.com/01/{DI}/10/%4C1?",
        f"https://example.com/01/{DI}?10=L1",
        f"https://example.com/01/{DI}?utm;10=L1",
        f"https://example.com/01/01/01/{DI}/10/L1",
        "https://example.com/01/9506000134352/10/L1",
        f"]d1https://example.com/01/{DI}/10/L1",
        f" https://example.com/01/{DI}/10/L1 ",
    ],
)
def test_one_meaning(text):
    udi = read(text)
    assert (udi.agency, udi.di, udi.lot, udi.raw) == ("GS1", DI, "L1", text)
    assert (udi.elements, udi.warnings) == ((("01", DI), ("10", "L1")), ())


@pytest.mark.parametrize(
    ("path", "elements"),
    [
        (
            f"01/{DI}/22/V/10/L/21/S",
            [("01", DI), ("22", "V"), ("10", "L"), ("21", "S")],
        ),
        (f"01/{DI}/22/V/21/S", [("01", DI), ("22", "V"), ("21", "S")]),
        (f"01/{DI}/235/T", [("01", DI), ("235", "T")]),
        ("00/106141411928374657", [("00", "106141411928374657")]),
        ("414/9506000111117/254/X", [("414", "9506000111117"), ("254", "X")]),
        ("414/9506000111117/7040/1ABC", [("414", "9506000111117"), ("7040", "1ABC")]),
        ("8004/9506000INSTR-0042", [("8004", "9506000INSTR-0042")]),
    ],
)
def test_keys_and_their_qualifiers(path, elements):
    udi = read(f"{OWN}/{path}")
    assert udi.elements == tuple(elements)
    assert digital_link(udi, OWN) == f"{OWN}/{path}"


@pytest.mark.parametrize(
    ("rest", "code", "found"),
    [
        (f"01/{DI}/21/S/10/L", "bad_syntax", "21/10"),
        (f"01/{DI}/10/L/22/V", "bad_syntax", "10/22"),
        (f"01/{DI}/10/L/10/L", "bad_syntax", "10/10"),
        (f"01/{DI}/22/V/235/T", "bad_syntax", "22/235"),
        (f"01/{DI}/17/271231", "bad_syntax", "17"),
        (f"01/{DI}/lot/L", "bad_syntax", "lot"),
        ("00/106141411928374657/10/L", "bad_syntax", "10"),
        (f"10/L/{DI}", "unrecognised", None),
        (f"01/{DI}/10", "unrecognised", None),
        ("", "unrecognised", None),
        ("hello/world", "unrecognised", None),
        ("01/9506000134353", "bad_check_digit", "3"),
        ("01/950600013435", "bad_check_digit", "5"),
        ("01/95060001343", "bad_length", "95060001343"),
        (f"01/{DI}/10/%", "bad_syntax", None),
        (f"01/{DI}/10/A%4", "bad_syntax", None),
        (f"01/{DI}/10/A%GG", "bad_syntax", None),
        (f"01/{DI}/10/A%1D", "bad_charset", "\x1d"),
        (f"01/{DI}/10/A%20B", "bad_charset", " "),
        (f"01/{DI}/10/%C3%A9", "bad_charset", "Ã"),
        (f"01/{DI}/10/é", "bad_charset", "é"),
        (f"01/{DI}/10//", "bad_length", ""),
        (f"01/{DI}?17=271332", "bad_date", "271332"),
        (f"01/{DI}?17=", "bad_length", ""),
        (f"01/{DI}?17", "bad_length", ""),
        (f"01/{DI}?10=A+B", "bad_charset", " "),
        (f"01/{DI}?21=S", "unknown_ai", "21"),
        (f"01/{DI}?99999=S", "unknown_ai", "99999"),
        (f"01/{DI}?17=271231&17=271230", "repeated_ai", "271230"),
        (f"01/{DI}/10/A?10=B", "repeated_ai", "B"),
        (f"01/{DI}?37=5", "exclusive_ai", "(37)"),
        (f"01/{DI} /10/L", "bad_syntax", None),
    ],
)
def test_refusal(rest, code, found):
    text = f"{OWN}/{rest}"
    error = refused(text)
    assert (error.code, error.expected is not None) == (code, True)
    if found is not None:
        assert error.found == found
    if code in ("bad_date", "repeated_ai"):
        assert text[error.position :].startswith(found)


@pytest.mark.parametrize("text", ["https://", "http:///01/1", "https://?17=271231"])
def test_no_address(text):
    assert refused(text).code == "bad_syntax"


def test_keys_and_attributes_are_those_of_the_dictionary(shared):
    path = shared("vectors/gs1/gs1-syntax-dictionary.txt")
    lines = [line.split("#")[0] for line in path.read_text("utf-8").splitlines()]
    keys, not_allowed = {}, set()
    for code, *words in (line.split() for line in lines if line.strip()):
        for word in words:
            name, _equals, groups = word.partition("=")
            if name == "dlpkey":
                sequences = groups.split("|") if groups else []
                keys[code] = tuple(group.replace(",", " ") for group in sequences)
        if "?" not in words[0]:
            not_allowed.add(code)
    assert keys == LINK_KEYS
    assert not_allowed == NO_LINK_ATTRIBUTES


# --- the way back ------------------------------------------------------------

GTINS = st.text("0123456789", min_size=13, max_size=13).map(
    lambda body: body + gtin_check_digit(body)
)
UDIS = st.builds(
    Udi,
    di=GTINS,
    lot=maybe(CSET_82, 20),
    serial=maybe(CSET_82, 20),
    expiry=st.none() | DATES,
    mfg_date=st.none() | DATES,
    software_version=maybe(CSET_82, 20),
    quantity=st.none() | st.integers(1, 99_999_999),
)


@given(UDIS, st.sampled_from([OWN, f"{OWN}/", "HTTP://A.B:80/c/01/d", "https://ü.de"]))
def test_round_trip(udi, domain):
    text = text_of(udi, "link", domain=domain)
    assert text.startswith(f"{domain.rstrip('/')}/01/{udi.di}")
    again = parse(text, as_of=TODAY)
    assert told(again) == told(udi)
    assert digital_link(again, domain) == text


def test_what_is_written():
    udi = Udi(di=DI, lot="A/1?&=%", expiry=date(2027, 12, 31))
    escaped = quote("A/1?&=%", safe="")
    assert digital_link(udi) == f"https://id.gs1.org/01/{DI}/10/{escaped}?17=271231"
    assert "?17=280229" in digital_link(read(f"(01){DI}(17)280200"))
    both = read(f"]d201{DI}10L\x1d235T")
    assert digital_link(both).endswith(f"/01/{DI}/235/T?10=L")


@pytest.mark.parametrize(
    ("udi", "domain", "code"),
    [
        (Udi(lot="A"), OWN, "missing_di"),
        (Udi(di=DI), "example.com", "bad_syntax"),
        (Udi(di=DI), "https://", "bad_syntax"),
        (Udi(di=DI), "https://a b", "bad_syntax"),
        (Udi(di=DI), "https://a?b", "bad_syntax"),
        (Udi(di=DI, lot="A B"), OWN, "bad_charset"),
        (Udi(agency="MA", di=DI), OWN, "unrecognised"),
    ],
)
def test_what_no_address_can_hold(udi, domain, code):
    with pytest.raises(UdiError) as caught:
        digital_link(udi, domain)
    assert caught.value.code == code


def test_elements_without_a_place():
    udi = read(f"]d201{DI}8200http://x")
    with pytest.raises(UdiError) as caught:
        digital_link(udi)
    assert (caught.value.code, caught.value.element) == ("bad_syntax", "8200")
    assert digital_link(replace(udi, elements=(), extra=())) == (
        f"https://id.gs1.org/01/{DI}"
    )
