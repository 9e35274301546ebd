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
from .published_gudid_left import left_over
from .published_gudid_lines import certificates, contacts, dis, size, storage
from .published_xml import records

FLAGS = (
    ("premarket_exempt", "premarketExempt"),
    ("hctp", "deviceHCTP"),
    ("combination_product", "deviceCombinationProduct"),
    ("rx", "rx"),
    ("otc", "otc"),
)
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
        customer_contact_ids=contacts(node),
        risk_class_us=_highest(classes),
        registration=_registration(node),
    )
    return Published(GUDID, number, values, left_over(node))


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
        registry_state=one(node, "deviceRecordStatus").lower(),
        publish_date=day(one(node, "devicePublishDate")),
        product_code_ids=[
            filled(code=one(row, "productCode"), name=one(row, "productCodeName"))
            for row in every(node, *codes)
        ],
        gmdn_ids=[
            filled(
                code=one(row, "gmdnCode"),
                name=one(row, "gmdnPTName"),
                definition=one(row, "gmdnPTDefinition"),
                is_obsolete=one(row, "gmdnCodeStatus") == "Obsolete" or None,
            )
            for row in every(node, "gmdnTerms", "gmdn")
        ],
        # a word that is neither yes nor no is told, not passed over
        **{name: yes_no(one(node, tag)) or one(node, tag) for name, tag in FLAGS},
    )
