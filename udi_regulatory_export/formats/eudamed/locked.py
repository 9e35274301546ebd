"""Facts of a registration that cannot change, or not without a second thought.

BR-DTX-UDI-026, 031, 033; BR-DTX-UDID-092, 093.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ..record import DeviceRecord
from . import codes, selection, told

REGULATIONS = ("mdr", "ivdr", "spp")


@dataclass(frozen=True, slots=True)
class Locked:
    """A fact that cannot change: where it is, under which laws, and how it is told."""

    part: str
    name: str
    laws: tuple[str, ...]
    told: Callable[[DeviceRecord], Any] | None = None

    def value(self, record: DeviceRecord) -> Any:
        return self.told(record) if self.told else getattr(self.of(record), self.name)

    def of(self, record: DeviceRecord) -> Any:
        return getattr(record, self.part) if self.part else record


FAMILY = (
    Locked("", "legislation_eu", codes.LAWS),
    Locked("", "risk_class_eu", codes.LAWS),
    Locked("eudamed", "registrant", codes.LAWS, selection.sender),
    Locked("basic_udi", "system_pack_type", (*codes.MEDICAL, "spp")),
    Locked("basic_udi", "special_device_type", codes.DEVICE_LAWS),
    Locked("basic_udi", "animal_tissues", codes.DEVICE_LAWS),
    Locked("basic_udi", "human_tissues", codes.DEVICE_LAWS),
    Locked("", "implantable", codes.MEDICAL),
    Locked("basic_udi", "iib_implantable_exception", codes.MEDICAL),
    *(Locked("basic_udi", name, codes.MEDICAL) for name in codes.MEDICAL_ANSWERS),
    Locked("", "is_kit", codes.DIAGNOSTIC),
    *(Locked("basic_udi", name, codes.DIAGNOSTIC) for name in codes.DIAGNOSTIC_ANSWERS),
)
"""A way out is another Basic UDI-DI."""

DECLARED = (Locked("basic_udi", "certificates", codes.DEVICE_LAWS, told.certificates),)
"""Told once; what comes later is the notified body's to register (BR-UDID-056)."""

DEVICE = (
    Locked("eudamed", "di", codes.LAWS, selection.registered),
    Locked("basic_udi", "code", codes.LAWS),
    Locked("", "catalog_number", codes.LAWS),
    Locked("", "sterile", codes.LAWS),
    Locked("", "sterilize_before_use", codes.LAWS),
    Locked("", "single_use", codes.DEVICE_LAWS, told.single_use),
    Locked("", "max_reuses", codes.DEVICE_LAWS, selection.number_of_reuses),
    Locked("", "device_count", ("mdr", "ivdr"), told.quantity),
    Locked("", "latex", codes.MEDICAL, told.latex),
    Locked("", "sizes", codes.MEDICAL, told.sizes),
    Locked("eudamed", "reprocessed", codes.MEDICAL),
    Locked("eudamed", "annex_xvi_codes", ("mdr",), told.purposes),
    Locked("eudamed", "annex_xvi_applicable", ("mdr",)),
)
"""A way out is another UDI-DI."""

ONCE = (
    Locked("", "secondary_dis", REGULATIONS, selection.secondary),
    Locked("", "direct_marking_di", ("mdr", "ivdr"), selection.direct_marking),
    Locked("", "unit_of_use_di", ("mdr", "ivdr"), selection.unit_of_use),
)
"""May be added where there was none, and never again be changed."""

TRIGGERS = (
    Locked("", "trade_names", codes.LAWS, selection.trade_names),
    Locked("", "warnings", codes.LAWS, told.warnings),
    Locked("", "substances", ("mdr",), told.substances),
)
"""EUDAMED lets these change; the law names them as a reason for a new UDI-DI
(MDR Annex VI Part C 3.9)."""
