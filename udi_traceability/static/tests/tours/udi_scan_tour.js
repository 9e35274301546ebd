import {registry} from "@web/core/registry";

const box = ".o_udi_scan .o_udi_scan_text input";

function scan(text) {
    return [
        {
            content: "the box waits for a scan",
            trigger: `${box}:focus`,
            run: `edit ${text}`,
        },
        {content: "a reader ends with Enter", trigger: box, run: "press Enter"},
    ];
}

registry.category("web_tour.tours").add("udi_scan", {
    steps: () => [
        {
            content: "open the page",
            trigger: "button[name=action_udi_scan]",
            run: "click",
        },
        {
            content: "it says what to do",
            trigger: ".o_udi_answer:contains(Scan the first)",
        },
        ...scan("010950600010001221SN1"),
        {
            content: "counted",
            trigger: ".o_udi_ok:contains(Serial SN1.):contains(1 of 2)",
        },
        {
            content: "the box is empty again",
            trigger: box,
            run({anchor}) {
                if (anchor.value) {
                    throw new Error(`still in the box: ${anchor.value}`);
                }
            },
        },
        ...scan("010950600010001221SN1"),
        {content: "not twice", trigger: ".o_udi_stop:contains(Counted before)"},
        ...scan("hello"),
        {
            content: "refused in words",
            trigger: ".o_udi_stop[role=alert]:contains(not known)",
        },
        ...scan("010950600010001221SN2"),
        {content: "the next one counts", trigger: ".o_udi_ok:contains(2 of 2)"},
        {content: "history", trigger: "[name=event_ids] .o_data_row:nth-child(4)"},
        {content: "back", trigger: "button[name=action_finish]", run: "click"},
        {
            content: "the transfer",
            trigger: "button[name=button_validate]",
            run: "click",
        },
        {content: "done", trigger: ".o_arrow_button_current:contains(Done)"},
    ],
});

registry.category("web_tour.tours").add("udi_trace", {
    steps: () => [
        {
            content: "type a lot",
            trigger: ".o_udi_trace .o_udi_scan_text input:focus",
            run: "edit C-778",
        },
        {
            content: "press Enter",
            trigger: ".o_udi_trace .o_udi_scan_text input",
            run: "press Enter",
        },
        {
            content: "who has it",
            trigger: "[name=holding_ids] .o_data_row:contains(In stock)",
        },
        {
            content: "where it went",
            trigger: ".o_notebook a[name=down]",
            run: "click",
        },
        {content: "certain", trigger: "[name=line_ids] .o_data_row:contains(Certain)"},
    ],
});
