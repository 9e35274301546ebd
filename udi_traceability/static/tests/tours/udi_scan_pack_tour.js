import {registry} from "@web/core/registry";
import {scan} from "./udi_scan_tour";

const ok = (...words) => ({
    content: `counted: ${words.join(" ")}`,
    trigger: `.o_udi_card.o_udi_ok${words.map((w) => `:contains(${w})`).join("")}`,
});
const open = (...words) => ({
    content: `the open package says ${words.join(" ")}`,
    trigger: `.o_udi_box_open${words.map((w) => `:contains(${w})`).join("")}`,
});

/** The last digit of an SSCC: GS1 General Specifications 7.9. */
function sscc(number) {
    const body = `09506000${String(number).padStart(9, "0")}`;
    const sum = [...body].reduce(
        (total, digit, at) => total + Number(digit) * (at % 2 ? 1 : 3),
        0
    );
    return `00${body}${(10 - (sum % 10)) % 10}`;
}

const begin = [
    {
        content: "click: the one transfer that waits",
        trigger: ".o_udi_choose .o_udi_pick",
        run: "click",
    },
    {content: "it waits for scans", trigger: ".o_udi_work .o_udi_first"},
];
const cases = Array.from({length: 20}, (_none, at) => at + 1);

registry.category("web_tour.tours").add("udi_scan_ship_cases", {
    steps: () => [
        ...begin,
        ...cases.flatMap((number) => [
            ...scan(sscc(number)),
            ok("10 units", `Counted: ${number * 10} of 200.`),
        ]),
        {
            content: "all of them",
            trigger: ".o_udi_finish:contains(Ship 200)",
            run: "click",
        },
        {content: "done", trigger: ".o_udi_done:contains(200 shipped)"},
    ],
});

registry.category("web_tour.tours").add("udi_scan_pack", {
    steps: () => [
        ...begin,
        ...scan(`${sscc(63)}02095060001000123703`),
        open("0 of 3"),
        ...scan("010950600010001221N1"),
        open("1 of 3"),
        ...scan(sscc(63)),
        {
            content: "not so many as the label says",
            trigger: ".o_udi_card.o_udi_stop:contains(1 unit, the label says 3.)",
        },
        {
            content: "close it all the same",
            trigger: ".o_udi_card button[name=close_package]",
            run: "click",
        },
        {
            content: "why",
            trigger: ".modal #udi_reason:focus",
            run: "edit Two were broken",
        },
        {
            content: "close",
            trigger: ".modal footer .btn-primary:contains(Close it)",
            run: "click",
        },
        {
            content: "closed",
            trigger:
                ".o_udi_work:not(:has(.o_udi_box_open)) .o_udi_ok:contains(Two were broken)",
        },
        ...scan("010950600010001221N2"),
        ok("Serial N2."),
        {content: "put in pack", trigger: ".o_udi_pack", run: "click"},
        ok("Packed:", "1 unit."),
        {content: "an empty one", trigger: ".o_udi_pack", run: "click"},
        open("0"),
        ...scan("010950600010001221N3"),
        {
            content: "one is in it",
            trigger: ".o_udi_box_open b:last-of-type:contains(1)",
        },
        {
            content: "it is closed",
            trigger: ".o_udi_box_open button",
            run: "click",
        },
        ok("Packed:"),
    ],
});
