"""The parts of a device record that are not the device itself: see ``record``."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar


@dataclass(frozen=True, slots=True, kw_only=True)
class TextRecord:
    """One text in one language."""

    model: ClassVar[str] = "udi.text"
    language: str = ""
    value: str = ""

    @property
    def ref(self) -> str:
        return self.language


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyRecord:
    """A registrant, manufacturer or local agent."""

    model: ClassVar[str] = "res.partner"
    odoo_names: ClassVar[Mapping[str, str]] = {
        "country": "country_id",
    }
    name: str = ""
    country: str = ""
    udi_name_en: str = ""
    udi_name_zh: str = ""
    udi_duns: str = ""
    udi_srn_mf: str = ""
    udi_srn_pr: str = ""
    udi_srn_ar: str = ""
    udi_uscc: str = ""

    @property
    def ref(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class DiRecord:
    """A device identifier in canonical form (a GTIN always has 14 digits)."""

    model: ClassVar[str] = "udi.di"
    code: str = ""
    issuing_agency: str = ""

    @property
    def ref(self) -> str:
        return self.code


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageRecord:
    """A package holding ``contains_qty`` of the next lower DI, never cumulated.

    Its level has one name in Odoo: it counts as Chinese if it is written in Chinese.
    """

    model: ClassVar[str] = "udi.di"
    odoo_names: ClassVar[Mapping[str, str]] = {
        "contains_code": "contains_di_id",
        "package_level_name_zh": "package_level_name",
    }
    code: str = ""
    issuing_agency: str = ""
    contains_code: str = ""
    contains_qty: int = 0
    package_level_name: str = ""
    package_level_name_zh: str = ""
    discontinue_date: date | None = None

    @property
    def ref(self) -> str:
        return self.code


@dataclass(frozen=True, slots=True, kw_only=True)
class MarketRecord:
    """One country in which the device is sold; the US and China are rows too."""

    model: ClassVar[str] = "udi.market"
    odoo_names: ClassVar[Mapping[str, str]] = {
        "country": "country_id",
    }
    country: str = ""
    is_first_eu: bool = False
    date_start: date | None = None
    date_end: date | None = None

    @property
    def ref(self) -> str:
        return self.country


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateRecord:
    """A CE certificate, FDA submission or Chinese registration.

    ``kind``: EUDAMED's list in lower case (mdr_technical_documentation ...),
    us_510k, us_pma, us_hde, us_bla, us_nda, us_pdp, us_de_novo, cn_registration,
    cn_filing. ``notified_body`` is its four-digit number.
    """

    model: ClassVar[str] = "udi.certificate"
    odoo_names: ClassVar[Mapping[str, str]] = {
        "notified_body": "notified_body_id",
    }
    kind: str = ""
    number: str = ""
    revision: str = ""
    notified_body: str = ""
    valid_to: date | None = None

    @property
    def ref(self) -> str:
        return self.number or self.kind


@dataclass(frozen=True, slots=True, kw_only=True)
class BasicUdiRecord:
    """The EU family of the device (Basic UDI-DI) with the flags its devices share.

    ``registry_state`` is empty until EUDAMED knows the family, then submitted,
    registered or discarded.
    """

    model: ClassVar[str] = "udi.basic.udi"
    odoo_names: ClassVar[Mapping[str, str]] = {
        "device_model": "model",
        "certificates": "certificate_ids",
    }
    code: str = ""
    issuing_agency: str = ""
    device_model: str = ""
    name: str = ""
    system_pack_type: str = ""
    special_device_type: str = ""
    animal_tissues: bool | None = None
    human_tissues: bool | None = None
    active_device: bool | None = None
    administers_medicine: bool | None = None
    measuring_function: bool | None = None
    reusable_surgical_instrument: bool | None = None
    iib_implantable_exception: bool | None = None
    medicinal_substance: bool | None = None
    human_blood_substance: bool | None = None
    certificates: tuple[CertificateRecord, ...] = ()
    registry_state: str = ""

    @property
    def ref(self) -> str:
        return self.code
