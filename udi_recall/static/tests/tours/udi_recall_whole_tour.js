import {
    ARRIVED,
    DONE,
    NAME,
    NEXT,
    NOBODY_HURT,
    SEND,
    TICK,
    answer,
} from "./udi_recall_answer_tour";
import {inputFiles} from "@web/../tests/utils";
import {registry} from "@web/core/registry";

const HEADER = ".o_statusbar_buttons button";
const REGIONS = ".o_field_widget[name=region_ids] .o_data_row";

/** Every click of a person is counted; a tour ends with the most it may have. */
const counted = {clicks: 0};

function add(name, most, steps) {
    registry.category("web_tour.tours").add(name, {
        steps: () => [
            {
                content: "before the first click",
                trigger: "body",
                run() {
                    counted.clicks = 0;
                },
            },
            ...steps,
            {
                content: `no more than ${most} clicks`,
                trigger: "body",
                run() {
                    if (counted.clicks > most) {
                        throw new Error(`${counted.clicks} clicks instead of ${most}`);
                    }
                },
            },
        ],
    });
}

const press = (trigger, content) => ({
    content: content || `press ${trigger}`,
    trigger,
    run({click}) {
        counted.clicks++;
        return click();
    },
});

const has = (name, ...words) => ({
    content: `${name} says ${words.join(" ")}`,
    trigger: `.o_field_widget[name=${name}]${words.map((word) => `:contains(${word})`).join("")}`,
});

const shown = (...words) => has("summary", "10 units:", ...words);
const tab = (name) => press(`.o_notebook .nav-link[name=${name}]`);
const atCustomers = (...words) => [
    tab("effectiveness"),
    has("balance_text", "6 units at customers:", ...words),
];
const write = (name, text) => ({
    content: `${name}: ${text}`,
    trigger: `.o_field_widget[name=${name}] textarea, .o_field_widget[name=${name}] input`,
    run: `edit ${text}`,
});

function sign(user, reason) {
    return [
        {trigger: ".modal [name=reason] input", run: `edit ${reason}`},
        {trigger: ".modal [name=password] input", run: `edit ${user}`},
        press(".modal button[name=action_sign]"),
    ];
}

// -- from the component lot to the approver's desk -------------------------------

add("udi_recall_whole_write", 5, [
    press(
        ".o_menu_sections [data-menu-xmlid='udi_traceability.menu_udi_trace']",
        "Trace"
    ),
    {
        content: "The battery lot",
        trigger: ".o_udi_trace .o_udi_scan_box input",
        run: "edit C-778",
    },
    {trigger: ".o_udi_trace .o_udi_scan_box input", run: "press Enter"},
    {trigger: ".o_udi_trace_family .o_udi_sure:contains(SN0010):contains(certain)"},
    press(".o_udi_trace button[name=recall]:contains(Recall these)"),
    {
        content: "It has its title",
        trigger: ".o_field_widget[name=title] :value(C-778)",
    },
    write("reason_text", "The battery may lose contact."),
    write("hazard", "An infusion may stop unnoticed."),
    write("instructions", "Stop using the pumps listed. Set them apart."),
    write("actions_by_firm", "We change the battery."),
    write("unaffected_reason", "Other batteries come from another maker."),
    press(".o_field_widget[name=physical_return] .o_selection_badge:contains(Yes)"),
    press(`${HEADER}[name=action_compute_scope]`, "Preview the scope"),
    shown("3 never left", "1 on the way", "6 out there at 3 customers"),
    has("law_done", "European Union: SRN ✓", "language ✓"),
    press(`${HEADER}[name=action_ask_approval]`, "Send it for approval"),
    has("approval_text", "sent it for approval"),
]);

// -- a second person -------------------------------------------------------------

add("udi_recall_whole_approve", 4, [
    press(
        ".o_udi_overview_card[data-card=recalls] button[data-key=begun]",
        "What is being prepared"
    ),
    press(".o_data_row td[name=title]:contains(C-778)"),
    shown("3 never left", "1 on the way", "6 out there at 3 customers"),
    press(`${HEADER}[name=action_approve]`),
    {
        content: "What is signed has the same sums",
        trigger:
            ".modal [name=content]:contains(10 units: 3 never left · 1 on the way · 6 out there at 3 customers)",
    },
    ...sign("recall_approver", "Complaint 17: two pumps stopped."),
    has("approval_text", "You may start"),
]);

// -- started: held; the Union waits ------------------------------------------------

