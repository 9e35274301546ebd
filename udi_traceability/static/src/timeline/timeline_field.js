import {Component, onWillUpdateProps, useState} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {standardFieldProps} from "@web/views/fields/standard_field_props";
import {useService} from "@web/core/utils/hooks";

const GROUPS = {
    scans: _t("Scans"),
    moves: _t("Movements"),
    prints: _t("Prints"),
    holds: _t("Holds"),
    edits: _t("Edits"),
};
const MARKS = {
    ok: {class: "text-success-emphasis", word: ""},
    warn: {class: "text-warning-emphasis", word: _t("Look:")},
    stop: {class: "text-danger fw-bold", word: _t("Stopped:")},
};

/**
 * What happened to a lot or package: months, newest first. A month that is unfolded
 * reads its events; the newest one comes with the record.
 */
export class TimelineField extends Component {
    static template = "udi_traceability.TimelineField";
    static props = standardFieldProps;

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.state = useState({group: "", seals: false, open: {}, rows: {}});
        this.begin(this.props);
        onWillUpdateProps((props) => {
            if (props.record.data[props.name] !== this.value) {
                this.begin(props);
            }
        });
    }

    begin(props) {
        this.value = props.record.data[props.name] || {months: [], page: 50};
        Object.assign(this.state, {group: "", open: {}, rows: {}});
        for (const month of this.value.months.slice(0, 1)) {
            this.state.open[month.month] = true;
            this.state.rows[month.month] = month.rows;
        }
    }

    get filters() {
        const found = Object.keys(GROUPS).filter((key) =>
            this.value.months.some((month) => month.groups[key])
        );
        return [["", _t("All")], ...found.map((key) => [key, GROUPS[key]])];
    }

    get months() {
        return this.value.months.filter((month) => this.count(month));
    }

    count(month) {
        return this.state.group ? month.groups[this.state.group] || 0 : month.count;
    }

    rows(month) {
        return this.state.rows[month.month] || [];
    }

    more(month) {
        return this.count(month) - this.rows(month).length;
    }

    mark(row) {
        return MARKS[row.severity];
    }

    seal(row) {
        return row.seal ? _t("sealed: seal %s", row.seal) : _t("not sealed yet");
    }

    async choose(group) {
        this.state.group = group;
        this.state.rows = {};
        this.state.open = {};
        const [newest] = this.months;
        if (newest) {
            await this.toggle(newest);
        }
    }

    async toggle(month) {
        const opened = !this.state.open[month.month];
        this.state.open[month.month] = opened;
        if (opened && !this.rows(month).length) {
            await this.load(month);
        }
    }

    async load(month) {
        const group = this.state.group;
        const known = this.rows(month);
        const {resModel, resId} = this.props.record;
        const rows = await this.orm.call(resModel, "udi_timeline_rows", [
            [resId],
            month.month,
            group || false,
            known.length,
        ]);
        if (group === this.state.group) {
            this.state.rows[month.month] = [...known, ...rows];
        }
    }

    open(row) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            res_model: "stock.picking",
            res_id: row.picking_id,
            views: [[false, "form"]],
        });
    }
}

registry.category("fields").add("udi_timeline", {
    component: TimelineField,
    displayName: _t("Timeline"),
    supportedTypes: ["json"],
});
