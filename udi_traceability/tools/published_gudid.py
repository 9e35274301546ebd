"""Devices of FDA's public database: release XML and the answers of its JSON interface.

Both have the same names; the interface writes numbers and booleans as such, gives dates
a time, and in a history holds each version as the XML of that version.
"""

from .published import (
    GUDID,
    Published,
    day,
    every,
    filled,
    from_json,
    one,
    said,
    whole,
)
from .published_codes import MRI, flag, yes_no
from .published_gudid_lines import certificates, dis, size, storage
from .published_xml import records

PREVIOUS = "Previous"
PIS = {
    "pi_lot": "lotBatch",
    "pi_serial": "serialNumber",
    "pi_manufacturing_date": "manufacturingDate",
    "pi_expiration_date": "expirationDate",
    "pi_donation": "donationIdNumber",
}


def read_xml(content):
    """The devices of a release file, or of the XML interface."""
    for number, node in enumerate(records(content, "device"), 1):
        yield published(node, number)


def read_json(answer):
    """The devices of a lookup, or the newest version of a history."""
    told = from_json(answer)
    versions = [
        version
        for history in every(told, "history")
        if isinstance(history, dict)
        for each in history.values()
        for version in each
    ]
    if versions:
        newest = max(versions, key=_version)
        yield from read_xml(one(newest, "xml").encode())
        return
    for device in every(told, "gudid", "device")[:1]:
        classes = said(told, "productCodes", "deviceClass")
        yield published(device, 1, tuple(filter(None, classes)))


def _version(version):
    return whole(one(version, "publicVersionNumber")) or 0


def published(node, number, classes=()):
    """One device; ``classes`` are those of its product codes, where they were told."""
    values = filled(
        **_names(node),
        **_characteristics(node),
        di_ids=dis(node),
        size_ids=[size(each) for each in every(node, "deviceSizes", "deviceSize")],
        storage_ids=[
            storage(each)
            for each in every(node, "environmentalConditions", "storageHandling")
        ],
        certificate_ids=certificates(node),
        market_ids=_market(node),
        risk_class_us=_highest(classes),
        registration=_registration(node),
    )
    notes = tuple(
        ("previous_di", "previous_device_id", one(row, "deviceId"))
        for row in every(node, "identifiers", "identifier")
        if one(row, "deviceIdType") == PREVIOUS
    )
    return Published(GUDID, number, values, notes)


def _names(node):
    maker = filled(name=one(node, "companyName"), udi_duns=one(node, "dunsNumber"))
    description = one(node, "deviceDescription")
    return {
        "brand_name": one(node, "brandName"),
        "model_number": one(node, "versionModelNumber"),
        "catalog_number": one(node, "catalogNumber"),
        "manufacturer_id": maker,
        "description_ids": [{"language": "EN", "value": description}]
        if description
        else [],
    }


def _characteristics(node):
    method = ("sterilization", "methodTypes", "sterilizationMethod")
    return {
        "device_count": whole(one(node, "deviceCount")),
        "single_use": yes_no(one(node, "singleUse")),
        "sterile": yes_no(one(node, "sterilization", "deviceSterile")),
        "sterilize_before_use": yes_no(
            one(node, "sterilization", "sterilizationPriorToUse")
        ),
        "sterilization_method_ids": said(node, *method),
        "latex": _latex(node),
        "mri_safety": MRI.get(one(node, "MRISafetyStatus"), ""),
        "is_kit": yes_no(one(node, "deviceKit")),
        "implantable": _implantable(node),
        "direct_marking": _direct_marking(node),
    } | {name: flag(one(node, tag)) for name, tag in PIS.items()}


def _latex(node):
    said = (one(node, "labeledContainsNRL"), one(node, "labeledNoNRL"))
    return {
        ("yes", "no"): "contains",
        ("no", "yes"): "not_made_with",
        ("no", "no"): "not_stated",
    }.get(tuple(map(yes_no, said)), "")


def _implantable(node):
    """GMDN tells it for each term: one implantable term is enough."""
    told = {yes_no(text) for text in said(node, "gmdnTerms", "gmdn", "implantable")}
    return "yes" if "yes" in told else "no" if "no" in told else ""


def _direct_marking(node):
    """GUDID tells only what it can: exempt, or marked with a DI of its own."""
    if yes_no(one(node, "DMExempt")) == "yes":
        return "exempt"
    types = every(node, "identifiers", "identifier", "deviceIdType")
    return "other_di" if "Direct Marking" in types else ""


def _market(node):
    ended = day(one(node, "deviceCommDistributionEndDate"))
    return [filled(country="US", date_end=ended)]


def _highest(classes):
    """Several product codes may give several classes: the highest is kept."""
    known = sorted(found for found in classes if found in ("1", "2", "3"))
    return known[-1] if known else next(iter(classes), "")


def _registration(node):
    """What FDA alone keeps of the device, by the names of the registration."""
    codes = ("productCodes", "fdaProductCode")
    return filled(
        regulator="gudid",
        external_key=one(node, "publicDeviceRecordKey"),
        version=whole(one(node, "publicVersionNumber")),
        version_date=day(one(node, "publicVersionDate")),
        version_status=one(node, "publicVersionStatus"),
        registry_state=one(node, "deviceRecordStatus"),
        publish_date=day(one(node, "devicePublishDate")),
        premarket_exempt=yes_no(one(node, "premarketExempt")),
        hctp=yes_no(one(node, "deviceHCTP")),
        combination_product=yes_no(one(node, "deviceCombinationProduct")),
        rx=yes_no(one(node, "rx")),
        otc=yes_no(one(node, "otc")),
        product_codes=[
            filled(code=one(row, "productCode"), name=one(row, "productCodeName"))
            for row in every(node, *codes)
        ],
        gmdn=[
            filled(code=one(row, "gmdnCode"), name=one(row, "gmdnPTName"))
            for row in every(node, "gmdnTerms", "gmdn")
        ],
        contacts=[
            filled(
                phone=one(row, "phone"),
                udi_phone_extension=one(row, "phoneExtension"),
                email=one(row, "email"),
            )
            for row in every(node, "contacts", "customerContact")
        ],
    )
