"""What tells the messages of one law from those of another."""

from collections.abc import Callable
from dataclasses import dataclass

from ..record import DeviceRecord
from ..xml import Element, element
from .blocks import Parts, version
from .codes import DEVICE, XSI
from .data import WHOLE, Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class Law:
    """Names of elements and types, and the functions that fill them.

    ``family_first``: a legacy device tells its data before its family.
    """

    device_type: str
    family_tag: str
    family_type: str
    data_tag: str
    data_type: str
    family: Callable[[DeviceRecord], Parts]
    data: Callable[[DeviceRecord, Scope], Parts]
    family_first: bool = True
    criterion: str = "STANDARD"

    def device(self, record: DeviceRecord) -> Element:
        """``device:Device``: a new family with its first device."""
        family = element(DEVICE(self.family_tag), *self.family(record))
        data = element(DEVICE(self.data_tag), *self.data(record, WHOLE))
        parts = (family, data) if self.family_first else (data, family)
        return _typed(DEVICE("Device"), self.device_type, *parts)

    def basic_udi(self, record: DeviceRecord, number: int | None) -> Element:
        """``device:BasicUDI``: the family alone."""
        parts = self.family(record)
        return _typed(DEVICE("BasicUDI"), self.family_type, version(number), *parts)

    def udi_di(
        self, record: DeviceRecord, scope: Scope, number: int | None = None
    ) -> Element:
        """``device:UDIDIData``: one device of a family that EUDAMED has."""
        parts = self.data(record, scope)
        return _typed(DEVICE("UDIDIData"), self.data_type, version(number), *parts)


def _typed(tag: str, kind: str, *parts: Element | None) -> Element:
    return element(tag, *parts, **{XSI("type"): kind})
