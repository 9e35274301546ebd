import {Component} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {standardFieldProps} from "@web/views/fields/standard_field_props";

const MARKETS = [
    ["us", _t("FDA")],
    ["eu", _t("EU")],
    ["cn", _t("China")],
    ["gs1", _t("GS1")],
];
const SIGNS = {
    stop: {icon: "fa-hand-paper-o", class: "badge text-bg-danger", word: _t("Stops")},
    reason: {
        icon: "fa-question-circle",
        class: "badge text-bg-dark",
        word: _t("Say why"),
    },
    warn: {
        icon: "fa-exclamation-triangle",
        class: "badge text-bg-warning",
        word: _t("Look"),
    },
    // its words begin with what is allowed
    allow: {icon: "fa-check-circle", class: "text-success-emphasis", word: ""},
};

/** What each change means at each market: a row per change, a column per market. */
export class VerdictsField extends Component {
    static template = "udi_traceability.VerdictsField";
    static props = standardFieldProps;

    get rows() {
        return this.props.record.data[this.props.name] || [];
    }

    get markets() {
        return MARKETS.filter(([market]) =>
            this.rows.some((row) => market in row.verdicts)
        ).map(([market, name]) => ({market, name}));
    }

    sign(verdict) {
        return SIGNS[verdict.outcome];
    }

    /** The rule and its source, for whoever asks. */
    why(verdict) {
        return [verdict.condition, verdict.source].filter(Boolean).join("\n");
    }
}

export const verdictsField = {
    component: VerdictsField,
    displayName: _t("Verdicts"),
    supportedTypes: ["json"],
};

registry.category("fields").add("udi_verdicts", verdictsField);
