"""One HL7 SPL document per device identifier record."""

from .. import xml
from ..findings import draft_or_refuse
from ..message import Built, Envelope
from ..record import DeviceRecord
from ..xml import Element, element
from . import codes
from .problems import problems
from .product import PREFIXES, V3, coded, document_type, manufactured_product

XSI = xml.namespace(PREFIXES["xsi"])
SCHEMA = "urn:hl7-org:v3 https://www.accessdata.fda.gov/spl/schema/spl.xsd"
STYLESHEET = (
    'xml-stylesheet href="https://www.accessdata.fda.gov/spl/stylesheet/spl.xsl" '
    'type="text/xsl"'
)


def build(record: DeviceRecord, envelope: Envelope) -> tuple[Built, ...]:
    """One file, named after the document's id (SPL guide 2.1.2.6)."""
    draft = draft_or_refuse(problems(record))
    return (
        Built(
            filename=f"{envelope.message_id}.xml",
            content=xml.to_bytes(document(record, envelope), STYLESHEET),
            media_type="application/xml",
            draft=draft,
        ),
    )


def document(record: DeviceRecord, envelope: Envelope) -> Element:
    """The header, one section, one product (SPL guide 2.1.3, 3.3)."""
    registration = record.gudid
    return element(
        V3("document"),
        element(V3("id"), root=str(envelope.message_id)),
        coded("code", document_type(record), codes.LOINC),
        element(V3("title")),
        element(V3("effectiveTime"), value=envelope.when("%Y%m%d")),
        element(V3("setId"), root=registration.spl_set_id),
        element(V3("versionNumber"), value=str(registration.spl_version)),
        _author(record),
        _within(
            ("component", "structuredBody", "component"), _section(record, envelope)
        ),
        prefixes=PREFIXES,
        **{XSI("schemaLocation"): SCHEMA},
    )


def _within(tags: tuple[str, ...], inner: Element) -> Element:
    for tag in reversed(tags):
        inner = element(V3(tag), inner)
    return inner


def _author(record: DeviceRecord) -> Element:
    """The labeler by DUNS and name, nothing else (SPL guide 11.1.2)."""
    labeler = record.gudid.registrant
    organization = element(
        V3("representedOrganization"),
        element(V3("id"), extension=labeler.udi_duns, root=codes.DUNS),
        element(V3("name"), text=labeler.name),
    )
    return element(
        V3("author"),
        element(V3("time")),
        element(V3("assignedEntity"), organization),
    )


def _section(record: DeviceRecord, envelope: Envelope) -> Element:
    return element(
        V3("section"),
        element(V3("id"), root=envelope.id_of("section")),
        coded("code", codes.SECTION, codes.LOINC),
        element(V3("title")),
        element(V3("text")),
        element(V3("effectiveTime"), value=envelope.when("%Y%m%d")),
        element(V3("subject"), manufactured_product(record)),
    )
