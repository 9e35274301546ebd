"""Upload files: EUDAMED's envelope around up to 300 devices, families or the like."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from uuid import UUID

from .. import xml
from ..findings import ERROR, Finding, draft_or_refuse
from ..message import Built, Envelope
from ..record import DeviceRecord
from . import selection
from .codes import PREFIXES, M, S
from .messages import MESSAGES, Entry, Message
from .plan import plan
from .problems import problems


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What EUDAMED takes in one file (schema; BR-DOC-003)."""

    entities: int = 300
    size: int = xml.MAX_BYTES


LIMITS = Limits()


class OversizeError(ValueError):
    """One device alone is more than a file may hold."""

    def __init__(self, code: str, size: int):
        self.code = code
        self.size = size
        super().__init__(f"{code}: {size} bytes")

    @property
    def finding(self) -> Finding:
        return _of_device("oversize", str(self.size))


def schema_finding(violation: str) -> Finding:
    """Of a device that the schema does not take, although our rules do."""
    return _of_device("schema_refuses", violation)


def _of_device(code: str, value: str) -> Finding:
    return Finding(code=code, severity=ERROR, field="udi.device.name", value=value)


@dataclass(slots=True)
class _Batch:
    """What goes into the next file of one sender."""

    sender: str
    number: int = 0
    entries: list[Entry] | None = None


def build(record: DeviceRecord, envelope: Envelope) -> tuple[Built, ...]:
    """One upload file for a device that EUDAMED does not have."""
    draft = draft_or_refuse(problems(record))
    (name,) = plan(record)
    message = MESSAGES[name]
    sender = selection.sender(record)
    code = selection.registered(record).code
    tree = push(envelope, sender, message, [message.entity(Entry(record=record))])
    return (
        Built(
            filename=_filename(envelope, sender, name, code),
            content=xml.to_bytes(tree),
            media_type="application/xml",
            draft=draft,
            message=name,
            devices=(code,),
        ),
    )


def build_files(
    entries: Iterable[Entry],
    message: str,
    envelope: Envelope,
    limits: Limits = LIMITS,
    made: int = 0,
) -> Iterator[Built]:
    """The files of one message, each as soon as it is full.

    Never more than one file a sender is in memory. The same entries give the same
    bytes; every file has an id of its own that follows from the envelope's. Of a
    message about families each family goes once, with its first entry.

    :param made: files of this message that the envelope covers already
    :raise UnfitRecordError: an entry has errors; ``problems`` tells before
    :raise ValueError: an entry has no such thing; ``plan`` tells before
    """
    told = MESSAGES[message]
    batches: dict[str, _Batch] = {}
    families: set[str] = set()
    for entry in entries:
        if told.by_family and entry.record.basic_udi.code in families:
            continue
        _refuse(entry, told)
        if told.by_family:
            families.add(entry.record.basic_udi.code)
        sender = selection.sender(entry.record)
        batch = batches.setdefault(sender, _Batch(sender, made, entries=[]))
        batch.entries.append(entry)
        if len(batch.entries) == limits.entities:
            yield from _flush(batch, told, envelope, limits)
    for batch in batches.values():
        if batch.entries:
            yield from _flush(batch, told, envelope, limits)


def _refuse(entry: Entry, message: Message) -> None:
    draft_or_refuse(problems(entry.record, entry.accepted))
    if not message.has(entry.record):
        code = selection.registered(entry.record).code
        raise ValueError(f"{code} has nothing for {message.name}")


def _flush(
    batch: _Batch, message: Message, envelope: Envelope, limits: Limits
) -> Iterator[Built]:
    entries, batch.entries = batch.entries, []
    yield from _fitting(batch, entries, message, envelope, limits)


def _fitting(
    batch: _Batch,
    entries: list[Entry],
    message: Message,
    envelope: Envelope,
    limits: Limits,
) -> Iterator[Built]:
    """One file, or halves of it until each is small enough."""
    number = batch.number + 1
    own = envelope.id_of(f"{message.name} {batch.sender} {number}")
    sealed = replace(envelope, message_id=UUID(own))
    tree = push(sealed, batch.sender, message, map(message.entity, entries))
    content = xml.to_bytes(tree)
    told = tuple(selection.registered(each.record).code for each in entries)
    if len(content) <= limits.size:
        batch.number = number
        yield Built(
            filename=_filename(envelope, batch.sender, message.name, number),
            content=content,
            media_type="application/xml",
            draft=False,
            message=message.name,
            devices=told,
        )
        return
    if len(entries) == 1:
        raise OversizeError(told[0], len(content))
    middle = len(entries) // 2
    for half in (entries[:middle], entries[middle:]):
        yield from _fitting(batch, half, message, envelope, limits)


def _filename(envelope: Envelope, sender: str, name: str, last: object) -> str:
    stamp = envelope.when("%Y%m%dT%H%M%SZ")
    return f"EUDAMED_{sender}_{name}_{stamp}_{last}.xml"


def push(
    envelope: Envelope, sender: str, message: Message, entities: Iterable[xml.Element]
) -> xml.Element:
    """The envelope; the service token is for machine-to-machine transport only.

    The entities may be made while they are written.
    """
    created = envelope.when("%Y-%m-%dT%H:%M:%SZ")
    return xml.element(
        M("Push"),
        xml.element(M("correlationID"), text=envelope.id_of("correlation")),
        xml.element(M("creationDateTime"), text=created),
        xml.element(M("messageID"), text=envelope.message_id),
        _party("recipient", "EUDAMED", message),
        xml.Element(M("payload"), children=entities),
        _party("sender", sender, message),
        prefixes=PREFIXES,
        version=envelope.schema_version,
    )


def _party(tag: str, actor: str, message: Message) -> xml.Element:
    return xml.element(
        M(tag),
        xml.element(M("node"), xml.element(S("nodeActorCode"), text=actor)),
        xml.element(
            M("service"),
            xml.element(S("serviceID"), text=message.service),
            xml.element(S("serviceOperation"), text=message.operation),
        ),
    )
