"""What is told about a device, by the names ``codes.FIELDS`` uses.

Single use leaves the number of reuses empty; fields this version has no data for
(sterilisation method, storage, sizes) stay empty.
"""

from .. import packages
from ..record import CertificateRecord, DeviceRecord, PartyRecord, TextRecord
from . import codes

Value = str | bool | tuple[str, ...]


def device(record: DeviceRecord) -> dict[str, Value | None]:
    """Every value of the device itself; ``None`` and empty are written empty."""
    own = (
        "is_kit",
        "model_number",
        "catalog_number",
        "information_url",
        "mri_safety",
        "carriers",
        "single_use",
        "sterile",
        "sterilize_before_use",
        "pi_lot",
        "pi_serial",
        "pi_manufacturing_date",
        "pi_expiration_date",
    )
    return {
        **{name: getattr(record, name) for name in own},
        **_identity(record),
        **_marking(record),
        **_registration(record),
        **_texts(record),
        "max_reuses": _number("" if record.single_use else record.max_reuses),
        "sale_ended": sale_ended(record),
    }


def _number(value: int | str) -> str:
    return str(value) if value else ""


def _identity(record: DeviceRecord) -> dict[str, Value]:
    registration = record.nmpa
    unit = record.unit_of_use_di
    return {
        "di": registration.di.code,
        "coding_system": codes.AGENCIES[registration.di.issuing_agency],
        "publish_date": str(registration.publish_date),
        "device_count": str(packages.device_count(record, registration.di)),
        "unit_of_use": unit.code if unit else "",
    }


def _marking(record: DeviceRecord) -> dict[str, Value | None]:
    """Two flags and a DI; a device exempt from marking has none."""
    if not record.direct_marking:
        return {"directly_marked": None}
    marked = record.direct_marking in ("same_as_primary", "other_di")
    other = record.direct_marking_di if record.direct_marking == "other_di" else None
    return {
        "directly_marked": marked,
        "marked_same": other is None if marked else None,
        "direct_marking": other.code if other else "",
    }


def _registration(record: DeviceRecord) -> dict[str, Value | None]:
    registration = record.nmpa
    return {
        "same_as_registered_di": registration.same_as_registered_di,
        "registered_di": registration.registered_di,
        "product_type": registration.product_type,
        "supply_kind": registration.supply_kind,
        "class_code": registration.class_code,
        "class_code_2002": registration.class_code_2002,
        "nhsa_codes": registration.nhsa_codes,
        "credit_code": responsible(record).udi_uscc,
        "registrant_zh": registration.registrant.udi_name_zh,
        "registrant_en": registration.registrant.udi_name_en,
        "certificate_numbers": tuple(each.number for each in certificates(record)),
    }


def _texts(record: DeviceRecord) -> dict[str, Value]:
    return {
        "generic_name": record.generic_name_zh,
        "trade_name": chinese(record.trade_names),
        "description": chinese(record.descriptions),
    }


def chinese(texts: tuple[TextRecord, ...]) -> str:
    """The first Chinese text; never one language in place of another."""
    found = (each.value for each in texts if each.language == codes.CHINESE)
    return next(found, "")


def responsible(record: DeviceRecord) -> PartyRecord | None:
    """Whose credit code goes out: an overseas registrant's agent in China."""
    registration = record.nmpa
    if registration.registrant.country == "CN":
        return registration.registrant
    return registration.local_agent


def certificates(record: DeviceRecord) -> tuple[CertificateRecord, ...]:
    """Chinese registrations and filings."""
    return tuple(each for each in record.certificates if each.kind.startswith("cn_"))


def sale_ended(record: DeviceRecord) -> str:
    """The day sale ended in China."""
    ended = (str(each.date_end) for each in record.markets if each.country == "CN")
    return next((day for day in ended if day != "None"), "")
