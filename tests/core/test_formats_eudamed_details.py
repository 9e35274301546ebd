"""EUDAMED: storage, warnings, substances, sizes and what goes with them."""

from formats_eudamed import values
from formats_laws import (
    BOTH,
    CELSIUS,
    CMR,
    HEPARIN,
    IVDR,
    MASTER,
    MDD,
    MDR,
    OWN_KEY,
    TEMPERATURE,
    text,
)
from formats_sample import change
from test_formats_eudamed_messages import XSI_TYPE, written

from odoo.addons.udi_regulatory_export.formats.eudamed import selection
from odoo.addons.udi_regulatory_export.formats.record import (
    CodeRecord,
    StorageRecord,
    WarningRecord,
)


def block(record, name):
    """Rows of a block: its texts in order."""
    (found,) = written(record, "DEVICE.POST").iter(f"{{*}}{name}")
    return [[each.text for each in row.iter() if not len(each)] for row in found]


def test_storage_is_told_in_codes_and_one_text():
    assert block(MDR, "storageHandlingConditions") == [
        ["ANY", "2–8 °C", "SHC008"],
        ["ANY", "-20 °C", "SHC006"],
        ["ANY", "30 °C; dry", "SHC007"],
        ["dry", "SHC005"],
        ["SHC036"],
        ["EN", "Upright", "DE", "Aufrecht", "SHC099"],
    ]


def test_a_coded_condition_has_one_comment():
    line = StorageRecord(kind=TEMPERATURE, low="2", unit=CELSIUS, texts=BOTH)
    assert selection.condition_texts(line) == (text("2 °C; Spread", "ANY"),)
    none = StorageRecord(kind=CodeRecord(code="SHC036"), texts=(text("直立", "ZH"),))
    assert selection.condition_texts(none) == ()
    bare = StorageRecord(kind=TEMPERATURE, low="2", high="8")
    assert selection.condition_texts(bare) == (text("2–8", "ANY"),)


def test_warnings_begin_with_mri_safety():
    assert block(MDR, "criticalWarnings") == [
        ["CW026"],
        ["CW001"],
        ["ANY", "Type B", "CW006"],
        ["EN", "Spread", "DE", "Spannweite", "CW999"],
    ]


def test_a_warning_may_have_a_comment_without_language():
    line = WarningRecord(code=CodeRecord(code="CW001"), texts=(text("x", ""),))
    assert selection.warning_texts(line) == (text("x", ""),)


def test_substances_by_what_names_them():
    assert block(MDR, "substances") == [
        ["EN", "Spread", "DE", "Spannweite", "CMR_1B"],
        ["DEHP", "117-81-7", "204-211-0", "CMR_1A"],
        ["EN", "Spread", "DE", "Spannweite"],
        ["heparin", "MEDICINAL_PRODUCT_SUBSTANCE"],
        ["EN", "Spread", "DE", "Spannweite", "HUMAN_PRODUCT_SUBSTANCE"],
    ]
    kinds = [
        each.get(XSI_TYPE) for each in written(MDR, "DEVICE.POST").iter("{*}substance")
    ]
    assert kinds == [
        "udidi:CMRSubstanceType",
        "udidi:CMRSubstanceType",
        "udidi:EndocrineSubstanceType",
        "udidi:MedicalHumanProductSubstanceType",
        "udidi:MedicalHumanProductSubstanceType",
    ]


def test_a_directive_knows_medicines_only():
    record = change(MDD, substances=(CMR, HEPARIN))
    assert block(record, "substances") == [["heparin", "MEDICINAL_PRODUCT_SUBSTANCE"]]
    assert selection.substances(change(IVDR, substances=(CMR, HEPARIN))) == ()


def test_sizes_as_printed_the_maximum_first():
    assert block(MDR, "clinicalSizes") == [
        ["CST19", "90.0", "MU50"],
        ["CST33", "2.5", "1.5", "MU50"],
        ["CST12", "Left"],
        [
            "CST999",
            *("EN", "Spread", "DE", "Spannweite"),
            *("3", "MU999", "EN", "yard", "DE", "Yard"),
        ],
    ]


def test_clinical_investigations():
    assert block(MDR, "clinicalInvestigationLinks") == [
        ["CI-1", "US UK"],
        ["CIV-DE-25-01-000001"],
    ]


def test_a_master_udi_di_names_a_group():
    """BR-UDID-729, BR-DTX-UDID-730."""
    marked = change(
        MASTER,
        direct_marking="same_as_primary",
        unit_of_use_di=MDR.primary_di,
        eudamed__related_di=MDR.primary_di,
        eudamed__annex_xvi_codes=("EMR",),
    )
    root = written(marked, "DEVICE.POST")
    assert values(root, "specialDevice") == ["MDR_STANDARD_SOFT_CONTACT_LENSES"]
    assert values(root, "annexXVIApplicable") == ["false"]
    for name in ("deviceMarking", "nmdType", "relatedUDILink"):
        assert values(root, name) == []


def test_a_legacy_device_without_udi_di():
    root = written(OWN_KEY, "DEVICE.POST")
    code = "BEMF000000106CR023335WE"
    assert values(root, "DICode")[:2] == [f"D-{code}", f"B-{code}"]
    assert set(values(root, "issuingEntityCode")) == {"EUDAMED", "GS1"}
    for name in (
        "productionIdentifier",
        "baseQuantity",
        "deviceMarking",
        "packages",
        "nmdType",
        "newDevice",
    ):
        assert values(root, name) == []
