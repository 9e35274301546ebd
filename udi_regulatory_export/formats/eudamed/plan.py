"""Which messages a record needs, found by itself from what was accepted last.

Two records need a message exactly if it would say something else of them: both are
built, and the elements are compared.
"""

from collections.abc import Iterable, Iterator

from ..record import DeviceRecord
from . import blocks, selection
from .codes import UDIDI
from .data import BARE
from .designer import designer
from .messages import MESSAGES, Entry, law, moved_first, stored_markets

KNOWN = ("submitted", "registered")


def plan(
    record: DeviceRecord,
    accepted: DeviceRecord | None = None,
    families: frozenset[str] | set[str] = frozenset(),
) -> tuple[str, ...]:
    """Names of the messages, in the order of upload; none if nothing changed.

    :param families: Basic UDI-DIs that come into EUDAMED with this batch
    """
    if accepted is None:
        return (_first(record, families),)
    entry = Entry(record=record, accepted=accepted)
    return tuple(
        name
        for name, message in MESSAGES.items()
        if name in _NEEDED and message.has(record) and _NEEDED[name](entry)
    )


def _first(record: DeviceRecord, families: frozenset[str] | set[str]) -> str:
    basic = record.basic_udi
    is_known = basic.registry_state in KNOWN or basic.code in families
    return "UDI_DI.POST" if is_known else "DEVICE.POST"


def plan_all(
    entries: Iterable[Entry], families: frozenset[str] | set[str] = frozenset()
) -> Iterator[tuple[Entry, tuple[str, ...]]]:
    """The plan of each; of a new family the first device brings it, others follow.

    :param families: those that entries before these bring already
    """
    brought = set(families)
    for entry in entries:
        names = plan(entry.record, entry.accepted, brought)
        if "DEVICE.POST" in names:
            brought.add(entry.record.basic_udi.code)
        yield entry, names


def _family(entry: Entry) -> bool:
    now, known = (law(r).basic_udi(r, None) for r in (entry.record, entry.accepted))
    return now != known


def _data(entry: Entry) -> bool:
    now, known = (law(r).udi_di(r, BARE) for r in (entry.record, entry.accepted))
    return moved_first(entry) or now != known


def _markets(entry: Entry) -> bool:
    """Countries and dates; which one is the first is told by another message."""
    rows = (stored_markets(entry), selection.sent_markets(entry.accepted))
    now, known = (blocks.markets(UDIDI("marketInfos"), each, "") for each in rows)
    return now != known


def _packages(entry: Entry) -> bool:
    now, known = (blocks.packages(r) for r in (entry.record, entry.accepted))
    return now != known


def _designer(entry: Entry) -> bool:
    tag = UDIDI("productDesignerActor")
    now, known = (designer(tag, r) for r in (entry.record, entry.accepted))
    return now != known


_NEEDED = {
    "BASIC_UDI.PATCH": _family,
    "MARKET_INFO.PUT": _markets,
    "UDI_DI.PATCH": _data,
    "PACKAGE_UDI.PUT": _packages,
    "PRODUCT_DESIGNER.PUT": _designer,
}
"""What EUDAMED has and we no longer tell (a device off the market) needs nothing."""
