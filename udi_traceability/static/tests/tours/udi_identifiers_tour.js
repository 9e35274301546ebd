import {registry} from "@web/core/registry";

// Click budget: identifiers for a hundred products with three pack levels, 4 clicks.
registry.category("web_tour.tours").add("udi_gtin_allocate", {
    steps: () => [
        {
            content: "click 1",
            trigger: "button[data-menu-xmlid='udi_traceability.menu_udi_devices']",
            run: "click",
        },
        {
            content: "click 2",
            trigger: "a[data-menu-xmlid='udi_traceability.udi_gtin_allocate_menu']",
            run: "click",
        },
        {
            content: "each line has its numbers, nothing is to be looked at",
            trigger:
                ".modal .o_field_widget[name=line_ids] tr.o_data_row:nth-child(100) td[name=code_3]:contains(39506)",
        },
        {
            trigger: ".modal-body:not(:has(.alert:visible))",
        },
        {
            content: "click 3",
            trigger: ".modal footer button[name=action_give]:contains(400 identifiers)",
            run: "click",
        },
        {
            content: "what was given, and the way back",
            trigger: ".o_form_view .o_field_widget[name=di_count]:contains(400)",
        },
        {
            trigger: "button[name=action_undo]",
        },
    ],
});

registry.category("web_tour.tours").add("udi_package_tree", {
    steps: () => [
        {
            trigger: ".o_notebook .nav-link[name=identifiers]",
            run: "click",
        },
        {
            content: "a total where the next lower level belongs",
            trigger: ".o_udi_tree_finding:contains(1,000 looks cumulative)",
        },
        {
            trigger: ".o_udi_tree_finding button:contains(Use 10)",
            run: "click",
        },
        {
            content: "is put right by one click",
            trigger:
                ".o_udi_tree:not(:has(.o_udi_tree_finding)) .o_udi_tree_total:contains(1,000 units)",
        },
        {
            content: "a package around the outermost level",
            trigger: ".o_udi_tree_row:last-child button:contains(pack around this)",
            run: "click",
        },
        {
            content: "a number with a wrong last digit",
            trigger: ".modal .o_field_widget[name=code] input",
            run: "edit 39506000100052 && press Tab",
        },
        {
            content: "is corrected by one click",
            trigger: ".modal button:contains(Use 39506000100051)",
            run: "click",
        },
        {
            trigger: ".modal .o_field_widget[name=code] input:value(39506000100051)",
        },
        {
            trigger: ".modal .o_field_widget[name=contains_qty] input",
            run: "edit 4 && press Tab",
        },
        {
            trigger: ".modal .o_form_button_save",
            run: "click",
        },
        {
            trigger: ".o_udi_tree_row:last-child:contains(4,000 units)",
        },
    ],
});

registry.category("web_tour.tours").add("udi_check_digit", {
    steps: () => [
        {
            trigger: ".o_notebook .nav-link[name=identifiers]",
            run: "click",
        },
        {
            trigger: ".o_field_widget[name=di_ids] .o_field_x2many_list_row_add a",
            run: "click",
        },
        {
            content: "typed with a wrong last digit",
            trigger: ".o_field_widget[name=di_ids] [name=code] input",
            run: "edit 9506000200013 && press Tab",
        },
        {
            content: "one click takes the right one",
            trigger: ".o_field_widget[name=di_ids] button:contains(Use 09506000200019)",
            run: "click",
        },
        {
            trigger:
                ".o_field_widget[name=di_ids] tr:contains(09506000200019), .o_field_widget[name=di_ids] [name=code] input:value(09506000200019)",
        },
        {
            trigger: ".o_form_button_save:enabled",
            run: "click",
        },
        {
            trigger: ".o_udi_tree_row:contains(09506000200019)",
        },
        {
            trigger:
                ".o_form_saved, .o_form_status_indicator:not(:has(.o_form_button_save:visible))",
        },
    ],
});
