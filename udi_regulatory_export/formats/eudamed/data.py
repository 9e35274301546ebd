"""The UDI-DI, or of a legacy device the EUDAMED ID, block by block.

The order of elements is the order of the lines here; the schema refuses any other.
"""

from dataclasses import dataclass

from .. import packages
from ..record import DeviceRecord
from ..xml import Element, container, element, optional
from . import blocks, codes, details, selection
from .blocks import Parts, identifier, names, status
from .codes import LINKS, UDIDI
from .designer import designer


@dataclass(frozen=True, slots=True)
class Scope:
    """What a message may carry: later, markets and the like have their own."""

    markets: bool = True
    packages: bool = True
    designer: bool = True


WHOLE = Scope()
BARE = Scope(markets=False, packages=False, designer=False)


def common(record: DeviceRecord, scope: Scope) -> Parts:
    """What every law says of a UDI-DI; ``substatuses`` are never sent."""
    registration = record.eudamed
    kinds = " ".join(selection.production_identifiers(record))
    storage = map(details.condition, record.storage)
    return (
        identifier(UDIDI("identifier"), selection.registered(record)),
        status(codes.STATUSES[registration.status]),
        names(UDIDI("additionalDescription"), selection.european(record.descriptions)),
        identifier(UDIDI("basicUDIIdentifier"), record.basic_udi),
        element(UDIDI("MDNCodes"), text=" ".join(registration.emdn_codes)),
        optional(UDIDI("productionIdentifier"), kinds),
        element(UDIDI("referenceNumber"), text=record.catalog_number),
        identifier(UDIDI("secondaryIdentifier"), selection.secondary(record)),
        element(UDIDI("sterile"), text=record.sterile),
        element(UDIDI("sterilization"), text=record.sterilize_before_use),
        names(UDIDI("tradeNames"), selection.trade_names(record)),
        optional(UDIDI("website"), record.information_url),
        container(UDIDI("storageHandlingConditions"), *storage),
        blocks.packages(record) if scope.packages else None,
        details.warnings(record),
    )


def device(record: DeviceRecord, scope: Scope) -> Parts:
    """What is said of devices, not of packs assembled from them."""
    first, rows = selection.first_market(record), selection.sent_markets(record)
    told = blocks.markets(UDIDI("marketInfos"), rows, first) if scope.markets else None
    return (
        element(UDIDI("numberOfReuses"), text=selection.number_of_reuses(record)),
        related(record),
        told,
        container(
            UDIDI("deviceMarking"),
            identifier(UDIDI("directMarkingDI"), selection.direct_marking(record)),
            identifier(UDIDI("unitOfUseIdentifier"), selection.unit_of_use(record)),
        ),
        _quantity(record),
        designer(UDIDI("productDesignerActor"), record) if scope.designer else None,
    )


def _quantity(record: DeviceRecord) -> Element | None:
    if selection.is_legacy(record):
        return None
    count = packages.device_count(record, record.eudamed.di)
    return element(UDIDI("baseQuantity"), text=count)


def related(record: DeviceRecord) -> Element | None:
    """Legacy and regulation device, where EUDAMED cannot see that they are one."""
    other = record.eudamed.related_di
    if other is None or selection.is_master(record):
        return None
    return element(
        UDIDI("relatedUDILink"),
        identifier(LINKS("diIdentifier"), other),
        element(LINKS("type"), text=record.eudamed.related_type or codes.LINK),
    )


def purposes(record: DeviceRecord) -> Parts:
    """Annex XVI; a Master UDI-DI only says whether it applies (BR-DTX-UDID-730)."""
    registration = record.eudamed
    if selection.is_master(record):
        applies = registration.annex_xvi_applicable
        return (optional(UDIDI("annexXVIApplicable"), applies),)
    codes_told = registration.annex_xvi_codes
    rows = (element(UDIDI("nmdType"), text=each) for each in codes_told)
    return (container(UDIDI("annexXVINonMedicalDeviceTypes"), *rows),)


def medical(record: DeviceRecord) -> Parts:
    """What medical devices under the regulation and the directives share."""
    return (
        element(UDIDI("latex"), text=record.latex == "contains"),
        element(UDIDI("reprocessed"), text=record.eudamed.reprocessed),
        details.substances(record),
        details.sizes(record),
    )
