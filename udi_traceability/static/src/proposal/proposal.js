import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {standardFieldProps} from "@web/views/fields/standard_field_props";
import {Component} from "@odoo/owl";

/**
 * A value that the server proposes for another field: one click takes it, before
 * anything is saved. Nothing is shown where nothing is proposed.
 */
export class UdiProposal extends Component {
    static template = "udi_traceability.Proposal";
    static props = {
        ...standardFieldProps,
        target: {type: String},
    };

    get value() {
        return this.props.record.data[this.props.name];
    }

    take() {
        return this.props.record.update({[this.props.target]: this.value});
    }
}

export const udiProposal = {
    component: UdiProposal,
    displayName: _t("Proposed value"),
    supportedTypes: ["char"],
    supportedOptions: [
        {label: _t("Field that takes the value"), name: "target", type: "string"},
    ],
    extractProps: ({options}) => ({target: options.target}),
};

registry.category("fields").add("udi_proposal", udiProposal);
