import {inputFiles} from "@web/../tests/utils";
import {registry} from "@web/core/registry";

const tours = registry.category("web_tour.tours");
const HEADER = ".o_statusbar_buttons button";

// A recall manager: from a draft to the approver's desk.
tours.add("udi_recall_send_for_approval", {
    steps: () => [
        {
            content: "The lot stands in the scope",
            trigger: ".o_notebook .nav-link[name=scope]",
            run: "click",
        },
        {
            trigger: ".o_field_widget[name=scope_line_ids] .o_data_row:contains(C-778)",
        },
        {
            content: "Preview",
            trigger: `${HEADER}[name=action_compute_scope]`,
            run: "click",
        },
        {
            content: "Who has how many",
            trigger:
                ".o_field_widget[name=summary]:contains(3 units: 1 never left · 2 out there at 2 customers)",
        },
        {
            content: "What the law asks and is there",
            trigger:
                ".o_field_widget[name=law_done]:contains(European Union: SRN ✓ · UDI in every line ✓ · language ✓)",
        },
        {
            content: "What is missing stands there",
            trigger: ".o_udi_finding[data-code=return] .o_udi_finding_open",
            run: "click",
        },
        {
            trigger:
                ".o_field_widget[name=physical_return] .o_selection_badge:contains(Yes)",
            run: "click",
        },
        {
            trigger:
                ".o_field_widget[name=physical_return] .o_selection_badge.active:contains(Yes)",
        },
        {
            content: "Send it",
            trigger: `${HEADER}[name=action_ask_approval]`,
            run: "click",
        },
        {
            trigger:
                ".o_field_widget[name=approval_text]:contains(sent it for approval)",
        },
    ],
});

// An approver reads it and signs.
tours.add("udi_recall_approve", {
    steps: () => [
        {trigger: `${HEADER}[name=action_approve]`, run: "click"},
        {
            content: "What is signed",
            trigger: ".modal [name=content]:contains(3 units: 1 never left)",
        },
        {
            trigger: ".modal [name=reason] input",
            run: "edit Complaint 17: two pumps stopped.",
        },
        {
            trigger: ".modal [name=password] input",
            run: "edit recall_approver",
        },
        {trigger: ".modal button[name=action_sign]", run: "click"},
        {
            trigger:
                "body:not(:has(.modal)) .o_field_widget[name=approval_text]:contains(You may start)",
        },
    ],
});

// The manager starts; the Union waits for the report, the United States do not.
tours.add("udi_recall_start", {
    steps: () => [
        {
            content: "The button says what it does",
            trigger: `${HEADER}[name=action_start]:contains(Hold 1 unit)`,
            run: "click",
        },
        {
            content: "Held",
            trigger: ".o_field_widget[name=summary]:contains(1 never left, held)",
        },
        {
            content: "The gate is shut",
            trigger:
                ".o_field_widget[name=region_ids] .o_data_row:contains(European Union):contains(needed)",
        },
        {
            trigger:
                ".o_field_widget[name=region_ids] .o_data_row:contains(United States):contains(not needed first)",
        },
        {
            trigger:
                ".o_field_widget[name=region_ids] .o_data_row:contains(European Union) button[name=action_sent]",
            run: "click",
        },
        {
            trigger: ".modal [name=number] input",
            run: "edit FSCA-2026-004",
        },
        {
            content: "The report as it was sent",
            trigger: ".modal .o_field_widget[name=file]",
            async run() {
                const file = new window.File(["the report"], "fsca.txt", {
                    type: "text/plain",
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
            trigger: ".modal button[name=action_done]:contains(Mark as sent)",
            run: "click",
        },
        {
            content: "The gate is open",
            trigger:
                ".o_field_widget[name=region_ids] .o_data_row:contains(European Union):contains(sent, FSCA-2026-004)",
        },
        {
            content: "What keeps it from being completed",
            trigger: `${HEADER}[name=action_check_completion]`,
            run: "click",
        },
        {
            trigger:
                ".o_field_widget[name=point_ids] .o_data_row:contains(customers have not answered)",
        },
    ],
});
