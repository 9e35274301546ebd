"""A legacy in vitro diagnostic under Directive 98/79/EC."""

from ..record import DeviceRecord
from . import data, ivdr
from .blocks import Parts
from .law import Law


def _data(record: DeviceRecord, scope: data.Scope) -> Parts:
    return (*data.common(record, scope), *data.device(record, scope))


LAW = Law(
    device_type="device:IVDEUDeviceType",
    family_tag="IVDEUDI",
    family_type="eudi:IVDEUDIType",
    data_tag="IVDEUData",
    data_type="eudididata:IVDEUDataType",
    family=ivdr.LAW.family,
    data=_data,
    family_first=False,
    criterion="LEGACY",
)
