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
    """A registrant, manufacturer, designer or local agent.

    Odoo holds street and number in one; a file from outside may have them apart.
    """

    model: ClassVar[str] = "res.partner"
    odoo_names: ClassVar[Mapping[str, str]] = {
        "country": "country_id",
        "street_number": "street",
        "po_box": "street2",
    }
    name: str = ""
    country: str = ""
    street: str = ""
    street_number: str = ""
    street2: str = ""
    po_box: str = ""
    zip: str = ""
    city: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""
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
    ``distribution_status`` is in_distribution, ended, not_intended, or empty, which
    leaves it to ``discontinue_date``.
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
    distribution_status: str = ""
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
    cn_filing. ``notified_body`` is its four-digit number. ``status`` and the dates but
    ``valid_to`` come from the notified body and are never sent.
    """

    model: ClassVar[str] = "udi.certificate"
    odoo_names: ClassVar[Mapping[str, str]] = {
        "notified_body": "notified_body_id",
    }
    kind: str = ""
    number: str = ""
    revision: str = ""
    notified_body: str = ""
    status: str = ""
    issue_date: date | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    decision_date: date | None = None
    applicable_from: date | None = None

    @property
    def ref(self) -> str:
        return self.number or self.kind
