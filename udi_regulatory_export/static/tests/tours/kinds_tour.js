import {registry} from "@web/core/registry";

const YES = "yes";
const NO = "no";
const WORD = {[YES]: "Yes", [NO]: "No"};

const press = (trigger) => ({trigger, run: "click"});
const tab = (name) => press(`.o_notebook .nav-link[name=${name}]`);
const type = (name, value) => ({
    trigger: `.o_field_widget[name=${name}] input`,
    run: `edit ${value}`,
});
const tick = (name) => press(`.o_field_widget[name=${name}] input`);
const badge = (name, label) =>
    press(`.o_field_widget[name=${name}] .o_selection_badge:contains(/^${label}$/)`);
const answer = (name, value) => badge(name, WORD[value]);
const choose = (name, label) => [
    press(`.o_field_widget[name=${name}] .o_select_menu_toggler`),
    press(`.o_select_menu_item:contains(/^${label}$/)`),
];
const find = (name, text) => [
    type(name, text),
    press(`.o-autocomplete--dropdown-item:contains(${text})`),
];
const added = (name) =>
    press(`.o_field_widget[name=${name}] .o_field_x2many_list_row_add a`);
const saved = [press(".o_form_button_save"), {trigger: ".o_form_saved"}];

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

const answers = (values) =>
    Object.entries(values).map(([name, value]) => answer(name, value));

function family(kind) {
    return [
        type("code", kind.familyCode),
        ...(kind.agency ? choose("issuing_agency", kind.agency) : []),
        type("name", `Family ${kind.law}`),
        ...(kind.texts
            ? [
                  tab("purpose"),
                  added("medical_purpose_ids"),
                  ...choose("language", "English"),
                  type("value", "Care of wounds"),
              ]
            : []),
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
        ...answers(kind.registration),
        press("button[name=action_check]"),
        {trigger: ".o_arrow_button_current:contains(Ready)"},
    ];
}

const tours = registry.category("web_tour.tours");
for (const [key, kind] of Object.entries(KINDS)) {
    tours.add(`udi_regulatory_export_family_${key}`, {steps: () => family(kind)});
    tours.add(`udi_regulatory_export_device_${key}`, {
        steps: () => device(kind, key),
    });
}
