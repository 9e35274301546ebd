"""A legacy device under Directive 93/42/EEC or 90/385/EEC."""

from ..record import DeviceRecord
from ..xml import element
from . import data, mdr
from .blocks import Parts
from .codes import EUDI
from .law import Law


def _family(record: DeviceRecord) -> Parts:
    law = record.legislation_eu.upper()
    return (
        *mdr.LAW.family(record),
        element(EUDI("applicableLegislation"), text=law),
    )


def _data(record: DeviceRecord, scope: data.Scope) -> Parts:
    return (
        *data.common(record, scope),
        *data.device(record, scope),
        *data.medical(record),
    )


LAW = Law(
    device_type="device:MDEUDeviceType",
    family_tag="MDEUDI",
    family_type="eudi:MDEUDIType",
    data_tag="MDEUData",
    data_type="eudididata:MDEUDataType",
    family=_family,
    data=_data,
    family_first=False,
    criterion="LEGACY",
)
