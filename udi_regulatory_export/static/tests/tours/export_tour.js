import {registry} from "@web/core/registry";

/** From the board over the preview to an uploaded batch; one device stays out. */
registry.category("web_tour.tours").add("udi_regulatory_export_build", {
    steps: () => [
        {
            content: "The same as cards by state",
            trigger: ".o_switch_view.o_kanban",
            run: "click",
        },
        {
            content: "Both devices are cards",
            trigger: ".o_kanban_group .o_kanban_record:contains('IP-2')",
        },
        {
            content: "Back to the board",
            trigger: ".o_switch_view.o_list",
            run: "click",
        },
        {
            content: "Choose all registrations on the board",
            trigger: ".o_list_view thead .o_list_record_selector input",
            run: "click",
        },
        {
            content: "Build their files",
            trigger: ".o_control_panel button[name='action_build']",
            run: "click",
        },
        {
            content: "The preview says what stays out, and why",
            trigger: ".o_udi_build_counts:contains('1'):contains('stay out')",
        },
        {
            content: "Open what is wrong from its row",
            trigger:
                ".o_udi_finding[data-code='required']:contains('latex') .o_udi_finding_open",
            run: "click",
        },
        {
            content: "That opens the device at the answer that is missing: give it",
            trigger: ".o_field_widget[name='latex'] span:contains('Not stated')",
            run: "click",
        },
        {
            content: "Save it",
            trigger: ".o_form_button_save",
            run: "click",
        },
        {
            content: "It is kept",
            trigger: ".o_form_saved",
        },
        {
            content: "Back to the preview",
            trigger: ".breadcrumb .o_back_button, .breadcrumb-item:last a",
            run: "click",
        },
        {
            content: "Build",
            trigger: ".o_form_view button[name='action_build']",
            run: "click",
        },
        {
            content: "The batch is not a draft: say that it was uploaded",
            trigger: "button[name='action_uploaded']",
            run: "click",
        },
        {
            content: "It is uploaded",
            trigger: ".o_statusbar_status .o_arrow_button_current:contains('Uploaded')",
        },
    ],
});

/** Register a device, and follow a finding to the field on the same page. */
registry.category("web_tour.tours").add("udi_regulatory_export_register", {
    steps: () => [
        {
            content: "Register the device",
            trigger: ".o_form_view button[name='action_register']",
            run: "click",
        },
        {
            content: "With EUDAMED",
            trigger: ".modal .o_field_widget[name='eudamed'] input",
            run: "click",
        },
        {
            content: "Go",
            trigger: ".modal button[name='action_register']",
            run: "click",
        },
        {
            content: "Follow the finding to its field on this page",
            trigger:
                ".o_udi_finding:contains('Reprocessed') .o_udi_finding_open:contains('Go to field')",
            run: "click",
        },
        {
            content: "Answer it",
            trigger: ".o_field_widget[name='reprocessed'] span:contains('No')",
            run: "click",
        },
        {
            content: "Check again",
            trigger: "button[name='action_check']",
            run: "click",
        },
        {
            content: "It is no longer missing",
            trigger: ".o_udi_findings:not(:contains('Reprocessed'))",
        },
    ],
});