const start = [
    has("start_text", "holds 4 units", "goods from 1 transfer.", "to 1 customer now"),
    has("start_text", "2 wait for the authority"),
    press(`${HEADER}[name=action_start]:contains(Hold 4 units, write to 1)`),
    shown("3 never left", "1 on the way, all held", "6 out there at 3 customers"),
    {trigger: `${REGIONS}:contains(European Union):contains(needed)`},
    {trigger: `${REGIONS}:contains(European Union):contains(2 waiting for the report)`},
    {trigger: `${REGIONS}:contains(United States):contains(not needed first)`},
];

const report = [
    press(`${HEADER}[name=action_record_report]:contains(Record EU report)`),
    {
        content: "What it does",
        trigger: ".modal .alert:contains(2 notices for European Union leave now)",
    },
    {trigger: ".modal [name=number] input", run: "edit FSCA-2026-004"},
    {
        content: "The report as it was sent: one more click of a hand",
        trigger: ".modal .o_field_widget[name=file]",
        async run() {
            counted.clicks++;
            const file = new window.File(["the report"], "fsca.txt", {
                type: "text/plain",
            });
            await inputFiles(".modal .o_field_widget[name=file] input[type=file]", [
                file,
            ]);
        },
    },
    {trigger: ".modal .o_field_widget[name=file]:has(.fa-trash, .fa-pencil)"},
    press(".modal button[name=action_done]:contains(Mark as sent)"),
    {trigger: `${REGIONS}:contains(European Union):contains(sent, FSCA-2026-004)`},
];

add("udi_recall_whole_start", 1, start);
add("udi_recall_whole_report", 3, report);
add("udi_recall_whole_budget", 4, [...start, ...report]);

// -- three answers: by the link, in the portal, typed -----------------------------

add("udi_recall_whole_link", 7, [
    TICK,
    answer("yes"),
    {
        content: "One is here",
        trigger: ".o_udi_unit:contains(SN0005) select",
        run: "select held",
    },
    {
        content: "One was used",
        trigger: ".o_udi_unit:contains(SN0006) select",
        run: "select used",
    },
    {
        content: "Of one they say nothing, and the page says so",
        trigger: ".o_udi_sum.alert-warning:contains(2 of 3)",
    },
    {trigger: ".o_udi_saved:contains(Draft saved)"},
    NEXT,
    DONE,
    NOBODY_HURT,
    NAME,
    SEND,
    ARRIVED,
]);

add("udi_recall_whole_portal", 7, [
    {
        content: "One recall to answer",
        trigger: ".card:contains(not answered yet) a:contains(Answer now)",
        run: "click",
        expectUnloadPage: true,
    },
    TICK,
    answer("yes"),
    {
        content: "All are here",
        trigger: ".o_udi_all[value=all-held]",
        run: "click",
    },
    {trigger: ".o_udi_sum.alert-success:contains(2 of 2)"},
    NEXT,
    DONE,
    NOBODY_HURT,
    NAME,
    SEND,
    ARRIVED,
]);

add("udi_recall_whole_remind", 2, [
    shown("3 never left", "1 on the way, all held", "6 out there at 3 customers"),
    press(`${HEADER}[name=action_remind]:contains(Send 1 reminder)`),
    ...atCustomers("1 used", "3 set apart there", "2 without a word"),
]);

const TYPED = ".modal .o_field_widget[name=line_ids] .o_data_row";

add("udi_recall_whole_typed", 12, [
    tab("consignees"),
    press(
        ".o_data_row:contains(University Hospital Nord) button[name=action_type_answer]"
    ),
    {trigger: ".modal [name=name] input", run: "edit Ms Braun"},
    press(".modal .o_field_widget[name=read_understood] input"),
    press(".modal .o_field_widget[name=affected] label:contains(Has or had some)"),
    press(`${TYPED} td[name=quantity_held]`),
    {trigger: `${TYPED} td[name=quantity_held] input`, run: "edit 1"},
    press(".modal .nav-link[name=actions]"),
    has("sum_text", "1 of 1 said"),
    press(".modal .o_field_widget[name=action_ids] .o_data_row:first td[name=done]"),
    press(
        ".modal .o_field_widget[name=action_ids] .o_data_row:first td[name=done] input"
    ),
    press(".o_select_menu_item:contains(/^Done$/)"),
    press(".modal button[name=action_give]"),
    {
        trigger:
            "body:not(:has(.modal)) .o_data_row:contains(University Hospital Nord):contains(Complete)",
    },
]);

// -- the goods come back -------------------------------------------------------------

