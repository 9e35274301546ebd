import {registry} from "@web/core/registry";

const change = {
    content: "the only way to another value",
    trigger: "button[name=action_change]",
    run: "click",
};
const url = (text) => ({
    trigger: ".modal div[name=information_url] input",
    run: `edit ${text} && press Tab`,
});
const texts = {trigger: ".modal .nav-link[name=texts]", run: "click"};

registry.category("web_tour.tours").add("udi_gate_allowed", {
    steps: () => [
        {
            content: "what regulators read is locked on the form of a device in use",
            trigger: ".o_field_widget[name=brand_name].o_readonly_modifier",
        },
        change,
        texts,
        url("https://two.example"),
        {
            content: "an allowed change names its clock",
            trigger:
                ".modal .o_udi_verdicts td[data-market=eu]:contains(within 30 days)",
        },
        {trigger: ".modal footer button:contains(Apply):visible", run: "click"},
        {
            content: "done, and the form is there again",
            trigger: "body:not(:has(.modal)) .o_form_view",
        },
        {
            content: "with what was done in its history",
            trigger: ".o-mail-Message:contains(https://two.example)",
        },
    ],
});

registry.category("web_tour.tours").add("udi_gate_new_device", {
    steps: () => [
        change,
        {
            trigger: ".modal div[name=brand_name] input",
            run: "edit PumpOne Plus && press Tab",
        },
        {
            content: "the verdict stands there while typing",
            trigger:
                ".modal .o_udi_verdicts tr[data-outcome=stop] td[data-market=gs1]:contains(new GTIN)",
        },
        {
            content: "a line of a list is judged too",
            trigger: ".modal .nav-link[name=packages]",
            run: "click",
        },
        {trigger: ".modal td[name=contains_qty]", run: "click"},
        {
            trigger: ".modal td[name=contains_qty] input",
            run: "edit 12 && press Tab",
        },
        {
            trigger: ".modal .o_udi_verdicts:contains(new package DI)",
        },
        {
            content: "one click to the device that gets the identifier",
            trigger: ".modal footer button[name=action_new_device]",
            run: "click",
        },
        {
            trigger:
                "body:not(:has(.modal)) .o_form_view div[name=brand_name] input:value(PumpOne Plus)",
        },
        {trigger: "button[name=action_compare]", run: "click"},
        {
            content: "both versions, differences first",
            trigger: ".o_udi_compare tr[data-differs] ins:contains(PumpOne Plus)",
        },
        {
            content: "and the rest on demand",
            trigger: ".o_udi_compare input",
            run: "click",
        },
        {trigger: ".o_udi_compare th:contains(The same)"},
    ],
});
