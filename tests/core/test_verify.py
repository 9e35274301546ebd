"""Expected against scanned: every code with a case that has it and one that has not."""

from dataclasses import replace
from datetime import date

import pytest

from odoo.addons.udi_traceability.tools import (
    Expected,
    Finding,
    KnownDi,
    KnownLot,
    Udi,
    verify,
)
from odoo.addons.udi_traceability.tools.verify import stock_name, units_of

TODAY = date(2026, 6, 15)
PUMP, CABLE, BOX = 1, 2, 3
PUMP_DI, CASE_DI, CABLE_DI = "09506000134352", "19506000134359", "09506000117843"
OLD_PUMP_DI, BOX_DI, OTHER_DI = "09506000134376", "09506000134383", "09506000134390"

EXPECTED = Expected(
    dis={
        PUMP_DI: KnownDi(PUMP, tracking="serial"),
        OLD_PUMP_DI: KnownDi(PUMP, tracking="serial"),
        CASE_DI: KnownDi(CABLE, units=10),
        CABLE_DI: KnownDi(CABLE, required_pi=("lot", "expiry")),
        BOX_DI: KnownDi(BOX, tracking="none"),
        OTHER_DI: KnownDi(99),
    },
    remaining={PUMP: 2, CABLE: 12, BOX: 1},
    lots={
        (PUMP, "S1"): KnownLot(
            11,
            available=1,
            di=PUMP_DI,
            lot="L1",
            serial="S1",
            expiry=date(2027, 12, 31),
            mfg_date=date(2026, 1, 1),
        ),
        (PUMP, "S2"): KnownLot(12, available=1),
        (CABLE, "L9"): KnownLot(21, available=15, di=CABLE_DI),
        (CABLE, "FEW"): KnownLot(22, available=4),
    },
    scanned={(PUMP, "S2")},
)
PUMP_1 = Udi(di=PUMP_DI, serial="S1", expiry=date(2027, 12, 31))
CABLE_9 = Udi(di=CABLE_DI, lot="L9", expiry=date(2027, 12, 31))
STOP, WARN = "stop", "warn"


def check(udi, expected=EXPECTED, as_of=TODAY):
    return verify(expected, udi, as_of=as_of)


def lot(key, **changes):
    """The expectation with another record of one lot."""
    lots = {**EXPECTED.lots, key: replace(EXPECTED.lots[key], **changes)}
    return replace(EXPECTED, lots=lots)


@pytest.mark.parametrize("udi", [PUMP_1, CABLE_9, Udi(di=BOX_DI)])
def test_what_is_expected_has_no_findings(udi):
    assert check(udi) == ()


def test_missing_di():
    assert check(Udi(lot="L9")) == (Finding("missing_di", STOP, "di"),)


def test_unknown_di():
    udi = replace(PUMP_1, di="09506000199999")
    assert check(udi) == (Finding("unknown_di", STOP, "di", udi.di),)


def test_wrong_product_names_what_is_wanted():
    found = Finding("wrong_product", STOP, "product", 99, (PUMP, CABLE, BOX))
    assert check(replace(CABLE_9, di=OTHER_DI)) == (found,)


def test_already_scanned_is_the_only_finding():
    found = Finding("already_scanned", STOP, "serial", "S2")
    none_left = replace(EXPECTED, remaining={PUMP: 0})
    assert check(replace(PUMP_1, serial="S2"), none_left) == (found,)


def test_a_lot_may_be_scanned_again():
    assert check(CABLE_9, replace(EXPECTED, scanned={(CABLE, "L9")})) == ()


@pytest.mark.parametrize(
    ("udi", "findings"),
    [
        (replace(PUMP_1, serial=None, lot="L1"), [(STOP, "serial")]),
        (replace(CABLE_9, lot=None), [(STOP, "lot")]),
        (replace(CABLE_9, expiry=None), [(WARN, "expiry")]),
        (Udi(di=CABLE_DI), [(STOP, "lot"), (WARN, "expiry")]),
    ],
)
def test_missing_pi(udi, findings):
    found = [Finding("missing_pi", s, field, None, field) for s, field in findings]
    assert list(check(udi)) == found


def test_lot_unknown_but_for_a_receipt():
    udi = replace(CABLE_9, lot="NEW")
    assert check(udi) == (Finding("lot_unknown", STOP, "lot", "NEW"),)
    assert check(udi, replace(EXPECTED, incoming=True)) == ()


def test_a_lot_of_another_product_is_not_the_one():
    udi = replace(CABLE_9, lot="S1")
    assert check(udi) == (Finding("lot_unknown", STOP, "lot", "S1"),)


def test_not_in_stock():
    case = Udi(di=CASE_DI, lot="FEW")
    assert check(case) == (Finding("not_in_stock", STOP, "lot", "FEW", 4),)
    assert check(Udi(di=CASE_DI, lot="L9")) == ()
    assert check(case, replace(EXPECTED, incoming=True)) == ()


