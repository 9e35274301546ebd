"""Whether EUDAMED will take a legacy device and a new one for the same.

BR-UDID-702, 706: before a link is made, by it or by a person, these facts must agree.
"""

from collections.abc import Iterator

from ..findings import WARNING, Finding
from ..record import DeviceRecord
from ..rules import found
from . import codes, selection, told
from .locked import Locked

LEGACY = {"mdr": ("mdd", "aimdd"), "ivdr": ("ivdd",)}
"""A regulation, and the directives it took the place of."""

FACTS = (
    Locked("eudamed", "registrant", codes.DEVICE_LAWS, selection.sender),
    Locked("basic_udi", "special_device_type", codes.DEVICE_LAWS),
    Locked("basic_udi", "human_tissues", codes.DEVICE_LAWS),
    Locked("basic_udi", "animal_tissues", codes.DEVICE_LAWS),
    Locked("", "single_use", codes.DEVICE_LAWS, told.single_use),
    Locked("", "sterile", codes.DEVICE_LAWS),
    Locked("", "sterilize_before_use", codes.DEVICE_LAWS),
    Locked("", "implantable", ("mdr", "mdd")),
    Locked("basic_udi", "active_device", ("mdr", "mdd")),
    Locked("", "latex", codes.MEDICAL, told.latex),
    Locked("eudamed", "reprocessed", codes.MEDICAL),
    *(
        Locked("basic_udi", name, codes.MEDICAL)
        for name in ("system_pack_type", *codes.MEDICAL_ANSWERS)
        # stands above, for other laws
        if name != "active_device"
    ),
    Locked("", "is_kit", codes.DIAGNOSTIC),
    *(Locked("basic_udi", name, codes.DIAGNOSTIC) for name in codes.DIAGNOSTIC_ANSWERS),
)


def link_problems(record: DeviceRecord, legacy: DeviceRecord) -> tuple[Finding, ...]:
    """Where the new device says something else than the legacy one, as expected.

    Both must have no finding of severity error of their own.
    """
    return tuple(_differences(record, legacy))


def _differences(record: DeviceRecord, legacy: DeviceRecord) -> Iterator[Finding]:
    allowed = LEGACY.get(record.legislation_eu, ())
    if legacy.legislation_eu not in allowed:
        yield _differs(record, "legislation_eu", legacy.legislation_eu)
        return
    if legacy.legislation_eu == "aimdd" and record.risk_class_eu != "iii":
        yield _differs(record, "risk_class_eu", "iii")
    for fact in FACTS:
        if {record.legislation_eu, legacy.legislation_eu} <= {*fact.laws}:
            old = fact.value(legacy)
            if fact.value(record) != old:
                yield _differs(fact.of(record), fact.name, old)


def _differs(part: object, name: str, expected: object) -> Finding:
    return found(part, name, "link_differs", WARNING, expected=expected)
