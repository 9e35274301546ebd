from datetime import date

import pytest
from hypothesis import given, strategies as st

from odoo.addons.udi_traceability.tools import (
    Expected,
    Finding,
    KnownDi,
    KnownLot,
    Udi,
)
from odoo.addons.udi_traceability.tools.packing import (
    Inside,
    stated_units,
    verify_package,
    wrong_count,
)

TODAY = date(2026, 11, 22)
PUMP, GLOVE, CARTON = 1, 2, 3
DI = "09506000134352"


def expected(remaining, lots=(), **values):
    return Expected(
        dis={DI: KnownDi(PUMP, tracking="serial", device_id=7)},
        remaining=remaining,
        lots={(PUMP, name): lot for name, lot in dict(lots).items()},
        **values,
    )


def pump(name):
    return Inside(PUMP, 1, name, DI)


def lots(*names, **values):
    return {name: KnownLot(7, available=1, **values) for name in names}


def codes(found):
    return [(index, finding.code) for index, finding in found]


def judge(expected, content, stated=None):
    return codes(verify_package(expected, content, stated, as_of=TODAY))


def test_a_case_that_is_wanted():
    names = [f"S{n}" for n in range(10)]
    wanted = expected({PUMP: 10}, lots(*names))
    assert judge(wanted, [pump(name) for name in names], 10) == []


def test_nothing_inside():
    assert judge(expected({PUMP: 1}), []) == [(None, "package_empty")]


def test_the_first_unit_that_stops_it_is_named():
    known = lots("A") | lots("B", on_hold=True) | lots("C", expiry=date(2026, 11, 1))
    found = judge(expected({PUMP: 3}, known), [pump("A"), pump("B"), pump("C")])
    assert found == [(1, "on_hold"), (2, "expired")]


def test_what_only_a_label_of_a_unit_says_is_not_asked_of_a_case():
    known = {"A": KnownLot(7, available=1, expiry=date(2029, 1, 1), instead_of="B")}
    assert judge(expected({PUMP: 1}, known), [pump("A")]) == []


def test_what_concerns_the_article_is_said_once():
    known = lots("A", "B")
    banned = {7: (Finding("not_cleared", "stop", "device", 7),)}
    wanted = expected({PUMP: 2}, known, leaving=True, bans=banned)
    assert judge(wanted, [pump("A"), pump("B")]) == [(0, "not_cleared")]


def test_a_policy_and_an_allowance_count_here_too():
    known = lots("A", on_hold=True)
    off = expected({PUMP: 1}, known, severities={"wrong_count": "off"})
    assert judge(off, [pump("A")], 5) == [(0, "on_hold")]
    may = expected({PUMP: 1}, known, allowed={("on_hold", PUMP, "A")})
    ((_index, finding),) = verify_package(may, [pump("A")], as_of=TODAY)
    assert finding.severity == "info"


def test_on_no_order():
    wanted = expected({GLOVE: 1}, lots("A"), ordered={GLOVE})
    assert judge(wanted, [pump("A")]) == [(0, "not_on_order")]


def test_warnings_come_after_stops():
    known = lots("A", expiry=date(2026, 1, 1)) | lots("B", on_hold=True)
    wanted = expected({PUMP: 2}, known, severities={"expired": "warn"})
    found = verify_package(wanted, [pump("A"), pump("B")], as_of=TODAY)
    assert [finding.severity for _index, finding in found] == ["stop", "warn"]
    assert codes(found) == [(1, "on_hold"), (0, "expired")]


def test_each_article_is_counted_once():
    content = [pump("A"), pump("B"), Inside(GLOVE, 5), Inside(CARTON, 2)]
    wanted = expected({PUMP: 1, CARTON: 2}, lots("A", "B"))
    assert judge(wanted, content) == [(0, "over_quantity"), (2, "wrong_product")]


def test_goods_that_are_no_device_may_be_on_hold_too():
    held = {(GLOVE, "L1"): KnownLot(9, available=5, on_hold=True)}
    wanted = Expected(dis={}, remaining={GLOVE: 5}, lots=held)
    assert judge(wanted, [Inside(GLOVE, 5, "L1")]) == [(0, "on_hold")]
    assert judge(wanted, [Inside(GLOVE, 5, "L2")]) == [(0, "lot_unknown")]


@pytest.mark.parametrize(
    ("udi", "known", "units"),
    [
        (None, None, None),
        (Udi(sscc="0"), None, None),
        (Udi(quantity=24), None, 24),
        (Udi(quantity=24), KnownDi(PUMP, units=10), 240),
        (Udi(di=DI), KnownDi(PUMP, units=10), 10),
        (Udi(di=DI), None, 1),
    ],
)
def test_what_a_label_states(udi, known, units):
    assert stated_units(udi, known) == units


def test_a_count_is_wrong_or_not_stated():
    assert wrong_count(None, 9) == ()
    assert wrong_count(9, 9.0) == ()
    (finding,) = wrong_count(10, 9)
    assert (finding.code, finding.value, finding.expected) == ("wrong_count", 9, 10)


@given(st.lists(st.booleans(), min_size=1, max_size=30), st.integers(0, 40))
def test_all_of_it_or_none(held, wanted):
    """A package goes only if each of its units would, and all of them are wanted."""
    names = [f"S{n}" for n in range(len(held))]
    known = {
        name: KnownLot(7, available=1, on_hold=on_hold)
        for name, on_hold in zip(names, held, strict=True)
    }
    found = judge(expected({PUMP: wanted}, known), [pump(name) for name in names])
    stopped = {index for index, code in found if code == "on_hold"}
    assert stopped == {index for index, on_hold in enumerate(held) if on_hold}
    assert ((0, "over_quantity") in found) == (len(held) > wanted)
    assert bool(found) == (any(held) or len(held) > wanted)
