import {Component, useState} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {useService} from "@web/core/utils/hooks";
import {standardFieldProps} from "@web/views/fields/standard_field_props";

/**
 * Two or three records side by side, differences first.
 *
 * The value: {columns: [{title, note, res_model, res_id}],
 *             rows: [{label, group, values: [text], differs}]}
 */
export class CompareField extends Component {
    static template = "udi_traceability.CompareField";
    static props = standardFieldProps;

    setup() {
        this.action = useService("action");
        this.state = useState({onlyDifferences: true});
    }

    get table() {
        return this.props.record.data[this.props.name] || {columns: [], rows: []};
    }

    get differing() {
        return this.table.rows.filter((row) => row.differs);
    }

    get sections() {
        const sections = [{title: _t("Different"), rows: this.differing}];
        if (!this.state.onlyDifferences) {
            const same = this.table.rows.filter((row) => !row.differs);
            sections.push({title: _t("The same"), rows: same});
        }
        return sections.filter((section) => section.rows.length);
    }

    /** A value that the first column does not have is marked, besides its colour. */
    changed(row, index) {
        return index && row.differs && row.values[index] !== row.values[0];
    }

    toggle() {
        this.state.onlyDifferences = !this.state.onlyDifferences;
    }

    open(column) {
        this.action.doAction({
            type: "ir.actions.act_window",
            res_model: column.res_model,
            res_id: column.res_id,
            views: [[false, "form"]],
        });
    }
}

export const compareField = {
    component: CompareField,
    displayName: _t("Comparison"),
    supportedTypes: ["json"],
};

registry.category("fields").add("udi_compare", compareField);
