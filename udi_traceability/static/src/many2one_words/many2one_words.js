import {registry} from "@web/core/registry";
import {
    Many2OneField,
    buildM2OFieldDescription,
} from "@web/views/fields/many2one/many2one_field";

/** A row in which an empty field means something says so, also while it is only read. */
export class UdiMany2OneWords extends Many2OneField {
    static template = "udi_traceability.Many2OneWords";
}

registry.category("fields").add("udi_many2one_words", {
    ...buildM2OFieldDescription(UdiMany2OneWords),
    additionalClasses: ["o_field_many2one"],
    // what is empty is hidden, unless it means something
    isEmpty: () => false,
});
