import {registry} from "@web/core/registry";
import {scan} from "./udi_scan_tour";

const first = ".o_data_row:contains(SN1)";
const counted = {clicks: 0};

/** A scan counts as a click; keys do not. */
function click(content, trigger) {
    return {
        content,
        trigger,
        run({click: press}) {
            counted.clicks++;
            return press();
        },
    };
}

registry.category("web_tour.tours").add("udi_edit_reason", {
    steps: () => [
        ...scan("BUDGET/16"),
        {
            content: "1: the transfer, by its name; it is done",
            trigger: ".o_udi_work:contains(BUDGET/16 was finished by)",
            run: () => counted.clicks++,
        },
        click("2: correct what is done", ".o_udi_correct"),
        click("3: the serial", `${first} td[name=lot_id]`),
        {
            content: "the right one",
            trigger: ".o_data_row.o_selected_row td[name=lot_id] input",
            run: "edit SN3",
        },
        click("4: it is offered", ".o-autocomplete--dropdown-item:contains(SN3) a"),
        click("5: save", ".o_list_button_save"),
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
            content: "Enter changes it",
            trigger: ".modal #udi_reason",
            run: "press Enter",
        },
        {
            content: "saved",
            trigger:
                ".o_list_view:not(:has(.o_selected_row)) .o_data_row:contains(SN3)",
        },
        {
            content: "no more than five",
            trigger: "body",
            run() {
                if (counted.clicks > 5) {
                    throw new Error(`${counted.clicks} clicks, not 5`);
                }
            },
        },
    ],
});
