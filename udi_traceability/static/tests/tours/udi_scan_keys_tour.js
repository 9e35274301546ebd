import {registry} from "@web/core/registry";
import {delay} from "@web/core/utils/concurrency";

const tours = registry.category("web_tour.tours");
const GS = "\u001d";
const LABEL = "0109506000100012";
const SEPARATORS = {
    gs: [[GS]],
    bracket: [["Control"], ["]", {ctrlKey: true, code: "BracketRight"}]],
    alt: [
        ["Alt", {altKey: true}],
        ["0", {altKey: true, code: "Numpad0"}],
        ["2", {altKey: true, code: "Numpad2"}],
        ["9", {altKey: true, code: "Numpad9"}],
        ["Alt", {}, "keyup"],
    ],
    f8: [["F8"]],
};

/** One key where the focus is; what nobody stops does what a browser does with it. */
function press([key, more = {}, kind = "keydown"]) {
    const target = document.activeElement || document.body;
    const event = new window.KeyboardEvent(kind, {
        key,
        bubbles: true,
        cancelable: true,
        ...more,
    });
    if (!target.dispatchEvent(event) || kind !== "keydown") {
        return;
    }
    if (key.length === 1 && target.matches("input")) {
        target.setRangeText(key, target.selectionStart, target.selectionEnd, "end");
    } else if (key === "Enter" && target.matches("button")) {
        target.click();
    }
}

const typed = (text) => [...text].map((key) => [key]);
const reader = (content, keys) => ({
    content,
    trigger: ".o_udi_scan_box input",
    run: () => [...keys, ["Enter"]].forEach(press),
});
const label = (number, separator) => [
    ...typed(`${LABEL}10LOT1`),
    ...separator,
    ...typed(`21SN${number}`),
];
const counted = (count) => ({
    content: `${count} counted`,
    trigger: `.o_udi_count:contains("${count} of 8")`,
});
const said = (sign, words) => ({
    content: words,
    trigger: `.o_udi_card.o_udi_${sign}:contains(${words})`,
});
const focusOn = (trigger) => ({
    content: "a button has the focus",
    trigger,
    run: ({anchor}) => anchor.focus(),
});

tours.add("udi_scan_keys", {
    steps: () => [
        {content: "it waits", trigger: ".o_udi_first"},
        reader("GS itself", label(1, SEPARATORS.gs)),
        counted(1),
        reader("Ctrl+]", label(2, SEPARATORS.bracket)),
        counted(2),
        reader("Alt+029", label(3, SEPARATORS.alt)),
        counted(3),
        {
            content: "no hints cover the page",
            trigger: "body:not(:has(.o_web_hotkey_overlay))",
        },
        reader("F8", label(4, SEPARATORS.f8)),
        counted(4),
        reader("bare Shift, Control and Alt between the characters", [
            ["Shift"],
            ...label(5, SEPARATORS.gs).flatMap((key) => [["Shift"], key, ["Control"]]),
            ["Alt", {altKey: true}],
            ["Alt", {}, "keyup"],
        ]),
        counted(5),
        focusOn(".o_udi_sound"),
        reader("Enter presses no button", label(6, SEPARATORS.gs)),
        counted(6),
        {content: "sound is still on", trigger: ".o_udi_sound .fa-volume-up"},
        {
            content: "twice at once is one read",
            trigger: ".o_udi_scan_box input",
            run: async () => {
                const keys = [...label(7, SEPARATORS.gs), ["Enter"]];
                keys.forEach(press);
                keys.forEach(press);
                await delay(400);
            },
        },
        counted(7),
        said("ok", "SN7"),
        reader("a moment later it is a second one", label(7, SEPARATORS.gs)),
        said("info", "Counted before"),
    ],
});

tours.add("udi_scan_commands", {
    steps: () => [
        {content: "it waits", trigger: ".o_udi_first"},
        reader("nothing to finish yet", typed("OBTVALI")),
        {
            content: "it says so",
            trigger: ".o_notification:contains(nothing to press now)",
        },
        reader("one", typed(`${LABEL}21C1`)),
        said("ok", "C1"),
        reader("undo", typed("OBTUNDO")),
        said("info", "Taken back"),
        reader("begin a pack", typed("OBTPACK")),
        {content: "it is open", trigger: ".o_udi_box_open"},
        {content: "a moment", trigger: ".o_udi_scan_box input", run: () => delay(400)},
        reader("close it", typed("OBTPACK")),
        {content: "closed", trigger: ".o_udi_work:not(:has(.o_udi_box_open))"},
        reader("one", typed(`${LABEL}21C1`)),
        said("ok", "C1"),
        reader("two", typed(`${LABEL}21C2`)),
        said("ok", "2 of 2"),
        reader("finish", typed("]C0OBTVALI")),
        {content: "done", trigger: ".o_udi_done:contains(2 received)"},
    ],
});

tours.add("udi_scan_twice", {
    steps: () => [
        {content: "it waits", trigger: ".o_udi_first"},
        reader("what another transfer waits for", typed(`${LABEL}21R1`)),
        {
            ...said("warn", "scan it again to take it here"),
            run: ({anchor}) => {
                [, window.udiOther] = anchor.textContent.match(/Reserved for (\S+)\./);
            },
        },
        {content: "not counted", trigger: '.o_udi_count:contains("0 of 1")'},
        {content: "a moment", trigger: ".o_udi_scan_box input", run: () => delay(400)},
        reader("once more", typed(`${LABEL}21R1`)),
        said("warn", "It was taken here"),
        {content: "counted", trigger: '.o_udi_count:contains("1 of 1")'},
        {
            content: "the other transfer",
            trigger: ".o_udi_scan_box input",
            run: () => [...typed(window.udiOther), ["Enter"]].forEach(press),
        },
        said("info", "Leave what is scanned here"),
        {content: "a moment", trigger: ".o_udi_scan_box input", run: () => delay(400)},
        {
            content: "once more",
            trigger: ".o_udi_scan_box input",
            run: () => [...typed(window.udiOther), ["Enter"]].forEach(press),
        },
        {content: "it is there", trigger: ".o_udi_first"},
    ],
});
