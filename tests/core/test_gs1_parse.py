"""Reading GS1 carriers: dispatch, refusals with their place."""

import pytest
from carriers import DI, GS, read, refused

from odoo.addons.udi_traceability.tools.check_digit import check_pair

# --- dispatch ----------------------------------------------------------------


@pytest.mark.parametrize("aim", ["]d2", "]C1", "]Q3", "]J1", "]e0"])
def test_gs1_symbols_hold_element_strings(aim):
    udi = read(f"{aim}01{DI}10A")
    assert (udi.agency, udi.aim, udi.di, udi.lot) == ("GS1", aim, DI, "A")
    assert not udi.warnings


@pytest.mark.parametrize(
    ("text", "di"),
    [
        ("]E09506000134352", DI),
        ("]E00614141000012", "00614141000012"),
        ("]E496385074", "00000096385074"),
        ("]I119506000134359", "19506000134359"),
        ("]I019506000134359", "19506000134359"),
        ("9506000134352", DI),
        ("614141000012", "00614141000012"),
        ("96385074", "00000096385074"),
        (DI, DI),
        (f"  {DI} ", DI),
    ],
)
def test_plain_numbers(text, di):
    udi = read(text)
    assert (udi.di, udi.elements) == (di, (("01", di),))
    assert not udi.warnings


def test_plain_sscc():
    udi = read("106141411928374657")
    assert (udi.di, udi.sscc) == (None, "106141411928374657")
    assert refused("106141411928374650").element == "SSCC"


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("+A123BJC5D6E71G", "HIBCC"),
        ("*+A123BJC5D6E71G*", "HIBCC"),
        ("+A123BJC5D6E71G*", "HIBCC"),
        ("]d1+A123BJC5D6E71G", "HIBCC"),
        ("  +A123BJC5D6E71G", "HIBCC"),
        ("a123BJC5D6E71G", "HIBCC"),
        ("=/A9997AB3456T0123", "ICCBBA"),
        ("&,1000000000000XYZ123", "ICCBBA"),
        ("[)>\x1e06\x1d9N110375286414\x1e\x04", "IFA"),
        ("[)>\x1e06\x1d8P09506000134352\x1e\x04", "GS1"),
        (f"[)>\x1e05\x1d01{DI}\x1e\x04", "GS1"),
        ("MA.156.M0.100761.21234561.LB1", "MA"),
        ("https://example.cn/?c=MA.156.M0.100761.21234561", "MA"),
        (f"https://id.gs1.org/01/{DI}", "GS1"),
        (f"]Q1HTTP://EXAMPLE.COM/01/{DI}", "GS1"),
    ],
)
def test_agencies_are_told_by_the_head(text, agency):
    udi = read(text)
    assert (udi.agency, udi.raw) == (agency, text)
    assert udi.aim == (text[:3] if text.startswith("]") else None)


@pytest.mark.parametrize("text", ["MF1234567890123BALOT001*SNS0001*", "MF1X9BNLOT1*"])
def test_ahm_is_named_and_not_read(text):
    error = refused(text)
    assert (error.code, error.element) == ("unrecognised", "AHM")


@pytest.mark.parametrize(
    "text",
    ["HELLO", "A1", "]d1HELLO", "０１", "/01/", "MAX", "MF", "hello", "h", "http", "[]"]
    + ["*", "*A", "a123BJC5D6E71H", "h123BJC5D6E71G+", "12345", "4999", "10"],
)
def test_what_is_no_carrier_is_unrecognised(text):
    error = refused(text)
    assert (error.code, error.element) == ("unrecognised", None)


@pytest.mark.parametrize("aim", ["]E1", "]E2", "]E3"])
def test_add_ons_are_no_udi(aim):
    assert refused(f"{aim}950600013435212").code == "bad_symbology"


@pytest.mark.parametrize("text", ["]--0109", "]d 01", "]]]0"])
def test_no_symbology_identifier(text):
    assert refused(text).code == "bad_symbology"


@pytest.mark.parametrize(
    "text",
    ["", " ", "\r\n", "]d2", GS, f"]d2{GS}", f" {GS} \t", "\x1e", "<GS>", "]A0 \n "],
)
def test_empty(text):
    assert refused(text, separators=["<GS>"]).code == "empty"


def test_gs1_symbol_is_not_read_as_something_else():
    assert refused("]d2+A123BJC5D6E71G").code == "unknown_ai"
    assert refused(f"]d2(01){DI}").code == "unknown_ai"


# --- refusals name place and remedy ------------------------------------------


