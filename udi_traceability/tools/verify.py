"""Compare a scanned label with what a transfer may take: no database, no clock.

The model reads once per transfer and builds an ``Expected``; every scan is then
judged from memory.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from .finding import STOP, WARN, Finding
from .udi import Udi


@dataclass(frozen=True, slots=True)
class KnownDi:
    """One identifier that this database knows.

    ``units``        base units that one label of it stands for (case of 10: 10)
    ``tracking``     how stock tells units apart: ``none``, ``lot``, ``serial``
    ``required_pi``  what its label must carry: names of ``Udi`` fields among
                     lot, serial, mfg_date, expiry, software_version
    """

    product_id: int
    units: float = 1.0
    tracking: str = "lot"
    required_pi: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KnownLot:
    """One recorded lot or serial.

    ``available``  base units that this transfer may still take at its source,
                   less what it has taken already
    The other fields are the record's, None where it does not say: they are
    compared with the label only where both speak.
    """

    lot_id: int
    available: float = 0.0
    on_hold: bool = False
    di: str | None = None
    lot: str | None = None
    serial: str | None = None
    expiry: date | None = None
    mfg_date: date | None = None


@dataclass(frozen=True, slots=True)
class Expected:
    """What one transfer may take.

    ``dis``        canonical DI -> ``KnownDi``: those of the transfer's products
                   and, if it is another one, the DI of this scan (so that
                   *wrong product* can be told from *unknown*)
    ``remaining``  product -> base units still to take; a product that the
                   transfer does not want is missing here
    ``lots``       (product, name in stock) -> ``KnownLot``
    ``scanned``    (product, serial) pairs that this transfer has counted
    ``incoming``   a receipt: lots that nobody knows yet are normal there
    ``warn_only``  codes that this kind of transfer does not stop for
    """

    dis: Mapping[str, KnownDi]
    remaining: Mapping[int, float]
    lots: Mapping[tuple[int, str], KnownLot]
    scanned: Collection[tuple[int, str]] = frozenset()
    incoming: bool = False
    warn_only: frozenset[str] = frozenset()


class _Case(NamedTuple):
    expected: Expected
    udi: Udi
    known: KnownDi
    name: str | None
    lot: KnownLot | None
    units: float
    as_of: date


def stock_name(udi, tracking):
    """The name under which stock keeps this unit: its serial, its lot, or None."""
    return {"serial": udi.serial, "lot": udi.lot}.get(tracking)


def units_of(udi, known):
    """Base units that this scan stands for: those of its DI, times a stated count."""
    return known.units * (udi.quantity or 1)


def verify(expected: Expected, scanned: Udi, *, as_of: date) -> tuple[Finding, ...]:
    """What is wrong with taking this unit into this transfer; empty: nothing.

    A ``stop`` among the findings means that the scan does not count. Codes:
    missing_di, unknown_di, wrong_product, already_scanned (each of them alone),
    missing_pi, lot_unknown, not_in_stock, over_quantity, on_hold, expired,
    label_differs. ``value`` is what was scanned, ``expected`` what should be there.
    """
    findings = _identity(expected, scanned) or _unit(expected, scanned, as_of)
    return tuple(
        replace(finding, severity=WARN)
        if finding.severity == STOP and finding.code in expected.warn_only
        else finding
        for finding in findings
    )


def _identity(expected, udi):
    """Why the scan cannot be matched with a line of the transfer at all."""
    if udi.di is None:
        return (Finding("missing_di", STOP, "di"),)
    known = expected.dis.get(udi.di)
    if known is None:
        return (Finding("unknown_di", STOP, "di", udi.di),)
    if known.product_id not in expected.remaining:
        wanted = tuple(expected.remaining)
        return (Finding("wrong_product", STOP, "product", known.product_id, wanted),)
    unit = known.product_id, udi.serial
    if known.tracking == "serial" and unit in expected.scanned:
        return (Finding("already_scanned", STOP, "serial", udi.serial),)
    return ()


def _unit(expected, udi, as_of):
    known = expected.dis[udi.di]
    name = stock_name(udi, known.tracking)
    lot = expected.lots.get((known.product_id, name))
    case = _Case(expected, udi, known, name, lot, units_of(udi, known), as_of)
    return [finding for check in _CHECKS for finding in check(case)]


def _missing_pi(case):
    tracked = case.known.tracking
    if tracked != "none" and case.name is None:
        yield Finding("missing_pi", STOP, tracked, None, tracked)
    for name in case.known.required_pi:
        if name != tracked and getattr(case.udi, name) is None:
            yield Finding("missing_pi", WARN, name, None, name)


def _stock(case):
    if case.name is None or case.expected.incoming:
        return
    field = case.known.tracking
    if case.lot is None:
        yield Finding("lot_unknown", STOP, field, case.name)
    elif _more(case.units, case.lot.available):
        yield Finding("not_in_stock", STOP, field, case.name, case.lot.available)


def _quantity(case):
    remaining = case.expected.remaining[case.known.product_id]
    if _more(case.units, remaining):
        yield Finding("over_quantity", STOP, "quantity", case.units, remaining)


def _more(units, limit):
    return units - limit > 1e-6  # quantities are floats


def _on_hold(case):
    if case.lot and case.lot.on_hold:
        yield Finding("on_hold", STOP, case.known.tracking, case.name)


def _expired(case):
    """The last day of use is a day of use; the earlier of label and record counts.

    An MA label may name both: when it expires, and its last valid day.
    """
    days = [case.udi.expiry, case.udi.detail("valid_until")]
    days.append(case.lot and case.lot.expiry)
    last = min(filter(None, days), default=None)
    if last and last < case.as_of:
        yield Finding("expired", STOP, "expiry", last, case.as_of)


def _label_differs(case):
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


_CHECKS = (_missing_pi, _stock, _quantity, _on_hold, _expired, _label_differs)
