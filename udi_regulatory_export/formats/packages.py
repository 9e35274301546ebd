"""The package hierarchy of a device: which packs hold what, and how many."""

from collections.abc import Iterator

from .record import DeviceRecord, DiRecord, PackageRecord


def below(record: DeviceRecord, package: PackageRecord) -> Iterator[str]:
    """The codes inside a package, from the next lower one down; stops at a loop."""
    packages = {each.code: each for each in record.packages}
    seen = {package.code}
    code = package.contains_code
    while code and code not in seen:
        yield code
        seen.add(code)
        code = packages[code].contains_code if code in packages else ""


def leads_to(record: DeviceRecord, package: PackageRecord, code: str) -> bool:
    """Whether ``code`` is somewhere inside the package."""
    return code in below(record, package)


def above(record: DeviceRecord, di: DiRecord) -> tuple[PackageRecord, ...]:
    """The packages that hold ``di``, inner ones first."""
    holding = (each for each in record.packages if leads_to(record, each, di.code))
    return tuple(
        sorted(holding, key=lambda each: (len(tuple(below(record, each))), each.code))
    )


def directly_above(record: DeviceRecord, code: str) -> tuple[PackageRecord, ...]:
    """The packages whose next lower DI is ``code``, in the order of their codes."""
    holding = (each for each in record.packages if each.contains_code == code)
    return tuple(sorted(holding, key=lambda each: each.code))


def device_count(record: DeviceRecord, di: DiRecord) -> int:
    """How many devices are in ``di``: those of the base pack, times the packs."""
    packages = {each.code: each for each in record.packages}
    count = record.device_count
    if di.code in packages:
        inside = (di.code, *below(record, packages[di.code]))
        for code in inside:
            count *= packages[code].contains_qty if code in packages else 1
    return count
