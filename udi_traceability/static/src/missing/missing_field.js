import {Component, useState} from "@odoo/owl";
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
        this.state = useState({need: "", at: 0});
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

    async next(chip) {
        const again = this.state.need === chip.need;
        const at = again ? (this.state.at + 1) % chip.fields.length : 0;
        Object.assign(this.state, {need: chip.need, at});
        await goToField(chip.fields[at].name);
    }
}

export const missingField = {
    component: MissingField,
    displayName: _t("Missing answers"),
    supportedTypes: ["json"],
};

registry.category("fields").add("udi_missing", missingField);
