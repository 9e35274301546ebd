import {registry} from "@web/core/registry";

/** From the menu to one device, one regulator's answer taken over through the gate. */
registry.category("web_tour.tours").add("udi_regulatory_export_compare", {
    steps: () => [
        {
            content: "The menu of registrations",
            trigger: "[data-menu-xmlid='udi_regulatory_export.menu_udi_registrations']",
            run: "click",
        },
        {
            content: "Compare regulators",
            trigger:
                "[data-menu-xmlid='udi_regulatory_export.udi_registration_compare_menu']",
            run: "click",
        },
        {
            content: "The device on which they disagree stands on top: open it",
            trigger: ".o_data_row:first td[name='name']:contains('IP-1')",
            run: "click",
        },
        {
            content: "Contradictions first, each regulator in its own words",
            trigger: ".o_udi_compare tr[data-warn] td:contains('numberOfReuses')",
        },
        {
            content: "What is the same does not stand in the way",
            trigger: ".o_udi_compare:not(:has(th:contains('Catalogue number')))",
        },
        {
            content: "All of it",
            trigger: "#o_udi_compare_only",
            run: "click",
        },
        {
            content: "Now the rest is there too",
            trigger: ".o_udi_compare th:contains('Catalogue number')",
        },
        {
            content: "FDA has it right",
            trigger: ".o_udi_compare tr[data-warn] button:contains('like FDA GUDID')",
            run: "click",
        },
        {
            content: "The gate says what the change means everywhere",
            trigger: ".modal tr:contains('Single use')",
        },
        {
            content: "Only our record was wrong",
            trigger: ".modal [name='kind'] input[data-value='wrong']",
            run: "click",
        },
        {
            content: "Why",
            trigger: ".modal [name='reason'] textarea",
            run: "edit The label always said so",
        },
        {
            content: "Apply it",
            trigger: ".modal button[name='action_apply']",
            run: "click",
        },
        {
            content: "The three have one answer now",
            trigger: "body:not(:has(.modal)) .alert-success:contains('contradicts')",
        },
    ],
});
