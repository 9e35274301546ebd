import {Component} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {standardFieldProps} from "@web/views/fields/standard_field_props";

/** Texts another field of this page may be meant for: one click takes one of them. */
export class ProposalsField extends Component {
    static template = "udi_traceability.ProposalsField";
    static props = {...standardFieldProps, into: String};

    get proposals() {
        return this.props.record.data[this.props.name] || [];
    }

    async take(text) {
        await this.props.record.update({[this.props.into]: text});
    }
}

export const proposalsField = {
    component: ProposalsField,
    displayName: _t("Proposals"),
    supportedTypes: ["json"],
    extractProps: ({options}) => ({into: options.into}),
};

registry.category("fields").add("udi_proposals", proposalsField);
