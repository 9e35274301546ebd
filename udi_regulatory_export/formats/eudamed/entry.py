"""A record to send beside the record as EUDAMED has it, and what follows from both."""

from dataclasses import dataclass, replace

from ..record import DeviceRecord, MarketRecord
from . import selection

ON_MARKET = "on_market"


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


def moved_first(entry: Entry) -> bool:
    """Whether another country than before is the first; EUDAMED must know both."""
    old = entry.accepted and selection.first_market(entry.accepted)
    new = selection.first_market(entry.record)
    return bool(old and new and old != new)


def returns(entry: Entry) -> bool:
    """Whether a device that EUDAMED has as off the market comes to it."""
    old = entry.accepted
    was_off = old is not None and old.eudamed.status != ON_MARKET
    return was_off and bool(selection.sent_markets(entry.record))


def stored_markets(entry: Entry) -> tuple[tuple[str, MarketRecord], ...]:
    """Countries, with the old first one until the new one is known as the first."""
    rows = selection.sent_markets(entry.record)
    if not moved_first(entry):
        return rows
    first = selection.first_market(entry.accepted)
    kept = (row for row in selection.sent_markets(entry.accepted) if row[0] == first)
    return tuple(sorted(dict((*kept, *rows)).items()))


def family_record(entry: Entry) -> DeviceRecord:
    """The record with the certificates that were declared at first: later ones are
    the notified body's to register (BR-UDID-056; FLD-UDID-39 cannot change)."""
    record, old = entry.record, entry.accepted
    if old is None:
        return record
    kept = old.basic_udi.certificates
    return replace(record, basic_udi=replace(record.basic_udi, certificates=kept))
