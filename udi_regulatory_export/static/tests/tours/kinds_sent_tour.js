import {acknowledgement, brings} from "./answer_tour";
import {badge, press, saved, type} from "./kinds_steps";
import {registry} from "@web/core/registry";

const MENU = ".o_menu_sections [data-menu-xmlid='udi_regulatory_export";
const ITEM = ".o-dropdown--menu [data-menu-xmlid='udi_regulatory_export";

/** What EUDAMED refuses, and what a person does on the field that opens. */
const REFUSED = {
    mdr: {
        code: "09506000000114",
        words: "FLD-UDID-164: reprocessed is not as declared",
        correct: [badge("reprocessed", "Yes")],
    },
    spp: {
        code: "09506000000138",
        words: "FLD-UDID-175: the description is too short",
        correct: [
            press(".o_field_widget[name=description_ids] .o_data_cell[name=value]"),
            type("value", "A pack for the care of wounds"),
        ],
    },
    mdd: {
        code: "09506000000145",
        words: "FLD-UDID-156: latex is not as declared",
        correct: [badge("latex", "Contains latex")],
    },
    ivdd: {
        code: "09506000000152",
        words: "FLD-UDID-36: selfTesting is not as declared",
        correct: [badge("self_testing", "Yes")],
    },
};
const ACCEPTED = {ivdr: "09506000000121", aimdd: "09506000000169"};

const entity = (code, words) => `<m:responseEntity><m:entityCode>${code}</m:entityCode>
    <m:responseCode>${words ? "INVALID_REQUEST_OBJECTS" : "SUCCESS"}</m:responseCode>
    ${
        words
            ? `<m:report><m:elementReport>
    <m:operationErrorCode>E-I-40000</m:operationErrorCode>
    <m:operationErrorDetail>${words}</m:operationErrorDetail>
    </m:elementReport></m:report>`
            : ""
    }</m:responseEntity>`;

const uploaded = [
    press("button[name=action_download].btn-primary"),
    press("button[name=action_uploaded]"),
    {trigger: ".o_statusbar_status .o_arrow_button_current:contains(Uploaded)"},
];

/** The row leads to the field; the correction is saved; back to the batch. */
const corrected = ({words, correct}) => [
    press(`.o_udi_finding:contains(${words}) .o_udi_finding_open`),
    ...correct,
    ...saved,
    press(".breadcrumb .o_back_button, .breadcrumb-item:last a"),
    {trigger: ".o_field_widget[name=refused_rows]"},
];

const tours = registry.category("web_tour.tours");

/** From the menu to the files of all kinds, as they are handed to EUDAMED. */
tours.add("udi_regulatory_export_kinds_sent", {
    steps: () => [
        press(`${MENU}.menu_udi_registrations']`),
        press(`${ITEM}.udi_submission_build_menu']`),
        {trigger: ".o_udi_build_counts:contains('6'):contains('go')"},
        press(".o_form_view button[name=action_build]"),
        ...uploaded,
    ],
});

/** Two are taken; four are corrected on the fields that open, and sent again. */
tours.add("udi_regulatory_export_kinds_answered", {
    steps: () => [
        ...brings(
            acknowledgement([
                ...Object.values(ACCEPTED).map((code) => entity(code)),
                ...Object.values(REFUSED).map(({code, words}) => entity(code, words)),
            ])
        ),
        {trigger: ".alert:contains(2 accepted, 4 refused)"},
        ...Object.values(REFUSED).flatMap(corrected),
        press("button[name=action_again]:contains(4)"),
        ...uploaded,
    ],
});

/** The second answer settles all of them. */
tours.add("udi_regulatory_export_kinds_registered", {
    steps: () => [
        ...brings(
            acknowledgement(Object.values(REFUSED).map(({code}) => entity(code)))
        ),
        {trigger: ".o_arrow_button_current:contains(Done)"},
        {trigger: ".alert:contains(4 accepted)"},
    ],
});
