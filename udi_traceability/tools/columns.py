"""A device in one row of a table: which column means what, there and back.

A column has a key. ``brand_name`` is a field; ``di.primary.code`` a field of the DI
with that role; ``package.2.contains_qty`` a field of the second line of a kind;
``description.EN`` a text in a language. Nine tenths of a device fit; the limits of the
numbered ones are in ``LINES``.

>>> guess("Brand Name"), guess("GTIN"), guess("产品名称/通用名称"), guess("Colour")
('brand_name', 'di.primary.code', 'generic_name', '')
"""

import hashlib
import re
from dataclasses import dataclass

TEXT, WHOLE, YES_NO, FLAG, DAY, CHOICE, MANY = (
    "text",
    "whole",
    "yes_no",
    "flag",
    "day",
    "choice",
    "many",
)
LANGUAGES = [
    "EN",
    "DE",
    "FR",
    "ES",
    "IT",
    "NL",
    "PT",
    "PL",
    "SV",
    "DA",
    "FI",
    "CS",
    "EL",
    "HU",
    "RO",
    "BG",
    "HR",
    "SK",
    "SL",
    "ET",
    "LV",
    "LT",
    "MT",
    "GA",
    "IS",
    "NO",
    "TR",
    "ZH",
]
FIELDS = (
    ("brand_name", TEXT, "Brand name", "brandName|brand|品牌名/商标|marke"),
    (
        "model_number",
        TEXT,
        "Version or model",
        "versionModelNumber|version_or_model_number|model|model number|规格型号|modell",
    ),
    (
        "catalog_number",
        TEXT,
        "Catalogue number",
        "catalogNumber|catalog number|reference|ref|reference number|article number"
        "|产品货号或编号|referenznummer|artikelnummer",
    ),
    ("generic_name", TEXT, "Generic name", "产品名称/通用名称|产品名称|通用名称"),
    ("product_id", TEXT, "Product (internal reference)", "internal reference|product"),
    ("basic_udi_id.code", TEXT, "Family (Basic UDI-DI)", "basic udi-di|basic udi"),
    ("manufacturer_id.name", TEXT, "Legal manufacturer", "manufacturer|companyName"),
    ("manufacturer_id.udi_duns", TEXT, "Manufacturer: DUNS", "dunsNumber|duns"),
    ("manufacturer_id.udi_srn_mf", TEXT, "Manufacturer: SRN", "srn"),
    ("manufacturer_id.udi_uscc", TEXT, "Manufacturer: USCC", "统一社会信用代码|uscc"),
    (
        "di.primary.code",
        TEXT,
        "Primary DI",
        "di|udi-di|udi di|gtin|primary di|deviceId|device identifier|ean|barcode"
        "|最小销售单元产品标识",
    ),
    (
        "di.primary.issuing_agency",
        CHOICE,
        "Agency",
        "issuing agency|deviceIdIssuingAgency",
    ),
    ("di.secondary.code", TEXT, "Secondary DI", ""),
    ("di.secondary.issuing_agency", CHOICE, "Secondary DI: agency", ""),
    ("di.unit_of_use.code", TEXT, "Unit of use DI", "使用单元产品标识"),
    ("di.unit_of_use.issuing_agency", CHOICE, "Unit of use DI: agency", ""),
    ("di.direct_mark.code", TEXT, "Direct mark DI", "本体产品标识"),
    ("di.direct_mark.issuing_agency", CHOICE, "Direct mark DI: agency", ""),
    ("device_count", WHOLE, "Devices in the base package", "deviceCount|base quantity"),
    ("single_use", YES_NO, "Single use", "singleUse|是否标记为一次性使用"),
    ("max_reuses", WHOLE, "Maximum number of reuses", "reuses|最大重复使用次数"),
    ("sterile", YES_NO, "Packaged sterile", "deviceSterile|sterile|是否为无菌包装"),
    (
        "sterilize_before_use",
        YES_NO,
        "Sterilise before use",
        "sterilizationPriorToUse|使用前是否需要进行灭菌",
    ),
    ("sterilization_method_ids", MANY, "Sterilisation methods", "灭菌方式"),
    ("latex", CHOICE, "Natural rubber latex", "latex"),
    ("mri_safety", CHOICE, "MRI safety", "MRISafetyStatus|mri"),
    ("implantable", YES_NO, "Implantable", "implant"),
    ("is_kit", YES_NO, "Kit or set", "deviceKit|kit|是否为包类/组套类产品"),
    ("direct_marking", CHOICE, "Direct marking", ""),
    ("legislation_eu", CHOICE, "EU legislation", "legislation"),
    ("risk_class_eu", CHOICE, "EU class", "risk class|mdr class"),
    ("risk_class_us", CHOICE, "US class", "fda class|device class"),
    ("risk_class_cn", CHOICE, "China class", "nmpa class|管理类别"),
    ("pi_lot", FLAG, "On the label: lot", "lotBatch|lot|pi lot"),
    ("pi_serial", FLAG, "On the label: serial number", "serialNumber|pi serial"),
    ("pi_manufacturing_date", FLAG, "On the label: made on", "manufacturingDate"),
    ("pi_expiration_date", FLAG, "On the label: expires on", "expirationDate"),
    ("pi_software", FLAG, "On the label: software version", "software"),
    ("pi_donation", FLAG, "On the label: donation number", "donationIdNumber"),
    ("carrier_ids", MANY, "Carriers used", "标识载体|carrier"),
    ("information_url", TEXT, "Further information", "website|url"),
)
# line -> (most, list field, fixed values, fields with kind and words)
LINES = {
    "package": (
        6,
        "di_ids",
        {"role": "package"},
        (
            ("code", TEXT, "DI"),
            ("issuing_agency", CHOICE, "agency"),
            ("contains", TEXT, "contains DI"),
            ("contains_qty", WHOLE, "times"),
            ("package_level_name", TEXT, "level name"),
            ("discontinue_date", DAY, "discontinued on"),
        ),
    ),
    "size": (
        12,
        "size_ids",
        {},
        (
            ("size_type_id", TEXT, "type"),
            ("precision", CHOICE, "value, range or text"),
            ("value", TEXT, "value"),
            ("value_min", TEXT, "least"),
            ("value_max", TEXT, "most"),
            ("unit_id", TEXT, "unit"),
            ("text", TEXT, "text"),
        ),
    ),
    "storage": (
        8,
        "storage_ids",
        {},
        (
            ("kind_id", TEXT, "condition"),
            ("stage", CHOICE, "storage or handling"),
            ("low", TEXT, "lower limit"),
            ("high", TEXT, "upper limit"),
            ("unit_id", TEXT, "unit"),
        ),
    ),
    "market": (
        40,
        "market_ids",
        {},
        (
            ("country", TEXT, "country"),
            ("date_start", DAY, "from"),
            ("date_end", DAY, "until"),
            ("is_first_eu", FLAG, "first in the EU"),
        ),
    ),
    "certificate": (
        10,
        "certificate_ids",
        {},
        (
            ("kind", TEXT, "kind"),
            ("number", TEXT, "number"),
            ("revision", TEXT, "revision"),
            ("valid_to", DAY, "valid to"),
        ),
    ),
}
TEXTS = {"description": "Description", "trade_name": "Trade name"}


