"""EUDAMED: what each law and each kind of line is refused for.

(record, what is changed, code of the finding, field that it names)
"""

from formats_laws import (
    ALBUMIN,
    CMR,
    HEPARIN,
    IVDD,
    IVDR,
    MASTER,
    MDD,
    MDR,
    OWN_KEY,
    SIZES,
    SPP,
    STUDIES,
    WORKSHOP,
    text,
)
from formats_sample import CASE, DEVICE, EU_AGENT, MAKER, change

from odoo.addons.udi_regulatory_export.formats.record import (
    DiRecord,
)

LONG = "x" * 2001
BASIC = "udi.basic.udi."
OURS = "udi.registration.eudamed."
KEY = DiRecord(code="95060001343LENSAPJ", issuing_agency="gs1")


def basic(**facts):
    return {f"basic_udi__{name}": value for name, value in facts.items()}


def eudamed(**facts):
    return {f"eudamed__{name}": value for name, value in facts.items()}


FAMILY = [
    *(
        (IVDR, basic(**{name: None}), "required", BASIC + name)
        for name in (
            "animal_tissues",
            "human_tissues",
            "companion_diagnostic",
            "instrument",
            "microbial_substances",
            "near_patient_testing",
            "professional_testing",
            "reagent",
            "self_testing",
        )
    ),
    (IVDR, {"is_kit": None}, "required", "udi.device.is_kit"),
    (IVDR, {"is_kit": True}, "special_kit", BASIC + "special_device_type"),
    (IVDR, {"risk_class_eu": "iia"}, "not_allowed", "udi.device.risk_class_eu"),
    (IVDR, eudamed(new_device=None), "required", OURS + "new_device"),
    (
        IVDR,
        basic(special_device_type="spectacle_lens"),
        "not_allowed",
        BASIC + "special_device_type",
    ),
    (
        IVDR,
        {"risk_class_eu": "d", **basic(certificates=())},
        "certificate_missing",
        BASIC + "certificate_ids",
    ),
    (SPP, basic(system_pack_type=""), "required", BASIC + "system_pack_type"),
    (SPP, basic(system_pack_type="device"), "not_allowed", BASIC + "system_pack_type"),
    (SPP, basic(medical_purposes=()), "required", BASIC + "medical_purpose_ids"),
    (
        SPP,
        basic(medical_purposes=(text("治疗", "ZH"),)),
        "required",
        BASIC + "medical_purpose_ids",
    ),
    (
        SPP,
        basic(medical_purposes=(text("x", "ANY"),)),
        "not_allowed",
        "udi.text.language",
    ),
    (SPP, basic(medical_purposes=(text(LONG),)), "too_long", "udi.text.value"),
    (SPP, basic(medical_purposes=(text(""),)), "required", "udi.text.value"),
    (SPP, {"descriptions": ()}, "required", "udi.device.description_ids"),
    (SPP, eudamed(registrant__udi_srn_pr=""), "required", "res.partner.udi_srn_pr"),
    (
        SPP,
        eudamed(registrant__udi_srn_pr="US-MF-000000001"),
        "bad_form",
        "res.partner.udi_srn_pr",
    ),
    (MDD, basic(issuing_agency="gs1"), "agency_not_accepted", BASIC + "issuing_agency"),
    (MDD, basic(code="B-1"), "legacy_code", BASIC + "code"),
    (
        MDD,
        basic(registry_state="registered"),
        "legacy_one_device",
        BASIC + "registry_state",
    ),
    (MDD, eudamed(status="not_intended"), "not_allowed", OURS + "status"),
    (MDD, basic(certificates=()), "certificate_missing", BASIC + "certificate_ids"),
    (
        MDD,
        basic(certificates=(change(MDD.basic_udi.certificates[0], valid_to=None),)),
        "required",
        "udi.certificate.valid_to",
    ),
    (
        MDD,
        basic(certificates=(change(MDD.basic_udi.certificates[0], number=""),)),
        "required",
        "udi.certificate.number",
    ),
    (
        MDD,
        basic(iib_implantable_exception=True),
        "exception_forbidden",
        BASIC + "iib_implantable_exception",
    ),
    (OWN_KEY, eudamed(eudamed_id=""), "required", OURS + "eudamed_id"),
    (OWN_KEY, eudamed(eudamed_id="D-1"), "legacy_code", OURS + "eudamed_id"),
    (OWN_KEY, basic(code="BEMF000000106CR023335WE"), "bad_form", BASIC + "code"),
    (OWN_KEY, basic(code="D-BEMF000000106CR023335WE"), "bad_form", BASIC + "code"),
    (
        OWN_KEY,
        basic(code="B-BEMF000000106CR023335XX"),
        "bad_check_digit",
        BASIC + "code",
    ),
    (
        MDR,
        basic(clinical_investigations=(change(STUDIES[0], reference=""),)),
        "required",
        "udi.clinical.investigation.reference",
    ),
    (
        MDR,
        basic(clinical_investigations=(change(STUDIES[0], reference=LONG),)),
        "too_long",
        "udi.clinical.investigation.reference",
    ),
    (
        MDR,
        basic(clinical_investigations=(change(STUDIES[0], non_eu_countries=("DE",)),)),
        "country_not_told",
        "udi.clinical.investigation.non_eu_country_ids",
    ),
]
DEVICES = [
    (
        MASTER,
        eudamed(annex_xvi_applicable=None),
        "required",
        OURS + "annex_xvi_applicable",
    ),
    (MASTER, eudamed(di=change(KEY, code="09506000134352")), "bad_form", "udi.di.code"),
    (MASTER, eudamed(di=change(KEY, code="9506")), "bad_form", "udi.di.code"),
    (
        MASTER,
        eudamed(di=change(KEY, code="95060001343LENSAXX")),
        "bad_check_digit",
        "udi.di.code",
    ),
    (
        MASTER,
        eudamed(di=change(KEY, issuing_agency="ma")),
        "agency_not_accepted",
        "udi.di.issuing_agency",
    ),
    (
        MASTER,
        {"packages": (change(CASE, contains_code=KEY.code),)},
        "bad_form",
        "udi.di.code",
    ),
    (MASTER, {"unit_of_use_di": CASE}, "not_told", "udi.device.di_ids"),
    (MASTER, eudamed(related_di=KEY), "not_told", OURS + "related_device_id"),
    (MASTER, eudamed(annex_xvi_codes=("EMR",)), "not_told", OURS + "annex_xvi_ids"),
    (IVDD, {"markets": ()}, "markets_missing", "udi.device.market_ids"),
    (IVDR, {"packages": (), "sizes": SIZES}, "not_told", "udi.device.size_ids"),
    (IVDR, eudamed(annex_xvi_codes=("EMR",)), "not_told", OURS + "annex_xvi_ids"),
    (SPP, eudamed(local_agent=EU_AGENT), "not_told", OURS + "local_agent_id"),
    (MDD, {"packages": (CASE,)}, "not_told", "udi.device.package_di_ids"),
    (
        MDD,
        {"substances": (HEPARIN, ALBUMIN, CMR)},
        "not_told",
        "udi.device.substance.kind",
    ),
    (DEVICE, eudamed(new_device=True), "not_told", OURS + "new_device"),
    (
        IVDR,
        {
            "is_kit": True,
            "descriptions": (),
            **basic(special_device_type=""),
        },
        "required",
        "udi.device.description_ids",
    ),
    (
        MDR,
        eudamed(product_designer=MAKER),
        "designer_is_maker",
        OURS + "product_designer_id",
    ),
    (
        MDR,
        eudamed(product_designer=change(MAKER, udi_srn_mf="X")),
        "bad_form",
        "res.partner.udi_srn_mf",
    ),
    *(
        (
            MDR,
            eudamed(product_designer=change(WORKSHOP, **{name: ""})),
            "required",
            f"res.partner.{field}",
        )
        for name, field in (
            ("name", "name"),
            ("city", "city"),
            ("zip", "zip"),
            ("country", "country_id"),
            ("email", "email"),
        )
    ),
    *(
        (
            MDR,
            eudamed(product_designer=change(WORKSHOP, **{name: LONG})),
            "too_long",
            f"res.partner.{field}",
        )
        for name, field in (
            ("name", "name"),
            ("street", "street"),
            ("street_number", "street"),
            ("street2", "street2"),
            ("po_box", "street2"),
            ("phone", "phone"),
            ("website", "website"),
        )
    ),
    (
        MDR,
        eudamed(product_designer=change(WORKSHOP, country="XK")),
        "country_not_told",
        "res.partner.country_id",
    ),
    (MDR, eudamed(related_di=DiRecord(code="1")), "required", "udi.di.issuing_agency"),
    (
        MDR,
        eudamed(related_di=DiRecord(code="1", issuing_agency="ndc")),
        "agency_not_accepted",
        "udi.di.issuing_agency",
    ),
    (
        MDR,
        eudamed(related_di=MDR.eudamed.di),
        "linked_by_itself",
        OURS + "related_device_id",
    ),
]
