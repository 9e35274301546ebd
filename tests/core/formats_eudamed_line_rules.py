"""EUDAMED: what lines below a device are refused for: see the rules of the laws."""

from formats_eudamed_law_rules import BASIC, LONG, basic
from formats_laws import (
    ALBUMIN,
    BOTH,
    HEPARIN,
    LENGTH,
    MDD,
    MDR,
    MM,
    OTHER_SIZE,
    SIZES,
    TEMPERATURE,
    YARD,
    text,
)

from odoo.addons.udi_regulatory_export.formats.record import (
    CodeRecord,
    SizeRecord,
    StorageRecord,
    SubstanceRecord,
    WarningRecord,
)


def stored(**facts):
    return {"storage": (StorageRecord(**facts),)}


def warned(code, *texts, **facts):
    code = CodeRecord(code=code, **facts)
    return {"warnings": (WarningRecord(code=code, texts=texts),)}


def named(kind="cmr", **facts):
    facts.setdefault("cmr_category", "1a" if kind == "cmr" else "")
    facts.setdefault("names", BOTH)
    line = SubstanceRecord(kind=kind, **facts)
    return {"substances": (HEPARIN, ALBUMIN, line)}


def sized(**facts):
    facts.setdefault("size_type", LENGTH)
    return {"sizes": (SizeRecord(**facts),)}


SHC099 = CodeRecord(code="SHC099")
LINE = "udi.device."
LINES = [
    (MDR, stored(), "required", LINE + "storage.kind_id"),
    (MDR, stored(kind=CodeRecord()), "required", "udi.code.code"),
    (MDR, stored(kind=CodeRecord(code="cold")), "bad_form", "udi.code.code"),
    (
        MDR,
        stored(kind=CodeRecord(code="cold", eudamed_code="SHC")),
        "bad_form",
        "udi.code.eudamed_code",
    ),
    (
        MDR,
        stored(kind=CodeRecord(code="SHC005", active=False)),
        "inactive_code",
        "udi.code.active",
    ),
    (MDR, stored(kind=TEMPERATURE), "required", LINE + "storage.text_ids"),
    (MDR, stored(kind=SHC099), "required", LINE + "storage.text_ids"),
    (
        MDR,
        stored(kind=SHC099, texts=(text("x", "ANY"),)),
        "not_allowed",
        "udi.text.language",
    ),
    (
        MDR,
        stored(kind=SHC099, texts=(text("x"), text("y"))),
        "language_twice",
        "udi.text.language",
    ),
    (
        MDR,
        stored(kind=CodeRecord(code="SHC005"), texts=BOTH),
        "only_first_sent",
        LINE + "storage.text_ids",
    ),
    (
        MDR,
        stored(kind=CodeRecord(code="SHC005"), texts=(text(LONG),)),
        "too_long",
        "udi.text.value",
    ),
    (MDR, {"warnings": (WarningRecord(),)}, "required", LINE + "warning.code_id"),
    (MDR, warned("W1"), "bad_form", "udi.code.code"),
    (MDR, warned("CW001", active=False), "inactive_code", "udi.code.active"),
    (MDR, warned("CW999"), "required", LINE + "warning.text_ids"),
    (MDR, warned("CW999", text("x", "")), "required", "udi.text.language"),
    (MDR, warned("CW001", *BOTH), "only_first_sent", LINE + "warning.text_ids"),
    (MDR, {"substances": ()}, "substance_missing", LINE + "substance_ids"),
    (MDD, {"substances": (HEPARIN,)}, "substance_missing", LINE + "substance_ids"),
    (
        MDR,
        basic(medicinal_substance=False),
        "substance_named",
        BASIC + "medicinal_substance",
    ),
    (
        MDR,
        basic(human_blood_substance=False),
        "substance_named",
        BASIC + "human_blood_substance",
    ),
    (MDR, named(kind=""), "required", LINE + "substance.kind"),
    (MDR, named(kind="x"), "not_allowed", LINE + "substance.kind"),
    (MDR, named(cmr_category=""), "required", LINE + "substance.cmr_category"),
    (MDR, named(cmr_category="2"), "not_allowed", LINE + "substance.cmr_category"),
    (MDR, named(cas_number="1-2-3"), "bad_form", LINE + "substance.cas_number"),
    (MDR, named(ec_number="1-2-3"), "bad_form", LINE + "substance.ec_number"),
    (MDR, named(names=()), "required", LINE + "substance.name_ids"),
    (MDR, named(names=(text("x", "ANY"),)), "not_allowed", "udi.text.language"),
    (MDR, named(names=(text("x"), text("y"))), "language_twice", "udi.text.language"),
    (MDR, named(names=(text("x", ""),)), "required", "udi.text.language"),
    (
        MDR,
        named() | {"descriptions": (text("x"), text("y", "FR"))},
        "names_languages",
        LINE + "substance.name_ids",
    ),
    (
        MDR,
        named(names=(text(LONG),), cas_number="117-81-7"),
        "too_long",
        "udi.text.value",
    ),
    (
        MDR,
        named(names=(text(""),), cas_number="117-81-7"),
        "required",
        "udi.text.value",
    ),
    (
        MDR,
        named(names=(), cas_number="117-81-7"),
        "required",
        LINE + "substance.name_ids",
    ),
    (MDR, named(kind="medicinal", inn="heparin"), "inn_twice", LINE + "substance.inn"),
    (MDR, named(kind="medicinal", inn=LONG), "too_long", LINE + "substance.inn"),
    (MDR, named(inn="x"), "not_told", LINE + "substance.inn"),
    (
        MDR,
        named(kind="human", cas_number="117-81-7"),
        "not_told",
        LINE + "substance.cas_number",
    ),
    (MDR, sized(size_type=None), "required", LINE + "size.size_type_id"),
    (MDR, sized(size_type=CodeRecord(code="long")), "bad_form", "udi.code.code"),
    (MDR, sized(precision="x"), "not_allowed", LINE + "size.precision"),
    (MDR, sized(), "required", LINE + "size.value"),
    (MDR, sized(value="1"), "required", LINE + "size.unit_id"),
    (MDR, sized(value="32/6", unit=MM), "bad_form", LINE + "size.value"),
    (
        MDR,
        sized(precision="range", value_min="1,5", value_max="2", unit=MM),
        "bad_form",
        LINE + "size.value_min",
    ),
    (
        MDR,
        sized(precision="range", value_min="1", unit=MM),
        "required",
        LINE + "size.value_max",
    ),
    (MDR, sized(value="1", unit=CodeRecord(code="mm")), "bad_form", "udi.code.code"),
    (MDR, sized(precision="text"), "required", LINE + "size.text"),
    (MDR, sized(precision="text", text="x" * 256), "too_long", LINE + "size.text"),
    (
        MDR,
        sized(size_type=OTHER_SIZE, value="1", unit=MM),
        "required",
        LINE + "size.type_description_ids",
    ),
    (MDR, sized(value="1", unit=YARD), "required", LINE + "size.unit_description_ids"),
    (
        MDR,
        sized(value="1", unit=YARD, unit_descriptions=(text("x", "ANY"),)),
        "not_allowed",
        "udi.text.language",
    ),
    (
        MDR,
        sized(
            size_type=OTHER_SIZE,
            value="1",
            unit=YARD,
            type_descriptions=BOTH,
            unit_descriptions=BOTH[:1],
        ),
        "same_languages",
        LINE + "size.unit_description_ids",
    ),
    (MDR, {"sizes": (SIZES[0], SIZES[0])}, "size_twice", LINE + "size.size_type_id"),
]
