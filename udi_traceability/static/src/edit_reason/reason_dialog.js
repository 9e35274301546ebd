import {Component, useState} from "@odoo/owl";
import {Dialog} from "@web/core/dialog/dialog";
import {useAutofocus} from "@web/core/utils/hooks";

/** Asks why; nothing goes on before it is said. */
export class ReasonDialog extends Component {
    static template = "udi_traceability.ReasonDialog";
    static components = {Dialog};
    static props = {
        title: String,
        text: String,
        label: String,
        confirm: Function,
        cancel: Function,
        close: Function,
    };

    setup() {
        this.state = useState({reason: "", missing: false});
        useAutofocus({refName: "reason"});
    }

    save() {
        const reason = this.state.reason.trim();
        if (!reason) {
            this.state.missing = true;
            return;
        }
        this.props.confirm(reason);
        this.props.close();
    }

    onKeydown(event) {
        if (event.key === "Enter") {
            event.preventDefault();
            event.stopPropagation();
            this.save();
        }
    }

    leave() {
        this.props.cancel();
        this.props.close();
    }
}

/** The reason that a person gives, or nothing where they go back. */
export function askReason(dialog, words) {
    return new Promise((resolve) => {
        dialog.add(
            ReasonDialog,
            {...words, confirm: resolve, cancel: () => resolve("")},
            {onClose: () => resolve("")}
        );
    });
}
