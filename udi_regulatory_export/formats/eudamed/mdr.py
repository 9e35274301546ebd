"""A device under Regulation (EU) 2017/745."""

from ..record import DeviceRecord
from . import data, family
from .blocks import Parts
from .law import Law


def _family(record: DeviceRecord) -> Parts:
    return (*family.head(record), *family.device(record), *family.medical(record))


def _data(record: DeviceRecord, scope: data.Scope) -> Parts:
    return (
        *data.common(record, scope),
        *data.device(record, scope),
        *data.purposes(record),
        *data.medical(record),
    )


LAW = Law(
    device_type="device:MDRDeviceType",
    family_tag="MDRBasicUDI",
    family_type="device:MDRBasicUDIType",
    data_tag="MDRUDIDIData",
    data_type="udidi:MDRUDIDIDataType",
    family=_family,
    data=_data,
)
