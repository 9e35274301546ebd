"""Reading GS1 carriers: several symbols of one item, and doubt that is said."""

from datetime import date, datetime

import pytest
from carriers import DI, GS, read, refused

from odoo.addons.udi_traceability.tools import Udi, UdiError, combine

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
