"""The message that registers one device (service DEVICE, operation POST)."""

from lxml import etree

from .. import xml
from ..findings import draft_or_refuse
from ..message import Built, Envelope
from ..record import DeviceRecord
from . import mdr
from .codes import PREFIXES, M, S
from .problems import problems

DEVICES = {"mdr": mdr.device}
"""Legislation to the function that builds its ``device:Device``."""


def build(record: DeviceRecord, envelope: Envelope) -> tuple[Built, ...]:
    """One upload file; the record must have no finding of severity error."""
    draft = draft_or_refuse(problems(record))
    sender = record.eudamed.registrant.udi_srn_mf
    tree = push(envelope, sender, DEVICES[record.legislation_eu](record))
    stamp = envelope.when("%Y%m%dT%H%M%SZ")
    return (
        Built(
            filename=f"EUDAMED_{sender}_DEVICE.POST_{stamp}_{record.eudamed.di.code}.xml",
            content=xml.to_bytes(tree),
            media_type="application/xml",
            draft=draft,
        ),
    )


def push(envelope: Envelope, sender: str, *devices: etree._Element) -> etree._Element:
    """The envelope; the service token is for machine-to-machine transport only."""
    created = envelope.when("%Y-%m-%dT%H:%M:%SZ")
    return xml.element(
        M("Push"),
        xml.element(M("correlationID"), text=envelope.id_of("correlation")),
        xml.element(M("creationDateTime"), text=created),
        xml.element(M("messageID"), text=envelope.message_id),
        _party("recipient", "EUDAMED"),
        xml.element(M("payload"), *devices),
        _party("sender", sender),
        prefixes=PREFIXES,
        version=envelope.schema_version,
    )


def _party(tag: str, actor: str) -> etree._Element:
    return xml.element(
        M(tag),
        xml.element(M("node"), xml.element(S("nodeActorCode"), text=actor)),
        xml.element(
            M("service"),
            xml.element(S("serviceID"), text="DEVICE"),
            xml.element(S("serviceOperation"), text="POST"),
        ),
    )
