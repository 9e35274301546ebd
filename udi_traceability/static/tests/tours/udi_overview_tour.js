import {registry} from "@web/core/registry";

const SHIP = ".o_udi_overview_card[data-card=ship]";

function fits() {
    if (document.documentElement.scrollWidth > window.innerWidth + 1) {
        throw new Error("The overview is wider than the screen");
    }
}

registry.category("web_tour.tours").add("udi_overview", {
    steps: () => [
        {
            content: "late cards come first",
            trigger: `.o_kanban_record:first ${SHIP} [data-key=late]:has(.text-danger):contains(Late):contains(2)`,
        },
        {
            content: "a picture, and nothing is searched here",
            trigger: "body:not(:has(.o_searchview)) .o_dashboard_graph canvas",
            run: fits,
        },
        {
            content: "a card with nothing says so",
            trigger:
                ".o_udi_overview_card[data-card=returns]:contains(Nothing waiting)",
        },
        {
            content: "how many",
            trigger: `${SHIP} .o_udi_overview_main:contains(3 to ship)`,
        },
        {
            content: "the late ones",
            trigger: `${SHIP} button[data-key=late]`,
            run: "click",
        },
        {
            content: "exactly these",
            trigger:
                ".o_action_manager:has(.o_data_row, .o_kanban_record):not(:has(.o_udi_overview))",
            run() {
                const list = document.querySelectorAll(".o_data_row").length;
                const cards = document.querySelectorAll(
                    ".o_kanban_record:not(.o_kanban_ghost)"
                ).length;
                if (list + cards !== 2) {
                    throw new Error(`${list + cards} rows, not 2`);
                }
            },
        },
        {
            content: "back",
            trigger: ".o_back_button, .breadcrumb-item a:contains(Overview)",
            run: "click",
        },
        {
            content: "counted anew",
            trigger: "button:contains(Refresh), .o-control-panel-adaptive-dropdown",
            run: "click",
        },
        {
            content: "the same cards",
            trigger: `${SHIP} .o_udi_overview_main:contains(3 to ship)`,
        },
    ],
});

registry.category("web_tour.tours").add("udi_overview_scan", {
    steps: () => [
        {
            content: "the box waits",
            trigger: ".o_udi_overview_input",
            run: "edit 0109506000100029" + "10L1",
        },
        {
            content: "a reader ends with Enter",
            trigger: ".o_udi_overview_input",
            run: "press Enter",
        },
        {
            content: "what it is and who has it",
            trigger: ".modal .o_udi_lookup_answer:contains(Glove G):contains(L1)",
        },
        {
            content: "close",
            trigger: ".modal-footer button:contains(Close)",
            run: "click",
        },
        {
            content: "ready for the next one",
            trigger: "body:not(:has(.modal)) .o_udi_overview_input",
        },
    ],
});
