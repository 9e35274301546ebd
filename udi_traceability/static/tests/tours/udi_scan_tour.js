import {registry} from "@web/core/registry";

const box = ".o_udi_scan .o_udi_scan_box input";

/** A reader: a text into the box, and Enter. */
export function scan(text) {
    return [
        {content: `read ${text}`, trigger: box, run: `edit ${text}`},
        {content: "a reader ends with Enter", trigger: box, run: "press Enter"},
    ];
}

const said = (sign, ...words) => ({
    content: `the card says ${words.join(" ")}`,
    trigger: `.o_udi_card.o_udi_${sign}${words.map((w) => `:contains(${w})`).join("")}`,
});

registry.category("web_tour.tours").add("udi_scan", {
    steps: () => [
        {
            content: "open the page",
            trigger: "button[name=action_udi_scan]",
            run: "click",
        },
        {
            content: "it says what to do",
            trigger: ".o_udi_first:contains(Scan the first)",
        },
        ...scan("010950600010001221SN1"),
        said("ok", "Serial SN1.", "1 of 2"),
        {
            content: "the box is empty again",
            trigger: box,
            run({anchor}) {
                if (anchor.value) {
                    throw new Error(`still in the box: ${anchor.value}`);
                }
            },
        },
        ...scan("010950600010001221SN1"),
        said("info", "Counted before"),
        ...scan("hello"),
        {
            content: "refused in words",
            trigger: ".o_udi_unknown[role=alert]:contains(not known)",
        },
        ...scan("010950600010001221SN3"),
        said("ok", "2 of 2"),
        {
            content: "taken back",
            trigger: ".o_udi_undo",
            run: "click",
        },
        said("info", "Taken back"),
        ...scan("010950600010001221SN2"),
        said("ok", "2 of 2"),
        {content: "history", trigger: ".o_udi_before li:nth-child(5)"},
        {content: "finish", trigger: ".o_udi_finish:contains(Finish)", run: "click"},
        {
            content: "what was refused is not forgotten",
            trigger: ".o_udi_refused:contains(not known)",
        },
        {content: "receive", trigger: ".o_udi_do:contains(Receive 2)", run: "click"},
        {content: "done", trigger: ".o_udi_done:contains(2 received)"},
    ],
});
