import {registry} from "@web/core/registry";

const tab = (name) => ({
    trigger: `.o_notebook .nav-link[name=${name}]`,
    run: "click",
});
const back = (title) => ({
    content: "Back to the recall",
    trigger: `.o_breadcrumb a:contains(${title})`,
    run: "click",
});

// What comes back, whether it worked, and the papers about it.
registry.category("web_tour.tours").add("udi_recall_effect", {
    steps: () => [
        {content: "Returns with the very lots", ...tab("returns")},
        {
            trigger: "button[name=action_make_returns]:contains(Make return of 3)",
            run: "click",
        },
        {
            content: "One return for each customer",
            trigger: ".o_list_view .o_data_row:contains(St Anna Hospital)",
        },
        back("R-"),
        {content: "All is on its way: nothing to make", ...tab("returns")},
        {trigger: "button[name=action_open_returns]:contains(2)"},
        {content: "The sums, and who is asked", ...tab("effectiveness")},
        {trigger: ".o_field_widget[name=balance_text]:contains(3 units at customers)"},
        {
            trigger: "button[name=action_draw_sample]:contains(2)",
            run: "click",
        },
        {
            trigger:
                ".o_list_view .o_data_row:contains(St Anna Hospital) td[name=consignee_id]",
            run: "click",
        },
        {
            content: "Asked by telephone",
            trigger: ".o_field_widget[name=means] label:contains(Telephone)",
            run: "click",
        },
        {
            trigger: ".o_field_widget[name=spoke_to] input",
            run: "edit Ms Braun, risk manager",
        },
        ...["got_notice", "understood", "followed"].map((name) => ({
            trigger: `.o_field_widget[name=${name}] .o_selection_badge:contains(Yes)`,
            run: "click",
        })),
        {
            trigger: ".o_statusbar_buttons button[name=action_record]",
            run: "click",
        },
        {trigger: ".o_arrow_button_current:contains(Effective)"},
        back("R-"),
        {content: "A status report", ...tab("reports")},
        {trigger: "button[name=action_make_report]", run: "click"},
        {
            trigger: ".modal .o_field_widget[name=kind] input",
            run: "click",
        },
        {
            trigger: ".o_select_menu_item:contains(/^Status report$/)",
            run: "click",
        },
        {
            trigger: ".modal .o_field_widget[name=filled_count]",
        },
        {trigger: ".modal button[name=action_make]", run: "click"},
        {
            content: "Kept as it is, with its figures",
            trigger: ".o_field_widget[name=body]:contains(1 effective)",
        },
        {trigger: ".o_field_widget[name=attachment_ids]:contains(xlsx)"},
    ],
});
