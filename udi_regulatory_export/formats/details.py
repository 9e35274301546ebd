"""Lines below a device or a family that describe it further: see ``record``."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from .parts import TextRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeRecord:
    """One entry of a code list, with the code of each regulator that has its own.

    A list that only one regulator has (EMDN, warnings) needs ``code`` alone.
    """

    model: ClassVar[str] = "udi.code"
    code: str = ""
    name: str = ""
    gudid_code: str = ""
    eudamed_code: str = ""
    nmpa_code: str = ""
    active: bool = True

    @property
    def ref(self) -> str:
        return self.code


@dataclass(frozen=True, slots=True, kw_only=True)
class SizeRecord:
    """A clinically relevant size, as printed; ``precision``: value, range or text."""

    model: ClassVar[str] = "udi.device.size"
    odoo_names: ClassVar[Mapping[str, str]] = {
        "size_type": "size_type_id",
        "unit": "unit_id",
        "type_descriptions": "type_description_ids",
        "unit_descriptions": "unit_description_ids",
    }
    size_type: CodeRecord | None = None
    precision: str = "value"
    value: str = ""
    value_min: str = ""
    value_max: str = ""
    unit: CodeRecord | None = None
    text: str = ""
    type_descriptions: tuple[TextRecord, ...] = ()
    unit_descriptions: tuple[TextRecord, ...] = ()

    @property
    def ref(self) -> str:
        return self.size_type.ref if self.size_type else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StorageRecord:
    """A condition of storage or handling (``stage``), limits as printed."""

    model: ClassVar[str] = "udi.device.storage"
    odoo_names: ClassVar[Mapping[str, str]] = {
        "kind": "kind_id",
        "unit": "unit_id",
        "texts": "text_ids",
    }
    kind: CodeRecord | None = None
    stage: str = "storage"
    low: str = ""
    high: str = ""
    unit: CodeRecord | None = None
    texts: tuple[TextRecord, ...] = ()

    @property
    def ref(self) -> str:
        return self.kind.ref if self.kind else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WarningRecord:
    """A critical warning or contra-indication, with what the label says to it."""

    model: ClassVar[str] = "udi.device.warning"
    odoo_names: ClassVar[Mapping[str, str]] = {"code": "code_id", "texts": "text_ids"}
    code: CodeRecord | None = None
    texts: tuple[TextRecord, ...] = ()

    @property
    def ref(self) -> str:
        return self.code.ref if self.code else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SubstanceRecord:
    """A substance to be named; ``kind``: cmr, endocrine, medicinal or human.

    ``cmr_category`` is 1a or 1b.
    """

    model: ClassVar[str] = "udi.device.substance"
    odoo_names: ClassVar[Mapping[str, str]] = {"names": "name_ids"}
    kind: str = ""
    cmr_category: str = ""
    names: tuple[TextRecord, ...] = ()
    cas_number: str = ""
    ec_number: str = ""
    inn: str = ""

    @property
    def ref(self) -> str:
        names = (each.value for each in self.names[:1])
        return self.inn or self.cas_number or self.ec_number or "".join(names)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClinicalInvestigationRecord:
    """A clinical investigation or performance study; countries as in ``record``."""

    model: ClassVar[str] = "udi.clinical.investigation"
    odoo_names: ClassVar[Mapping[str, str]] = {
        "non_eu_countries": "non_eu_country_ids",
    }
    reference: str = ""
    non_eu_countries: tuple[str, ...] = ()
    version: int = 0

    @property
    def ref(self) -> str:
        return self.reference


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentRecord:
    """What the authorised representative wrote in the database; never sent."""

    model: ClassVar[str] = "udi.basic.udi.comment"
    text: str = ""
    date: datetime | None = None
    owner_code: str = ""

    @property
    def ref(self) -> str:
        return self.owner_code


@dataclass(frozen=True, slots=True, kw_only=True)
class SubstatusRecord:
    """A recall or field action as the vigilance module shows it; never sent.

    ``code``: RECALLED or FIELD_SAFETY_CORRECTIVE_ACTION_INITIATED.
    """

    model: ClassVar[str] = "udi.registration.eudamed.substatus"
    odoo_names: ClassVar[Mapping[str, str]] = {
        "corrective_actions": "corrective_action",
    }
    code: str = ""
    corrective_actions: tuple[str, ...] = ()
    date_start: date | None = None
    date_end: date | None = None

    @property
    def ref(self) -> str:
        return self.code
