"""Fields that EUDAMED takes no change of, told before anybody tries."""

from collections.abc import Iterator

from ..record import BasicUdiRecord, DeviceRecord, EudamedRecord
from .rules_update import DEVICE, FAMILY

_PARTS = {"": DeviceRecord, "basic_udi": BasicUdiRecord, "eudamed": EudamedRecord}
_CODES = {"locked_family": FAMILY, "locked_device": DEVICE}


def locked_fields(legislation: str) -> Iterator[tuple[str, str]]:
    """``model.field`` in Odoo and the code of the finding, with its way out."""
    for code, locks in _CODES.items():
        for lock in locks:
            if legislation in lock.laws:
                part = _PARTS[lock.part]
                name = part.odoo_names.get(lock.name, lock.name)
                yield f"{part.model}.{name}", code
