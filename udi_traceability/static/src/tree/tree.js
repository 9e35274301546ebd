import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {useService} from "@web/core/utils/hooks";
import {formatInteger} from "@web/views/fields/formatters";
import {standardFieldProps} from "@web/views/fields/standard_field_props";
import {Component} from "@odoo/owl";

const ICONS = {
    stop: "fa-hand-paper-o text-danger",
    warn: "fa-exclamation-triangle text-warning",
    info: "fa-info-circle text-info",
};

/**
 * The package levels of a device, lowest first; a package stands below what it holds,
 * with the number of it on the edge and the total in grey. Drawn from one json value.
 */
export class UdiTree extends Component {
    static template = "udi_traceability.Tree";
    static props = {...standardFieldProps};

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
    }

    get tree() {
        return this.props.record.data[this.props.name] || {rows: [], loose: []};
    }

    get canEdit() {
        // the field is computed, so its own readonly says nothing about the record
        return this.props.record.isInEdition;
    }

    number(value) {
        return formatInteger(value);
    }

    icon(severity) {
        return ICONS[severity] || ICONS.info;
    }

    title(row) {
        return row.name || (row.primary ? _t("Unit") : row.agency);
    }

    async call(model, method, id) {
        const {record} = this.props;
        if (!(await record.save())) {
            return;
        }
        const result = await this.orm.call(model, method, [[id]]);
        if (result && result.type) {
            await this.action.doAction(result, {onClose: () => record.load()});
            return;
        }
        await record.load();
    }

    act(row, method) {
        return this.call("udi.di", method, row.id);
    }

    addLoose() {
        const {record} = this.props;
        return this.call(record.resModel, "action_add_packagings", record.resId);
    }
}

export const udiTree = {
    component: UdiTree,
    displayName: _t("Package tree"),
    supportedTypes: ["json"],
};

registry.category("fields").add("udi_tree", udiTree);
