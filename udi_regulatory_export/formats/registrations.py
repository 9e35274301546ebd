"""What belongs to one regulator's registration of a device: see ``record``."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from .details import SubstatusRecord
from .parts import DiRecord, PartyRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistrationRecord:
    """What every regulator's registration says: whose it is, and under which DI.

    ``registry_state`` and ``version`` are the regulator's: empty and 0 until it knows
    the device.
    """

    model: ClassVar[str] = "udi.registration"
    odoo_names: ClassVar[Mapping[str, str]] = {
        "registrant": "registrant_id",
        "local_agent": "local_agent_id",
        "di": "di_id",
    }
    registrant: PartyRecord | None = None
    local_agent: PartyRecord | None = None
    di: DiRecord | None = None
    publish_date: date | None = None
    external_key: str = ""
    version: int = 0
    registry_state: str = ""

    @property
    def ref(self) -> str:
        return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GudidRecord(RegistrationRecord):
    """FDA GUDID's own attributes."""

    model: ClassVar[str] = "udi.registration.gudid"
    odoo_names: ClassVar[Mapping[str, str]] = {
        **RegistrationRecord.odoo_names,
        "product_codes": "product_code_ids",
        "gmdn_codes": "gmdn_ids",
    }
    premarket_exempt: bool | None = None
    hctp: bool | None = None
    combination_product: bool | None = None
    rx: bool | None = None
    otc: bool | None = None
    product_codes: tuple[str, ...] = ()
    gmdn_codes: tuple[str, ...] = ()
    listing_numbers: tuple[str, ...] = ()
    spl_set_id: str = ""
    spl_version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class EudamedRecord(RegistrationRecord):
    """EUDAMED's own attributes; status is on_market, no_longer or not_intended.

    Markets, packages and designer have version counters of their own. A legacy device
    without a UDI-DI is known by ``eudamed_id`` (D-...), not by ``di``.
    ``annex_xvi_applicable`` stands for a Master UDI-DI. ``substatuses`` are read only.
    """

    model: ClassVar[str] = "udi.registration.eudamed"
    odoo_names: ClassVar[Mapping[str, str]] = {
        **RegistrationRecord.odoo_names,
        "emdn_codes": "emdn_ids",
        "annex_xvi_codes": "annex_xvi_ids",
        "related_di": "related_device_id",
        "product_designer": "product_designer_id",
        "substatuses": "substatus_ids",
    }
    status: str = ""
    emdn_codes: tuple[str, ...] = ()
    reprocessed: bool | None = None
    new_device: bool | None = None
    annex_xvi_codes: tuple[str, ...] = ()
    annex_xvi_applicable: bool | None = None
    eudamed_id: str = ""
    related_di: DiRecord | None = None
    related_type: str = ""
    product_designer: PartyRecord | None = None
    substatuses: tuple[SubstatusRecord, ...] = ()
    market_version: int = 0
    package_version: int = 0
    designer_version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class NmpaRecord(RegistrationRecord):
    """The Chinese database's own attributes.

    ``product_type`` is device or ivd_reagent, ``supply_kind`` consumable or
    equipment. ``upload_type`` is the authority's code for this kind of upload.
    """

    model: ClassVar[str] = "udi.registration.nmpa"
    odoo_names: ClassVar[Mapping[str, str]] = {
        **RegistrationRecord.odoo_names,
        "class_code": "class_code_id",
    }
    same_as_registered_di: bool | None = None
    registered_di: str = ""
    product_type: str = ""
    supply_kind: str = ""
    class_code: str = ""
    class_code_2002: str = ""
    nhsa_codes: tuple[str, ...] = ()
    upload_type: str = ""
    change_note: str = ""
