import {Component, onMounted} from "@odoo/owl";
import {LookupDialog} from "../lookup/lookup_dialog";
import {useScannerKeys} from "../scan/scan_keys";
import {useService} from "@web/core/utils/hooks";

/** A box to scan into: what is read anywhere on the page is looked up. */
export class LookupBox extends Component {
    static template = "udi_traceability.LookupBox";
    static props = {};

    setup() {
        this.dialog = useService("dialog");
        this.keys = useScannerKeys("input", (text) => this.look(text));
        onMounted(() => this.keys.focus());
    }

    look(text) {
        this.dialog.add(LookupDialog, {text}, {onClose: () => this.keys.focus()});
    }

    onTap(ev) {
        // a finger in the box wants to type
        ev.target.inputMode = "text";
    }
}
