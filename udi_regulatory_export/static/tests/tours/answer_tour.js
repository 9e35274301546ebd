import {inputFiles} from "@web/../tests/utils";
import {registry} from "@web/core/registry";

const NAMESPACE = "https://ec.europa.eu/tools/eudamed/dtx/servicemodel/Message/v1";
const WORDS = "FLD-UDID-156: latex is not as declared";
const CODES = ["09506000000015", "09506000000022", "09506000000039"];

function entity(code, refused) {
    const report = `<m:report><m:elementReport>
        <m:operationErrorCode>E-I-40000</m:operationErrorCode>
        <m:operationErrorDetail>${WORDS}</m:operationErrorDetail>
        </m:elementReport></m:report>`;
    return `<m:responseEntity><m:entityCode>${code}</m:entityCode>
        <m:responseCode>${refused ? "INVALID_REQUEST_OBJECTS" : "SUCCESS"}</m:responseCode>
        ${refused ? report : ""}</m:responseEntity>`;
}

export function acknowledgement(entities) {
    return `<?xml version="1.0" encoding="UTF-8"?>
        <m:Acknowledgement version="3.0.30" xmlns:m="${NAMESPACE}" xmlns:s="urn:s">
        <m:correlationID>APP-DTX-000103944</m:correlationID>
        <m:recipient><m:service><s:serviceID>DEVICE</s:serviceID>
        <s:serviceOperation>POST</s:serviceOperation></m:service></m:recipient>
        <m:payload/><m:responseEntities>${entities.join("")}</m:responseEntities>
        </m:Acknowledgement>`;
}

export function brings(content) {
    return [
        {
            content: "Bring the answer back",
            trigger: ".o_form_view button[name=action_read_answer]",
            run: "click",
        },
        {
            content: "Choose the file that EUDAMED gave",
            trigger: ".modal .o_field_widget[name=file]",
            async run() {
                const file = new window.File([content], "answer.xml", {
                    type: "application/xml",
                });
                await inputFiles(".modal .o_field_widget[name=file] input[type=file]", [
                    file,
                ]);
            },
        },
        {
            content: "It arrived",
            trigger: ".modal .o_field_widget[name=file]:has(.fa-trash, .fa-pencil)",
        },
        {
            content: "Read it",
            trigger: ".modal button[name=action_read]",
            run: "click",
        },
        {
            trigger: "body:not(:has(.modal))",
        },
    ];
}

function dragged(type, content) {
    const dataTransfer = new window.DataTransfer();
    dataTransfer.items.add(
        new window.File([content], "second.xml", {type: "application/xml"})
    );
    return new window.DragEvent(type, {bubbles: true, dataTransfer});
}

/** The same without a click: the file is dropped on the page. */
function drops(content) {
    return [
        {
            content: "Drag the answer onto the page",
            trigger: ".o_udi_answer_drop",
            run() {
                document.body.dispatchEvent(dragged("dragenter", content));
            },
        },
        {
            content: "Drop it",
            trigger: ".o-Dropzone:contains(Drop the answer here)",
            run() {
                this.anchor.dispatchEvent(dragged("drop", content));
            },
        },
    ];
}

/** Two of three are taken; the third is corrected from its row and sent again. */
registry.category("web_tour.tours").add("udi_regulatory_export_answer", {
    steps: () => [
        ...brings(
            acknowledgement([
                entity(CODES[0], false),
                entity(CODES[1], false),
                entity(CODES[2], true),
            ])
        ),
        {
            content: "What came of it, in one sentence",
            trigger: ".alert:contains(2 accepted, 1 refused)",
        },
        {
            content: "EUDAMED's words and ours lead to the field",
            trigger: `.o_udi_finding:contains(${WORDS}) .o_udi_finding_open`,
            run: "click",
        },
        {
            content: "Correct it",
            trigger: ".o_field_widget[name=latex] span:contains(Not stated)",
            run: "click",
        },
        {
            trigger: ".o_form_button_save",
            run: "click",
        },
        {
            trigger: ".o_form_saved",
        },
        {
            content: "Back to the batch",
            trigger: ".breadcrumb .o_back_button, .breadcrumb-item:last a",
            run: "click",
        },
        {
            content: "Only what failed goes again",
            trigger: "button[name=action_again]:contains(that failed)",
            run: "click",
        },
        {
            trigger: "button[name=action_uploaded]",
            run: "click",
        },
        {
            trigger: ".o_arrow_button_current:contains(Uploaded)",
        },
        ...drops(acknowledgement([entity(CODES[2], false)])),
        {
            trigger: ".o_arrow_button_current:contains(Done)",
        },
        {
            trigger: ".alert:contains(1 accepted)",
        },
    ],
});
