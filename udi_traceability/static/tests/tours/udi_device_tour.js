import {registry} from "@web/core/registry";

registry.category("web_tour.tours").add("udi_device_missing", {
    steps: () => [
        {
            content: "what is missing is counted",
            trigger: ".o_udi_missing_chip[data-need=label]:contains(3 missing)",
            run: "click",
        },
        {
            content: "the first field that nobody answered is shown, on its tab",
            trigger: ".nav-link.active:contains(Characteristics)",
        },
        {
            trigger: ".o_field_widget[name=single_use] .o_selection_badge:contains(No)",
            run: "click",
        },
        {
            content: "one fewer, before anything is saved",
            trigger: ".o_udi_missing_chip[data-need=label]:contains(2 missing)",
            run: "click",
        },
        {
            trigger:
                ".o_field_widget[name=latex] .o_selection_badge:contains(Not stated)",
            run: "click",
        },
        {
            trigger: ".o_udi_missing_chip[data-need=label]:contains(1 missing)",
            run: "click",
        },
        {
            content: "an answer on another tab",
            trigger: ".nav-link.active:contains(Label)",
        },
        {
            trigger:
                ".o_field_widget[name=direct_marking] select, .o_field_widget[name=direct_marking] input",
        },
        {
            content: "a contradiction leads to its field",
            trigger: ".o_udi_finding[data-code=class_of_other_law] .o_udi_finding_open",
            run: "click",
        },
        {
            trigger: ".nav-link.active:contains(Class)",
        },
        {
            trigger: ".o_form_button_save",
            run: "click",
        },
        {
            trigger: ".o_form_saved",
        },
        {
            trigger: "button[name=action_review]",
            run: "click",
        },
        {
            trigger: "button[name=action_draft]",
            run: "click",
        },
        {
            content: "a step back says why",
            trigger: ".modal .o_required_modifier[name=reason] input",
            run: "edit Typing mistake",
        },
        {
            trigger: ".modal button[name=action_go]:contains(Back to draft)",
            run: "click",
        },
        {
            trigger: "body:not(:has(.modal)) button[name=action_review]",
        },
    ],
});

registry.category("web_tour.tours").add("udi_basic_udi_check", {
    steps: () => [
        {
            trigger: ".o_field_widget[name=code] input",
            run: "edit 1987654Ad4X4bL5ttr2310c && click .o_field_widget[name=model] input",
        },
        {
            content: "the check characters are proposed",
            trigger: ".o_udi_proposal:contains(1987654Ad4X4bL5ttr2310c2K)",
            run: "click",
        },
        {
            content: "and taken",
            trigger: "body:not(:has(.o_udi_proposal))",
        },
        {
            trigger: ".o_form_button_save",
            run: "click",
        },
        {
            trigger: ".o_form_saved",
        },
    ],
});
