import {registry} from "@web/core/registry";
import {scan} from "./udi_scan_tour";

const tours = registry.category("web_tour.tours");
const PUMP = "0109506000100012";
const GLOVE = "0109506000100029";
const serials = (count, from = 1) =>
    [...Array(count).keys()].map((n) => `21S${String(from + n).padStart(3, "0")}`);
const pump = (serial) => scan(PUMP + serial);

const pick = {content: "one click: the transfer", trigger: ".o_udi_pick", run: "click"};
const ready = {content: "it waits for the first", trigger: ".o_udi_first"};
const counted = (count, all) => ({
    content: `${count} of ${all}`,
    trigger: `.o_udi_count:contains("${count} of ${all}")`,
});
const said = (sign, ...words) => ({
    content: `the card says ${words.join(" ")}`,
    trigger: `.o_udi_card.o_udi_${sign}${words.map((w) => `:contains(${w})`).join("")}`,
});
const finish = (label) => ({
    content: "one click: the end",
    trigger: `.o_udi_finish.btn-primary:contains(${label})`,
    run: "click",
});
const done = (words) => ({content: "done", trigger: `.o_udi_done:contains(${words})`});

// 1 + 20 scans + 1
tours.add("udi_scan_receive_20", {
    steps: () => [
        pick,
        ready,
        ...serials(20).flatMap((serial) => scan(`${PUMP}17301231${serial}`)),
        counted(20, 20),
        finish("Receive 20"),
        done("20 received"),
    ],
});

// 1 + 20 scans + 1
tours.add("udi_scan_ship_20", {
    steps: () => [
        pick,
        ready,
        ...serials(20).flatMap(pump),
        counted(20, 20),
        finish("Ship 20"),
        done("20 shipped"),
    ],
});

// 1 + 3 scans + 1
tours.add("udi_scan_take_back_3", {
    steps: () => [
        {content: "one click: take back", trigger: ".o_udi_back", run: "click"},
        {content: "it waits", trigger: ".o_udi_choose:contains(Scan what came back)"},
        ...pump("21S007"),
        said("ok", "S007"),
        ...pump("21S013"),
        said("ok", "S013"),
        ...pump("21S004"),
        said("ok", "S004"),
        finish("Take back 3"),
        done("3 taken back"),
    ],
});

/** The connection is gone: requests to take scans fail as without a network. */
function cut() {
    const {XMLHttpRequest} = window;
    window.udiOpen = XMLHttpRequest.prototype.open;
    XMLHttpRequest.prototype.open = function (method, url, ...rest) {
        const gone = url.includes("/udi_scan_send") ? "http://127.0.0.1:9/gone" : url;
        return window.udiOpen.call(this, method, gone, ...rest);
    };
}

function mend() {
    window.XMLHttpRequest.prototype.open = window.udiOpen;
    window.dispatchEvent(new window.Event("online"));
}

// everything that goes wrong in one delivery
tours.add("udi_scan_ship_with_trouble", {
    steps: () => [
        pick,
        ready,
        ...serials(5).flatMap(pump),
        counted(5, 20),
        ...scan(`${GLOVE}10GL1`),
        said("stop", "Not on this transfer", "Put it back"),
        ...pump("21EXP"),
        said("stop", "Expired on", "Put it aside"),
        ...pump("21HELD"),
        said("stop", "On hold since", "quarantine"),
        ...pump("21S003"),
        said("info", "Counted before", "Go on"),
        ...serials(5, 6).flatMap(pump),
        counted(10, 20),
        {content: "the connection is lost", trigger: ".o_udi_scan", run: cut},
        ...serials(3, 11).flatMap(pump),
        said("kept", "Kept, not checked yet"),
        {
            content: "it says how many are kept",
            trigger: ".o_udi_work:contains(3 scans kept, not checked)",
        },
        {content: "no end before they are checked", trigger: ".o_udi_finish:disabled"},
        {content: "they may be discarded", trigger: ".o_udi_discard"},
        {content: "and it is back", trigger: ".o_udi_scan", run: mend},
        counted(13, 20),
        ...serials(7, 14).flatMap(pump),
        counted(20, 20),
        {
            content: "some were refused: the end is a page",
            trigger: ".o_udi_finish:contains(Finish)",
            run: "click",
        },
        {
            content: "each that lies there is named",
            trigger: ".o_udi_refused label:nth-of-type(3)",
        },
        {content: "back to scanning", trigger: ".o_udi_on", run: "click"},
        counted(20, 20),
        {content: "and on", trigger: ".o_udi_finish:contains(Finish)", run: "click"},
        {
            content: "put aside",
            trigger: ".o_udi_refused label:contains(HELD) input",
            run: "click",
        },
        {content: "ship", trigger: ".o_udi_do:contains(Ship 20)", run: "click"},
        done("20 shipped"),
    ],
});

// a list with a code twice and one that is none
tours.add("udi_scan_list", {
    steps: () => [
        pick,
        ready,
        {content: "the list", trigger: ".o_udi_list_button", run: "click"},
        {
            content: "paste",
            trigger: ".o_udi_paste",
            run: (helpers) =>
                helpers.edit(
                    [`${PUMP}21S001`, `${PUMP}21S002`, `${PUMP}21S001`, "hello"].join(
                        "\n"
                    )
                ),
        },
        {content: "check", trigger: ".o_udi_check", run: "click"},
        {
            content: "a result a line",
            trigger: ".o_udi_table tr:nth-child(3):contains(Counted before)",
        },
        {
            content: "take the good",
            trigger: ".o_udi_take:contains(Take the 2 good)",
            run: "click",
        },
        {content: "taken", trigger: ".alert-success:contains(2 counted)"},
        {content: "back", trigger: ".o_udi_close", run: "click"},
        counted(2, 2),
        finish("Ship 2"),
        done("2 shipped"),
    ],
});

// a place holds until it is taken off
tours.add("udi_scan_place", {
    steps: () => [
        pick,
        ready,
        ...scan("SHELF-T1"),
        said("info", "To WH/Stock/T1", "put there"),
        {content: "it stands above", trigger: ".o_udi_place_to:contains(T1)"},
        ...pump("21S001"),
        said("ok", "S001"),
        {content: "and stays", trigger: ".o_udi_place_to:contains(T1)"},
        ...scan("WH/Quarantine"),
        said("stop", "Not a place of this transfer", "Scan a place in WH/Stock"),
        {content: "take it off", trigger: ".o_udi_place_to button", run: "click"},
        {content: "it is off", trigger: ".o_udi_work:not(:has(.o_udi_place_to))"},
        ...pump("21S002"),
        said("ok", "S002"),
        ...scan("SHELF-T1"),
        said("info", "To WH/Stock/T1"),
        {
            content: "off from the card too",
            trigger: ".o_udi_card button[name=place]",
            run: "click",
        },
        said("info", "taken off"),
        {content: "it is off", trigger: ".o_udi_work:not(:has(.o_udi_place_to))"},
        finish("Receive 2"),
        done("2 received"),
    ],
});

// somebody else was faster
tours.add("udi_scan_late", {
    steps: () => [
        {
            content: "who, and what of mine counts",
            trigger:
                ".o_udi_work .alert:contains(was finished by):contains(Your scan before that counts):contains(Your 2 later scans)",
        },
        {content: "see them", trigger: ".o_udi_late", run: "click"},
        {
            content: "as many as it said",
            trigger: ".o_list_view .o_data_row:nth-of-type(2):last-of-type",
        },
    ],
});