@dataclass(frozen=True, slots=True)
class Column:
    key: str
    kind: str
    label: str
    names: tuple[str, ...] = ()


def _all():
    for key, kind, label, names in FIELDS:
        yield Column(key, kind, label, tuple(filter(None, names.split("|"))))
    for line, label in TEXTS.items():
        for language in LANGUAGES:
            yield Column(f"{line}.{language}", TEXT, f"{label} ({language})")
    for line, (most, _list, _fixed, fields) in LINES.items():
        for number in range(1, most + 1):
            for name, kind, label in fields:
                said = f"{line.capitalize()} {number}: {label}"
                yield Column(f"{line}.{number}.{name}", kind, said)


COLUMNS = {column.key: column for column in _all()}


def plain(text):
    """A header as it is compared: letters and digits of any script, lower case."""
    return re.sub(r"[\W_]+", "", text.lower())


_GUESSES = {plain(column.key): column.key for column in COLUMNS.values()}
for _column in COLUMNS.values():
    for _name in (_column.label, *_column.names):
        _GUESSES.setdefault(plain(_name), _column.key)
_GUESSES |= {"description": "description.EN", "devicedescription": "description.EN"}
_GUESSES |= {"产品描述": "description.ZH", "商品名称": "trade_name.ZH"}


def guess(header):
    """The key of the column that a header most likely means, or nothing."""
    return _GUESSES.get(plain(header), "")


def signature(header):
    """The same for every file of one layout."""
    said = "\n".join(plain(name) for name in header)
    return hashlib.sha256(said.encode()).hexdigest()
