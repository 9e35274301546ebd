import {Component} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {formatFloat} from "@web/core/utils/numbers";
import {formatInteger} from "@web/views/fields/formatters";
import {LookupBox} from "./lookup_box";
import {registry} from "@web/core/registry";
import {standardFieldProps} from "@web/views/fields/standard_field_props";
import {useService} from "@web/core/utils/hooks";

/** One subject of the overview; each number opens the rows that it counts. */
export class OverviewCard extends Component {
    static template = "udi_traceability.OverviewCard";
    static components = {LookupBox};
    static props = standardFieldProps;

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
    }

    get value() {
        return this.props.record.data[this.props.name];
    }

    get figures() {
        return this.value.figures;
    }

    get nothing() {
        const {main} = this.value;
        return main && !main.count && !this.figures.length;
    }

    number(count) {
        return formatInteger(count);
    }

    amount({count, of}) {
        const all = of && _t("%s of %s", this.number(count), this.number(of));
        return all || this.number(count);
    }

    units(figure) {
        const same = figure.units === null || figure.units === figure.count;
        const shown = same || formatFloat(figure.units, {trailingZeros: false});
        return same ? "" : _t("%s units", shown);
    }

    /** Where nothing is counted nor scanned yet, the first way in is the main one. */
    leads(link) {
        const {main, box, links} = this.value;
        return !main && !box && link === links[0];
    }

    async open(key) {
        const {resModel, resId} = this.props.record;
        const action = await this.orm.call(resModel, "action_open", [[resId], key]);
        return this.action.doAction(action);
    }

    again() {
        return this.props.record.load();
    }
}

registry.category("fields").add("udi_overview_card", {
    component: OverviewCard,
    displayName: _t("Card of the overview"),
    supportedTypes: ["json"],
});
