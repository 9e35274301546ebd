"""What EUDAMED is told of a record that also serves others; rules read the same."""

from collections.abc import Iterable

from .. import packages
from ..record import (
    DeviceRecord,
    DiRecord,
    MarketRecord,
    PackageRecord,
    StorageRecord,
    SubstanceRecord,
    TextRecord,
    WarningRecord,
)
from . import codes, lists


def is_legacy(record: DeviceRecord) -> bool:
    """Under a directive: no UDI-PI, quantity, marking or packages (BR-DTX-UDID-089)."""
    return record.legislation_eu in codes.LEGACY


def is_master(record: DeviceRecord) -> bool:
    """A Master UDI-DI names a group of devices; the MDR alone knows it."""
    special = record.basic_udi.special_device_type
    return record.legislation_eu == "mdr" and special in codes.MASTER_DEVICES


def sender(record: DeviceRecord) -> str:
    """The SRN that registers: a pack's producer has another than a manufacturer."""
    party = record.eudamed.registrant
    return party.udi_srn_pr if record.legislation_eu == "spp" else party.udi_srn_mf


def registered(record: DeviceRecord) -> DiRecord | None:
    """The UDI-DI, or of a legacy device without one the EUDAMED ID."""
    registration = record.eudamed
    if registration.di is None and registration.eudamed_id and is_legacy(record):
        return DiRecord(code=registration.eudamed_id, issuing_agency="eudamed")
    return registration.di


def european(texts: Iterable[TextRecord]) -> tuple[TextRecord, ...]:
    """The texts that are not there for China alone."""
    return tuple(each for each in texts if each.language != lists.NOT_EUROPEAN)


def trade_names(record: DeviceRecord) -> tuple[TextRecord, ...]:
    """The brand in no language, then the names per language; the first is default."""
    brand = TextRecord(language=lists.ANY, value=record.brand_name)
    given = european(record.trade_names)
    return (brand, *given) if record.brand_name else given


def markets(record: DeviceRecord) -> tuple[tuple[str, MarketRecord], ...]:
    """Rows of countries on the EU market with EUDAMED's code, in that order."""
    rows = ((lists.market(each.country), each) for each in record.markets)
    return tuple(sorted((row for row in rows if row[0]), key=lambda row: row[0]))


def sent_markets(record: DeviceRecord) -> tuple[tuple[str, MarketRecord], ...]:
    """Only of a device on the market, never of a pack (BR-UDID-046, 047)."""
    told = record.eudamed.status == "on_market" and record.legislation_eu != "spp"
    return markets(record) if told else ()


def first_market(record: DeviceRecord) -> str:
    """The country of first placing on the market, as it is told."""
    return next((code for code, row in sent_markets(record) if row.is_first_eu), "")


def secondary(record: DeviceRecord) -> DiRecord | None:
    """The one secondary DI that is sent."""
    return record.secondary_dis[0] if record.secondary_dis else None


def direct_marking(record: DeviceRecord) -> DiRecord | None:
    """The DI on the device itself, told even where it equals the UDI-DI."""
    if is_master(record) or is_legacy(record):
        return None
    if record.direct_marking == "same_as_primary":
        return record.eudamed.di
    return record.direct_marking_di if record.direct_marking == "other_di" else None


def unit_of_use(record: DeviceRecord) -> DiRecord | None:
    """Only for several devices in the pack that are not marked (BR-UDID-023)."""
    if is_master(record) or is_legacy(record) or direct_marking(record):
        return None
    several = packages.device_count(record, record.eudamed.di) > 1
    return record.unit_of_use_di if several else None


def number_of_reuses(record: DeviceRecord) -> int:
    """0 for single use, -1 for no limit stated, else the limit."""
    return 0 if record.single_use else record.max_reuses or -1


def production_identifiers(record: DeviceRecord) -> tuple[str, ...]:
    """The kinds of UDI-PI on the label; a legacy device has none."""
    if is_legacy(record):
        return ()
    return tuple(
        code
        for name, code in codes.PRODUCTION_IDENTIFIERS.items()
        if getattr(record, name)
    )


def sent_packages(record: DeviceRecord) -> tuple[PackageRecord, ...]:
    """The packages that hold the registered DI; a legacy device has none."""
    return () if is_legacy(record) else packages.above(record, record.eudamed.di)


def package_status(record: DeviceRecord, package: PackageRecord) -> str:
    """That of the device unless it is on the market; then the package's own."""
    status = record.eudamed.status
    if status == "on_market":
        ended = package.discontinue_date and package.discontinue_date <= record.as_of
        by_date = "ended" if ended else "in_distribution"
        status = codes.PACKAGE_STATUSES[package.distribution_status or by_date]
    return codes.STATUSES[status]


def condition(line: StorageRecord) -> str:
    """EUDAMED's code; of a temperature with one limit the code of that limit."""
    code = line.kind.eudamed_code or line.kind.code
    if code == codes.TEMPERATURE and bool(line.low) != bool(line.high):
        return codes.LOWEST if line.low else codes.HIGHEST
    return code


def condition_texts(line: StorageRecord) -> tuple[TextRecord, ...]:
    """The limits as one text, with what the label adds (BR-DTX-UDI-077)."""
    if condition(line) == codes.OTHER_CONDITION:
        return european(line.texts)
    limits = "–".join(each for each in (line.low, line.high) if each)
    unit = line.unit.name if line.unit else ""
    told = f"{limits} {unit}".strip() if limits else ""
    return _one_text(told, european(line.texts))


def warning(line: WarningRecord) -> str:
    """EUDAMED's code."""
    return line.code.eudamed_code or line.code.code


def warning_texts(line: WarningRecord) -> tuple[TextRecord, ...]:
    """One comment in no language, or of another warning one per language."""
    texts = european(line.texts)
    return texts if warning(line) == codes.OTHER_WARNING else _one_text("", texts)


def _one_text(told: str, texts: tuple[TextRecord, ...]) -> tuple[TextRecord, ...]:
    language = texts[0].language and lists.ANY if texts else lists.ANY
    value = "; ".join(filter(None, (told, *(each.value for each in texts[:1]))))
    return (TextRecord(language=language, value=value),) if value else ()


def substances(record: DeviceRecord) -> tuple[SubstanceRecord, ...]:
    """Of a legacy device only what may be a medicine (BR-DTX-UDID-089)."""
    if record.legislation_eu == "mdr":
        return record.substances
    medicines = codes.MEDICINES if record.legislation_eu in codes.MEDICAL else ()
    return tuple(each for each in record.substances if each.kind in medicines)


def substance_names(substance: SubstanceRecord) -> tuple[TextRecord, ...]:
    """With an INN none, with a number one without language (BR-DTX-UDID-094)."""
    names = european(substance.names)
    if substance.inn:
        return ()
    if substance.cas_number or substance.ec_number:
        return tuple(TextRecord(value=each.value) for each in names[:1])
    return names
