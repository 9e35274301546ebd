"""Our record against the one EUDAMED has: which message would carry each change.

Compared is what EUDAMED is told, in its own words: a brand name is a trade name in no
language to it, and a limit of temperature is a text. Country, code and language are the
refs of lines.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from ..difference import CHANGED, Fact, Row, rows
from ..findings import Finding
from ..record import DeviceRecord, odoo_field
from . import codes, rules_update, selection
from .entry import ON_MARKET
from .facts import DEVICE, FAMILY, MARKETS, ORDER, TRADE_NAMES, facts

STATUS_OF_PACK = "udi.di.distribution_status"
_OF_FIELD = (
    "locked_family",
    "locked_device",
    "locked_once",
    "not_intended_later",
    "designer_stays",
    "certificates_stay",
)
_OF_LINE = ("text_stays", "package_stays")
"""Findings about the line whose ref is their value."""
LOCKED = (*_OF_FIELD, *_OF_LINE, "locked_package")
"""Codes of findings that say why no message carries a change."""


def difference(record: DeviceRecord, accepted: DeviceRecord) -> tuple[Row, ...]:
    """What differs; a file without the family's element compares no family."""
    is_whole = bool(accepted.risk_class_eu and record.risk_class_eu)
    found = rows(
        _told(record, is_whole), _told(accepted, is_whole), _locks(record, accepted)
    )
    if _is_off(record) or _is_off(accepted):
        found = tuple(_with_status(row, _is_off(record)) for row in found)
    # the order of trade names is news only if nothing else of them is
    if any(row.field == TRADE_NAMES and row.ref != ORDER for row in found):
        return tuple(row for row in found if row.ref != ORDER)
    return found


def _is_off(record: DeviceRecord) -> bool:
    return bool(record.eudamed) and record.eudamed.status != ON_MARKET


def _with_status(row: Row, leaves: bool) -> Row:
    """EUDAMED drops the countries of a device that left the market and ends its
    packages itself; it is told the countries of one that comes with the status."""
    follows = leaves and row.field == STATUS_OF_PACK and row.change == CHANGED
    if row.carrier == MARKETS or follows:
        return replace(row, carrier=DEVICE)
    return row


def _told(record: DeviceRecord, is_whole: bool) -> Iterator[Fact]:
    return (each for each in facts(record) if is_whole or each.carrier != FAMILY)


class _Locks:
    """The findings about a change, asked row by row."""

    def __init__(self, record: DeviceRecord, accepted: DeviceRecord):
        # whether anything may be sent at all just now is no fact of a field
        state = replace(record.eudamed, registry_state="")
        found = rules_update.changes(replace(record, eudamed=state), accepted)
        self._by_place = {
            self._place(each): each.code for each in found if each.code in LOCKED
        }

    @staticmethod
    def _place(finding: Finding) -> tuple[str, str | None]:
        if finding.code in _OF_FIELD:
            return finding.field, None
        by_value = finding.code in _OF_LINE
        return finding.field, finding.value if by_value else finding.ref

    def __call__(self, row: Row) -> str:
        own = self._by_place.get((row.field, row.ref))
        return own or self._by_place.get((row.field, None), "")


def _locks(record: DeviceRecord, accepted: DeviceRecord) -> Callable[[Row], str]:
    """Under another law it is another device: nothing else needs a reason."""
    if not (_is_comparable(record) and _is_comparable(accepted)):
        return lambda row: ""
    if record.legislation_eu != accepted.legislation_eu:
        law = odoo_field(record, "legislation_eu")
        return lambda row: "locked_family" if row.field == law else ""
    return _Locks(record, accepted)


def _is_comparable(record: DeviceRecord) -> bool:
    """Rules take for granted what ``problems`` asks for first."""
    registration = record.eudamed
    return bool(
        record.basic_udi
        and record.legislation_eu in codes.RISK_CLASSES
        and registration
        and registration.registrant
        and selection.registered(record)
    )
