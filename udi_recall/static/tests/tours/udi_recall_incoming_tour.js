import {inputFiles} from "@web/../tests/utils";
import {registry} from "@web/core/registry";

const NOTICE = {
    schema: "udi-recall-notice/1",
    notice_id: "FSCA-26-11/7",
    notice_version: 1,
    kind: "recall",
    title: "Infusion pump, battery contact",
    sender: {name: "Meridian Medical"},
    reason: {text: "The battery may lose contact."},
    actions: [{no: 1, text: "Stop using the pumps."}],
    lines: [
        {line: 1, udi_di: "09506000134352", serial: "SN0001", qty_shipped: 1},
        {line: 2, udi_di: "09506000134352", serial: "SN0002", qty_shipped: 1},
        {line: 3, udi_di: "09506000134369", lot: "C-778", qty_shipped: 20},
        {line: 4, udi_di: "09506000134352", serial: "SN9999", qty_shipped: 1},
    ],
};

// A dealer gets a maker's file: what is ours, our own recall, the answer.
registry.category("web_tour.tours").add("udi_recall_incoming", {
    steps: () => [
        {
            content: "Nobody waits for an answer yet",
            trigger: ".o_view_nocontent:contains(No maker waits)",
        },
        {
            trigger: "button:contains(Bring a notice)",
            run: "click",
        },
        {
            content: "The file of the maker",
            trigger: ".modal .o_field_widget[name=file]",
            async run() {
                const file = new window.File([JSON.stringify(NOTICE)], "notice.json", {
                    type: "application/json",
                });
                await inputFiles(".modal .o_field_widget[name=file] input[type=file]", [
                    file,
                ]);
            },
        },
        {
            trigger: ".modal .o_field_widget[name=file]:has(.fa-trash, .fa-pencil)",
        },
        {
            trigger: ".modal button[name=action_read]",
            run: "click",
        },
        {
            content: "What is ours is found at once",
            trigger: ".alert-info:contains(With us):contains(At customers)",
        },
        {
            trigger: ".o_data_row:contains(SN9999) td[name=found]:contains(Never here)",
        },
        {
            content: "Our own recall, with everything filled",
            trigger: "button[name=action_notify]:contains(Notify 2)",
            run: "click",
        },
        {
            trigger: ".o_breadcrumb:contains(battery contact)",
        },
        {
            trigger: ".o_arrow_button_current:contains(Scoped)",
        },
        {
            content: "Back to the maker",
            trigger: ".o_breadcrumb a:contains(FSCA-26-11), .o_back_button a",
            run: "click",
        },
        {
            trigger: "button[name=action_answer]:not(.d-none)",
            run: "click",
        },
        {
            trigger: ".modal .o_field_widget[name=read_understood] input",
            run: "click",
        },
        {
            trigger:
                ".modal .o_field_widget[name=adverse_events] .o_selection_badge:contains(No)",
            run: "click",
        },
        {
            content: "Numbers that do not add up are said, not hidden",
            trigger: ".modal .alert-warning:contains(this explains 0)",
        },
        {
            trigger: ".modal [name=action_ids] .o_data_row td[name=done]",
            run: "click",
        },
        {
            trigger:
                ".modal [name=action_ids] .o_selected_row .o_selection_badge:contains(Done)",
            run: "click",
        },
        {
            trigger: ".modal button[name=action_give]",
            run: "click",
        },
        {
            content: "The mail is read before it goes",
            trigger: ".modal-title:contains(Mail to the maker)",
        },
    ],
});
