"""What several regulators are told of one device, laid side by side.

A regulator says which shared facts it is told, each in its own spelling, and which
answers of ours that leaves possible. It contradicts another where no answer of ours
fits both. Texts in other languages and codes of other lists contradict nothing.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from . import packages
from .record import DeviceRecord, DiRecord, PartyRecord, RegistrationRecord

TOPICS = (
    "brand_name",
    "trade_names",
    "model_number",
    "catalog_number",
    "descriptions",
    "di",
    "device_count",
    "unit_of_use_di",
    "direct_marking",
    "direct_marking_di",
    "secondary_dis",
    "packages",
    "single_use",
    "max_reuses",
    "sterile",
    "sterilize_before_use",
    "latex",
    "mri_safety",
    "is_kit",
    "pi_lot",
    "pi_serial",
    "pi_manufacturing_date",
    "pi_expiration_date",
    "information_url",
    "registrant",
    "local_agent",
    "markets",
)
"""Shared facts by their names in a record, in the order people see them."""
LAWFUL = ("di", "secondary_dis", "registrant", "local_agent", "markets")
"""What each regulator may be told otherwise: the difference is shown, and is none."""
_OF_REGISTRATION = ("di", "registrant", "local_agent")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One shared fact as one regulator is told it.

    ``said`` is its own spelling; empty if it asks and nothing was answered. ``means``
    are the answers of ours that fit: EUDAMED's "no latex" fits two.
    """

    topic: str
    said: str = ""
    means: tuple[str, ...] = ()
    ref: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One shared fact: regulator to what it is told; who does not ask is absent."""

    topic: str
    ref: str
    told: Mapping[str, Told]

    @property
    def _apart(self) -> bool:
        """No answer of ours fits all that say something comparable."""
        each = [set(told.means) for told in self.told.values() if told.means]
        return len(each) > 1 and not set.intersection(*each)

    @property
    def contradicts(self) -> bool:
        return self._apart and self.topic not in LAWFUL

    @property
    def differs(self) -> bool:
        """Said otherwise, or not answered by one although another has it."""
        said = [bool(told.said) for told in self.told.values()]
        return self._apart or (any(said) and not all(said))


def compare(told: Mapping[str, Iterable[Told]]) -> tuple[Row, ...]:
    """Facts that two or more are told; contradictions first, then differences."""
    found: dict[tuple[str, str], dict[str, Told]] = {}
    for regulator, each in told.items():
        for one in each:
            found.setdefault((one.topic, one.ref), {})[regulator] = one
    rows = [
        Row(topic=topic, ref=ref, told=by)
        for (topic, ref), by in found.items()
        if len(by) > 1 and any(one.said for one in by.values())
    ]
    return tuple(sorted(rows, key=_order))


def _order(row: Row) -> tuple[bool, bool, int, str]:
    return not row.contradicts, not row.differs, TOPICS.index(row.topic), row.ref


def field(topic: str) -> str:
    """``model.field`` in Odoo of a shared fact."""
    if topic in _OF_REGISTRATION:
        return f"udi.registration.{RegistrationRecord.odoo_names[topic]}"
    return f"udi.device.{DeviceRecord.odoo_names.get(topic, topic)}"


def text(topic: str, value: str, ref: str = "") -> Told:
    """A text as it is; blanks are no difference."""
    plain = " ".join(value.split())
    return Told(topic=topic, said=value, means=(plain,) if plain else (), ref=ref)


def answer(topic: str, value: bool | None, spelled: Mapping[bool, str]) -> Told:
    """Yes or no, or not answered."""
    if value is None:
        return Told(topic=topic)
    means = ("yes" if value else "no",)
    return Told(topic=topic, said=spelled[value], means=means)


def chosen(topic: str, said: str, *means: str) -> Told:
    """A choice of ours, or several that the regulator tells as one."""
    return Told(topic=topic, said=said, means=means if said else ())


def own(topic: str, said: str) -> Told:
    """What stands in a language or list of the regulator's own."""
    return Told(topic=topic, said=said)


def identifier(topic: str, di: DiRecord | None, said: str = "") -> Told:
    """A DI by its code; the regulator may write it otherwise."""
    if di is None:
        return Told(topic=topic)
    return Told(topic=topic, said=said or di.code, means=(di.code,))


def party(topic: str, who: PartyRecord | None, code: str) -> Told:
    """A party by its name, told by a code of the regulator's."""
    if who is None:
        return Told(topic=topic)
    means = (who.name,) if who.name else ()
    return Told(topic=topic, said=code or who.name, means=means)


def quantities(record: DeviceRecord, di: DiRecord | None) -> Iterator[Told]:
    """Devices in the registered pack, and the packs around it.

    Two regulators that know the device by different packs are told different numbers
    of one fact: these contradict nothing.
    """
    if di is None:
        return
    count = packages.device_count(record, di)
    is_base = record.primary_di in (None, di)
    means = (str(count),) if is_base and count else ()
    yield Told(topic="device_count", said=str(count or ""), means=means)
    for each in packages.above(record, di):
        value = f"{each.contains_qty} × {each.contains_code}"
        yield text("packages", value, each.code)
