import {Component} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {goToField} from "../go_to_field";
import {registry} from "@web/core/registry";
import {standardFieldProps} from "@web/views/fields/standard_field_props";

/**
 * One chip per reader of the data (label, regulators): how many answers are missing.
 * A click leads to the first field without an answer, the next click to the next.
 */
export class MissingField extends Component {
    static template = "udi_traceability.MissingField";
    static props = standardFieldProps;

    setup() {
        this.last = {need: "", name: "", at: 0};
    }

    get chips() {
        return this.props.record.data[this.props.name] || [];
    }

    hint(chip) {
        return chip.fields.map((field) => field.label).join(", ");
    }

    label(chip) {
        return _t("%(who)s: %(count)s missing. Go to the next one", {
            who: chip.label,
            count: chip.fields.length,
        });
    }

    /** An answered field leaves the list, and the next one has taken its place. */
    async next(chip) {
        const names = chip.fields.map((field) => field.name);
        let at = 0;
        if (this.last.need === chip.need) {
            at = this.last.at + (names[this.last.at] === this.last.name ? 1 : 0);
        }
        at %= names.length;
        this.last = {need: chip.need, name: names[at], at};
        await goToField(names[at]);
    }
}

export const missingField = {
    component: MissingField,
    displayName: _t("Missing answers"),
    supportedTypes: ["json"],
};

registry.category("fields").add("udi_missing", missingField);
