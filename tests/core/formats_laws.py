"""One device under each EU law, with every part that the law knows filled."""

from datetime import date

import formats_sample as sample
from formats_eudamed import RICH
from formats_sample import CASE, DEVICE, MAKER, PALLET, PRIMARY, change

from odoo.addons.udi_regulatory_export.formats.record import (
    CertificateRecord,
    ClinicalInvestigationRecord,
    CodeRecord,
    DiRecord,
    PartyRecord,
    SizeRecord,
    StorageRecord,
    SubstanceRecord,
    TextRecord,
    WarningRecord,
)


def text(value, language="EN"):
    return TextRecord(language=language, value=value)


CELSIUS = CodeRecord(code="Cel", name="°C")
MM = CodeRecord(code="mm", name="mm", eudamed_code="MU50")
YARD = CodeRecord(code="[yd_i]", name="yd", eudamed_code="MU999")
LENGTH = CodeRecord(code="CST19", name="Length")
OTHER_SIZE = CodeRecord(code="CST999", name="Other size")
TEMPERATURE = CodeRecord(code="temperature", eudamed_code="SHC008")
BOTH = (text("Spread"), text("Spannweite", "DE"))

STORAGE = (
    StorageRecord(kind=TEMPERATURE, low="2", high="8", unit=CELSIUS),
    StorageRecord(kind=TEMPERATURE, low="-20", unit=CELSIUS),
    StorageRecord(kind=TEMPERATURE, high="30", unit=CELSIUS, texts=(text("dry"),)),
    StorageRecord(kind=CodeRecord(code="SHC005"), texts=(text("dry", ""),)),
    StorageRecord(kind=CodeRecord(code="SHC036")),
    StorageRecord(
        kind=CodeRecord(code="special", eudamed_code="SHC099"),
        texts=(text("Upright"), text("Aufrecht", "DE"), text("直立", "ZH")),
    ),
)
WARNINGS = (
    WarningRecord(code=CodeRecord(code="CW001")),
    WarningRecord(code=CodeRecord(code="CW006"), texts=(text("Type B", "ANY"),)),
    WarningRecord(code=CodeRecord(code="CW999"), texts=BOTH),
)
CMR = SubstanceRecord(
    kind="cmr", cmr_category="1b", names=BOTH, cas_number="", ec_number=""
)
DEHP = SubstanceRecord(
    kind="cmr",
    cmr_category="1a",
    names=(text("DEHP"),),
    cas_number="117-81-7",
    ec_number="204-211-0",
)
ENDOCRINE = SubstanceRecord(kind="endocrine", names=BOTH)
HEPARIN = SubstanceRecord(kind="medicinal", inn="heparin")
ALBUMIN = SubstanceRecord(kind="human", names=BOTH)
SIZES = (
    SizeRecord(size_type=LENGTH, value="90.0", unit=MM),
    SizeRecord(
        size_type=CodeRecord(code="CST33"),
        precision="range",
        value_min="1.5",
        value_max="2.5",
        unit=MM,
    ),
    SizeRecord(size_type=CodeRecord(code="CST12"), precision="text", text="Left"),
    SizeRecord(
        size_type=OTHER_SIZE,
        value="3",
        unit=YARD,
        type_descriptions=BOTH,
        unit_descriptions=(text("yard"), text("Yard", "DE")),
    ),
)
STUDIES = (
    ClinicalInvestigationRecord(reference="CI-1", non_eu_countries=("US", "GB")),
    ClinicalInvestigationRecord(reference="CIV-DE-25-01-000001"),
)
WORKSHOP = PartyRecord(
    name="Workshop Ltd",
    country="GB",
    street="High Street",
    street_number="8",
    street2="Back yard",
    po_box="17",
    zip="AB1 2CD",
    city="Leeds",
    phone="+44 1 234",
    email="post@example.com",
    website="https://example.com",
)
LEGACY_DI = DiRecord(code="09506000134390", issuing_agency="gs1")

