"""What may become of packages that EUDAMED has (BR-UDID-632)."""

from collections.abc import Iterator

from .. import packages
from ..findings import WARNING, Finding
from ..record import DeviceRecord, PackageRecord
from ..rules import found
from . import codes, selection


def changes(record: DeviceRecord, accepted: DeviceRecord) -> Iterator[Finding]:
    """Packs are added or ended, never changed nor taken away."""
    ours, theirs = (selection.sent_packages(each) for each in (record, accepted))
    new = {each.code: each for each in ours}
    for old in theirs:
        if old.code not in new:
            yield found(record, "packages", "package_stays", value=old.code)
            continue
        for name in ("contains_code", "contains_qty"):
            expected = getattr(old, name)
            if getattr(new[old.code], name) != expected:
                yield found(new[old.code], name, "locked_package", expected=expected)
    was_sold = {each.code: _is_sold(accepted, each) for each in theirs}
    for outer in ours:
        if not _is_sold(record, outer):
            yield from _inside(record, outer, new, was_sold)


def _inside(
    record: DeviceRecord,
    outer: PackageRecord,
    ours: dict[str, PackageRecord],
    was_sold: dict[str, bool],
) -> Iterator[Finding]:
    """What ends, ends with all that is in it; back comes the outermost pack first."""
    for inner in map(ours.get, packages.below(record, outer)):
        if inner is None or not _is_sold(record, inner):
            continue
        if was_sold.get(outer.code):
            yield found(inner, "code", "package_ends_too", WARNING, expected=outer.code)
        elif was_sold.get(inner.code) is False:
            yield found(inner, "code", "package_outer_first", expected=outer.code)


def _is_sold(record: DeviceRecord, package: PackageRecord) -> bool:
    """Downloads may name a status that nobody knows."""
    is_known = package.distribution_status in ("", *codes.PACKAGE_STATUSES)
    if not is_known or record.eudamed.status not in codes.STATUSES:
        return False
    return selection.package_status(record, package) == codes.STATUSES["on_market"]
