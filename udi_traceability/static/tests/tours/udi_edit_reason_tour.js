import {registry} from "@web/core/registry";

const first = ".o_data_row:contains(SN1)";

registry.category("web_tour.tours").add("udi_edit_reason", {
    steps: () => [
        {
            content: "click 1: correct what is done",
            trigger: "button[name=action_udi_correct]",
            run: "click",
        },
        {
            content: "click 2: the serial",
            trigger: `${first} td[name=lot_id]`,
            run: "click",
        },
        {
            content: "the right one",
            trigger: ".o_data_row.o_selected_row td[name=lot_id] input",
            run: "edit SN3",
        },
        {
            content: "click 3: it is offered",
            trigger: ".o-autocomplete--dropdown-item:contains(SN3) a",
            run: "click",
        },
        {
            content: "click 4: save",
            trigger: ".o_list_button_save",
            run: "click",
        },
        {
            content: "an empty reason saves nothing",
            trigger: ".modal:contains(finished evidence) #udi_reason:focus",
            run: "press Enter",
        },
        {content: "it says so", trigger: ".modal .invalid-feedback:contains(empty)"},
        {
            content: "why",
            trigger: ".modal #udi_reason",
            run: "edit Two packs mixed up",
        },
        {
            content: "click 5: change it",
            trigger: ".modal footer .btn-primary:contains(Change it)",
            run: "click",
        },
        {
            content: "saved",
            trigger:
                ".o_list_view:not(:has(.o_selected_row)) .o_data_row:contains(SN3)",
        },
    ],
});
