"""Reading GS1 carriers: dispatch, refusals with their place, doubt, endurance."""

from datetime import date, datetime
from time import perf_counter

import pytest
from hypothesis import given, strategies as st

from odoo.addons.udi_traceability.tools import Udi, UdiError, combine, parse
from odoo.addons.udi_traceability.tools.check_digit import check_pair
from odoo.addons.udi_traceability.tools.parse import MAX_LENGTH

TODAY = date(2026, 6, 15)
DI = "09506000134352"
GS = "\x1d"


def read(text, **kind):
    return parse(text, as_of=TODAY, **kind)


def refused(text, **kind):
    with pytest.raises(UdiError) as caught:
        read(text, **kind)
    return caught.value


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


# --- pairs over one or several symbols ---------------------------------------


@pytest.mark.parametrize(
    ("text", "warning"),
    [
        ("10A", "missing_di"),
        ("17271231", "missing_di"),
        ("250A", "missing_di"),
        ("415950600011111710A", None),
        (f"01{DI}4300A", "requisite_ai:00"),
        ("3712", "requisite_ai:00+02"),
        ("8020INV", "requisite_ai:415"),
        ("422276", "missing_di"),
    ],
)
def test_a_missing_key_may_be_on_another_symbol(text, warning):
    if warning is None:
        assert refused(f"]d2{text}").code == "requisite_ai"
    else:
        assert read(f"]d2{text}").warnings == (warning,)


@pytest.mark.parametrize(
    ("text", "code", "expected"),
    [
        (f"01{DI}250A", "requisite_ai", "21"),
        (f"02{DI}", "requisite_ai", "37"),
        (f"01{DI}12260101", "requisite_ai", "8020"),
        (f"01{DI}{GS}235X{GS}21Y", "exclusive_ai", "no (235)"),
        (f"01{DI}37001", "exclusive_ai", "no (37)"),
        (f"01{DI}3103001000{GS}3102000100", "exclusive_ai", "no (3102)"),
    ],
)
def test_pairs_that_cannot_stand(text, code, expected):
    error = refused(f"]d2{text}")
    assert (error.code, error.expected) == (code, expected)


def test_two_symbols_are_one_item():
    udi = combine(map(read, [f"]C101{DI}", "]C1172712311126010110A"]))
    assert (udi.di, udi.lot, udi.aim) == (DI, "A", "]C1")
    assert (udi.expiry, udi.mfg_date) == (date(2027, 12, 31), date(2026, 1, 1))
    assert udi.raw == f"]C101{DI}\n]C1172712311126010110A"
    assert udi.warnings == ()
    assert [code for code, _value in udi.elements] == ["01", "17", "11", "10"]


def test_what_is_still_missing_is_said_again():
    udi = combine([read("]C110A"), read("]C121B")])
    assert udi.warnings == ("missing_di",)
    kept = combine([read(f"]d1(01){DI}"), read("]C110A")])
    assert kept.warnings == ("gs1_data_in_non_gs1_symbol",)


def test_the_same_scan_twice_changes_nothing():
    once = read(f"]d201{DI}9012{GS}10A")
    twice = combine([once, once])
    assert (twice.elements, twice.extra) == (once.elements, once.extra)


@pytest.mark.parametrize(
    ("texts", "code"),
    [
        ([f"]C101{DI}", "]C10119506000134359"], "di_mismatch"),
        (["]C110A", "]C110B"], "repeated_ai"),
        ([f"]C101{DI}", "]C12121X", f"]C102{DI}3712"], "exclusive_ai"),
        ([], "empty"),
    ],
)
def test_what_cannot_be_one_item(texts, code):
    with pytest.raises(UdiError) as caught:
        combine([read(text) for text in texts])
    assert caught.value.code == code


def test_agencies_do_not_mix():
    with pytest.raises(UdiError) as caught:
        combine([read(f"01{DI}"), Udi(agency="HIBCC", lot="A")])
    assert (caught.value.code, caught.value.element) == ("di_mismatch", "agency")


# --- doubt is said -----------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "warned"),
    [
        (f"01{DI}10AB121S9", True),
        (f"01{DI}17271231" + "10AB121S9", True),
        (f"01{DI}10AB117271231", True),
        (f"01{DI}24021S9{GS}10AB121S9", False),  # the reader sends GS
        (f"01{DI}10AB1", False),
        (f"01{DI}10AB21", False),  # nothing behind 21
        (f"01{DI}1021S9", False),  # no lot before it
        (f"01{DI}10AB1179999991", False),  # no date
        (f"01{DI}24021S9", False),
        (f"(01){DI}(10)AB121S9", False),
    ],
)
def test_a_lost_separator_is_possible(text, warned):
    assert ("possible_missing_separator" in read(text).warnings) is warned


