"""A system or procedure pack assembled from devices: MDR Article 22."""

from ..record import DeviceRecord
from ..xml import element
from . import codes, data, family, selection
from .blocks import Parts, names
from .codes import BASIC
from .law import Law


def _family(record: DeviceRecord) -> Parts:
    basic = record.basic_udi
    purposes = selection.european(basic.medical_purposes)
    return (
        *family.head(record),
        names(BASIC("medicinalPurpose"), purposes),
        element(BASIC("PRActorCode"), text=selection.sender(record)),
        element(BASIC("type"), text=codes.PACK_TYPES[basic.system_pack_type]),
    )


LAW = Law(
    device_type="device:PRDeviceType",
    family_tag="PRBasicUDI",
    family_type="basicudi:PRBasicUDIType",
    data_tag="PRUDIDIData",
    data_type="udidi:PRUDIDIDataType",
    family=_family,
    data=data.common,
    criterion="SPP",
)
