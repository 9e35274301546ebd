"""One entity of a message as a device record: whole, or the part that it tells."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from lxml import etree

from ..record import DeviceRecord, DiRecord, PartyRecord
from . import read_codes, read_device, read_family, read_lines
from .read_lines import identifier
from .reading import child, elements, name_of, number, text, type_of


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadDevice:
    """One entity of a message.

    ``part`` is what it tells: device (family and UDI-DI), family, udi_di, markets,
    packages or designer; the rest of ``record`` has its defaults.
    """

    part: str
    record: DeviceRecord


def devices(entity: etree._Element, as_of: date, actor: str) -> Iterator[ReadDevice]:
    """A device with several UDI-DIs is several records of one family."""
    name = name_of(entity)
    if name in _PARTS:
        part, values = _PARTS[name]
        yield _made(part, values(entity), as_of, actor)
        return
    families = [
        each for each in elements(entity) if name_of(each) in read_codes.FAMILIES
    ]
    data = [each for each in elements(entity) if name_of(each) in read_codes.DATA]
    for family in families[:1]:
        told = _family_values(family)
        for each in data:
            yield _made("device", _whole(told, _data_values(each)), as_of, actor)
        if not data:
            yield _made("family", told, as_of, actor)
    if not families:
        for each in data:
            yield _made("udi_di", _data_values(each), as_of, actor)


def _made(part: str, values: dict[str, Any], as_of: date, actor: str) -> ReadDevice:
    registration = {"registrant": _party(actor), **values.pop("eudamed")}
    record = DeviceRecord(
        as_of=as_of, eudamed=read_device.registration(**registration), **values
    )
    return ReadDevice(part=part, record=record)


def _party(actor: str) -> PartyRecord | None:
    """By the middle of the number: a producer of packs has another than a maker."""
    if not actor:
        return None
    if actor[2:6] == "-PR-":
        return PartyRecord(udi_srn_pr=actor)
    return PartyRecord(udi_srn_mf=actor)


def _legislation(element: etree._Element) -> str:
    name = name_of(element)
    if name not in read_codes.LEGISLATIONS:
        name = type_of(element).removesuffix("Type")
    legislation = read_codes.LEGISLATIONS.get(name, "")
    told = text(element, "applicableLegislation").lower()
    return told if legislation == "mdd" and told else legislation


def _family_values(family: etree._Element) -> dict[str, Any]:
    maker = text(family, "MFActorCode") or text(family, "PRActorCode")
    agent = text(family, "ARActorCode")
    registration = {"local_agent": PartyRecord(udi_srn_ar=agent) if agent else None}
    if maker:
        registration["registrant"] = _party(maker)
    return {
        **read_family.of_device(family),
        "legislation_eu": _legislation(family),
        "eudamed": registration,
    }


def _data_values(data: etree._Element) -> dict[str, Any]:
    legislation = _legislation(data)
    return {
        **read_device.of_device(data, legislation),
        "legislation_eu": legislation,
        "eudamed": read_device.of_registration(data),
    }


def _whole(family: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    """The family is told by its own element, the rest by that of the UDI-DI."""
    return {**data, **family, "eudamed": {**data["eudamed"], **family["eudamed"]}}


def _market_values(entity: etree._Element) -> dict[str, Any]:
    """Countries are told of a device on the market (BR-UDID-046)."""
    found = child(entity, "marketInfos")
    own = identifier(entity, "uDIDIIdentifier")
    told = {"market_version": number(found, "version"), "status": "on_market"}
    legislation = _CRITERIA.get(text(entity, "deviceCriterion"), "")
    return {
        "markets": read_lines.markets(found),
        "legislation_eu": legislation,
        **_known(own, told),
    }


def _package_values(entity: etree._Element) -> dict[str, Any]:
    """Packages have a status of their own only while the device is on the market."""
    found = child(entity, "packages")
    told = {
        "package_version": read_lines.package_version(found),
        "status": "on_market",
    }
    own = identifier(entity, "udiIdentifier")
    return {"packages": read_lines.packages(found), **_known(own, told)}


def _designer_values(entity: etree._Element) -> dict[str, Any]:
    found = child(entity, "productDesignerActor")
    told = {
        "product_designer": read_lines.designer(found),
        "designer_version": number(found, "version"),
    }
    return _known(identifier(entity, "uDIDIIdentifier"), told)


def _known(own: DiRecord | None, told: dict[str, Any]) -> dict[str, Any]:
    """The device that a message is about, by its UDI-DI or EUDAMED ID."""
    if own and own.issuing_agency == "eudamed":
        return {"eudamed": {"eudamed_id": own.code, **told}}
    return {"primary_di": own, "eudamed": {"di": own, **told}}


_CRITERIA = {"SPP": "spp", "LEGACY": "mdd"}
"""A message about markets tells no more of the legislation than this."""
_PARTS: dict[str, tuple[str, Callable[[etree._Element], dict[str, Any]]]] = {
    "BasicUDI": ("family", _family_values),
    "UDIDIData": ("udi_di", _data_values),
    "DTXMarketInfo": ("markets", _market_values),
    "DTXPackageUDI": ("packages", _package_values),
    "DTXProductDesigner": ("designer", _designer_values),
}