@pytest.mark.parametrize(
    ("text", "code", "position", "element", "expected", "found"),
    [
        (f"]d201{DI[:-1]}310A", "bad_check_digit", 18, "01", "2", "3"),
        (f"]d201{DI}17271332", "bad_date", 21, "17", "YYMMDD", "271332"),
        (f"]d201{DI}1727", "bad_length", 21, "17", "6 characters", "27"),
        (f"]d201{DI}10A#B", "bad_charset", 22, "10", "CSET 82", "#"),
        (f"]d201{DI}10{GS}", "bad_length", 21, "10", "1 to 20 characters", ""),
        (f"]d201{DI}4999", "unknown_ai", 19, None, "identifier", "4999"),
        (f"]d210A{GS}{GS}21B", "unknown_ai", 7, None, "identifier", f"{GS}21B"),
        (f"]d201{DI}10A{GS}10B", "repeated_ai", 25, "10", "A", "B"),
        ("9506000134353", "bad_check_digit", 12, "GTIN", "2", "3"),
        ("]E095060001X4352", "bad_charset", 11, "GTIN", "digits", "X"),
        ("]E4123", "bad_length", 3, "GTIN", "8 digits", "123"),
        (f"(01) {DI} (17) 271332", "bad_date", 25, "17", "YYMMDD", "271332"),
        (f"(01){DI}(9999)A", "unknown_ai", 19, None, "identifier", "9999"),
        (f"(01){DI}(10)A#B", "bad_charset", 23, "10", "CSET 82", "#"),
        ("(1)09506", "unknown_ai", 1, None, "identifier", "1"),
        ("(lot)A", "bad_syntax", 0, None, "(identifier) value", "lot"),
        (f"]d201{DI}70032712310000{GS}4231", "bad_length", None, "423", None, "1"),
        (f"]d201{DI}42312345", "bad_length", 22, "423", "3 to 15 characters", "12345"),
        (f"]d201{DI}2421X", "bad_charset", 23, "242", "digits", "X"),
    ],
)
def test_refusal(text, code, position, element, expected, found):
    error = refused(text)
    assert (error.code, error.element, error.found) == (code, element, found)
    assert position is None or error.position == position
    assert expected is None or error.expected == expected


def test_position_points_at_what_was_found():
    text = f"]d201{DI}11260101172712321"
    error = refused(text)
    assert error.code == "bad_date"
    assert text[error.position :].startswith(error.found)


WRONG_CONTENT = [
    ("8001" + "0000" + "12345" + "001" + "1" + "1", "bad_syntax"),  # width 0
    ("8001" + "1234" + "00000" + "001" + "1" + "1", "bad_syntax"),  # length 0
    ("8001" + "1234" + "12345" + "001" + "2" + "1", "bad_syntax"),  # winding 0, 1, 9
    ("8003" + "1" + "9506000134352", "bad_syntax"),  # begins with zero
    ("8003" + "0" + "9506000134353", "bad_check_digit"),
    ("8006195060001343590002", "bad_syntax"),  # piece 0
    ("8006195060001343590302", "bad_syntax"),  # piece 3 of 2
    ("8004ABC-INSTR", "bad_syntax"),  # no company prefix
    ("8013A", "bad_length"),
    ("801101", "bad_syntax"),  # leading zero
    ("4330123456X", "bad_syntax"),  # a hyphen or nothing
    ("43212", "bad_syntax"),  # 0 or 1
    ("430918000000013600000000", "bad_syntax"),  # latitude
    ("430918000000003600000001", "bad_syntax"),  # longitude
    ("4326260100", "bad_date"),  # no day 00
    ("43242601002400", "bad_date"),  # hour 24
    ("43242601001260", "bad_date"),  # minute 60
    ("800826010112" + "3060", "bad_date"),  # second 60
    ("725020270229", "bad_date"),
    ("72523", "bad_syntax"),
    ("72582/1", "bad_syntax"),
    ("72581/x", "bad_syntax"),
    ("4300A%4", "bad_syntax"),
    ("70401AB+", "bad_syntax"),
    ("801412345A2", "bad_check_digit"),
]


@pytest.mark.parametrize(("text", "code"), WRONG_CONTENT)
def test_wrong_content_of_a_value(text, code):
    assert refused(f"]d2{text}").code == code


@pytest.mark.parametrize(
    "text",
    [
        "8001" + "1234" + "00001" + "001" + "9" + "1",
        "8003" + "0" + DI[1:] + "2" + "X",
        "8006" + "19506000134359" + "0102",
        "80049506000INSTR-0042",
        "8011" + "10",
        "4330" + "123456",
        "4330" + "123456-",
        "43211",
        "4309" + "1800000000" + "3600000000",
        "4326" + "260131",
        "4324" + "260100" + "2359",
        "8008" + "260131" + "23",
        "8008" + "260131" + "235959",
        "7250" + "20280229",
        "72529",
        "72581/2",
        "4300A%4Fb",
        "70401ABz",
        "423" + "276" + "250",
    ],
)
def test_right_content_of_a_value(text):
    assert read(f"]d2{text}").elements


def test_master_udi_di_is_not_all_digits():
    bodies = map(str, range(9506000, 9507000))
    codes = (body + check_pair(body) for body in bodies)
    digits = next(code for code in codes if code.isdigit())
    assert refused(f"]d201{DI}8014{digits}").code == "bad_syntax"
