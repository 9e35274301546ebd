"""Which certificates are declared with a device, and which it needs.

MDR: BR-UDID-109. IVDR: RULE-00015. Directives: BR-UDID-113.
"""

from ..record import CertificateRecord, DeviceRecord

TYPE_EXAMINATION = ("mdr_type_examination", "ivdr_type_examination")
_PRODUCT = {
    "mdr": ("mdr_technical_documentation", "mdr_type_examination"),
    "ivdr": ("ivdr_technical_documentation", "ivdr_type_examination"),
    "mdd": (
        "mdd_ii_ex_4",
        "mdd_ii_4",
        "mdd_iii",
        "mdd_iv",
        "mdd_v",
        "mdd_vi",
    ),
    "aimdd": (
        "aimdd_ii_ex_4",
        "aimdd_ii_4",
        "aimdd_iii",
        "aimdd_iv",
        "aimdd_v",
    ),
    "ivdd": (
        "ivdd_iii_6",
        "ivdd_iv_ex_4_6",
        "ivdd_iv_4",
        "ivdd_iv_6",
        "ivdd_v",
        "ivdd_vi",
        "ivdd_vii_ex_5",
        "ivdd_vii_5",
    ),
}
SPELT = {kind: kind.upper() for kinds in _PRODUCT.values() for kind in kinds}


def kinds(record: DeviceRecord) -> tuple[str, ...]:
    """The kinds that this device may declare, the required ones or none."""
    return _KINDS[record.legislation_eu](record)


def needed(record: DeviceRecord) -> bool:
    """Whether EUDAMED refuses the family without a certificate."""
    return _NEEDED[record.legislation_eu](record)


def declared(record: DeviceRecord) -> tuple[CertificateRecord, ...]:
    """Certificates that go into the message."""
    told = kinds(record)
    return tuple(each for each in record.basic_udi.certificates if each.kind in told)


def waits(record: DeviceRecord) -> bool:
    """Whether a new family is only submitted until its notified body confirms it."""
    regulation = record.legislation_eu in ("mdr", "ivdr")
    return regulation and bool(needed(record) or declared(record))


def _mdr_needed(record: DeviceRecord) -> bool:
    implant = record.implantable and not record.basic_udi.iib_implantable_exception
    risk = record.risk_class_eu
    return risk == "iii" or bool(risk == "iib" and implant)


def _mdr_kinds(record: DeviceRecord) -> tuple[str, ...]:
    if _mdr_needed(record):
        return _PRODUCT["mdr"]
    return ("mdr_type_examination",) if record.risk_class_eu == "iib" else ()


def _by_lay_people(record: DeviceRecord) -> bool:
    basic = record.basic_udi
    return bool(basic.self_testing or basic.near_patient_testing)


def _ivdr_needed(record: DeviceRecord) -> bool:
    risk = record.risk_class_eu
    return risk == "d" or (risk in ("b", "c") and _by_lay_people(record))


def _ivdr_kinds(record: DeviceRecord) -> tuple[str, ...]:
    risk, lay = record.risk_class_eu, _by_lay_people(record)
    if risk == "d" or (risk == "c" and lay):
        return _PRODUCT["ivdr"]
    if risk == "b" and lay:
        return ("ivdr_technical_documentation",)
    return ("ivdr_type_examination",) if risk == "c" else ()


def _mdd_needed(record: DeviceRecord) -> bool:
    return record.risk_class_eu != "i" or bool(record.basic_udi.measuring_function)


_NEEDED = {
    "mdr": _mdr_needed,
    "ivdr": _ivdr_needed,
    "spp": lambda record: False,
    "mdd": _mdd_needed,
    "aimdd": lambda record: True,
    "ivdd": lambda record: record.risk_class_eu != "general",
}
_KINDS = {
    "mdr": _mdr_kinds,
    "ivdr": _ivdr_kinds,
    "spp": lambda record: (),
    "mdd": lambda record: _PRODUCT["mdd"],
    "aimdd": lambda record: _PRODUCT["aimdd"],
    "ivdd": lambda record: _PRODUCT["ivdd"],
}
