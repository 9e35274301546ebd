import {Component} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {useService} from "@web/core/utils/hooks";
import {goToField} from "../go_to_field";
import {standardFieldProps} from "@web/views/fields/standard_field_props";

const SEVERITIES = {
    error: {icon: "fa-hand-paper-o", badge: "text-bg-danger", word: _t("Stops")},
    draft: {icon: "fa-question-circle", badge: "text-bg-dark", word: _t("Draft")},
    warning: {
        icon: "fa-exclamation-triangle",
        badge: "text-bg-warning",
        word: _t("Look"),
    },
};

/**
 * What is wrong, where, and what to do: a row per finding, worst first. The button of
 * a row opens the record it is about, or leads to the field if that is on this page.
 */
export class FindingsField extends Component {
    static template = "udi_traceability.FindingsField";
    static props = standardFieldProps;

    setup() {
        this.action = useService("action");
    }

    get groups() {
        const groups = new Map();
        for (const row of this.props.record.data[this.props.name] || []) {
            const title = row.group || "";
            groups.set(title, [...(groups.get(title) || []), row]);
        }
        return [...groups].map(([title, rows]) => ({title, rows}));
    }

    severity(row) {
        return SEVERITIES[row.severity];
    }

    isHere(row) {
        const {resModel, resId} = this.props.record;
        return row.res_model === resModel && row.res_id === resId;
    }

    /** What this page as a whole is about has no field to go to. */
    canOpen(row) {
        if (!row.res_model) {
            return Boolean(row.action);
        }
        return !this.isHere(row) || row.field in this.props.record.activeFields;
    }

    label(row) {
        return this.isHere(row) ? _t("Go to field") : _t("Open");
    }

    async open(row) {
        if (row.action) {
            await this.action.doAction(row.action);
            return;
        }
        if (!this.isHere(row)) {
            await this.action.doAction({
                type: "ir.actions.act_window",
                res_model: row.res_model,
                res_id: row.res_id,
                views: [[false, "form"]],
            });
        }
        await goToField(row.field);
    }
}

export const findingsField = {
    component: FindingsField,
    displayName: _t("Findings"),
    supportedTypes: ["json"],
};

registry.category("fields").add("udi_findings", findingsField);
