import {registry} from "@web/core/registry";

const page = ".o_udi_trace";
const box = `${page} .o_udi_scan_box input`;
const family = `${page} .o_udi_trace_family`;
const holders = `${page} .o_udi_holders`;

/* The UDI of serial SN0007 of the pump, as a reader sends it. */
const LABEL = "]d2010950600010001221SN0007";

const fromHome = [
    {
        content: "one click from the app's home",
        trigger: ".o_menu_sections [data-menu-xmlid='udi_traceability.menu_udi_trace']",
        run: "click",
    },
];

const scan = (text) => [
    {content: "a reader writes", trigger: box, run: `edit ${text}`},
    {content: "and ends", trigger: box, run: "press Enter"},
];

// Budget 4: who has serial SN0007? One click, one scan.
registry.category("web_tour.tours").add("udi_trace_budget_serial", {
    steps: () => [
        ...fromHome,
        ...scan(LABEL),
        {
            content: "what it is",
            trigger: `${page} .o_udi_trace_head:contains(Serial):contains(SN0007)`,
        },
        {
            content: "who has it",
            trigger: `${holders} tr:contains(Hospital):contains(1)`,
        },
        {
            content: "and since when",
            trigger: `${page} .o_udi_journey_row[data-kind=shipped]:contains(Hospital)`,
        },
    ],
});

// Budget 5: who has how many of a lot, net of returns, 30 customers? The same.
registry.category("web_tour.tours").add("udi_trace_budget_lot", {
    steps: () => [
        ...fromHome,
        ...scan("L-30"),
        {
            content: "all of them, those with most of it first",
            trigger: `${holders} tr:first-child:contains(Customer 30):contains(30)`,
        },
        {trigger: `${holders}:has(tr[data-kind=consignee]:nth-child(30))`},
        {
            content: "and the sum",
            trigger: `${page} .o_udi_total:contains(Total 500):contains(35 here):contains(465 at others)`,
        },
        {
            content: "shipped and returned",
            trigger: `${page} .o_udi_formula:contains(495 delivered):contains(30 returned)`,
        },
    ],
});

// Budget 15: the pedigree of one unit as PDF: one scan, two clicks.
registry.category("web_tour.tours").add("udi_trace_budget_pedigree", {
    steps: () => [
        ...fromHome,
        ...scan(LABEL),
        {
            trigger: `${page} .o_udi_trace_head:contains(SN0007)`,
        },
        {
            content: "on paper",
            trigger: `${page} button[name=pedigree]`,
            run: () => {
                // no download in a test: what is asked for is looked at
                const {XMLHttpRequest} = window;
                const open = XMLHttpRequest.prototype.open;
                XMLHttpRequest.prototype.open = function (method, url, ...rest) {
                    document.body.dataset.asked = url;
                    return open.call(this, method, url, ...rest);
                };
                document.querySelector(`${page} button[name=pedigree]`).click();
            },
        },
        {content: "it comes", trigger: "body[data-asked*='/report/download']"},
    ],
});

registry.category("web_tour.tours").add("udi_trace", {
    steps: () => [
        ...scan("C-778"),
        {
            content: "made from nothing that is known",
            trigger: `${family} [data-side=up]:contains(made from)`,
        },
        {
            content: "fifty of sixty, certain",
            trigger: `${family} .o_udi_sure:contains(SN0001):contains(certain)`,
        },
        {
            content: "the rest on demand",
            trigger: `${family} button:contains(+ 10 more)`,
            run: "click",
        },
        {trigger: `${family} .o_udi_sure:contains(SN0060)`},
        {
            content: "by country",
            trigger: `${page} button[data-by=country]`,
            run: "click",
        },
        {trigger: `${holders} tr:contains(Germany)`},
        {content: "by lot", trigger: `${page} button[data-by=lot]`, run: "click"},
        {trigger: `${holders} tr:contains(SN0001):contains(Hospital)`},
        {
            content: "what happened",
            trigger: `${page} .o_udi_journey_row[data-kind=consumed]:contains(Cell)`,
        },
        {
            content: "on to one of them",
            trigger: `${family} .o_udi_lot:contains(SN0001)`,
            run: "click",
        },
        {
            content: "it has a page of its own",
            trigger: `${page} .o_udi_name:contains(SN0001)`,
        },
        {
            content: "which says what it is made of",
            trigger: `${family} [data-side=up] .o_udi_sure:contains(C-778)`,
        },
        {
            content: "and back",
            trigger: ".o_breadcrumb .breadcrumb-item a:contains(C-778)",
            run: "click",
        },
        {
            content: "to the page of the lot",
            trigger: `${page} .o_udi_name:contains(C-778)`,
        },
        {
            content: "each figure opens its lines",
            trigger: `${page} .o_udi_door[data-step=delivered]`,
            run: "click",
        },
        {trigger: ".o_list_view .o_data_row:contains(SN0001)"},
    ],
});

registry.category("web_tour.tours").add("udi_trace_address", {
    steps: () => [
        {
            content: "a mailed address opens what it names",
            trigger: `${page} .o_udi_trace_head:contains(Package):contains(CASE-1)`,
        },
        {
            content: "the address stays",
            trigger: "body",
            run: () => {
                if (!/\/udi-trace\/package\/\d+$/.test(window.location.pathname)) {
                    throw new Error(`the address is ${window.location.pathname}`);
                }
            },
        },
        ...scan("SN000"),
        {
            content: "near ones are a suggestion",
            trigger: `${page} .o_udi_trace_said:contains(No unit has this number) .o_udi_choice:contains(SN0001)`,
            run: "click",
        },
        {trigger: `${page} .o_udi_name:contains(SN0001)`},
        ...scan("TWICE"),
        {
            content: "several: a person chooses",
            trigger: `${page} .o_udi_trace_said:contains(Which one?) .o_udi_choice:contains(Glove)`,
            run: "click",
        },
        {trigger: `${page} .o_udi_trace_head:contains(Glove)`},
        {
            content: "hold it",
            trigger: `${page} button[name=hold]`,
            run: "click",
        },
        {trigger: ".modal .modal-title:contains(Hold)"},
        {trigger: ".modal .btn-close", run: "click"},
    ],
});

registry.category("web_tour.tours").add("udi_trace_phone", {
    steps: () => [
        {
            content: "who has it comes first",
            trigger: `${page} .o_udi_trace_holdings`,
            run: () => {
                const top = (name) =>
                    document
                        .querySelector(`${page} .o_udi_trace_${name}`)
                        .getBoundingClientRect().top;
                if (!(top("holdings") < top("family"))) {
                    throw new Error("the family stands above who has it");
                }
            },
        },
        {
            content: "the family is folded",
            trigger: `${family} [data-side=down][aria-expanded=false] .o_udi_branch`,
            run: "click",
        },
        {trigger: `${family} .o_udi_sure:contains(SN0001)`},
        {
            content: "nothing stands beside the page",
            trigger: "body",
            run: () => {
                const {scrollWidth} = document.documentElement;
                if (scrollWidth > window.innerWidth + 1) {
                    throw new Error(`the page is ${scrollWidth} px wide`);
                }
            },
        },
    ],
});