def test_over_quantity():
    case = Udi(di=CASE_DI, lot="L9")
    left = replace(EXPECTED, remaining={CABLE: 9})
    assert check(case, left) == (Finding("over_quantity", STOP, "quantity", 10, 9),)
    assert check(case, replace(EXPECTED, remaining={CABLE: 10})) == ()
    counted = replace(CABLE_9, quantity=13)
    assert check(counted) == (Finding("over_quantity", STOP, "quantity", 13, 12),)


def test_quantities_are_floats():
    third = replace(EXPECTED.dis[CABLE_DI], units=0.1)
    dis = {**EXPECTED.dis, CABLE_DI: third}
    left = replace(EXPECTED, dis=dis, remaining={CABLE: 0.3 - 0.2})
    assert left.remaining[CABLE] < 0.1
    assert check(CABLE_9, left) == ()


def test_on_hold():
    held = lot((PUMP, "S1"), on_hold=True)
    assert check(PUMP_1, held) == (Finding("on_hold", STOP, "serial", "S1"),)
    assert check(PUMP_1, replace(held, incoming=True)) == check(PUMP_1, held)


@pytest.mark.parametrize(
    ("label", "record", "last"),
    [
        (date(2026, 6, 14), None, date(2026, 6, 14)),
        (None, date(2026, 6, 14), date(2026, 6, 14)),
        (date(2026, 6, 15), None, None),
        (None, None, None),
    ],
)
def test_expired_the_day_after_the_last_day_of_use(label, record, last):
    udi = replace(PUMP_1, expiry=label)
    expected = lot((PUMP, "S1"), expiry=record)
    found = last and Finding("expired", STOP, "expiry", last, TODAY)
    assert check(udi, expected) == ((found,) if found else ())


def test_expired_unit_of_an_untracked_product():
    udi = Udi(di=BOX_DI, expiry=date(2026, 1, 31))
    assert [finding.code for finding in check(udi)] == ["expired"]


def test_the_earlier_day_of_label_and_record_counts():
    udi = replace(PUMP_1, expiry=date(2029, 1, 1))
    found = check(udi, lot((PUMP, "S1"), expiry=date(2026, 1, 1)))
    assert [(finding.code, finding.value) for finding in found] == [
        ("expired", date(2026, 1, 1)),
        ("label_differs", date(2029, 1, 1)),
    ]


@pytest.mark.parametrize(
    ("field", "value", "recorded"),
    [
        ("expiry", date(2028, 1, 1), date(2027, 12, 31)),
        ("mfg_date", date(2026, 1, 2), date(2026, 1, 1)),
        ("lot", "L2", "L1"),
        ("di", OLD_PUMP_DI, PUMP_DI),
    ],
)
def test_label_differs(field, value, recorded):
    found = Finding("label_differs", WARN, field, value, recorded)
    assert check(replace(PUMP_1, **{field: value})) == (found,)


def test_label_differs_only_where_both_speak():
    blank = replace(PUMP_1, expiry=None)
    assert check(blank) == ()
    silent = lot((PUMP, "S1"), expiry=None, mfg_date=None, lot=None, di=None)
    assert check(replace(PUMP_1, lot="L2", mfg_date=TODAY), silent) == ()


def test_serial_differs_from_the_one_on_record():
    recorded = lot((PUMP, "S1"), serial="S-1")
    found = Finding("label_differs", WARN, "serial", "S1", "S-1")
    assert check(PUMP_1, recorded) == (found,)


def test_a_month_is_compared_as_a_month():
    month = replace(PUMP_1, expiry_precision="month")
    mid = lot((PUMP, "S1"), expiry=date(2027, 12, 15))
    assert check(month, mid) == ()
    assert [finding.code for finding in check(PUMP_1, mid)] == ["label_differs"]
    before = lot((PUMP, "S1"), expiry=date(2027, 11, 30))
    assert [finding.code for finding in check(month, before)] == ["label_differs"]


def test_the_di_of_a_package_is_no_difference():
    assert check(Udi(di=CASE_DI, lot="L9")) == ()


def test_what_is_wrong_together_is_said_together():
    expected = replace(lot((CABLE, "FEW"), on_hold=True), remaining={CABLE: 3})
    udi = Udi(di=CASE_DI, lot="FEW", expiry=date(2026, 1, 1))
    codes = [finding.code for finding in check(udi, expected)]
    assert codes == ["not_in_stock", "over_quantity", "on_hold", "expired"]


def test_policy_turns_a_stop_into_a_warning():
    soft = replace(lot((PUMP, "S1"), on_hold=True), severities={"expired": WARN})
    udi = replace(PUMP_1, expiry=date(2026, 1, 1), lot="L2")
    severities = {f.code: f.severity for f in check(udi, soft)}
    assert severities["expired"] == WARN
    assert severities["on_hold"] == STOP
    assert severities["label_differs"] == WARN


@pytest.mark.parametrize(
    ("tracking", "name"), [("serial", "S"), ("lot", "L"), ("none", None)]
)
def test_name_in_stock(tracking, name):
    assert stock_name(Udi(lot="L", serial="S"), tracking) == name


def test_units_of_a_scan():
    case = KnownDi(CABLE, units=10)
    assert units_of(Udi(di=CASE_DI), case) == 10
    assert units_of(Udi(di=CASE_DI, quantity=3), case) == 30
