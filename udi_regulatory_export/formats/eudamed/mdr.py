"""A device under Regulation (EU) 2017/745: Basic UDI-DI and one UDI-DI.

One function per block. The order of elements is the order of the lines here; the
schema refuses any other.
"""

from lxml import etree

from .. import packages
from ..record import DeviceRecord
from ..xml import container, element, optional
from . import codes, selection
from .blocks import certificate, identifier, market, names, package, status
from .codes import BASIC, COMMON, DEVICE, UDIDI, XSI


def device(record: DeviceRecord) -> etree._Element:
    """``device:Device``: the family first, then its UDI-DI."""
    made = element(DEVICE("Device"), basic_udi(record), udi_di(record))
    made.set(XSI("type"), "device:MDRDeviceType")
    return made


def basic_udi(record: DeviceRecord) -> etree._Element:
    """The family. ``certificateLinks`` is never sent (BR-DTX-UDID-088)."""
    basic, registration = record.basic_udi, record.eudamed
    agent = registration.local_agent
    special = codes.SPECIAL_DEVICES.get(basic.special_device_type)
    certificates = map(certificate, selection.declared(record))
    return element(
        DEVICE("MDRBasicUDI"),
        element(BASIC("riskClass"), text=codes.MDR_RISK_CLASSES[record.risk_class_eu]),
        model_or_name(record),
        identifier(BASIC("identifier"), basic),
        element(BASIC("animalTissuesCells"), text=basic.animal_tissues),
        optional(BASIC("ARActorCode"), agent.udi_srn_ar if agent else None),
        element(BASIC("humanTissuesCells"), text=basic.human_tissues),
        element(BASIC("MFActorCode"), text=registration.registrant.udi_srn_mf),
        container(BASIC("deviceCertificateLinks"), *certificates),
        element(BASIC("humanProductCheck"), text=basic.human_blood_substance),
        optional(BASIC("IIb_implantable_exceptions"), basic.iib_implantable_exception),
        element(BASIC("medicinalProductCheck"), text=basic.medicinal_substance),
        optional(BASIC("specialDevice"), special),
        element(BASIC("type"), text=codes.SYSTEM_PACK_TYPES[basic.system_pack_type]),
        element(COMMON("active"), text=basic.active_device),
        element(COMMON("administeringMedicine"), text=basic.administers_medicine),
        element(COMMON("implantable"), text=record.implantable),
        element(COMMON("measuringFunction"), text=basic.measuring_function),
        element(COMMON("reusable"), text=basic.reusable_surgical_instrument),
    )


def model_or_name(record: DeviceRecord) -> etree._Element:
    """A choice in the schema: a model alone, or a name with or without a model."""
    basic = record.basic_udi
    if not basic.name:
        return element(BASIC("model"), text=basic.device_model)
    return element(
        BASIC("modelName"),
        optional(COMMON("model"), basic.device_model),
        element(COMMON("name"), text=basic.name),
    )


def udi_di(record: DeviceRecord) -> etree._Element:
    """The UDI-DI: common part, device part, part of the regulation."""
    return element(
        DEVICE("MDRUDIDIData"),
        *common_part(record),
        *device_part(record),
        *regulation_part(record),
    )


def common_part(record: DeviceRecord) -> tuple[etree._Element | None, ...]:
    """What every regulation says of a UDI-DI."""
    registration = record.eudamed
    kinds = " ".join(selection.production_identifiers(record))
    above = packages.above(record, registration.di)
    return (
        identifier(UDIDI("identifier"), registration.di),
        status(codes.STATUSES[registration.status]),
        names(UDIDI("additionalDescription"), selection.european(record.descriptions)),
        identifier(UDIDI("basicUDIIdentifier"), record.basic_udi),
        element(UDIDI("MDNCodes"), text=" ".join(registration.emdn_codes)),
        element(UDIDI("productionIdentifier"), text=kinds),
        element(UDIDI("referenceNumber"), text=record.catalog_number),
        identifier(UDIDI("secondaryIdentifier"), selection.secondary(record)),
        element(UDIDI("sterile"), text=record.sterile),
        element(UDIDI("sterilization"), text=record.sterilize_before_use),
        names(UDIDI("tradeNames"), selection.trade_names(record)),
        optional(UDIDI("website"), record.information_url),
        container(UDIDI("packages"), *(package(record, each) for each in above)),
        critical_warnings(record),
    )


def critical_warnings(record: DeviceRecord) -> etree._Element | None:
    """MRI safety is a warning to EUDAMED."""
    warning = optional(
        COMMON("warningValue"), codes.MRI_WARNINGS.get(record.mri_safety)
    )
    return container(UDIDI("criticalWarnings"), container(COMMON("warning"), warning))


def device_part(record: DeviceRecord) -> tuple[etree._Element | None, ...]:
    """What is said of devices, not of packs assembled from them."""
    count = packages.device_count(record, record.eudamed.di)
    marked = selection.direct_marking(record)
    unit = selection.unit_of_use(record)
    markets = (market(code, row) for code, row in selection.sent_markets(record))
    return (
        element(UDIDI("numberOfReuses"), text=selection.number_of_reuses(record)),
        container(UDIDI("marketInfos"), *markets),
        container(
            UDIDI("deviceMarking"),
            identifier(UDIDI("directMarkingDI"), marked),
            identifier(UDIDI("unitOfUseIdentifier"), unit),
        ),
        element(UDIDI("baseQuantity"), text=count),
    )


def regulation_part(record: DeviceRecord) -> tuple[etree._Element | None, ...]:
    """What only this regulation asks."""
    purposes = (
        element(UDIDI("nmdType"), text=each) for each in record.eudamed.annex_xvi_codes
    )
    return (
        container(UDIDI("annexXVINonMedicalDeviceTypes"), *purposes),
        element(UDIDI("latex"), text=record.latex == "contains"),
        element(UDIDI("reprocessed"), text=record.eudamed.reprocessed),
    )
