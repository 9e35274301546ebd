"""What can be wrong with one unit: a generator for each code, all of one shape.

Each takes a ``Case`` and yields findings with their usual severity; what a company
or a transfer makes of them is weighed afterwards, in ``verify``.
"""

from datetime import date
from typing import Any, NamedTuple

from .finding import INFO, STOP, WARN, Finding

# About device and customer: the same for all units of a product on a transfer
PRODUCT_CODES = frozenset(
    [
        "di_withdrawn",
        "not_cleared",
        "licence_missing",
        "licence_ended",
        "licence_too_narrow",
        "outside_territory",
        "over_quantity",
        "not_scanned",
    ]
)


class Case(NamedTuple):
    """One unit before the door; ``lot`` is None where no record is known."""

    expected: Any
    udi: Any
    known: Any
    name: str | None
    lot: Any
    units: float
    as_of: date


def missing_pi(case):
    tracked = case.known.tracking
    if tracked != "none" and case.name is None:
        yield Finding("missing_pi", STOP, tracked, None, tracked)
    for name in case.known.required_pi:
        if name != tracked and getattr(case.udi, name) is None:
            yield Finding("missing_pi", WARN, name, None, name)


def stock(case):
    """Is it here? A serial that a customer has cannot be here, nor come in again."""
    if case.name is None:
        return
    field = case.known.tracking
    if case.lot and case.lot.shipped:
        yield Finding("already_shipped", STOP, field, case.name)
    elif case.expected.incoming:
        return
    elif case.lot is None:
        yield Finding("lot_unknown", STOP, field, case.name)
    elif more(case.units, case.lot.available):
        yield Finding("not_in_stock", STOP, field, case.name, case.lot.available)
    elif case.lot.instead_of:
        yield Finding("other_lot", INFO, field, case.name, case.lot.instead_of)


def quantity(case):
    remaining = case.expected.remaining[case.known.product_id]
    if more(case.units, remaining):
        yield Finding("over_quantity", STOP, "quantity", case.units, remaining)


def more(units, limit):
    return units - limit > 1e-6  # quantities are floats


def on_hold(case):
    if case.lot and case.lot.on_hold:
        yield Finding("on_hold", STOP, case.known.tracking, case.name)


def life(case):
    """The last day of use is a day of use; the earlier of label and record counts.

    An MA label may name both: when it expires, and its last valid day.
    """
    days = [case.udi.expiry, case.udi.detail("valid_until")]
    days.append(case.lot and case.lot.expiry)
    last = min(filter(None, days), default=None)
    asked = case.expected.life_days
    if last is None:
        return
    if last < case.as_of:
        yield Finding("expired", STOP, "expiry", last, case.as_of)
    elif case.expected.leaving and (last - case.as_of).days < asked:
        yield Finding("expires_soon", STOP, "expiry", last, asked)


def going_out(case):
    """What device, papers, licence and territory say about this customer."""
    if not case.expected.leaving:
        return
    ended = case.known.ended
    bans = case.expected.bans.get(case.known.device_id, ())
    if ended and ended <= case.as_of:
        yield Finding("di_withdrawn", STOP, "di", case.udi.di, ended)
        bans = [ban for ban in bans if ban.code != "di_withdrawn"]
    yield from bans


def label_differs(case):
    if case.lot is None:
        return
    for name in ("lot", "serial", "mfg_date", "expiry"):
        label, record = getattr(case.udi, name), getattr(case.lot, name)
        if None not in (label, record) and not _same(case.udi, name, label, record):
            yield Finding("label_differs", WARN, name, label, record)
    recorded = case.expected.dis.get(case.lot.di)
    if case.lot.di != case.udi.di and recorded and recorded.units == case.known.units:
        yield Finding("label_differs", WARN, "di", case.udi.di, case.lot.di)


def _same(udi, name, label, record):
    if name == "expiry" and udi.expiry_precision == "month":
        return (label.year, label.month) == (record.year, record.month)
    return label == record


# Where a label was read, where a unit passes the door without one, and where it lies
# in a package that was scanned
SCAN_CHECKS = (missing_pi, stock, quantity, on_hold, life, going_out, label_differs)
DOOR_CHECKS = (on_hold, life, going_out)
INSIDE_CHECKS = (stock, *DOOR_CHECKS)
