import {registry} from "@web/core/registry";
import {scan} from "./udi_scan_tour";

const OLD = "010950600010029610OLD";

let clicks = 0;

function counted(content, trigger) {
    return {
        content,
        trigger,
        async run(helpers) {
            clicks += 1;
            await helpers.click();
        },
    };
}

const atMost = (budget) => ({
    content: `no more than ${budget} clicks`,
    trigger: "body",
    run() {
        if (clicks > budget) {
            throw new Error(`${clicks} clicks, budget ${budget}`);
        }
    },
});

const why = {
    content: "in a few words",
    trigger: ".modal [name=note] input",
    run: "edit Urgent surgery, agreed with Dr Weiss",
};

/** Budget 7: an expired lot at the door; a supervisor's two clicks and a reason. */
registry.category("web_tour.tours").add("udi_expired_at_the_door", {
    steps: () => [
        {
            content: "the page",
            trigger: ".o_udi_first:contains(Scan the first)",
            run() {
                clicks = 0;
            },
        },
        ...scan(OLD),
        {
            content: "refused: what, why, next",
            trigger:
                ".o_udi_card.o_udi_stop[role=alert]:contains(Expired on):contains(20 days ago):contains(Put it aside)",
        },
        counted("the supervisor", ".o_udi_card button[name=allow]"),
        {
            content: "what was found",
            trigger: ".modal .o_data_row:contains(Expired on)",
        },
        why,
        counted("allow it", ".modal button[name=action_allow]"),
        {
            content: "counted",
            trigger: ".o_udi_card:contains(1 of 1)",
        },
        atMost(2),
    ],
});

registry.category("web_tour.tours").add("udi_ask_to_allow", {
    steps: () => [
        {content: "the page", trigger: ".o_udi_first:contains(Scan the first)"},
        ...scan(OLD),
        {
            content: "ask",
            trigger: ".o_udi_card.o_udi_stop button[name=ask]",
            run: "click",
        },
        why,
        {
            content: "ask those who may",
            trigger: ".modal button[name=action_ask]",
            run: "click",
        },
        {content: "and go on", trigger: "body:not(:has(.modal))"},
        ...scan("010950600010029610GOOD"),
        {content: "counted", trigger: ".o_udi_card:contains(1 of 1)"},
    ],
});

registry.category("web_tour.tours").add("udi_validate_with_gaps", {
    steps: () => [
        {
            content: "validate at once",
            trigger: "button[name=button_validate]",
            run: "click",
        },
        {
            content: "what is missing",
            trigger: ".modal:contains(1 unit not scanned):contains(GOOD: Not scanned)",
        },
        {
            content: "no reason",
            trigger: ".modal button[name=action_ship]",
            run: "click",
        },
        {
            content: "asks for it",
            trigger:
                ".modal:contains(Write the reason) .btn-primary, .o_notification:contains(Write the reason) .o_notification_close",
            run: "click",
        },
        {
            content: "the reason",
            trigger: ".modal [name=reason] input",
            run: "edit The reader is broken",
        },
        {
            content: "go on",
            trigger: ".modal button[name=action_ship]",
            run: "click",
        },
        {content: "done", trigger: ".o_arrow_button_current:contains(Done)"},
    ],
});

registry.category("web_tour.tours").add("udi_stopped_transfer", {
    steps: () => [
        {
            content: "the form says what stops it",
            trigger: ".o_udi_transfer_findings:contains(OLD expired on)",
        },
        {
            content: "who may allow it",
            trigger: ".o_udi_transfer_findings button[name=action_udi_allow]",
            run: "click",
        },
        why,
        {
            content: "allow",
            trigger: ".modal button[name=action_allow]",
            run: "click",
        },
        {
            content: "nothing stops it any more",
            trigger:
                "body:not(:has(.modal)):not(:has(.o_udi_transfer_findings)) .o_form_view",
        },
    ],
});

registry.category("web_tour.tours").add("udi_scan_policies", {
    steps: () => [
        {
            content: "empty says what it means",
            trigger:
                ".o_data_row:contains(On hold or recalled):contains(All operation types):contains(Nobody)",
        },
        {
            content: "where nothing stops, nobody is asked",
            trigger:
                ".o_data_row:contains(Other lot than reserved):not(:contains(Nobody))",
        },
        {
            content: "another operation type",
            trigger:
                ".o_data_row:contains(On hold or recalled) td[name=picking_type_id]",
            run: "click",
        },
        {
            content: "it can be chosen",
            trigger: ".o_selected_row [name=picking_type_id] input",
            run: "edit Delivery",
        },
        {
            content: "this one",
            trigger: ".o-autocomplete--dropdown-item:contains(Delivery Orders)",
            run: "click",
        },
        {
            content: "kept",
            trigger: ".o_list_button_save",
            run: "click",
        },
        {
            content: "the row says it",
            trigger:
                ".o_list_view:not(:has(.o_selected_row)) .o_data_row:contains(On hold or recalled):contains(Delivery Orders)",
        },
    ],
});
