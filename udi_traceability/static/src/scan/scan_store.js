import {_t} from "@web/core/l10n/translation";

const SHOWN = 50;
export const SIGNS = {
    ok: {icon: "fa-check-circle", word: _t("Counted")},
    info: {icon: "fa-check-circle", word: _t("Look")},
    warn: {icon: "fa-exclamation-triangle", word: _t("Counted, look")},
    stop: {icon: "fa-hand-paper-o", word: _t("Not counted")},
    half: {icon: "fa-adjust", word: _t("Half read")},
    kept: {icon: "fa-clock-o", word: _t("Kept")},
    unknown: {icon: "fa-question-circle", word: _t("Not known")},
    undone: {icon: "fa-undo", word: _t("Taken back")},
};
const UNKNOWN = [
    "unrecognised",
    "bad_symbology",
    "not_a_device_udi",
    "too_long",
    "empty",
];
const QUIET = ["already_scanned"];

/** How an answer looks and sounds: one of SIGNS. */
export function signOf(entry) {
    if (entry.state === "undone" || entry.state === "kept") {
        return entry.state;
    }
    if (entry.code === "discarded") {
        return "undone";
    }
    if (UNKNOWN.includes(entry.code)) {
        return "unknown";
    }
    return QUIET.includes(entry.code) ? "info" : entry.severity;
}

/** The sign in a word; a question counts nothing yet. */
export function wordOf(entry) {
    const sign = signOf(entry);
    if (entry.code === "discarded") {
        return _t("Discarded");
    }
    if (entry.code === "place") {
        return _t("Place");
    }
    const asks = sign === "warn" && !entry.accepted;
    return asks ? _t("Not counted yet") : SIGNS[sign].word;
}

/** What the page knows of one transfer; answers change it, a reload renews it. */
export class ScanStore {
    constructor() {
        this.reset();
    }

    reset() {
        this.picking = null;
        this.lines = [];
        this.entries = [];
        this.refused = 0;
        this.package = false;
        this.places = {};
        this.open = true;
        // whether the lines are to be read anew
        this.stale = false;
    }

    load(state) {
        this.picking = state;
        this.lines = state.lines;
        this.entries = state.entries;
        this.refused = state.refused;
        this.package = state.package;
        this.places = state.places;
        this.open = state.open;
    }

    get now() {
        return this.entries[0];
    }

    get before() {
        return this.entries.slice(1);
    }

    get counted() {
        return this.picking.all_counted;
    }

    get wanted() {
        return this.picking.all_expected;
    }

    get left() {
        return Math.max(0, this.wanted - this.counted);
    }

    get complete() {
        return this.wanted > 0 && this.counted >= this.wanted;
    }

    get lastCounted() {
        return this.entries.find((entry) => entry.state === "counted");
    }

    keep({key, text, at}) {
        this.add({
            key,
            text,
            at,
            state: "kept",
            severity: "kept",
            accepted: false,
            what: _t("Kept, not checked yet."),
            why: text,
            next: "",
            findings: [],
            actions: [],
        });
    }

    discard(scans, reason) {
        const keys = new Set(scans.map((scan) => scan.key));
        this.entries = this.entries.map((entry) =>
            keys.has(entry.key)
                ? {...entry, what: _t("Discarded, logged later."), next: reason}
                : entry
        );
    }

    add(entry) {
        this.entries = [entry, ...this.entries].slice(0, SHOWN);
    }

    /** The answers to scans, in their order; what was refused last comes to the top. */
    take(answers) {
        for (const answer of answers) {
            this.take1(answer);
        }
        const refused = answers.filter((answer) => signOf(answer) === "stop").at(-1);
        if (refused && answers.length > 1) {
            this.entries = [
                this.find(refused.key),
                ...this.entries.filter((entry) => entry.key !== refused.key),
            ];
        }
        return refused || answers.at(-1);
    }

    take1(answer) {
        const known = this.find(answer.key);
        const entry = {...known, ...answer};
        if (known) {
            this.entries = this.entries.map((each) =>
                each.key === answer.key ? entry : each
            );
        } else {
            this.add(entry);
        }
        this.refused += answer.state === "refused" ? 1 : 0;
        if ("package" in answer) {
            this.package = answer.package;
        }
        this.places = answer.places || this.places;
        this.progress(answer);
    }

    find(key) {
        return this.entries.find((entry) => entry.key === key);
    }

    progress(answer) {
        if ("all_counted" in answer) {
            this.picking.all_counted = answer.all_counted;
            this.picking.all_expected = answer.all_expected;
        }
        const line = this.lines.find((each) => each.product_id === answer.product_id);
        if (!answer.accepted) {
            return;
        }
        if (!line) {
            // a package may hold several products
            this.stale = true;
            return;
        }
        line.counted = answer.counted;
        const lot = line.lots.find((each) => each.name === answer.lot);
        if (lot && answer.units) {
            lot.counted += answer.units;
            lot.expected = Math.max(lot.expected, lot.counted);
        } else if (line.lots.length || answer.lot) {
            this.stale = true;
        }
    }

    /** Which tone an answer has. */
    tone(answer) {
        const sign = signOf(answer);
        if (answer.state === "counted" && sign !== "warn") {
            if (this.complete) {
                return "transfer";
            }
            return answer.counted >= answer.expected ? "line" : "ok";
        }
        return {info: "ok", undone: "ok"}[sign] || sign;
    }
}
