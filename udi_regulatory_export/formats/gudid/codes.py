"""FDA GUDID's places and codes in HL7 SPL, with where each was read.

The GUDID implementation specification was not available when this was written. A row
is *verified* if FDA's general SPL Implementation Guide (December 2023) states place and
code. An unverified row is never written: a record that has a value for it gets a
finding of severity draft. To release one, fill its place and code and set
``verified``; no other file changes.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

DUNS = "1.3.6.1.4.1.519.1"
LABELER_NUMBERS = "1.3.6.1.4.1.32366.3"
"""Root of model and catalogue numbers, followed by the DUNS without leading zeros."""
SUBMISSIONS = "2.16.840.1.113883.3.150"
LOINC = "2.16.840.1.113883.6.1"
NCIT = "2.16.840.1.113883.3.26.1.1"
PRODUCT_CODES = "2.16.840.1.113883.6.303"
GMDN = "2.16.840.1.113883.6.276"
CHARACTERISTICS = "2.16.840.1.113883.1.11.19255"
COUNTRIES = "1.0.3166.1.2.3"

AGENCIES = {
    "gs1": "1.3.160",
    "hibcc": "2.16.840.1.113883.6.40",
    "iccbba": "2.16.840.1.113883.6.18",
}
"""Code systems of the DI (SPL guide 3.1.1.3); HL7 v2 and FHIR use other ones."""

DOCUMENT_TYPES = {
    (True, False): ("69404-2", "PRESCRIPTION MEDICAL DEVICE LABEL"),
    (False, True): ("69403-4", "OTC MEDICAL DEVICE LABEL"),
}
"""By (rx, otc), SPL guide 11.1.1; which one GUDID expects is not published."""
ANY_DEVICE = ("55439-4", "MEDICAL DEVICE")
SECTION = ("48780-1", "SPL product data elements section")

MODEL_NUMBER = ("C99286", "model number")
CATALOG_NUMBER = ("C99285", "catalog number")

EXEMPT = ("C80438", "Exempt device")


@dataclass(frozen=True, slots=True)
class Premarket:
    """A kind of premarket submission: NCIt code, name and form of its number."""

    code: str
    display_name: str
    form: str
    shown: str


PREMARKET = {
    "us_510k": Premarket("C80442", "Premarket Notification", "B?K[0-9]{6}", "K000000"),
    "us_pma": Premarket("C80441", "Premarket Application", "B?P[0-9]{6}", "P000000"),
    "us_hde": Premarket(
        "C80440", "Humanitarian Device Exemption", "H[0-9]{6}", "H000000"
    ),
    "us_bla": Premarket("C73585", "BLA", "BLA[0-9]{6}", "BLA000000"),
    "us_nda": Premarket("C73594", "NDA", "(?:NDA|BN)[0-9]{6}", "NDA000000"),
}
"""SPL guide 3.1.7 and 3.3.9, by ``kind`` of the certificate."""


@dataclass(frozen=True, slots=True)
class Characteristic:
    """One ``subjectOf/characteristic``: attribute (path in the record), code, type."""

    attribute: str
    code: str
    data_type: str
    verified: bool
    source: str
    system: str = CHARACTERISTICS
    values: Mapping[str, str] = field(default_factory=dict)
    """For data type CE: our key to the NCIt code of the value."""


CHARACTERISTIC_ROWS = (
    Characteristic("single_use", "SPLUSE", "INT", True, "SPL guide table 6"),
    Characteristic("device_count", "", "INT", False, "no source"),
    Characteristic("sterile", "", "BL", False, "SPLSTERILEUSE has another meaning"),
    Characteristic("sterilize_before_use", "", "BL", False, "no source"),
    Characteristic("latex", "C160938", "CE", False, "NCIt code, place unknown"),
    Characteristic("mri_safety", "C106044", "CE", False, "NCIt code, place unknown"),
    Characteristic("pi_lot", "SPLPRDCTLLN", "BL", False, "UDI pilot"),
    Characteristic("pi_serial", "SPLPRDCTLSN", "BL", False, "UDI pilot"),
    Characteristic("pi_manufacturing_date", "SPLPRDCTLMD", "BL", False, "UDI pilot"),
    Characteristic("pi_expiration_date", "SPLPRDCTLED", "BL", False, "UDI pilot"),
    Characteristic("pi_donation", "C113843", "BL", False, "NCIt code, place unknown"),
    Characteristic("is_kit", "C47916", "BL", False, "formCode in the SPL guide"),
    Characteristic("direct_marking", "", "BL", False, "no source"),
    Characteristic("gudid.hctp", "", "BL", False, "no source"),
    Characteristic(
        "gudid.combination_product", "SPLCMBPRDTP", "BL", False, "drug listing guide"
    ),
    Characteristic("gudid.rx", "", "BL", False, "document type in the SPL guide"),
    Characteristic("gudid.otc", "", "BL", False, "document type in the SPL guide"),
    Characteristic("gudid.publish_date", "", "TS", False, "no source"),
)
OTHER_UNVERIFIED = (
    "gudid.gmdn_codes",
    "gudid.listing_numbers",
    "secondary_dis",
    "unit_of_use_di",
    "direct_marking_di",
    "previous_di",
)
"""Attributes whose element is not known at all, or is only a stylesheet's habit."""

UNVERIFIED_OF_PACKAGES = ("package_level_name", "discontinue_date")
