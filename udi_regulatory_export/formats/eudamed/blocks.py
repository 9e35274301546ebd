"""Small parts that stand in more than one place of EUDAMED's messages."""

from collections.abc import Iterable

from ..record import (
    BasicUdiRecord,
    DeviceRecord,
    DiRecord,
    MarketRecord,
    PackageRecord,
    TextRecord,
)
from ..xml import Element, container, element, optional
from . import codes, selection
from .codes import COMMON, LSN, MARKET, UDIDI, E

Parts = tuple[Element | None, ...]


def identifier(
    tag: str, di: BasicUdiRecord | DiRecord | PackageRecord | None
) -> Element | None:
    """A code and who issued it."""
    return di and _identifier(tag, di.code, di.issuing_agency)


def _identifier(tag: str, code: str, agency: str) -> Element:
    return element(
        tag,
        element(COMMON("DICode"), text=code),
        element(COMMON("issuingEntityCode"), text=codes.ISSUERS[agency]),
    )


def version(number: int | None) -> Element | None:
    """The number of this version; 0 lets EUDAMED take the next (BR-DTX-UDI-036)."""
    return None if number is None else element(E("version"), text=number)


def status(code: str) -> Element:
    """The market status of a UDI-DI or package."""
    return element(UDIDI("status"), element(COMMON("code"), text=code))


def names(tag: str, texts: Iterable[TextRecord]) -> Element | None:
    """Texts with their languages, in the order given."""
    return container(tag, *map(name, texts))


def name(text: TextRecord) -> Element:
    """One text; few places may leave its language out."""
    return text_of(LSN("name"), text)


def text_of(tag: str, text: TextRecord) -> Element:
    """A language, if there is one, and the words."""
    return element(
        tag,
        optional(LSN("language"), text.language),
        element(LSN("textValue"), text=text.value),
    )


def packages(record: DeviceRecord, number: int | None = None) -> Element | None:
    """The packages around the registered DI, in any legislation that has them."""
    rows = [package(record, each) for each in selection.sent_packages(record)]
    return element(UDIDI("packages"), version(number), *rows) if rows else None


def package(record: DeviceRecord, each: PackageRecord) -> Element:
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


def markets(
    tag: str,
    rows: Iterable[tuple[str, MarketRecord]],
    first: str,
    number: int | None = None,
) -> Element | None:
    """Countries with their dates; ``first`` is where it all began."""
    made = [market(code, row, code == first) for code, row in rows]
    return element(tag, version(number), *made) if made else None


def market(country: str, record: MarketRecord, is_first: bool) -> Element:
    """One country; the end stands before the beginning."""
    return element(
        MARKET("marketInfo"),
        element(MARKET("country"), text=country),
        optional(MARKET("endDate"), record.date_end),
        element(MARKET("originalPlacedOnTheMarket"), text=is_first),
        optional(MARKET("startDate"), record.date_start),
    )
