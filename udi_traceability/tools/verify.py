"""Compare what is scanned, or moved, with what a transfer may take.

No database, no clock. The model reads once per transfer and builds an ``Expected``;
every scan, and every unit at the last moment, is then judged from memory by the same
checks.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from .finding import INFO, STOP, WARN, Finding
from .udi import Udi
from .verify_checks import (
    DOOR_CHECKS,
    INSIDE_CHECKS,
    PRODUCT_CODES,
    SCAN_CHECKS,
    Case,
    more,
)

OFF = "off"
# Such a scan fits no line or no unit: no policy can make it count
FIXED = frozenset(
    [
        "missing_di",
        "unknown_di",
        "wrong_product",
        "not_on_order",
        "already_scanned",
        "missing_pi",
    ]
)
NO_LABEL = Udi()


@dataclass(frozen=True, slots=True)
class KnownDi:
    """One identifier that this database knows.

    ``units``        base units that one label of it stands for (case of 10: 10)
    ``tracking``     how stock tells units apart: ``none``, ``lot``, ``serial``
    ``required_pi``  what its label must carry: names of ``Udi`` fields among
                     lot, serial, mfg_date, expiry, software_version
    ``device_id``    the key under which ``Expected.bans`` speaks about it
    ``ended``        from this day on it is not handed out any more
    """

    product_id: int
    units: float = 1.0
    tracking: str = "lot"
    required_pi: tuple[str, ...] = ()
    device_id: int = 0
    ended: date | None = None


@dataclass(frozen=True, slots=True)
class KnownLot:
    """One recorded lot or serial.

    ``available``   base units that this transfer may still take at its source,
                    less what it has taken already
    ``shipped``     a serial that a customer has
    ``instead_of``  the lot that was reserved here, where this is another one
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
    shipped: bool = False
    instead_of: str | None = None


@dataclass(frozen=True, slots=True)
class Expected:
    """What one transfer may take.

    ``dis``         canonical DI -> ``KnownDi``: those of the transfer's products
                    and, if it is another one, the DI of this scan (so that
                    *wrong product* can be told from *unknown*)
    ``remaining``   product -> base units still to take; a product that the
                    transfer does not want is missing here
    ``lots``        (product, name in stock) -> ``KnownLot``
    ``scanned``     (product, serial) pairs that this transfer has counted
    ``incoming``    a receipt: lots that nobody knows yet are normal there
    ``leaving``     it goes to a customer
    ``ordered``     products of the order behind the transfer, None without one
    ``life_days``   days of life that the customer asks for
    ``bans``        device -> findings about it and this customer
    ``severities``  code -> stop, warn, info or off, where it is not the usual one
    ``allowed``     (code, product, name in stock) that somebody may and did allow;
                    the name is empty for what concerns all units of the product
    """

    dis: Mapping[str, KnownDi]
    remaining: Mapping[int, float]
    lots: Mapping[tuple[int, str], KnownLot]
    scanned: Collection[tuple[int, str]] = frozenset()
    incoming: bool = False
    leaving: bool = False
    ordered: Collection[int] | None = None
    life_days: int = 0
    bans: Mapping[int, tuple[Finding, ...]] = field(default_factory=dict)
    severities: Mapping[str, str] = field(default_factory=dict)
    allowed: Collection[tuple[str, int, str]] = frozenset()


def stock_name(udi, tracking):
    """The name under which stock keeps this unit: its serial, its lot, or None."""
    return {"serial": udi.serial, "lot": udi.lot}.get(tracking)


def units_of(udi, known):
    """Base units that this scan stands for: those of its DI, times a stated count."""
    return known.units * (udi.quantity or 1)


def verify(expected: Expected, scanned: Udi, *, as_of: date) -> tuple[Finding, ...]:
    """What is wrong with taking this unit into this transfer; empty: nothing.

    A ``stop`` among the findings means that the scan does not count. Codes:
    missing_di, unknown_di, wrong_product, not_on_order, already_scanned (each of
    them alone), missing_pi, lot_unknown, already_shipped, not_in_stock, other_lot,
    over_quantity, on_hold, expired, expires_soon, di_withdrawn, not_cleared,
    licence_missing, licence_ended, licence_too_narrow, outside_territory,
    label_differs. ``value`` is what was scanned, ``expected`` what should be there.
    """
    alone = _identity(expected, scanned)
    if alone:
        return alone
    known = expected.dis[scanned.di]
    name = stock_name(scanned, known.tracking)
    lot = expected.lots.get((known.product_id, name))
    units = units_of(scanned, known)
    case = Case(expected, scanned, known, name, lot, units, as_of)
    return _found(case, SCAN_CHECKS)


def verify_unit(expected, known, name, lot, *, as_of):
    """What a scan would find about a unit that is moved without its label at hand.

    Codes: on_hold, expired, expires_soon, di_withdrawn, not_cleared, licence_*,
    outside_territory.

    :param known: its ``KnownDi``
    :param name: its name in stock, or None
    :param lot: its ``KnownLot``, or None
    """
    case = Case(expected, NO_LABEL, known, name, lot, 0.0, as_of)
    return _found(case, DOOR_CHECKS)


def verify_inside(expected, known, name, lot, units, *, as_of):
    """The same for units inside a package that is scanned; and are they here?"""
    case = Case(expected, NO_LABEL, known, name, lot, units, as_of)
    return _found(case, INSIDE_CHECKS)


def verify_scans(expected, policy, moved):
    """(product, name in stock) -> finding *not_scanned*, where a scan is missing.

    :param policy: ``none``, ``lots`` (each lot once) or ``units`` (every unit)
    :param moved: (product, name) -> (base units moved, base units scanned)
    """
    gaps = {}
    for key, (units, scanned) in moved.items():
        lacks = more(units, scanned) if policy == "units" else scanned <= 0
        if policy == "none" or not lacks:
            continue
        finding = Finding("not_scanned", STOP, "quantity", scanned, units)
        for found in weighed(expected, [finding], *key):
            gaps[key] = found
    return gaps


def _identity(expected, udi):
    """Why the scan cannot be matched with a line of the transfer at all."""
    if udi.di is None:
        return (Finding("missing_di", STOP, "di"),)
    known = expected.dis.get(udi.di)
    if known is None:
        return (Finding("unknown_di", STOP, "di", udi.di),)
    product = known.product_id
    if product not in expected.remaining:
        return (not_wanted(expected, product),)
    if known.tracking == "serial" and (product, udi.serial) in expected.scanned:
        return (Finding("already_scanned", STOP, "serial", udi.serial),)
    return ()


def not_wanted(expected, product):
    """The finding for a product that the transfer, or even its order, lacks."""
    foreign = expected.ordered is not None and product not in expected.ordered
    code = "not_on_order" if foreign else "wrong_product"
    return Finding(code, STOP, "product", product, tuple(expected.remaining))


def _found(case, checks):
    findings = [finding for check in checks for finding in check(case)]
    return tuple(
        weighed(case.expected, findings, case.known.product_id, case.name or "")
    )


def weighed(expected, findings, product, name):
    """As severe as this transfer takes them; what was allowed asks no more."""
    for finding in findings:
        code = finding.code
        if code in FIXED:
            yield finding
            continue
        severity = expected.severities.get(code, finding.severity)
        unit = "" if code in PRODUCT_CODES else name
        asked = severity in (STOP, WARN)
        if asked and (code, product, unit) in expected.allowed:
            severity = INFO
        if severity != OFF:
            yield replace(finding, severity=severity)
