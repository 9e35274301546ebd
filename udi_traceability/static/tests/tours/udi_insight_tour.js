import {registry} from "@web/core/registry";

const LISTED = ".o_list_view .o_data_row";
const DEVICE = "Pump P";

function fits() {
    if (document.documentElement.scrollWidth > window.innerWidth + 1) {
        throw new Error("The page is wider than the screen");
    }
}

const exactly = (selector, count) => () => {
    const found = document.querySelectorAll(selector).length;
    if (found !== count) {
        throw new Error(`${found} of ${selector}, not ${count}`);
    }
};

const atLeast = (selector, count) => () => {
    const found = document.querySelectorAll(selector).length;
    if (found < count) {
        throw new Error(`${found} of ${selector}, not ${count}`);
    }
};

registry.category("web_tour.tours").add("udi_insight", {
    steps: () => [
        {
            content: "from the menu",
            trigger:
                ".o_menu_sections [data-menu-xmlid='udi_traceability.menu_udi_reporting']",
            run: "click",
        },
        {
            trigger: "[data-menu-xmlid='udi_traceability.udi_insight_menu']",
            run: "click",
        },
        {
            content: "measures have names",
            trigger:
                ".o_pivot thead:contains(Shipped):contains(Days of stock):contains(Days from order)",
        },
        {
            content: "eleven left, in whole units",
            trigger: `.o_pivot tbody tr:contains(${DEVICE}) .o_pivot_cell_value:contains(/^11$/)`,
            run: "click",
        },
        {
            content: "the eleven that left, not those that came",
            trigger: `.o_action_manager:has(.o_breadcrumb:contains(Movements)) ${LISTED}:contains(${DEVICE})`,
            run: exactly(LISTED, 11),
        },
        {content: "back", trigger: ".o_back_button, .o_breadcrumb a", run: "click"},
        {content: "as a picture", trigger: ".o_switch_view.o_graph", run: "click"},
        {trigger: ".o_graph_canvas_container canvas"},
        {content: "as a list", trigger: ".o_switch_view.o_list", run: "click"},
        {
            content: "a row",
            trigger: `${LISTED}:contains(Hospital) td[name=device_id]`,
            run: "click",
        },
        {
            content: "opens its transfer",
            trigger: ".o_form_view .o_field_widget[name=partner_id]:contains(Hospital)",
        },
    ],
});

registry.category("web_tour.tours").add("udi_forecast", {
    steps: () => [
        {
            content: "expected, how it was found, and how wrong that was",
            trigger: `${LISTED}:contains(${DEVICE}):contains(2.2):contains(Average of all months):contains(20)`,
        },
        {
            content: "to come only",
            trigger: ".o_facet_values:contains(To come)",
        },
        {
            content: "six months of one device, four of it ordered",
            trigger: `${LISTED}:contains(${DEVICE}) [name=ordered]:contains(/^4$/)`,
            run: atLeast(LISTED, 6),
        },
        {
            content: "a device without a full month has no figure",
            trigger: `${LISTED}:contains(Glove G):contains(no full month yet):not(:has([name=forecast] span))`,
        },
        {
            content: "its orders",
            trigger: `${LISTED}:contains(${DEVICE}) button[name=action_open_orders]`,
            run: "click",
        },
        {trigger: `${LISTED}:contains(Hospital)`},
        {content: "back", trigger: ".o_back_button, .o_breadcrumb a", run: "click"},
        {
            content: "the device",
            trigger: `${LISTED}:contains(${DEVICE}) td[name=device_id]`,
            run: "click",
        },
        {
            content: "as a picture",
            trigger:
                ".o_action_manager:has(.o_breadcrumb:contains(Pump P)) .o_graph_canvas_container canvas",
        },
    ],
});

registry.category("web_tour.tours").add("udi_forecast_phone", {
    steps: () => [
        {
            content: "a card says the same",
            trigger: `.o_kanban_record:contains(${DEVICE}):contains(Forecast):contains(2.2):contains(Average of all months):contains(Error)`,
            run: fits,
        },
        {
            content: "the device",
            trigger: `.o_kanban_record:contains(${DEVICE})`,
            run: "click",
        },
        {
            content: "as a picture",
            trigger: ".o_graph_canvas_container canvas",
            run: fits,
        },
    ],
});

const SCANS = ".o_kanban_record:contains(Scan compliance)";

registry.category("web_tour.tours").add("udi_kpi", {
    steps: () => [
        {
            content: "where it is, and where it should be",
            trigger: `${SCANS}:contains(50.0 %):contains(Off target):contains(≥ 98.0 %)`,
        },
        {
            content: "by month",
            trigger: `${SCANS} .o_dashboard_graph canvas`,
            run: fits,
        },
        {
            content: "what was not measured yet says so",
            trigger: ".o_kanban_record:contains(No figure yet)",
        },
        {content: "open it", trigger: `${SCANS} .fs-4`, run: "click"},
        {
            content: "a target of one's own",
            trigger: ".o_form_view .o_field_widget[name=target] input",
            run: "edit 40",
        },
        {content: "kept", trigger: ".o_form_button_save", run: "click"},
        {trigger: ".o_form_view .o_field_widget[name=state]:contains(On target)"},
        {
            content: "months have names",
            trigger:
                ".o_field_widget[name=value_ids] .o_data_row:contains(/[A-Z][a-z]{2} 20/)",
        },
        {content: "back", trigger: ".o_back_button, .o_breadcrumb a", run: "click"},
        {
            content: "the board knows",
            trigger: `${SCANS}:contains(50.0 %):contains(On target):contains(≥ 40.0 %)`,
            run: fits,
        },
    ],
});
