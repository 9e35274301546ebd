"""The Chinese database's names, codes and order of fields.

The declaration interface takes JSON with upper-case keys and numeric codes; the public
download is XML with lower-case tags and Chinese texts. Both spell the same facts. The
order is that of the public download.
"""

from dataclasses import dataclass

AGENCIES = {"gs1": "GS1", "ma": "MA码（IDcode）"}
"""Names of the coding systems; that of AHM was not seen."""

CHINESE = "ZH"

BOOLEAN = {True: ("1", "是"), False: ("0", "否")}
CARRIERS = {
    "linear": ("1", "一维码"),
    "matrix": ("2", "二维码"),
    "rfid": ("3", "RFID"),
    "other": ("4", "其他"),
}
PRODUCT_TYPES = {"device": ("1", "器械"), "ivd_reagent": ("2", "体外诊断试剂")}
SUPPLY_KINDS = {"consumable": ("0", "耗材"), "equipment": ("1", "设备")}
MRI = {
    "safe": ("0", "安全"),
    "conditional": ("1", "条件安全"),
    "unsafe": ("2", "不安全"),
    "not_stated": ("3", "说明书或标签上面不包括MR安全信息"),
}
"""Each value's code in the declaration and text in the download."""


@dataclass(frozen=True, slots=True)
class Field:
    """One fact: tag of the download, key of the declaration, name of the value.

    ``value`` names an entry of ``values.device``; ``coded`` the list that spells it.
    """

    tag: str
    key: str
    value: str
    coded: dict | None = None


FIELDS = (
    Field("zxxsdycpbs", "ZXXSDYCPBS", "di"),
    Field("cpbsbmtxmc", "CPBSBMTXMC", "coding_system"),
    Field("cpbsfbrq", "CPBSFBRQ", "publish_date"),
    Field("zxxsdyzsydydsl", "ZXXSDYZSYDYDSL", "device_count"),
    Field("sydycpbs", "SYDYCPBS", "unit_of_use"),
    Field("bszt", "BSZT", "carriers", CARRIERS),
    Field("sfyzcbayz", "SFYZCBAYZ", "same_as_registered_di", BOOLEAN),
    Field("zcbacpbs", "ZCBACPBS", "registered_di"),
    Field("sfybtzjbs", "SFYBTZJBS", "directly_marked", BOOLEAN),
    Field("btcpbsyzxxsdycpbssfyz", "BTCPBSYZXXSDYCPBSSFYZ", "marked_same", BOOLEAN),
    Field("btcpbs", "BTCPBS", "direct_marking"),
    Field("cpmctymc", "CPMCTYMC", "generic_name"),
    Field("spmc", "SPMC", "trade_name"),
    Field("ggxh", "GGXH", "model_number"),
    Field("sfwblztlcp", "SFWBLZTLCP", "is_kit", BOOLEAN),
    Field("cpms", "CPMS", "description"),
    Field("cphhhbh", "CPHHHBH", "catalog_number"),
    Field("yflbm", "YFLBM", "class_code_2002"),
    Field("qxlb", "CPLX", "product_type", PRODUCT_TYPES),
    Field("flbm", "FLBM", "class_code"),
    Field("tyshxydm", "TYSHXYDM", "credit_code"),
    Field("zczbhhzbapzbh", "ZCZBHHZBAPZBH", "certificate_numbers"),
    Field("ylqxzcrbarmc", "YLQXZCRBARMC", "registrant_zh"),
    Field("ylqxzcrbarywmc", "YLQXZCRBARYWMC", "registrant_en"),
    Field("ybbm", "YBBM", "nhsa_codes"),
    Field("cplb", "HCHZSB", "supply_kind", SUPPLY_KINDS),
    Field("cgzmraqxgxx", "CGZMRAQXGXX", "mri_safety", MRI),
    Field("sfbjwycxsy", "SFBJWYCXSY", "single_use", BOOLEAN),
    Field("zdcfsycs", "ZDCFSYCS", "max_reuses"),
    Field("sfwwjbz", "SFWWJBZ", "sterile", BOOLEAN),
    Field("syqsfxyjxmj", "SYQSFXYJXMJ", "sterilize_before_use", BOOLEAN),
    Field("mjfs", "MJFS", "sterilization_method"),
    Field("qtxxdwzlj", "QTXXDWZLJ", "information_url"),
    Field("tsrq", "TSRQ", "sale_ended"),
    Field("scbssfbhph", "SCBSSFBHPH", "pi_lot", BOOLEAN),
    Field("scbssfbhxlh", "SCBSSFBHXLH", "pi_serial", BOOLEAN),
    Field("scbssfbhscrq", "SCBSSFBHSCRQ", "pi_manufacturing_date", BOOLEAN),
    Field("scbssfbhsxrq", "SCBSSFBHSXRQ", "pi_expiration_date", BOOLEAN),
    Field("tscchcztj", "TSCCHCZTJ", "storage_note"),
    Field("tsccsm", "TSCCSM", "size_note"),
)

PACKAGE_FIELDS = (
    Field("bzcpbs", "BZCPBS", "code"),
    Field("cpbzjb", "CPBZJB", "package_level_name_zh"),
    Field("bznhxyjcpbssl", "BZNHXYJCPBSSL", "contains_qty"),
    Field("bznhxyjbzcpbs", "BZNHXYJBZCPBS", "contains_code"),
)

VERSION_TAGS = ("deviceRecordKey", "versionNumber", "versionTime", "versionStauts")
CORRECTION_TAGS = ("correctionNumber", "correctionRemark", "correctionTime")
"""Given by the authority and empty before it has; versionStauts is spelt so."""

REGISTRATION = "[\u4e00-\u9fff]{1,2}械注[准进许][0-9]{11}"
FILING = "[\u4e00-\u9fff]{1,4}械备[0-9]{8}号?"
NHSA = "C[0-9A-Z]{19}(?:[0-9A-Z]{7})?"
CLASS_CODE = "[0-9]{2}-[0-9]{2}-[0-9]{2}|6840-[0-9]{3}"
