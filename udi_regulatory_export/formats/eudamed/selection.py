"""What EUDAMED is told of a record that also serves others; rules read the same."""

from collections.abc import Iterable

from .. import packages
from ..record import (
    BasicUdiRecord,
    CertificateRecord,
    DeviceRecord,
    DiRecord,
    MarketRecord,
    PackageRecord,
    TextRecord,
)
from . import codes


def european(texts: Iterable[TextRecord]) -> tuple[TextRecord, ...]:
    """The texts that are not there for China alone."""
    return tuple(each for each in texts if each.language != codes.NOT_EUROPEAN)


def trade_names(record: DeviceRecord) -> tuple[TextRecord, ...]:
    """The brand in no language, then the names per language; the first is default."""
    brand = TextRecord(language=codes.ANY, value=record.brand_name)
    given = european(record.trade_names)
    return (brand, *given) if record.brand_name else given


def markets(record: DeviceRecord) -> tuple[tuple[str, MarketRecord], ...]:
    """Rows of countries on the EU market with EUDAMED's code, in that order."""
    rows = ((codes.market(each.country), each) for each in record.markets)
    return tuple(sorted((row for row in rows if row[0]), key=lambda row: row[0]))


def sent_markets(record: DeviceRecord) -> tuple[tuple[str, MarketRecord], ...]:
    """Countries are told only of a device on the market (BR-UDID-046)."""
    return markets(record) if record.eudamed.status == "on_market" else ()


def product_certificates(basic: BasicUdiRecord) -> tuple[CertificateRecord, ...]:
    """Those of the kinds a manufacturer declares for the product itself."""
    return tuple(each for each in basic.certificates if each.kind in codes.CERTIFICATES)


def needs_certificate(record: DeviceRecord) -> bool:
    """Class III, and implantable IIb that is no listed exception (BR-UDID-109)."""
    basic = record.basic_udi
    implant = record.implantable and not basic.iib_implantable_exception
    return record.risk_class_eu == "iii" or bool(
        record.risk_class_eu == "iib" and implant
    )


def declared(record: DeviceRecord) -> tuple[CertificateRecord, ...]:
    """Certificates that go into the message: none below IIb (BR-UDID-109).

    Where none is required, only a type examination is declared.
    """
    certificates = product_certificates(record.basic_udi)
    if needs_certificate(record):
        return certificates
    if record.risk_class_eu != "iib":
        return ()
    return tuple(each for each in certificates if each.kind == "mdr_type_examination")


def secondary(record: DeviceRecord) -> DiRecord | None:
    """The one secondary DI that is sent."""
    return record.secondary_dis[0] if record.secondary_dis else None


def direct_marking(record: DeviceRecord) -> DiRecord | None:
    """The DI on the device itself, told even where it equals the UDI-DI."""
    if record.direct_marking == "same_as_primary":
        return record.eudamed.di
    return record.direct_marking_di if record.direct_marking == "other_di" else None


def unit_of_use(record: DeviceRecord) -> DiRecord | None:
    """Only for several devices in the pack that are not marked (BR-UDID-023)."""
    several = packages.device_count(record, record.eudamed.di) > 1
    return record.unit_of_use_di if several and not direct_marking(record) else None


def number_of_reuses(record: DeviceRecord) -> int:
    """0 for single use, -1 for no limit stated, else the limit."""
    return 0 if record.single_use else record.max_reuses or -1


def production_identifiers(record: DeviceRecord) -> tuple[str, ...]:
    """The kinds of UDI-PI on the label."""
    return tuple(
        code
        for name, code in codes.PRODUCTION_IDENTIFIERS.items()
        if getattr(record, name)
    )


def package_status(record: DeviceRecord, package: PackageRecord) -> str:
    """That of the device unless it is on the market; then the package's own."""
    status = record.eudamed.status
    ended = package.discontinue_date and package.discontinue_date <= record.as_of
    return codes.STATUSES["no_longer" if status == "on_market" and ended else status]
