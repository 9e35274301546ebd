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
 * A row may say more: `warn` (it stands on top), `marks` (which values are others, the
 * first is compared with if not given), `asked` (whose question it is) and `buttons`
 * [{title, name, args}], methods of the record that return an action.
 */
export class CompareField extends Component {
    static template = "udi_traceability.CompareField";
    static props = standardFieldProps;

    setup() {
        this.action = useService("action");
        this.orm = useService("orm");
        this.state = useState({onlyDifferences: true});
    }

    get table() {
        return this.props.record.data[this.props.name] || {columns: [], rows: []};
    }

    get differing() {
        return this.table.rows.filter((row) => row.differs);
    }

    get sections() {
        const warned = this.table.rows.filter((row) => row.warn);
        const sections = [
            {title: _t("They disagree"), rows: warned, warn: true},
            {title: _t("Different"), rows: this.differing.filter((row) => !row.warn)},
        ];
        if (!this.state.onlyDifferences) {
            const same = this.table.rows.filter((row) => !row.differs);
            sections.push({title: _t("The same"), rows: same});
        }
        return sections.filter((section) => section.rows.length);
    }

    /** A value that the first column does not have is marked, besides its colour. */
    changed(row, index) {
        if (row.marks) {
            return row.marks[index];
        }
        return index && row.differs && row.values[index] !== row.values[0];
    }

    isAsked(row, index) {
        return !row.asked || row.asked[index];
    }

    toggle() {
        this.state.onlyDifferences = !this.state.onlyDifferences;
    }

    /** What is typed on the page is kept first: the method reads the record. */
    async press(button) {
        const {record} = this.props;
        if (!(await record.save())) {
            return;
        }
        const args = [[record.resId], ...button.args];
        const action = await this.orm.call(record.resModel, button.name, args);
        await this.action.doAction(action, {onClose: () => record.load()});
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
