"""What a file holds that no record takes, so that nothing is lost unsaid."""

from collections.abc import Iterable, Iterator

from lxml import etree

from ..xml_mend import Mended
from . import read_codes
from .answer_fields import BY_ELEMENT
from .read_family import FLAGS
from .reading import elements, name_of

# fmt: off
CONTAINERS = (
    "additionalDescription", "annexXVINonMedicalDeviceTypes", "ARComments",
    "certificateLinks", "clinicalInvestigationLinks", "clinicalSizes", "comments",
    "contactsDetails", "criticalWarnings", "deviceCertificateLinks", "deviceMarking",
    "marketInfos", "medicinalPurpose", "mfCorrectiveActions", "names", "packages",
    "productDesignerActor", "storageHandlingConditions", "substances", "substatuses",
    "tradeNames",
)
# fmt: on
# fmt: off
_OTHERS = (
    "Device", "BasicUDI", "UDIDIData", "DTXMarketInfo", "DTXPackageUDI",
    "DTXProductDesigner", "state", "version", "versionDate", "lastUpdated",
    "identifier", "DICode", "issuingEntityCode", "code", "name", "language",
    "textValue", "condition", "warning", "package", "marketInfo", "certificateLink",
    "certificate", "certificateStatus", "issueDate", "startValidityDate",
    "decisionDate", "startingApplicabilityDate", "clinicalInvestigationLink",
    "deviceCertificateLink", "comment", "date", "ownerActorCode", "text", "type",
    "substance", "clinicalSize", "value", "clinicalSizeDescription",
    "measureUnitDescription", "substatus", "mfCorrectiveAction", "estimatedEndDate",
    "diIdentifier", "productDesignerActorCode", "nmdType",
    "productDesignerOrganisation", "geographicAddress", "contactDetail", "city",
    "postCode", "street", "streetNum", "addressComplement", "POBox", "phone",
    "website", "deviceCriterion",
)
# fmt: on
KNOWN = {
    *CONTAINERS,
    *_OTHERS,
    *BY_ELEMENT,
    *FLAGS.values(),
    *read_codes.FAMILIES,
    *read_codes.DATA,
}
_VALUES = {
    "riskClass": read_codes.RISK_CLASSES,
    "specialDevice": read_codes.SPECIAL_DEVICES,
    "issuingEntityCode": read_codes.AGENCIES,
}
_NOTHING = ("public",)
"""Told of every contact, and nothing that a record keeps."""


def faults(entities: Iterable[etree._Element]) -> Iterator[Mended]:
    """Empty lists, elements without a field, values that are none of ours."""
    for entity in entities:
        yield from _below(entity)


def _below(element: etree._Element) -> Iterator[Mended]:
    name = name_of(element)
    inner = list(elements(element))
    said = (element.text or "").strip()
    if name in CONTAINERS and not inner and not said:
        yield Mended(code="empty_container", value=name)
    elif name not in KNOWN:
        if name not in _NOTHING:
            yield Mended(code="left_out", value=_shown(name), place=_parent(element))
        return
    elif name in _VALUES and said not in _VALUES[name]:
        yield Mended(code="unknown_value", value=_shown(said), place=name)
    for each in inner:
        yield from _below(each)


def _parent(element: etree._Element) -> str:
    above = element.getparent()
    return name_of(above) if above is not None else ""


def _shown(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:79]}…"