MDR = change(
    RICH,
    sizes=SIZES,
    storage=STORAGE,
    warnings=WARNINGS,
    substances=(CMR, DEHP, ENDOCRINE, HEPARIN, ALBUMIN),
    basic_udi__medicinal_substance=True,
    basic_udi__human_blood_substance=True,
    basic_udi__clinical_investigations=STUDIES,
    eudamed__product_designer=WORKSHOP,
    eudamed__related_di=LEGACY_DI,
)
MASTER = change(
    MDR,
    basic_udi__special_device_type="soft_contact_lens",
    pi_software=False,
    primary_di=DiRecord(code="95060001343LENSAPJ", issuing_agency="gs1"),
    eudamed__di=DiRecord(code="95060001343LENSAPJ", issuing_agency="gs1"),
    packages=(),
    direct_marking="none",
    direct_marking_di=None,
    unit_of_use_di=None,
    eudamed__related_di=None,
    eudamed__annex_xvi_codes=(),
    eudamed__annex_xvi_applicable=False,
)
_IVD_FLAGS = {
    "basic_udi__companion_diagnostic": False,
    "basic_udi__instrument": False,
    "basic_udi__microbial_substances": False,
    "basic_udi__near_patient_testing": True,
    "basic_udi__professional_testing": True,
    "basic_udi__reagent": True,
    "basic_udi__self_testing": False,
    "basic_udi__active_device": None,
    "basic_udi__administers_medicine": None,
    "basic_udi__measuring_function": None,
    "basic_udi__reusable_surgical_instrument": None,
    "basic_udi__iib_implantable_exception": None,
    "basic_udi__medicinal_substance": None,
    "basic_udi__human_blood_substance": None,
    "basic_udi__system_pack_type": "",
    "implantable": None,
    "latex": "",
    "mri_safety": "",
    "sizes": (),
    "substances": (),
    "eudamed__annex_xvi_codes": (),
    "eudamed__reprocessed": None,
}
IVDR = change(
    MDR,
    legislation_eu="ivdr",
    risk_class_eu="c",
    is_kit=False,
    eudamed__new_device=True,
    basic_udi__certificates=(
        CertificateRecord(
            kind="ivdr_technical_documentation", number="TD-1", notified_body="0123"
        ),
    ),
    **_IVD_FLAGS,
)
PRODUCER = change(MAKER, udi_srn_pr="US-PR-000000002", udi_srn_mf="")
SPP = change(
    DEVICE,
    legislation_eu="spp",
    risk_class_eu="iia",
    secondary_dis=(sample.SECONDARY,),
    direct_marking="none",
    markets=(),
    storage=STORAGE,
    warnings=WARNINGS,
    packages=(CASE, PALLET),
    basic_udi__system_pack_type="procedure_pack",
    basic_udi__medical_purposes=(text("Wound care"), text("Wundversorgung", "DE")),
    eudamed__registrant=PRODUCER,
    eudamed__local_agent=None,
)
_LEGACY = {
    "packages": (),
    "secondary_dis": (sample.SECONDARY,),
    "direct_marking": "none",
    "direct_marking_di": None,
    "eudamed__annex_xvi_codes": (),
    "basic_udi__code": f"B-{PRIMARY.code}",
    "basic_udi__issuing_agency": "eudamed",
    "basic_udi__iib_implantable_exception": None,
}


def directive(kind):
    return CertificateRecord(
        kind=kind,
        number="C-1",
        revision="2",
        notified_body="0123",
        valid_to=date(2028, 12, 31),
    )


MDD = change(
    MDR,
    legislation_eu="mdd",
    substances=(HEPARIN, ALBUMIN),
    basic_udi__certificates=(directive("mdd_iii"),),
    **_LEGACY,
)
AIMDD = change(
    MDD,
    legislation_eu="aimdd",
    risk_class_eu="aimdd",
    basic_udi__certificates=(directive("aimdd_ii_4"),),
)
IVDD = change(
    IVDR,
    legislation_eu="ivdd",
    risk_class_eu="list_a",
    eudamed__new_device=None,
    basic_udi__certificates=(directive("ivdd_iv_4"),),
    **_LEGACY,
)
OWN_KEY = change(
    MDD,
    primary_di=None,
    secondary_dis=(),
    eudamed__di=None,
    eudamed__eudamed_id="D-BEMF000000106CR023335WE",
    basic_udi__code="B-BEMF000000106CR023335WE",
)

LAWS = {
    "mdr": MDR,
    "ivdr": IVDR,
    "spp": SPP,
    "mdd": MDD,
    "aimdd": AIMDD,
    "ivdd": IVDD,
}
KINDS = LAWS | {"master": MASTER, "own_key": OWN_KEY}
