import {registry} from "@web/core/registry";

/** Every click of a person is counted; the browser test looks at the sum. */
const counted = {clicks: 0};

function click(content, trigger) {
    return [
        {
            content,
            trigger,
            run({click: press}) {
                counted.clicks++;
                return press();
            },
        },
    ];
}

function scan(box, text) {
    return [
        {content: "the box waits", trigger: `${box}:focus`, run: `edit ${text}`},
        {content: "a reader ends with Enter", trigger: box, run: "press Enter"},
    ];
}

registry.category("web_tour.tours").add("udi_hold_budget", {
    steps: () => [
        {content: "any page", trigger: ".o_data_row:contains(L1)"},
        ...click("check a code", ".o_udi_lookup_systray"),
        ...scan(".o_udi_lookup_input", "0109506000100029" + "10L1"),
        {
            content: "what it is and who has it",
            trigger: ".o_udi_lookup_answer:contains(Glove G):contains(Reserved)",
        },
        ...click("hold it", ".modal button[name=hold]"),
        {
            content: "what it will do",
            trigger: ".modal .alert-info:contains(3):contains(transfers lose)",
        },
        {
            content: "the reason is where the cursor is",
            trigger: ".modal [name=note] input",
            run: "edit complaint C-118",
        },
        ...click("hold", ".modal button[name=action_hold]"),
        {content: "done", trigger: "body:not(:has(.modal))"},
        {
            content: "no more than three clicks",
            trigger: "body",
            run() {
                if (counted.clicks > 3) {
                    throw new Error(`${counted.clicks} clicks, not 3`);
                }
            },
        },
    ],
});

registry.category("web_tour.tours").add("udi_release", {
    steps: () => [
        {
            content: "release",
            trigger: "button[name=action_udi_release]",
            run: "click",
        },
        {
            content: "why",
            trigger: ".modal [name=note] input",
            run: "edit All within limits",
        },
        {
            content: "the record",
            trigger: ".modal [name=inspection_reference] input",
            run: "edit QC-204",
        },
        {
            content: "passed",
            trigger: ".modal [name=inspection_result] input[data-value=passed]",
            run: "click",
        },
        {content: "sign", trigger: ".modal button[name=action_sign]", run: "click"},
        {
            content: "what is signed",
            trigger: ".modal [name=content]:contains(QC-204)",
        },
        {
            content: "a wrong password",
            trigger: ".modal [name=password] input",
            run: "edit wrong",
        },
        {content: "sign", trigger: ".modal button[name=action_sign]", run: "click"},
        {
            content: "nothing was changed",
            trigger: ".modal [role=alert]:contains(Password not right)",
        },
        {
            content: "the right one",
            trigger: ".modal [name=password] input",
            run: "edit tour_quality",
        },
        {content: "sign", trigger: ".modal button[name=action_sign]", run: "click"},
        {
            content: "free again",
            trigger: "body:not(:has(.modal)) button[name=action_udi_hold]",
        },
    ],
});

registry.category("web_tour.tours").add("udi_alert", {
    steps: () => [
        {
            content: "the list",
            trigger: ".o_data_row:contains(was allowed) .o_data_cell[name=name]",
            run: "click",
        },
        {
            content: "what, why, next",
            trigger: ".o_udi_findings:contains(Read the reason)",
        },
        {content: "close", trigger: "button[name=action_close]", run: "click"},
        {
            content: "why",
            trigger: ".modal [name=text] input",
            run: "edit Called the unit back",
        },
        {
            content: "close it",
            trigger: ".modal button[name=action_close]",
            run: "click",
        },
        {content: "closed", trigger: ".o_arrow_button_current:contains(Closed)"},
    ],
});
