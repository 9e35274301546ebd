"""Rules about identifiers and packages that every regulator shares."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator

from . import packages
from .findings import ERROR, WARNING, Finding
from .identifiers import corrected_di
from .record import DeviceRecord, DiRecord, PackageRecord, RegistrationRecord
from .rules import found, one_of, required

LATEX = ("contains", "not_made_with", "not_stated")
MRI_SAFETY = ("safe", "conditional", "unsafe", "not_stated")
DIRECT_MARKING = ("none", "same_as_primary", "other_di", "exempt")


def identifier(
    record: DiRecord | PackageRecord, agencies: Collection[str]
) -> Iterator[Finding]:
    """Agency, form and check digit of one DI."""
    yield from required(record, "code", "issuing_agency")
    if not record.code or not record.issuing_agency:
        return
    if record.issuing_agency not in agencies:
        yield found(
            record, "issuing_agency", "agency_not_accepted", expected=tuple(agencies)
        )
        return
    corrected = corrected_di(record.issuing_agency, record.code)
    if corrected is None:
        yield found(record, "code", "bad_form", expected=record.issuing_agency)
    elif corrected != record.code:
        yield found(record, "code", "bad_check_digit", expected=corrected)


def registered_di(
    record: DeviceRecord,
    registration: RegistrationRecord,
    agencies: Collection[str],
    check: Callable[..., Iterator[Finding]] = identifier,
) -> Iterator[Finding]:
    """The DI by which a regulator knows the device, and all packs that hold it."""
    yield from required(registration, "di")
    if registration.di is None:
        return
    yield from check(registration.di, agencies)
    own = [each for each in (record.primary_di, *record.secondary_dis) if each]
    if registration.di.code not in {each.code for each in (*own, *record.packages)}:
        yield found(registration, "di", "di_not_of_device")
    for package in packages.above(record, registration.di):
        yield from check(package, agencies)


def package_chain(record: DeviceRecord) -> Iterator[Finding]:
    """Every chain ends at the base pack; quantities are of the next lower pack."""
    primary = record.primary_di.code if record.primary_di else ""
    codes = Counter(each.code for each in record.packages)
    quantity = {each.code: each.contains_qty for each in record.packages}
    for package in record.packages:
        if codes[package.code] > 1 or package.code == primary:
            yield found(package, "code", "di_twice")
        if not packages.leads_to(record, package, primary):
            yield found(package, "contains_code", "package_chain", expected=primary)
        yield from _quantity(package, quantity.get(package.contains_code, 0))


def _quantity(package: PackageRecord, inner: int) -> Iterator[Finding]:
    """29 % of two-level packs in the public GUDID release look cumulative."""
    outer = package.contains_qty
    if outer < 1:
        yield found(package, "contains_qty", "bad_quantity", ERROR)
    elif outer == 1:
        yield found(package, "contains_qty", "quantity_one", WARNING)
    elif inner > 1 and outer > inner and outer % inner == 0:
        yield found(
            package,
            "contains_qty",
            "quantity_cumulative",
            WARNING,
            expected=outer // inner,
        )


def device_count(record: DeviceRecord) -> Iterator[Finding]:
    """At least one device in the base pack."""
    if record.device_count < 1:
        yield found(record, "device_count", "bad_quantity")


def selections(record: DeviceRecord) -> Iterator[Finding]:
    """A key nobody knows would be written as the opposite of something."""
    yield from one_of(record, "latex", LATEX)
    yield from one_of(record, "mri_safety", MRI_SAFETY)
    yield from one_of(record, "direct_marking", DIRECT_MARKING)


def marking(record: DeviceRecord) -> Iterator[Finding]:
    """Another DI on the device itself must be told."""
    if record.direct_marking == "other_di":
        yield from required(record, "direct_marking_di")
