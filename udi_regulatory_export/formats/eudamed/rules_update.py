"""What may change after registration, against what EUDAMED accepted last.

BR-DTX-UDI-026, 031, 033; BR-DTX-UDID-092, 093. A finding shows our value, as expected
the one that EUDAMED holds; its code tells the way out: a new family, a new UDI-DI, a
new package DI, or none.
"""

from collections.abc import Iterator
from typing import Any

from ..findings import ERROR, WARNING, Finding
from ..record import DeviceRecord
from ..rules import found
from . import rules_packages, selection
from .locked import DECLARED, DEVICE, FAMILY, ONCE, TRIGGERS, Locked
from .plan import KNOWN, plan


def changes(record: DeviceRecord, accepted: DeviceRecord) -> Iterator[Finding]:
    """Everything that an update must not say."""
    yield from _locked(FAMILY, record, accepted, "locked_family")
    yield from _locked(DEVICE, record, accepted, "locked_device")
    yield from _locked(DECLARED, record, accepted, "certificates_stay", WARNING)
    for lock in _of_law(ONCE, record):
        old = lock.value(accepted)
        if old is not None and lock.value(record) != old:
            yield _finding(lock, record, old, "locked_once")
    yield from _locked(TRIGGERS, record, accepted, "law_new_di", WARNING)
    yield from _one_way(record, accepted)
    yield from _waiting(record, accepted)


def _of_law(locks: tuple[Locked, ...], record: DeviceRecord) -> Iterator[Locked]:
    return (each for each in locks if record.legislation_eu in each.laws)


def _locked(
    locks: tuple[Locked, ...],
    record: DeviceRecord,
    accepted: DeviceRecord,
    code: str,
    severity: str = ERROR,
) -> Iterator[Finding]:
    for lock in _of_law(locks, record):
        old = lock.value(accepted)
        if lock.value(record) != old:
            yield _finding(lock, record, old, code, severity)


def _finding(
    lock: Locked, record: DeviceRecord, old: Any, code: str, severity: str = ERROR
) -> Finding:
    part, value = lock.of(record), lock.value(record)
    return found(part, lock.name, code, severity, value=_said(value), expected=old)


def _said(value: Any) -> Any:
    return "" if value is None else value


def _one_way(record: DeviceRecord, accepted: DeviceRecord) -> Iterator[Finding]:
    """BR-UDID-073, 045; attributes that may go one way only."""
    new, old = record.eudamed, accepted.eudamed
    if new.status == "not_intended" and old.status != "not_intended":
        yield found(new, "status", "not_intended_later", expected=old.status)
    if record.legislation_eu == "ivdr" and new.new_device and old.new_device is False:
        yield found(new, "new_device", "locked_device", expected=old.new_device)
    had = selection.sent_markets(accepted)
    if had and new.status == "on_market" and not selection.sent_markets(record):
        yield found(record, "markets", "markets_missing")
    yield from _descriptions(record, accepted)
    yield from _designer(record, accepted)
    yield from rules_packages.changes(record, accepted)


def _descriptions(record: DeviceRecord, accepted: DeviceRecord) -> Iterator[Finding]:
    """A legacy device may lose a text, others may not."""
    if selection.is_legacy(record):
        return
    kept = {each.language for each in selection.european(record.descriptions)}
    for each in selection.european(accepted.descriptions):
        if each.language not in kept:
            yield found(
                record,
                "descriptions",
                "text_stays",
                value=each.language,
                expected=each.value,
            )


def _designer(record: DeviceRecord, accepted: DeviceRecord) -> Iterator[Finding]:
    """BR-UDID-824: only one that was given by name and address."""
    new, old = record.eudamed.product_designer, accepted.eudamed.product_designer
    if new == old or record.legislation_eu == "spp":
        return
    if old is None or old.udi_srn_mf or new is None:
        yield found(
            record.eudamed,
            "product_designer",
            "designer_stays",
            value=_said(new),
            expected=_said(old),
        )


def _waiting(record: DeviceRecord, accepted: DeviceRecord) -> Iterator[Finding]:
    """BR-UDID-684: while the notified body has not confirmed, nothing can change."""
    if record.eudamed.registry_state == "submitted" and plan(record, accepted):
        yield found(record.eudamed, "registry_state", "waits_for_body")


def unknown(record: DeviceRecord) -> Iterator[Finding]:
    """What EUDAMED has, cannot be updated without knowing what it has."""
    registration = record.eudamed
    if registration.version > 0 or registration.registry_state in KNOWN:
        yield found(registration, "version", "no_snapshot")
