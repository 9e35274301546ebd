import {Component, onWillUnmount, useState} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {browser} from "@web/core/browser/browser";
import {registry} from "@web/core/registry";
import {standardFieldProps} from "@web/views/fields/standard_field_props";

const MINUTE = 60000;
const HOUR = 60 * MINUTE;
const SOON = 24 * HOUR;
// beyond this people count in days
const HOURS = 48;
const SIGNS = {
    late: {icon: "fa-hand-paper-o", class: "text-bg-danger"},
    soon: {icon: "fa-exclamation-triangle", class: "text-bg-warning"},
    runs: {icon: "fa-clock-o", class: ""},
    done: {icon: "fa-check-circle", class: "text-success-emphasis"},
    void: {icon: "fa-minus-circle", class: "text-muted"},
    waits: {icon: "fa-pause-circle-o", class: "text-muted"},
    doubt: {icon: "fa-question-circle", class: "text-bg-dark"},
};

function span(time) {
    const hours = Math.floor(time / HOUR);
    if (!hours) {
        return _t("%s min", Math.floor(time / MINUTE));
    }
    return hours < HOURS ? _t("%s h", hours) : _t("%s days", Math.floor(hours / 24));
}

/** How long is left until a deadline, in hours or in working days of its place. */
export class DeadlineField extends Component {
    static template = "udi_recall.DeadlineField";
    static props = standardFieldProps;

    setup() {
        // a board stays open for hours: what it says must stay true
        this.time = useState({now: Date.now()});
        const timer = browser.setInterval(() => {
            this.time.now = Date.now();
        }, MINUTE);
        onWillUnmount(() => browser.clearInterval(timer));
    }

    get data() {
        return this.props.record.data;
    }

    get clock() {
        return this.data.clock || {};
    }

    /** Sign and words. */
    get shown() {
        const {kind, words, live} = this.clock;
        if (!kind) {
            return {...SIGNS.waits, words: ""};
        }
        if (kind === "done" || kind === "void") {
            return {...SIGNS[kind], words};
        }
        const {sign, text} = kind === "runs" ? this.running() : this.standing();
        if (!live) {
            return {...SIGNS.doubt, words: _t("Not verified: %s", text)};
        }
        if (kind === "before" || kind === "at_once") {
            return {...SIGNS.soon, words: text};
        }
        return {...SIGNS[sign || "waits"], words: text};
    }

    /** No law gives a number for "at once": how long it has been waiting is said. */
    standing() {
        const {kind, words} = this.clock;
        const since = this.data[this.props.name];
        if (kind !== "at_once" || !since) {
            return {text: words};
        }
        const time = span(Math.max(0, this.time.now - since.toMillis()));
        return {text: _t("%(words)s, for %(time)s", {words, time})};
    }

    running() {
        const due = this.data[this.props.name].toMillis();
        const last = this.data.last_at?.toMillis() || due;
        const {now} = this.time;
        if (now > last) {
            return {sign: "late", text: _t("late %s", span(now - last))};
        }
        if (now > due) {
            return {sign: "soon", text: _t("%s to the last day", span(last - now))};
        }
        const left = due - now;
        const {days} = this.clock;
        if (days && left > SOON) {
            const text = days === 1 ? _t("1 working day") : _t("%s working days", days);
            return {sign: "runs", text};
        }
        return {
            sign: left > SOON ? "runs" : "soon",
            text: _t("%s left", span(left)),
        };
    }
}

export const deadlineField = {
    component: DeadlineField,
    displayName: _t("Deadline"),
    supportedTypes: ["datetime"],
    fieldDependencies: [
        {name: "clock", type: "json", readonly: true},
        {name: "last_at", type: "datetime", readonly: true},
    ],
};

registry.category("fields").add("udi_deadline", deadlineField);
