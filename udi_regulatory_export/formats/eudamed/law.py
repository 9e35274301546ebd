"""What tells the messages of one law from those of another."""

from collections.abc import Callable
from dataclasses import dataclass

from lxml import etree

from ..record import DeviceRecord
from ..xml import element
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

    def device(self, record: DeviceRecord) -> etree._Element:
        """``device:Device``: a new family with its first device."""
        family = element(DEVICE(self.family_tag), *self.family(record))
        data = element(DEVICE(self.data_tag), *self.data(record, WHOLE))
        parts = (family, data) if self.family_first else (data, family)
        return _typed(element(DEVICE("Device"), *parts), self.device_type)

    def basic_udi(self, record: DeviceRecord, number: int | None) -> etree._Element:
        """``device:BasicUDI``: the family alone."""
        made = element(DEVICE("BasicUDI"), version(number), *self.family(record))
        return _typed(made, self.family_type)

    def udi_di(
        self, record: DeviceRecord, scope: Scope, number: int | None = None
    ) -> etree._Element:
        """``device:UDIDIData``: one device of a family that EUDAMED has."""
        parts = self.data(record, scope)
        made = element(DEVICE("UDIDIData"), version(number), *parts)
        return _typed(made, self.data_type)


def _typed(made: etree._Element, kind: str) -> etree._Element:
    made.set(XSI("type"), kind)
    return made