add("udi_recall_whole_returns", 2, [
    tab("returns"),
    press("button[name=action_make_returns]:contains(Make return of 4)"),
    {trigger: ".o_list_view .o_data_row:contains(St Anna Hospital)"},
    {trigger: ".o_list_view .o_data_row:contains(Medica SA)"},
    {trigger: ".o_list_view .o_data_row:contains(University Hospital Nord)"},
]);

const scanned = (serial) => [
    {
        trigger: ".o_udi_scan .o_udi_scan_box input",
        run: `edit 010950600013435221${serial}`,
    },
    {trigger: ".o_udi_scan .o_udi_scan_box input", run: "press Enter"},
    {trigger: `.o_udi_card:contains(${serial})`},
];

for (const [name, ...serials] of [
    ["anna", "SN0005"],
    ["medica", "SN0008", "SN0009"],
    ["nord", "SN0010"],
]) {
    add(`udi_recall_whole_back_${name}`, 1, [
        ...serials.flatMap(scanned),
        press(`.o_udi_finish.btn-primary:contains(${serials.length})`),
        {trigger: `.o_udi_done:contains(${serials.length})`},
    ]);
}

// -- did it work? ---------------------------------------------------------------------

const check = (customer) => [
    press(`.o_data_row:contains(${customer}) td[name=consignee_id]`),
    press(".o_field_widget[name=means] label:contains(Telephone)"),
    {
        trigger: ".o_field_widget[name=spoke_to] input",
        run: "edit Ms Braun, risk manager",
    },
    ...["got_notice", "understood", "followed"].map((name) =>
        press(`.o_field_widget[name=${name}] .o_selection_badge:contains(Yes)`)
    ),
    press(`${HEADER}[name=action_record]`),
    {trigger: ".o_arrow_button_current:contains(Effective)"},
];
const list = press(".o_breadcrumb .breadcrumb-item:last a", "Back to the list");

add("udi_recall_whole_checks", 22, [
    shown("3 never left", "4 back", "1 on the way, all held", "2 out there at 1"),
    ...atCustomers("4 sent back", "1 used", "1 without a word"),
    press("button[name=action_draw_sample]:contains(3)"),
    ...check("St Anna Hospital"),
    list,
    ...check("Medica SA"),
    list,
    ...check("University Hospital Nord"),
]);

// -- completed, settled, closed ---------------------------------------------------------

const POINTS = ".o_field_widget[name=point_ids] .o_data_row";

const reason = (point, text) => [
    press(`${POINTS}:contains(${point}) td[name=reason]`, `a reason for ${point}`),
    {
        trigger: `${POINTS}.o_selected_row:contains(${point}) td[name=reason] input`,
        run: `edit ${text}`,
    },
];

add("udi_recall_whole_complete", 6, [
    press(`${HEADER}[name=action_check_completion]`),
    shown("3 never left", "4 back", "1 on the way, all held", "2 out there at 1"),
    ...reason("1 customer has not answered", "It was looked for three times."),
    ...reason("8 lots are held", "They are destroyed next week, the date is agreed."),
    ...reason("duties are not done", "They are in the letter of the authority."),
    press(`${HEADER}[name=action_check_completion]`, "Each has its reason"),
    press(`${HEADER}[name=action_complete]`),
    {trigger: ".o_arrow_button_current:contains(Completed)"},
    {trigger: `${POINTS}:contains(No last word yet from)`},
]);

const said = (place, word) => [
    press(`${HEADER}:contains(Record the authority)`),
    press(".modal .o_field_widget[name=region_id] input"),
    press(`.o-autocomplete--dropdown-item:contains(${place}) a`),
    press(`.modal .o_field_widget[name=outcome] label:contains(${word})`),
    {trigger: ".modal [name=note] input", run: "edit Letter of 4 December"},
    press(".modal button[name=action_done]"),
    {trigger: "body:not(:has(.modal))"},
];

add("udi_recall_whole_authorities", 12, [
    ...said("European Union", "Accepted"),
    ...said("United States", "Terminated"),
    ...reason("duties are not done", "The final report is in their hands."),
    press(`${HEADER}[name=action_check_completion]`, "Each has its reason"),
    {trigger: "[name=points]:contains(Each point is done or has its reason)"},
    shown("3 never left", "4 back", "1 on the way, all held", "2 out there at 1"),
]);

add("udi_recall_whole_close", 2, [
    press(`${HEADER}[name=action_close]`),
    {
        content: "The sums are signed",
        trigger: ".modal [name=content]:contains(10 units: 3 never left · 4 back)",
    },
    ...sign("recall_approver", "All that can be found is here."),
    {trigger: ".ribbon:contains(Closed)"},
    shown("3 never left", "4 back", "1 on the way, all held", "2 out there at 1"),
]);
