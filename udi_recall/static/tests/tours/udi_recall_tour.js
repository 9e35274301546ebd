import {registry} from "@web/core/registry";

// From a lot's draft to goods on hold: what a recall manager clicks.
registry.category("web_tour.tours").add("udi_recall_hold_and_prepare", {
    steps: () => [
        {
            content: "The reason is needed first",
            trigger: ".o_field_widget[name=reason_text] textarea",
            run: "edit The battery may lose contact.",
        },
        {
            content: "What customers must do",
            trigger: ".o_field_widget[name=instructions] textarea",
            run: "edit Stop using the pumps listed and set them apart.",
        },
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
            trigger: ".o_statusbar_buttons button[name=action_compute_scope]",
            run: "click",
        },
        {
            content: "Who has how many",
            trigger:
                ".o_field_widget[name=summary]:contains(3 units: 1 never left · 2 out there at 2 customers)",
        },
        {
            content: "The button says what it does",
            trigger:
                ".o_statusbar_buttons button[name=action_prepare]:contains(Hold 1 unit, prepare 2 notices)",
            run: "click",
        },
        {
            content: "Held",
            trigger: ".o_field_widget[name=summary]:contains(1 never left, held)",
        },
        {
            content: "Notices are there",
            trigger: ".o_notebook .nav-link[name=notices]",
            run: "click",
        },
        {
            trigger:
                ".o_field_widget[name=consignee_ids] .o_data_row:contains(Prepared)",
        },
        {
            content: "The main button is now the next thing to do",
            trigger:
                ".o_statusbar_buttons button.btn-primary[name=action_print_notices]",
        },
    ],
});
