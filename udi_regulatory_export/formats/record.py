"""What the regulators are told about one device, as plain frozen values.

A record is a picture of the device master on one day (``as_of``). It is neutral:
every regulator's block hangs below it, and nothing in it is worded for one of them.
Names are the field names of the Odoo models; a class knows its model and
``odoo_names``, the fields that the model calls otherwise, so that a finding can name
the field a person must open. Yes/no facts are ``True``, ``False`` or ``None`` (not
answered).

Keys used below:

- issuing agency: gs1, hibcc, iccbba, ifa, ma, ahm, ndc, eudamed
- legislation: mdr, ivdr, spp, mdd, aimdd, ivdd
- EU risk class: i, iia, iib, iii; a, b, c, d; aimdd; list_a, list_b, self_testing,
  general
- latex: contains, not_made_with, not_stated
- direct marking: none, same_as_primary, other_di, exempt
- MRI safety: safe, conditional, unsafe, not_stated
- carriers: linear, matrix, rfid, other
- countries: ISO 3166-1 alpha-2 as Odoo has them (GR, GB), and XI
- languages: EN, DE, ... ANY (EUDAMED's list, EL for Greek) and ZH
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from typing import Any, ClassVar

from .details import (
    ClinicalInvestigationRecord,
    CodeRecord,
    CommentRecord,
    SizeRecord,
    StorageRecord,
    SubstanceRecord,
    SubstatusRecord,
    WarningRecord,
)
from .family import BasicUdiRecord
from .parts import (
    CertificateRecord,
    DiRecord,
    MarketRecord,
    PackageRecord,
    PartyRecord,
    TextRecord,
)
from .registrations import (
    EudamedRecord,
    GudidRecord,
    NmpaRecord,
    RegistrationRecord,
)

__all__ = [
    "BasicUdiRecord",
    "CertificateRecord",
    "ClinicalInvestigationRecord",
    "CodeRecord",
    "CommentRecord",
    "DeviceRecord",
    "DiRecord",
    "EudamedRecord",
    "GudidRecord",
    "MarketRecord",
    "NmpaRecord",
    "PackageRecord",
    "PartyRecord",
    "RegistrationRecord",
    "SizeRecord",
    "StorageRecord",
    "SubstanceRecord",
    "SubstatusRecord",
    "TextRecord",
    "WarningRecord",
    "odoo_field",
    "texts",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceRecord:
    """One version or model as it stood on ``as_of``."""

    model: ClassVar[str] = "udi.device"
    odoo_names: ClassVar[Mapping[str, str]] = {
        "generic_name_zh": "generic_name",
        "descriptions": "description_ids",
        "trade_names": "trade_name_ids",
        "primary_di": "primary_di_id",
        "secondary_dis": "di_ids",
        "unit_of_use_di": "di_ids",
        "direct_marking_di": "di_ids",
        "previous_di": "previous_device_id",
        "packages": "package_di_ids",
        "carriers": "carrier_ids",
        "sizes": "size_ids",
        "storage": "storage_ids",
        "warnings": "warning_ids",
        "substances": "substance_ids",
        "markets": "market_ids",
        "certificates": "certificate_ids",
        "basic_udi": "basic_udi_id",
        "gudid": "registration_ids",
        "eudamed": "registration_ids",
        "nmpa": "registration_ids",
    }
    as_of: date
    brand_name: str = ""
    generic_name: str = ""
    generic_name_zh: str = ""
    model_number: str = ""
    catalog_number: str = ""
    descriptions: tuple[TextRecord, ...] = ()
    trade_names: tuple[TextRecord, ...] = ()
    information_url: str = ""
    primary_di: DiRecord | None = None
    secondary_dis: tuple[DiRecord, ...] = ()
    unit_of_use_di: DiRecord | None = None
    direct_marking: str = ""
    direct_marking_di: DiRecord | None = None
    previous_di: DiRecord | None = None
    packages: tuple[PackageRecord, ...] = ()
    device_count: int = 0
    single_use: bool | None = None
    max_reuses: int = 0
    sterile: bool | None = None
    sterilize_before_use: bool | None = None
    latex: str = ""
    mri_safety: str = ""
    implantable: bool | None = None
    is_kit: bool | None = None
    pi_lot: bool = False
    pi_serial: bool = False
    pi_manufacturing_date: bool = False
    pi_expiration_date: bool = False
    pi_software: bool = False
    pi_donation: bool = False
    carriers: tuple[str, ...] = ()
    sizes: tuple[SizeRecord, ...] = ()
    storage: tuple[StorageRecord, ...] = ()
    warnings: tuple[WarningRecord, ...] = ()
    substances: tuple[SubstanceRecord, ...] = ()
    legislation_eu: str = ""
    risk_class_eu: str = ""
    markets: tuple[MarketRecord, ...] = ()
    certificates: tuple[CertificateRecord, ...] = ()
    basic_udi: BasicUdiRecord | None = None
    gudid: GudidRecord | None = None
    eudamed: EudamedRecord | None = None
    nmpa: NmpaRecord | None = None

    @property
    def ref(self) -> str:
        return ""


@cache
def _odoo_fields(kind: type) -> Mapping[str, str]:
    """Name of each field of a class to ``model.field`` in Odoo."""
    names = getattr(kind, "odoo_names", {})
    return {
        each.name: f"{kind.model}.{names.get(each.name, each.name)}"
        for each in fields(kind)
    }


def odoo_field(record: Any, name: str) -> str:
    """``model.field`` in Odoo of one field of a record."""
    names = _odoo_fields(type(record))
    if name not in names:
        raise AttributeError(f"{type(record).__name__} has no field {name!r}")
    return names[name]


def texts(record: Any) -> Iterator[tuple[str, str, str]]:
    """Every non-empty text below a record, as (Odoo field, ref of its line, text)."""
    for name, told in _odoo_fields(type(record)).items():
        value = getattr(record, name)
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, str):
                if item:
                    yield told, record.ref, item
            elif hasattr(item, "ref"):
                yield from texts(item)
