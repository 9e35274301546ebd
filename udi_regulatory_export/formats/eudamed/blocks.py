"""Small parts that stand in more than one place of EUDAMED's messages."""

from collections.abc import Iterable

from lxml import etree

from ..record import (
    BasicUdiRecord,
    CertificateRecord,
    DeviceRecord,
    DiRecord,
    MarketRecord,
    PackageRecord,
    TextRecord,
)
from ..xml import container, element, optional
from . import codes, selection
from .codes import COMMON, LINKS, LSN, MARKET, UDIDI


def identifier(
    tag: str, di: BasicUdiRecord | DiRecord | PackageRecord | None
) -> etree._Element | None:
    """A code and who issued it."""
    return di and _identifier(tag, di.code, di.issuing_agency)


def _identifier(tag: str, code: str, agency: str) -> etree._Element:
    return element(
        tag,
        element(COMMON("DICode"), text=code),
        element(COMMON("issuingEntityCode"), text=codes.AGENCIES[agency]),
    )


def status(code: str) -> etree._Element:
    """The market status of a UDI-DI or package."""
    return element(UDIDI("status"), element(COMMON("code"), text=code))


def names(tag: str, texts: Iterable[TextRecord]) -> etree._Element | None:
    """Texts with their languages, in the order given."""
    return container(tag, *map(_name, texts))


def _name(text: TextRecord) -> etree._Element:
    return element(
        LSN("name"),
        element(LSN("language"), text=text.language),
        element(LSN("textValue"), text=text.value),
    )


def certificate(record: CertificateRecord) -> etree._Element:
    """A product certificate as the manufacturer declares it."""
    return element(
        LINKS("deviceCertificateLink"),
        optional(LINKS("certificateNumber"), record.number),
        optional(LINKS("expiryDate"), record.valid_to),
        element(LINKS("NBActorCode"), text=record.notified_body),
        optional(LINKS("certificateRevisionNumber"), record.revision),
        element(LINKS("certificateType"), text=codes.CERTIFICATES[record.kind]),
    )


def package(record: DeviceRecord, each: PackageRecord) -> etree._Element:
    """One container package: what it holds directly, and how many of that."""
    inner = (record.eudamed.di, *record.packages)
    agencies = {di.code: di.issuing_agency for di in inner}
    child = each.contains_code
    return element(
        UDIDI("package"),
        identifier(UDIDI("identifier"), each),
        status(selection.package_status(record, each)),
        _identifier(UDIDI("child"), child, agencies[child]),
        element(UDIDI("numberOfItems"), text=each.contains_qty),
    )


def market(country: str, record: MarketRecord) -> etree._Element:
    """One country; the end stands before the beginning."""
    return element(
        MARKET("marketInfo"),
        element(MARKET("country"), text=country),
        optional(MARKET("endDate"), record.date_end),
        element(MARKET("originalPlacedOnTheMarket"), text=record.is_first_eu),
        optional(MARKET("startDate"), record.date_start),
    )
