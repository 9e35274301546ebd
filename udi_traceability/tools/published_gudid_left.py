"""What a GUDID device says that no attribute of ours can hold: it is told, not dropped.

A word that cannot be read, two statements that exclude each other, an element that no
release had before: each is a note of the device.
"""

from .published import every, one, whole
from .published_codes import MRI, yes_no
from .published_gudid_lines import ROLES

PREVIOUS = "Previous"
ENDED = "Not in Commercial Distribution"
FLAGS = [
    "DMExempt",
    "deviceKit",
    "singleUse",
    "lotBatch",
    "serialNumber",
    "manufacturingDate",
    "expirationDate",
    "donationIdNumber",
    "labeledContainsNRL",
    "labeledNoNRL",
]
KNOWN = {
    *FLAGS,
    *[
        "publicDeviceRecordKey",
        "publicVersionStatus",
        "deviceRecordStatus",
        "publicVersionNumber",
        "publicVersionDate",
        "devicePublishDate",
        "deviceCommDistributionEndDate",
        "deviceCommDistributionStatus",
        "identifiers",
        "brandName",
        "versionModelNumber",
        "catalogNumber",
        "dunsNumber",
        "companyName",
        "deviceCount",
        "deviceDescription",
        "premarketExempt",
        "deviceHCTP",
        "deviceCombinationProduct",
        "MRISafetyStatus",
        "rx",
        "otc",
        "contacts",
        "premarketSubmissions",
        "gmdnTerms",
        "productCodes",
        "deviceSizes",
        "environmentalConditions",
        "sterilization",
    ],
}


def left_over(node):
    """The notes of one device: (code, field, value)."""
    if not isinstance(node, dict):
        return ()
    return (*_identifiers(node), *_words(node), *_unknown(node))


def _identifiers(node):
    for row in every(node, "identifiers", "identifier"):
        kind, code = one(row, "deviceIdType"), one(row, "deviceId")
        if kind == PREVIOUS:
            agency = one(row, "deviceIdIssuingAgency")
            yield "previous_di", "previous_device_id", f"{code} {agency}".strip()
        elif kind not in ROLES:
            yield "not_read", "di_ids", f"{kind} {code}".strip()
        ended = one(row, "pkgStatus") == ENDED
        if ended and not one(row, "pkgDiscontinueDate"):
            yield "not_read", "di_ids", f"{code} {ENDED}"


def _words(node):
    for tag in FLAGS:
        text = one(node, tag)
        if text and not yes_no(text):
            yield "not_read", tag, text
    for tag in ("deviceCount", "publicVersionNumber"):
        text = one(node, tag)
        if text and whole(text) is None:
            yield "not_read", tag, text
    mri = one(node, "MRISafetyStatus")
    if mri and mri not in MRI:
        yield "not_read", "MRISafetyStatus", mri
    latex = {yes_no(one(node, tag)) for tag in ("labeledContainsNRL", "labeledNoNRL")}
    if latex == {"yes"}:
        yield "not_read", "latex", "labeledContainsNRL, labeledNoNRL"
    ended = one(node, "deviceCommDistributionStatus") == ENDED
    if ended and not one(node, "deviceCommDistributionEndDate"):
        yield "not_read", "market_ids", ENDED


def _unknown(node):
    """An element that a later release may bring."""
    for name, found in node.items():
        if name not in KNOWN and not name.startswith("@") and any(found):
            first = next(filter(None, found))
            text = first if isinstance(first, str) else ", ".join(first)
            yield "not_read", name, text
