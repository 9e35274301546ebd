"""Facts of the record that its law has no place for: a person should know.

BR-DTX-UDID-089, BR-UDID-047, 729. Counts, flags and kinds of UDI-PI are not named:
they are there for others.
"""

from collections.abc import Iterator

from ..findings import WARNING, Finding
from ..record import DeviceRecord
from ..rules import found, is_empty
from . import selection

_MARKING = ("unit_of_use_di", "direct_marking_di")
_DEVICE = {
    "mdr": (),
    "ivdr": ("sizes", "substances"),
    "spp": (*_MARKING, "sizes", "substances", "markets"),
    "mdd": (*_MARKING, "packages"),
    "aimdd": (*_MARKING, "packages"),
    "ivdd": (*_MARKING, "packages", "sizes", "substances"),
}
_EUDAMED = {
    "mdr": ("new_device", "eudamed_id"),
    "ivdr": ("annex_xvi_codes", "eudamed_id"),
    "spp": (
        "annex_xvi_codes",
        "new_device",
        "eudamed_id",
        "product_designer",
        "related_di",
        "local_agent",
    ),
    "mdd": ("annex_xvi_codes", "new_device"),
    "aimdd": ("annex_xvi_codes", "new_device"),
    "ivdd": ("annex_xvi_codes", "new_device"),
}
_MASTER_DEVICE = _MARKING
_MASTER_EUDAMED = ("annex_xvi_codes", "related_di", "new_device", "eudamed_id")


def not_told(record: DeviceRecord) -> Iterator[Finding]:
    """A warning for everything that stays behind."""
    law, is_master = record.legislation_eu, selection.is_master(record)
    names = _MASTER_DEVICE if is_master else _DEVICE[law]
    yield from _filled(record, record, names)
    names = _MASTER_EUDAMED if is_master else _EUDAMED[law]
    yield from _filled(record, record.eudamed, names)
    if selection.is_legacy(record):
        told = selection.substances(record)
        for each in record.substances if law != "ivdd" else ():
            if each not in told:
                yield found(each, "kind", "not_told", WARNING, expected=law)


def _filled(
    record: DeviceRecord, part: object, names: tuple[str, ...]
) -> Iterator[Finding]:
    for name in names:
        if not is_empty(getattr(part, name)):
            yield found(part, name, "not_told", WARNING, expected=record.legislation_eu)
