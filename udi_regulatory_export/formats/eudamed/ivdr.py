"""An in vitro diagnostic under Regulation (EU) 2017/746."""

from ..record import DeviceRecord
from ..xml import element
from . import data, family
from .blocks import Parts
from .codes import UDIDI
from .law import Law


def _family(record: DeviceRecord) -> Parts:
    return (*family.head(record), *family.device(record), *family.diagnostic(record))


def _data(record: DeviceRecord, scope: data.Scope) -> Parts:
    return (
        *data.common(record, scope),
        *data.device(record, scope),
        element(UDIDI("newDevice"), text=record.eudamed.new_device),
    )


LAW = Law(
    device_type="device:IVDRDeviceType",
    family_tag="IVDRBasicUDI",
    family_type="device:IVDRBasicUDIType",
    data_tag="IVDRUDIDIData",
    data_type="udidi:IVDRUDIDIDataType",
    family=_family,
    data=_data,
)
