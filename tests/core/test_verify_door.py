"""What customer, papers and policy make of a unit: scanned, or moved unseen."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from odoo.addons.udi_traceability.tools import (
    Expected,
    Finding,
    KnownDi,
    KnownLot,
    Udi,
    verify,
    verify_scans,
    verify_unit,
)
from odoo.addons.udi_traceability.tools.verify import FIXED
from odoo.addons.udi_traceability.tools.verify_checks import PRODUCT_CODES

TODAY = date(2026, 6, 15)
STOP, WARN, INFO, OFF = "stop", "warn", "info", "off"
PUMP, DEVICE = 1, 5
DI = "09506000134352"
KNOWN = KnownDi(PUMP, tracking="serial", device_id=DEVICE)
LOT = KnownLot(11, available=1, expiry=TODAY + timedelta(days=74))
SCAN = Udi(di=DI, serial="S1")
EXPECTED = Expected(
    dis={DI: KNOWN}, remaining={PUMP: 2}, lots={(PUMP, "S1"): LOT}, leaving=True
)
BAN = Finding("not_cleared", STOP, "country", "CH")


def with_lot(**changes):
    return replace(EXPECTED, lots={(PUMP, "S1"): replace(LOT, **changes)})


def check(expected, udi=SCAN):
    return verify(expected, udi, as_of=TODAY)


def unit(expected, known=KNOWN):
    lot = expected.lots[PUMP, "S1"]
    return verify_unit(expected, known, "S1", lot, as_of=TODAY)


@pytest.mark.parametrize(("asked", "stops"), [(0, False), (74, False), (75, True)])
def test_expires_soon_by_what_the_customer_asks(asked, stops):
    expected = replace(EXPECTED, life_days=asked)
    last = TODAY + timedelta(days=74)
    found = (Finding("expires_soon", STOP, "expiry", last, asked),) if stops else ()
    assert check(expected) == unit(expected) == found
    assert check(replace(expected, leaving=False)) == ()


def test_expired_is_not_said_twice():
    expected = replace(with_lot(expiry=TODAY - timedelta(days=1)), life_days=180)
    assert [finding.code for finding in check(expected)] == ["expired"]


def test_the_last_valid_day_of_an_ma_label_counts_too():
    label = replace(SCAN, extra=(("valid_until", TODAY - timedelta(days=1)),))
    assert [finding.code for finding in check(EXPECTED, label)] == ["expired"]


def test_a_serial_that_a_customer_has():
    away = with_lot(shipped=True, available=0)
    found = (Finding("already_shipped", STOP, "serial", "S1"),)
    assert check(away) == found
    assert check(replace(away, incoming=True)) == found


def test_another_lot_than_reserved_is_told_only():
    other = with_lot(instead_of="S7")
    assert check(other) == (Finding("other_lot", INFO, "serial", "S1", "S7"),)
    assert check(replace(other, incoming=True)) == ()
    strict = replace(other, severities={"other_lot": STOP})
    assert [finding.severity for finding in check(strict)] == [STOP]


def test_what_was_not_ordered_is_more_than_the_wrong_transfer():
    none_wanted = replace(EXPECTED, remaining={7: 1})
    for ordered, code in (
        (None, "wrong_product"),
        ({PUMP}, "wrong_product"),
        ({7}, "not_on_order"),
    ):
        found = (Finding(code, STOP, "product", PUMP, (7,)),)
        assert check(replace(none_wanted, ordered=ordered)) == found


@pytest.mark.parametrize(
    ("ended", "stops"),
    [(None, False), (TODAY + timedelta(days=1), False), (TODAY, True)],
)
def test_a_di_that_has_ended(ended, stops):
    known = replace(KNOWN, ended=ended)
    expected = replace(EXPECTED, dis={DI: known})
    found = (Finding("di_withdrawn", STOP, "di", DI, ended),) if stops else ()
    assert check(expected) == found
    assert [f.code for f in unit(expected, known)] == [f.code for f in found]
    assert check(replace(expected, leaving=False)) == ()


def test_bans_hold_for_their_device_and_for_customers_only():
    banned = replace(EXPECTED, bans={DEVICE: (BAN,), 6: (BAN, BAN)})
    assert check(banned) == unit(banned) == (BAN,)
    assert check(replace(banned, leaving=False)) == ()


def test_a_withdrawn_device_with_an_ended_di_is_said_once():
    withdrawn = Finding("di_withdrawn", STOP, "device", DEVICE)
    known = replace(KNOWN, ended=TODAY)
    expected = replace(EXPECTED, dis={DI: known}, bans={DEVICE: (withdrawn, BAN)})
    assert [f.code for f in check(expected)] == ["di_withdrawn", "not_cleared"]


def test_a_unit_is_judged_as_its_scan_but_for_the_label():
    expected = replace(with_lot(on_hold=True), life_days=90, bans={DEVICE: (BAN,)})
    assert check(expected) == unit(expected)


def test_a_unit_without_a_lot():
    known = KnownDi(PUMP, tracking="none", device_id=DEVICE)
    banned = replace(EXPECTED, bans={DEVICE: (BAN,)})
    assert verify_unit(banned, known, None, None, as_of=TODAY) == (BAN,)


def test_off_is_off():
    quiet = replace(with_lot(on_hold=True), severities={"on_hold": OFF})
    assert check(quiet) == ()


@pytest.mark.parametrize("severity", [WARN, INFO, OFF])
def test_no_policy_lets_pass_what_fits_nowhere(severity):
    severities = dict.fromkeys(FIXED, severity)
    soft = replace(EXPECTED, severities=severities, scanned={(PUMP, "S1")})
    for udi in (SCAN, Udi(serial="S1"), Udi(di="09506000199999"), Udi(di=DI)):
        assert check(soft, udi)[0].severity == STOP


def test_what_was_allowed_passes_for_that_lot_only():
    held = with_lot(on_hold=True)
    allowed = replace(held, allowed={("on_hold", PUMP, "S1")})
    assert [f.severity for f in check(allowed)] == [INFO]
    assert [f.severity for f in unit(allowed)] == [INFO]
    for other in (
        ("on_hold", PUMP, "S2"),
        ("expired", PUMP, "S1"),
        ("on_hold", 2, "S1"),
    ):
        assert [f.severity for f in check(replace(held, allowed={other}))] == [STOP]


def test_what_is_wrong_with_the_product_is_allowed_for_all_its_units():
    banned = replace(EXPECTED, bans={DEVICE: (BAN,)})
    allowed = replace(banned, allowed={("not_cleared", PUMP, "")})
    assert [f.severity for f in check(allowed)] == [INFO]
    assert check(replace(banned, allowed={("not_cleared", PUMP, "S1")})) == (BAN,)


@pytest.mark.parametrize(
    ("policy", "gaps"),
    [
        ("none", {}),
        ("lots", {(PUMP, "B"): (0, 5)}),
        ("units", {(PUMP, "A"): (2, 5), (PUMP, "B"): (0, 5)}),
    ],
)
def test_missing_scans_by_policy(policy, gaps):
    moved = {(PUMP, "A"): (5, 2), (PUMP, "B"): (5, 0), (PUMP, "C"): (5, 5)}
    found = verify_scans(EXPECTED, policy, moved)
    assert {key: (f.value, f.expected) for key, f in found.items()} == gaps
    assert {f.severity for f in found.values()} <= {STOP}


def test_missing_scans_are_weighed_too():
    moved = {(PUMP, "A"): (5, 0)}
    off = replace(EXPECTED, severities={"not_scanned": OFF})
    assert verify_scans(off, "units", moved) == {}
    allowed = replace(EXPECTED, allowed={("not_scanned", PUMP, "")})
    [found] = verify_scans(allowed, "units", moved).values()
    assert found.severity == INFO


DATES = st.none() | st.dates(TODAY - timedelta(days=400), TODAY + timedelta(days=400))
CODES = ("on_hold", "expired", "expires_soon", "di_withdrawn", "not_cleared")


@given(
    expiry=DATES,
    ended=DATES,
    held=st.booleans(),
    life=st.integers(0, 400),
    leaving=st.booleans(),
    severities=st.dictionaries(
        st.sampled_from(CODES), st.sampled_from((STOP, WARN, INFO, OFF))
    ),
    allowed=st.sets(st.sampled_from(CODES)),
)
def test_scan_and_door_agree(expiry, ended, held, life, leaving, severities, allowed):
    known = replace(KNOWN, ended=ended)
    expected = replace(
        with_lot(expiry=expiry, on_hold=held),
        dis={DI: known},
        life_days=life,
        leaving=leaving,
        bans={DEVICE: (BAN,)},
        severities=severities,
        allowed={
            (code, PUMP, "" if code in PRODUCT_CODES else "S1") for code in allowed
        },
    )
    scanned, moved = check(expected), unit(expected, known)
    assert [(f.code, f.severity) for f in scanned] == [
        (f.code, f.severity) for f in moved
    ]
    stopped = {f.code for f in scanned if f.severity == STOP}
    assert not stopped & allowed
    assert all(severities.get(f.code, STOP) != OFF for f in scanned)
    assert len({f.code for f in scanned}) == len(scanned)


UNITS = st.tuples(st.integers(1, 50), st.integers(0, 50))


@given(st.dictionaries(st.sampled_from("ABCDE"), UNITS))
def test_a_stricter_policy_finds_no_less(lots):
    moved = {(PUMP, name): units for name, units in lots.items()}
    none, some, most = (
        set(verify_scans(EXPECTED, policy, moved))
        for policy in ("none", "lots", "units")
    )
    assert not none and some <= most
    assert most == {key for key, (units, scanned) in moved.items() if scanned < units}
    assert some == {key for key, (_units, scanned) in moved.items() if not scanned}
