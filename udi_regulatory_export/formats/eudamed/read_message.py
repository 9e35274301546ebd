"""EUDAMED's files as device records: our own messages, others', and downloads."""

from dataclasses import dataclass, replace
from datetime import date

from lxml import etree

from ..record import DeviceRecord
from ..xml_mend import Mended, summed
from .read_entity import ReadDevice, devices
from .read_faults import faults
from .reading import (
    ReadError,
    child,
    children,
    day,
    elements,
    name_of,
    number,
    root_of,
    text,
)

NO_DAY = date.min
"""``as_of`` of a record whose file does not say when it was written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A file with devices; ``actor`` is the SRN of the registrant's side."""

    devices: tuple[ReadDevice, ...]
    service: str = ""
    operation: str = ""
    version: str = ""
    created_at: str = ""
    message_id: str = ""
    correlation_id: str = ""
    actor: str = ""
    page: int = 0
    pages: int = 0
    mended: tuple[Mended, ...] = ()

    @property
    def records(self) -> tuple[DeviceRecord, ...]:
        return tuple(each.record for each in self.devices)


def read(content: bytes) -> Message:
    """The devices of a message, whoever made it; ``ReadError`` says why none."""
    root, mended = root_of(content)
    message = _message(root)
    payload = child(message, "payload")
    as_of = day(message, "creationDateTime") or NO_DAY
    actor = _actor(message)
    entities = tuple(elements(payload))
    found = tuple(each for one in entities for each in devices(one, as_of, actor))
    if not found:
        _refuse(message, entities)
    service = child(message, "recipient", "service")
    return Message(
        devices=found,
        service=text(service, "serviceID"),
        operation=text(service, "serviceOperation"),
        version=message.get("version", ""),
        created_at=text(message, "creationDateTime"),
        message_id=text(message, "messageID"),
        correlation_id=text(message, "correlationID"),
        actor=actor,
        page=number(message, "pageNumber"),
        pages=number(message, "numberOfPages"),
        mended=summed((*mended, *faults(entities))),
    )


def read_published(content: bytes) -> Message:
    """The records of a download (DEVICE.GET); real ones are not of the schema.

    A file made for DEVICE.POST is taken as well: it tells the same of a device.
    """
    message = read(content)
    whole = tuple(each for each in message.devices if each.part in ("device", "udi_di"))
    if not whole:
        raise ReadError("other_entities", found=message.devices[0].part)
    return replace(message, devices=whole)


def _message(root: etree._Element) -> etree._Element:
    for each in root.iter("{*}Push", "{*}PullResponse", "{*}PullRequest"):
        if name_of(each) == "PullRequest":
            asked = next(elements(child(each, "criteriaPayload")), each)
            raise ReadError("a_question", found=name_of(asked))
        return each
    raise ReadError("not_a_message", found=name_of(root))


def _actor(message: etree._Element) -> str:
    """Who registers: the sender of what is sent to EUDAMED, else the recipient."""
    side = "sender" if name_of(message) == "Push" else "recipient"
    return text(message, side, "node", "nodeActorCode")


def _refuse(message: etree._Element, entities: tuple[etree._Element, ...]) -> None:
    if entities:
        raise ReadError("other_entities", found=name_of(entities[0]))
    code = text(message, "responseCode")
    if code not in ("", "SUCCESS"):
        reports = children(child(message, "report"), "elementReport")
        said = (text(each, "operationErrorDetail") for each in reports)
        raise ReadError("refused_download", found=code, said=" ".join(said))
    raise ReadError("no_devices")
