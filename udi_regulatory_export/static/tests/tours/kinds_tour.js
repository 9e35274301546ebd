import {
    NO,
    YES,
    added,
    answer,
    answers,
    badge,
    choose,
    chosen,
    find,
    press,
    saved,
    tab,
    tick,
    type,
} from "./kinds_steps";
import {registry} from "@web/core/registry";

const MEDICAL = {
    active_device: NO,
    administers_medicine: NO,
    measuring_function: NO,
    reusable_surgical_instrument: NO,
    medicinal_substance: NO,
    human_blood_substance: NO,
};
const TISSUES = {animal_tissues: NO, human_tissues: NO};
const DIAGNOSTIC = {
    microbial_substances: NO,
    companion_diagnostic: NO,
    instrument: NO,
    near_patient_testing: NO,
    professional_testing: YES,
    reagent: YES,
    self_testing: NO,
};
const MARKING = choose("direct_marking", "Not marked");

/** What a person is asked under each law. */
const KINDS = {
    mdr: {
        code: "09506000000114",
        familyCode: "9506000KINDMDRSV",
        law: "MDR",
        risk: "I",
        pack: "Device",
        family: {...TISSUES, ...MEDICAL},
        device: {single_use: YES, implantable: NO},
        latex: true,
        label: true,
        registration: {reprocessed: NO},
    },
    ivdr: {
        code: "09506000000121",
        familyCode: "9506000KINDIVDRY4",
        law: "IVDR",
        risk: "A",
        family: {...TISSUES, ...DIAGNOSTIC},
        device: {single_use: YES, is_kit: NO},
        label: true,
        registration: {new_device: NO},
    },
    spp: {
        code: "09506000000138",
        familyCode: "9506000KINDSPPUT",
        law: "MDR system or procedure pack",
        risk: "I",
        pack: "Procedure pack",
        family: {},
        device: {},
        label: true,
        texts: true,
        registration: {},
    },
    mdd: {
        code: "09506000000145",
        familyCode: "B-09506000000145",
        law: "MDD",
        risk: "I",
        pack: "Device",
        agency: "EUDAMED",
        family: {...TISSUES, ...MEDICAL},
        device: {single_use: YES, implantable: NO},
        latex: true,
        markets: true,
        registration: {reprocessed: NO},
    },
    aimdd: {
        code: "09506000000169",
        familyCode: "B-09506000000169",
        law: "AIMDD",
        risk: "AIMDD",
        pack: "Device",
        agency: "EUDAMED",
        family: {...TISSUES, ...MEDICAL, active_device: YES},
        certificate: "AIMDD Annex 2 section 4",
        device: {single_use: YES, implantable: YES},
        latex: true,
        markets: true,
        registration: {reprocessed: NO},
    },
    ivdd: {
        code: "09506000000152",
        familyCode: "B-09506000000152",
        law: "IVDD",
        risk: "IVDD general",
        agency: "EUDAMED",
        family: {...TISSUES, ...DIAGNOSTIC},
        device: {single_use: YES, is_kit: NO},
        markets: true,
        registration: {},
    },
};

/** A paper of the notified body, written down where the family asks for it. */
const certificate = (label) => [
    tab("certificates"),
    added("certificate_ids"),
    press(".modal .o_create_button"),
    type("number", "C-AIMDD-1"),
    ...choose("kind", label),
    ...find("notified_body_id", "Notified Body"),
    type("valid_to", "2030-12-31"),
    press(".modal .o_form_button_save"),
];

function family(kind) {
    return [
        type("code", kind.familyCode),
        type("name", `Family ${kind.law}`),
        ...(kind.agency ? [chosen("issuing_agency", kind.agency)] : []),
        ...(kind.texts
            ? [
                  tab("purpose"),
                  added("medical_purpose_ids"),
                  ...choose("language", "English"),
                  type("value", "Care of wounds"),
              ]
            : []),
        ...(kind.certificate ? certificate(kind.certificate) : []),
        tab("eudamed"),
        ...(kind.pack ? [badge("system_pack_type", kind.pack)] : []),
        ...answers(kind.family),
        ...saved,
    ];
}

function device(kind, key) {
    return [
        type("brand_name", `Brand ${key}`),
        type("model_number", `Model ${key}`),
        type("catalog_number", `CAT-${key}`),
        ...find("basic_udi_id", kind.familyCode),
        tab("identifiers"),
        added("di_ids"),
        type("code", kind.code),
        tab("classes"),
        ...choose("legislation_eu", kind.law),
        ...choose("risk_class_eu", kind.risk),
        tab("characteristics"),
        ...answers(kind.device),
        answer("sterile", NO),
        answer("sterilize_before_use", NO),
        ...(kind.latex ? [badge("latex", "Not made with latex")] : []),
        ...(kind.label ? [tab("label"), tick("pi_lot"), ...MARKING] : []),
        tab("parties"),
        ...find("manufacturer_id", "Meridian Medical GmbH"),
        ...(kind.markets
            ? [
                  tab("clearance"),
                  added("market_ids"),
                  ...find("country_id", "Germany"),
                  tick("is_first_eu"),
              ]
            : []),
        ...(kind.texts
            ? [
                  tab("texts"),
                  added("description_ids"),
                  ...choose("language", "English"),
                  type("value", "A pack for wounds"),
              ]
            : []),
        ...saved,
        press(".o_form_view button[name=action_register]"),
        press(".modal .o_field_widget[name=eudamed] input"),
        press(".modal button[name=action_register]"),
        ...find("emdn_ids", "A010101"),
        {trigger: ".o_field_widget[name=emdn_ids] .o_tag"},
        ...answers(kind.registration),
        press("button[name=action_check]"),
        {trigger: ".o_arrow_button_current:contains(Ready)"},
    ];
}

const newDevice = [
    press(".o_menu_sections [data-menu-xmlid='udi_traceability.menu_udi_devices']"),
    press(".o-dropdown--menu [data-menu-xmlid='udi_traceability.udi_device_menu']"),
    press(".o_list_view .o_list_button_add, .o_control_panel .o_list_button_add"),
    {trigger: ".o_udi_device"},
];

for (const [key, kind] of Object.entries(KINDS)) {
    registry.category("web_tour.tours").add(`udi_regulatory_export_kind_${key}`, {
        steps: () => [...family(kind), ...newDevice, ...device(kind, key)],
    });
}