@pytest.mark.parametrize(
    ("text", "element", "warning"),
    [
        ("17271231", ("17", "271231"), "missing_di"),  # no GTIN-8
        ("17240109", ("01", "00000017240109"), "ambiguous_number"),
        ("17271231101234", ("17", "271231"), "missing_di"),
        ("17271231100009", ("01", "17271231100009"), "ambiguous_number"),
        ("172712311000000016", ("00", "172712311000000016"), "ambiguous_number"),
    ],
)
def test_number_that_is_also_a_date_and_more(text, element, warning):
    udi = read(text)
    assert (udi.elements[0], udi.warnings) == (element, (warning,))


def test_wrong_number_that_is_no_date():
    assert refused("17271331").code == "bad_check_digit"
    assert refused("10123456").code == "bad_check_digit"
    assert read("]C110123456").lot == "123456"


def test_trailing_and_leading_separators():
    assert read(f"01{DI}10A{GS}").lot == "A"
    assert read(f"{GS}01{DI}").warnings == ()
    assert read(f"]d2{GS}01{DI}").warnings == ("redundant_separator",)


@pytest.mark.parametrize("mark", ["<GS>", "^]", "Alt029", "␝", "#", "~", "|"])
def test_substitutes_for_gs(mark):
    text = f"{mark}01{DI}10A{mark}21B{mark}"
    udi = read(text, separators=["", mark])
    assert (udi.lot, udi.serial, udi.raw) == ("A", "B", text)
    assert read(f"]d2{text}", separators=[mark]).serial == "B"


def test_a_substitute_does_not_touch_the_symbology_identifier():
    assert read(f"]d201{DI}10A]21B", separators=["]"]).serial == "B"


def test_brackets_in_a_lot_are_data_and_are_said():
    udi = read(f"(01){DI}(10)A(B)1")
    assert (udi.lot, udi.warnings) == ("A(B)1", ("bracket_in_value",))
    assert read(f"]d201{DI}10A(10)B").lot == "A(10)B"


def test_bracketed_text_may_be_pasted_over_several_lines():
    udi = read(f"\n (01) {DI}\r\n (10)\tA\n")
    assert (udi.di, udi.lot) == (DI, "A")


def test_two_days_of_expiry():
    same = read(f"]d201{DI}17271231" + "70032712310600")
    assert (same.expiry, same.warnings) == (date(2027, 12, 31), ())
    assert same.expiry_datetime == datetime(2027, 12, 31, 6)
    month = read(f"]d201{DI}17271200" + "70032712050600")
    assert (month.expiry, month.expiry_precision) == (date(2027, 12, 5), "day")
    assert month.warnings == ()
    for first, second in (("271231", "280101"), ("280101", "271231")):
        other = read(f"]d201{DI}17{first}7003{second}0600")
        assert other.expiry == date(2027, 12, 31)
        assert other.warnings == ("conflicting_expiry",)
        parts = [read(f"]C101{DI}17{first}"), read(f"]C17003{second}0600")]
        joined = combine(parts)
        assert (joined.expiry, joined.warnings) == (other.expiry, other.warnings)
    timed = combine([read(f"]C101{DI}"), read("]C170032712310600")])
    assert timed.expiry == date(2027, 12, 31)


def test_a_missing_day_is_said_wherever_it_is_missing():
    udi = read(f"]d201{DI}11260200" + "15270200" + "17280200")
    assert (udi.mfg_date, udi.detail("mfg_date_precision")) == (
        date(2026, 2, 28),
        "month",
    )
    assert udi.detail("best_before_precision") == "month"
    made = read(f"]d201{DI}11260200" + "17280200")
    assert made.detail("mfg_date_precision") == made.expiry_precision == "month"
    assert (udi.expiry, udi.expiry_precision) == (date(2028, 2, 29), "month")


def test_counts():
    assert read("]d201995060001178463025").quantity == 25
    assert read(f"]d202{DI}3712").quantity == 12


def test_raw_keeps_the_text_without_the_line_end():
    assert read(f"]d201{DI}10A\r\n").raw == f"]d201{DI}10A"


def test_udi_is_frozen_and_hashable():
    udi = read(f"]d201{DI}90X")
    with pytest.raises(AttributeError):
        udi.lot = "B"
    assert udi == read(f"]d201{DI}90X")
    assert len({udi, read(f"]d201{DI}90X")}) == 1
    assert (udi.element("90"), udi.element("91")) == ("X", None)
    assert (udi.detail("internal_90"), udi.detail("nothing")) == ("X", None)


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
