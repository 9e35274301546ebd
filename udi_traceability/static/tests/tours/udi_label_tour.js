import {registry} from "@web/core/registry";

registry.category("web_tour.tours").add("udi_label_print", {
    steps: () => [
        {
            content: "from the receipt",
            trigger: "button[name=action_udi_print]",
            run: "click",
        },
        {
            content: "first and last label are shown, with a sound symbol",
            trigger:
                ".modal .o_udi_label:contains(SN2):contains(GS1 DataMatrix) img[src^='data:image/svg+xml']",
        },
        {
            content: "the button says how many",
            trigger:
                ".modal footer button[name=action_print]:contains(Print):contains(2)",
            run: "click",
        },
        {
            content: "the dialog is gone",
            trigger: "body:not(:has(.modal))",
        },
        {
            content: "a second print",
            trigger: "button[name=action_udi_print]",
            run: "click",
        },
        {
            content: "wants a reason",
            trigger: ".modal .alert:contains(2 of 2 were printed before)",
        },
        {
            trigger: ".modal .o_required_modifier[name=reason] input",
        },
    ],
});

registry.category("web_tour.tours").add("udi_label_template", {
    steps: () => [
        {
            content: "a preset shows itself",
            trigger: ".o_udi_label:contains(✓) img[src^='data:image/svg+xml']",
        },
        {
            trigger: "button[name=action_make_own]",
            run: "click",
        },
        {
            content: "the copy may be changed",
            trigger: ".o_field_widget[name=width] input",
            run: "edit 20 && press Tab",
        },
        {
            content: "and says what is wrong now",
            trigger: ".o_udi_label [role=alert]:contains(reaches over the edge)",
        },
        {
            trigger: ".o_form_button_cancel",
            run: "click",
        },
        {
            trigger:
                ".o_form_saved, .o_form_status_indicator:not(:has(.o_form_button_save:visible))",
        },
    ],
});

const box = ".o_udi_scan_text input";

registry.category("web_tour.tours").add("udi_reader_test", {
    steps: () => [
        {
            content: "the symbol is there",
            trigger: "img[alt^='Test symbol']",
        },
        {
            trigger: box,
            run: "edit ]d2010950600013435210Ab1yZ^]21Sn/7-q",
        },
        {
            content: "without Enter",
            trigger: ".o_udi_scan_text button",
            run: "click",
        },
        {
            trigger: ".o_udi_reader_warn:contains(does not end with Enter)",
        },
        {
            trigger: box,
            run: "edit ]d2010950600013435210Ab1yZ^]21Sn/7-q",
        },
        {
            trigger: box,
            run: "press Enter",
        },
        {
            trigger: ".o_udi_reader_ok:contains(ends with Enter)",
        },
        {
            trigger: "button[name=action_keep]",
            run: "click",
        },
        {
            trigger: ".o_udi_reader_ok:contains(known here)",
        },
    ],
});
