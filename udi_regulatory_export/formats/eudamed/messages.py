"""The seven messages of a manufacturer or producer, in the order of upload.

What changes later has its own message, so that each is versioned alone: countries,
packages, original manufacturer. A version is sent as the next one of the number that
EUDAMED is known to have, or as 0, which EUDAMED takes without a check
(BR-DTX-UDI-036).
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from ..record import DeviceRecord, MarketRecord
from ..xml import Element, element
from . import blocks, ivdd, ivdr, mdd, mdr, selection, spp
from .blocks import identifier
from .codes import DESIGNER, DESIGNERS, DEVICE, MARKET, MARKETS, UDIDI
from .data import BARE, WHOLE
from .designer import designer

LAWS = {
    "mdr": mdr.LAW,
    "ivdr": ivdr.LAW,
    "spp": spp.LAW,
    "mdd": mdd.LAW,
    "aimdd": mdd.LAW,
    "ivdd": ivdd.LAW,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A record to send, and the record as EUDAMED accepted it last.

    ``checked``: EUDAMED shall refuse the message if it has another version than we
    think.
    """

    record: DeviceRecord
    accepted: DeviceRecord | None = None
    checked: bool = True

    def next(self, known: int) -> int:
        """The version to send where EUDAMED has ``known``."""
        return known + 1 if self.checked and known else 0


def law(record: DeviceRecord):
    """How messages are told apart under the record's law."""
    return LAWS[record.legislation_eu]


def moved_first(entry: Entry) -> bool:
    """Whether another country than before is the first; EUDAMED must know both."""
    old = entry.accepted and selection.first_market(entry.accepted)
    new = selection.first_market(entry.record)
    return bool(old and new and old != new)


def _device(entry: Entry) -> Element:
    return law(entry.record).device(entry.record)


def _further(entry: Entry) -> Element:
    return law(entry.record).udi_di(entry.record, WHOLE)


def _family(entry: Entry) -> Element:
    number = entry.next(entry.record.basic_udi.version)
    return law(entry.record).basic_udi(entry.record, number)


def stored_markets(entry: Entry) -> tuple[tuple[str, MarketRecord], ...]:
    """Countries, with the old first one until the new one is known as the first."""
    rows = selection.sent_markets(entry.record)
    if not moved_first(entry):
        return rows
    first = selection.first_market(entry.accepted)
    kept = (row for row in selection.sent_markets(entry.accepted) if row[0] == first)
    return tuple(sorted(dict((*kept, *rows)).items()))


def _update(entry: Entry) -> Element:
    """Countries go along only where the first one changed, and then those that are
    stored (BR-DTX-UDID-096, UDI-103, 105)."""
    record, first = entry.record, selection.first_market(entry.record)
    number = entry.next(record.eudamed.version)
    rows = stored_markets(entry)
    told = tuple(replace(row, is_first_eu=code == first) for code, row in rows)
    scope = replace(BARE, markets=moved_first(entry))
    return law(record).udi_di(replace(record, markets=told), scope, number)


def markets(entry: Entry) -> Element:
    """The first country stays as it is known; it moves with UDI_DI.PATCH only
    (BR-DTX-UDI-101)."""
    record = entry.record
    known = entry.accepted if moved_first(entry) else record
    number = entry.next(record.eudamed.market_version)
    first = selection.first_market(known)
    rows = stored_markets(entry)
    return element(
        MARKETS("DTXMarketInfo"),
        identifier(MARKET("uDIDIIdentifier"), selection.registered(record)),
        blocks.markets(MARKET("marketInfos"), rows, first, number),
        element(MARKET("deviceCriterion"), text=law(record).criterion),
    )


def _packages(entry: Entry) -> Element:
    number = entry.next(entry.record.eudamed.package_version)
    return element(
        DEVICE("DTXPackageUDI"),
        identifier(UDIDI("udiIdentifier"), selection.registered(entry.record)),
        blocks.packages(entry.record, number),
    )


def _designer(entry: Entry) -> Element:
    number = entry.next(entry.record.eudamed.designer_version)
    return element(
        DESIGNERS("DTXProductDesigner"),
        identifier(DESIGNER("uDIDIIdentifier"), selection.registered(entry.record)),
        designer(DESIGNER("productDesignerActor"), entry.record, number),
    )


def _anything(record: DeviceRecord) -> bool:
    """Every record is a device of a family."""
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A service of EUDAMED with one operation; ``entity`` makes one payload item.

    ``by_family``: one item a family, however many of its devices are sent. ``has``
    tells whether a record has anything for it: a payload is never empty.
    """

    service: str
    operation: str
    entity: Callable[[Entry], Element]
    by_family: bool = False
    has: Callable[[DeviceRecord], object] = _anything

    @property
    def name(self) -> str:
        return f"{self.service}.{self.operation}"


def _has_designer(record: DeviceRecord) -> bool:
    is_device = record.legislation_eu != "spp"
    return is_device and record.eudamed.product_designer is not None


def _is_regulation(record: DeviceRecord) -> bool:
    """A legacy family never has a second device (BR-UDID-648)."""
    return not selection.is_legacy(record)


_ALL = (
    Message(service="DEVICE", operation="POST", entity=_device, by_family=True),
    Message(service="UDI_DI", operation="POST", entity=_further, has=_is_regulation),
    Message(service="BASIC_UDI", operation="PATCH", entity=_family, by_family=True),
    Message(
        service="MARKET_INFO",
        operation="PUT",
        entity=markets,
        has=selection.sent_markets,
    ),
    Message(service="UDI_DI", operation="PATCH", entity=_update),
    Message(
        service="PACKAGE_UDI",
        operation="PUT",
        entity=_packages,
        has=selection.sent_packages,
    ),
    Message(
        service="PRODUCT_DESIGNER",
        operation="PUT",
        entity=_designer,
        has=_has_designer,
    ),
)
MESSAGES = {each.name: each for each in _ALL}
"""Name to message, in the order in which files are uploaded."""


def entity_code(record: DeviceRecord, name: str) -> str:
    """By which an answer names an item of a message: a family's code or a device's."""
    if name == "BASIC_UDI.PATCH":
        return record.basic_udi.code
    return selection.registered(record).code
