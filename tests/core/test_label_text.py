"""Text into a box, in fonts that have its characters."""

import pytest
import reportlab
from hypothesis import given, settings, strategies as st

from odoo.addons.udi_traceability.tools.label_fonts import (
    FontError,
    Fonts,
    faces,
    measured,
    width,
)
from odoo.addons.udi_traceability.tools.label_text import MAY_BREAK, fit

STANDARD = Fonts()
FOLDER = f"{reportlab.__path__[0]}/fonts"
VERA = Fonts(f"{FOLDER}/Vera.ttf", f"{FOLDER}/VeraBd.ttf")
NAMES = ("regular", "bold", "others")


def fitted(content, wide, high, size=3.0, least=1.0, fonts=STANDARD, bold=False):
    paragraphs = content if isinstance(content, tuple) else (("", content),)
    return fit(paragraphs, wide, high, size, least, fonts, bold)


def lines(*arguments, **options):
    return [line for _faces, line in fitted(*arguments, **options).lines]


def test_broken_at_blanks():
    assert lines("one two three four", 12, 9) == ["one two", "three four"]


def test_broken_where_it_says_so():
    assert lines("one\ntwo\r\n\nthree", 50, 20) == ["one", "two", "three"]


def test_languages_are_lines_of_their_own():
    assert lines((("en_US", "pump"), ("de_DE", "Pumpe")), 50, 20) == ["pump", "Pumpe"]


def test_all_kinds_of_blanks_are_one_blank():
    assert lines(" one\t\t two\x00\xa0three \x1d", 50, 9) == ["one two three"]


def test_letters_with_their_accents_are_one_character():
    assert lines("e\u0301", 50, 9) == ["é"]


def test_chinese_breaks_anywhere_but_not_before_a_full_stop():
    found = lines("注射泵适用于医院。", 13, 20, size=3.0)
    assert found == ["注射泵适", "用于医院。"] or found == [
        "注射泵适",
        "用于医",
        "院。",
    ]
    assert lines("注射泵。", 9.5, 20) == ["注射", "泵。"]


def test_chinese_and_latin_side_by_side():
    assert lines("IP-200 型输液泵", 60, 9) == ["IP-200 型输液泵"]


def test_a_place_to_break_takes_no_room():
    text = f"(01)123{MAY_BREAK}(10)456"
    assert lines(text, 60, 9) == ["(01)123(10)456"]
    assert lines(text, 13, 9) == ["(01)123", "(10)456"]


def test_shrunk_until_it_fits():
    found = fitted("Infusion pump", 12, 4)
    assert found.fits
    assert 1.0 < found.size < 3.0
    assert width("Infusion pump", faces(STANDARD)) * found.size <= 12


def test_at_its_own_size_where_there_is_room():
    assert fitted("Infusion pump", 50, 4).size == 3.0


def test_never_below_the_least_and_never_cut():
    found = fitted("Infusion pump for hospitals", 4, 2, least=2.0)
    assert (found.fits, found.size) == (False, 2.0)
    whole = " ".join(line for _faces, line in found.lines)
    assert whole == "Infusion pump for hospitals"


def test_a_least_size_above_the_size_wins():
    assert fitted("x", 50, 50, size=1.0, least=2.0).size == 2.0


@pytest.mark.parametrize("least", [0.0, -3.0])
def test_nothing_is_printed_at_no_size(least):
    assert fitted("x" * 500, 1, 1, size=0.0, least=least).size == 0.5


def test_nothing_to_print():
    assert lines("", 5, 5) == []
    assert lines("", 5, 5, least=9.0) == []


@settings(deadline=None)
@given(st.text(max_size=80), st.floats(1, 50), st.floats(1, 50))
def test_what_fits_is_inside(content, wide, high):
    found = fitted(content, wide, high)
    if found.fits:
        for tried, line in found.lines:
            assert width(line, tried) * found.size <= wide + 1e-3
        count = len(found.lines)
        assert found.size * (0.98 + 1.18 * (count - 1)) <= high + 1e-3


@settings(deadline=None)
@given(st.text("abc ÄßЖ漢", max_size=60), st.floats(1, 40))
def test_no_letter_is_lost(content, wide):
    whole = "".join(line for _faces, line in fitted(content, wide, 5).lines)
    assert whole.replace(" ", "") == "".join(content.split())


# Fonts


def names(text, fonts=STANDARD, bold=False, language=""):
    runs, missing = measured(text, faces(fonts, bold, language))
    return [(face.name, run) for face, run, _width in runs], missing


def test_the_standard_font_for_western_europe():
    assert names("Größe ©€") == ([("Helvetica", "Größe ©€")], "")
    assert names("Größe", bold=True) == ([("Helvetica-Bold", "Größe")], "")


@pytest.mark.parametrize(
    ("language", "name"),
    [
        ("zh_CN", "STSong-Light"),
        ("zh_SG", "STSong-Light"),
        ("zh_TW", "MSung-Light"),
        ("zh_HK", "MSung-Light"),
        ("ja_JP", "HeiseiKakuGo-W5"),
        ("ko_KR", "HYGothic-Medium"),
        ("de_DE", "STSong-Light"),
        ("", "STSong-Light"),
    ],
)
def test_the_same_character_in_the_font_of_its_language(language, name):
    assert names("中", language=language) == ([(name, "中")], "")


def test_what_one_font_lacks_another_may_have():
    assert names("ポンプ", language="zh_TW")[1] == ""
    assert names("펌프")[0] == [("HYGothic-Medium", "펌프")]


@pytest.mark.parametrize(
    ("text", "missing"), [("Łódź", "Łź"), ("Αντλία", "Αντλία"), ("насос", "насос")]
)
def test_beyond_that_a_font_file_is_needed(text, missing):
    assert names(text, language="zh_CN")[1] == missing


@pytest.mark.parametrize("text", ["مضخة", "משאבה", "पंप"])
def test_scripts_that_need_shaping_are_not_drawn_wrong(text):
    assert names(text)[1] == text
    assert names(text, VERA)[1] == text


def test_a_font_file():
    ((face, run),) = names("Größe", VERA)[0]
    assert face.startswith("udi-") and run == "Größe"
    ((bold, _run),) = names("Größe", VERA, bold=True)[0]
    assert bold != face
    assert faces(VERA)[0].embedded
    assert faces(VERA)[0].path == VERA.regular


def test_bold_text_without_a_bold_file_is_regular():
    assert faces(Fonts(VERA.regular), bold=True)[0] == faces(VERA)[0]


def test_other_files_are_asked_before_the_fonts_of_the_reader():
    fonts = Fonts(others=(VERA.regular,))
    assert [face.name for face in faces(fonts)][:2] == [
        "Helvetica",
        faces(VERA)[0].name,
    ]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("path", ["/nowhere.ttf", __file__])
def test_a_file_that_is_no_font_is_named(name, path):
    fonts = Fonts(**{name: (path,) if name == "others" else path})
    with pytest.raises(FontError) as caught:
        faces(fonts, bold=name == "bold")
    assert caught.value.path == path
