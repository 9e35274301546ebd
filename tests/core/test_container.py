from datetime import date

import pytest
from hypothesis import given, strategies as st

from odoo.addons.udi_traceability.tools import UdiError, parse
from odoo.addons.udi_traceability.tools.build import text_of
from odoo.addons.udi_traceability.tools.check_digit import mod10_is_valid
from odoo.addons.udi_traceability.tools.container import capacity, container, sscc

prefixes = st.from_regex(r"[0-9]{4,12}", fullmatch=True)
digits = st.sampled_from("0123456789")


@given(prefixes, digits, st.data())
def test_every_number_is_a_container_that_reads_back(prefix, extension, data):
    number = data.draw(st.integers(0, capacity(prefix) - 1))
    code = sscc(prefix, number, extension)
    assert len(code) == 18
    assert code.startswith(extension + prefix)
    assert mod10_is_valid(code)
    assert int(code[1 + len(prefix) : 17]) == number
    assert parse(f"]C100{code}", as_of=date(2026, 1, 1)).sscc == code


@given(prefixes, digits)
def test_the_last_one_fits_and_no_more(prefix, extension):
    most = capacity(prefix)
    assert len(sscc(prefix, most - 1, extension)) == 18
    for number in (most, -1):
        with pytest.raises(UdiError) as caught:
            sscc(prefix, number, extension)
        assert caught.value.code == "bad_length"
        assert caught.value.found == str(number)


def test_two_numbers_are_two_codes():
    codes = {sscc("9506000", number) for number in range(1000)}
    assert len(codes) == 1000


@pytest.mark.parametrize("prefix", ["", "123", "1234567890123", "95o6000", "９５０６"])
def test_what_is_no_prefix(prefix):
    with pytest.raises(UdiError) as caught:
        capacity(prefix)
    assert (caught.value.element, caught.value.found) == ("GS1 Company Prefix", prefix)


@pytest.mark.parametrize("extension", ["", "10", "a", "-", "٣"])
def test_what_is_no_extension(extension):
    with pytest.raises(UdiError) as caught:
        sscc("9506000", 1, extension)
    assert (caught.value.code, caught.value.found) == ("bad_value", extension)


SSCC, CASE, UNIT = "395060001000000013", "19506000134359", "09506000134352"
TODAY = date(2026, 1, 1)


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"article": CASE},
        {"article": CASE, "lot": "LC2611A", "expiry": date(2029, 2, 28)},
        {"content": UNIT, "count": 240},
        {"content": CASE, "count": 24, "lot": "A", "expiry": date(2030, 12, 31)},
    ],
)
def test_what_is_built_reads_back(said):
    udi = container(SSCC, **said)
    read = parse("]C1" + text_of(udi), as_of=TODAY)
    for name in ("sscc", "di", "lot", "expiry", "elements"):
        assert getattr(read, name) == getattr(udi, name), name
    assert read.quantity == udi.quantity


def test_an_article_has_no_content_beside_it():
    udi = container(SSCC, article=CASE, content=UNIT, count=10)
    assert [code for code, _value in udi.elements] == ["00", "01"]
    assert udi.quantity is None


@pytest.mark.parametrize("said", [{"content": UNIT}, {"count": 5}, {}])
def test_a_lot_belongs_to_an_article(said):
    udi = container(SSCC, lot="A", expiry=TODAY, **said)
    assert udi.elements == (("00", SSCC),)
    assert (udi.lot, udi.expiry) == (None, None)


def test_without_a_number():
    assert container("", content=UNIT, count=2).sscc is None
    assert container("").elements == ()
