"""A UDI-DI or EUDAMED ID as the values of a device record."""

from typing import Any

from lxml import etree

from ..record import BasicUdiRecord, DiRecord, EudamedRecord
from . import codes, read_codes, read_lines
from .read_lines import identifier, names
from .reading import child, flag, number, text, texts


def of_device(data: etree._Element, legislation: str) -> dict[str, Any]:
    """What the element says of the device, without its registration."""
    own = _udi_di(data)
    return {
        **_names(data),
        **_characteristics(data),
        **_lines(data),
        **_marking(data, own, legislation),
        "primary_di": own,
        "secondary_dis": tuple(
            filter(None, (identifier(data, "secondaryIdentifier"),))
        ),
        "basic_udi": _family(data),
    }


def of_registration(data: etree._Element) -> dict[str, Any]:
    """What the element says of the registration at EUDAMED."""
    designer = child(data, "productDesignerActor")
    return {
        "di": _udi_di(data),
        "eudamed_id": _eudamed_id(data),
        "status": read_codes.key_of(read_codes.STATUSES, text(data, "status", "code")),
        "emdn_codes": tuple(text(data, "MDNCodes").split()),
        "reprocessed": flag(data, "reprocessed"),
        "new_device": flag(data, "newDevice"),
        "annex_xvi_codes": texts(
            child(data, "annexXVINonMedicalDeviceTypes"), "nmdType"
        ),
        "annex_xvi_applicable": flag(data, "annexXVIApplicable"),
        "related_di": identifier(data, "relatedUDILink", "diIdentifier"),
        "related_type": text(data, "relatedUDILink", "type"),
        "product_designer": read_lines.designer(designer),
        "designer_version": number(designer, "version"),
        "substatuses": read_lines.substatuses(data),
        "market_version": number(data, "marketInfos", "version"),
        "package_version": read_lines.package_version(child(data, "packages")),
        "registry_state": text(data, "state").lower(),
        "version": number(data, "version"),
    }


def registration(**values: Any) -> EudamedRecord:
    """A registration of whatever was said of it."""
    return EudamedRecord(
        **{name: each for name, each in values.items() if each is not None}
    )


def _udi_di(data: etree._Element) -> DiRecord | None:
    """None of a legacy device that EUDAMED itself gave a code."""
    own = identifier(data, "identifier")
    return None if own and own.issuing_agency == "eudamed" else own


def _eudamed_id(data: etree._Element) -> str:
    own = identifier(data, "identifier")
    return own.code if own and own.issuing_agency == "eudamed" else ""


def _family(data: etree._Element) -> BasicUdiRecord | None:
    family = identifier(data, "basicUDIIdentifier")
    return family and BasicUdiRecord(
        code=family.code, issuing_agency=family.issuing_agency
    )


def _names(data: etree._Element) -> dict[str, Any]:
    """The first trade name in no language is the brand; the others follow."""
    trade = names(data, "tradeNames")
    has_brand = bool(trade) and trade[0].language == "ANY"
    return {
        "brand_name": trade[0].value if has_brand else "",
        "trade_names": trade[1:] if has_brand else trade,
        "catalog_number": text(data, "referenceNumber"),
        "descriptions": names(data, "additionalDescription"),
        "information_url": text(data, "website"),
    }


def _characteristics(data: etree._Element) -> dict[str, Any]:
    """``numberOfReuses``: 0 for single use, -1 for no limit stated, else the limit."""
    reuses = number(data, "numberOfReuses")
    is_told = child(data, "numberOfReuses") is not None
    printed = text(data, "productionIdentifier").split()
    latex = {True: "contains", False: "not_stated", None: ""}
    return {
        "device_count": number(data, "baseQuantity"),
        "single_use": reuses == 0 if is_told else None,
        "max_reuses": max(reuses, 0),
        "sterile": flag(data, "sterile"),
        "sterilize_before_use": flag(data, "sterilization"),
        "latex": latex[flag(data, "latex")],
        **{
            name: code in printed for name, code in codes.PRODUCTION_IDENTIFIERS.items()
        },
    }


def _lines(data: etree._Element) -> dict[str, Any]:
    warnings = read_lines.warnings(data)
    return {
        "sizes": read_lines.sizes(data),
        "storage": read_lines.storage(data),
        "warnings": read_lines.without_mri(warnings),
        "mri_safety": read_lines.mri_safety(warnings),
        "substances": read_lines.substances(data),
        "markets": read_lines.markets(child(data, "marketInfos")),
        "packages": read_lines.packages(child(data, "packages")),
    }


def _marking(
    data: etree._Element, own: DiRecord | None, legislation: str
) -> dict[str, Any]:
    """A device told without a marking has none, if its kind could have one."""
    marked = identifier(data, "deviceMarking", "directMarkingDI")
    told = "none" if legislation in ("mdr", "ivdr") else ""
    if marked:
        told = "same_as_primary" if marked == own else "other_di"
    return {
        "direct_marking": told,
        "direct_marking_di": marked if told == "other_di" else None,
        "unit_of_use_di": identifier(data, "deviceMarking", "unitOfUseIdentifier"),
    }
