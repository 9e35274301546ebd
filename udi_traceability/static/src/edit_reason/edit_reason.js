import {Component, useState} from "@odoo/owl";
import {Dialog} from "@web/core/dialog/dialog";
import {FormController} from "@web/views/form/form_controller";
import {ListController} from "@web/views/list/list_controller";
import {patch} from "@web/core/utils/patch";
import {useAutofocus} from "@web/core/utils/hooks";

const NEEDED = "odoo.addons.udi_traceability.exceptions.UdiReasonNeeded";
const EVIDENCE = [
    "lot_id",
    "quantity",
    "product_uom_id",
    "package_id",
    "result_package_id",
    "location_id",
    "location_dest_id",
];

/** Why does finished evidence change? Nothing is saved before it is said. */
export class EditReasonDialog extends Component {
    static template = "udi_traceability.EditReasonDialog";
    static components = {Dialog};
    static props = {confirm: Function, cancel: Function, close: Function};

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

/** The reason, or nothing where the person went back. */
function askReason(dialog) {
    return new Promise((resolve) => {
        dialog.add(
            EditReasonDialog,
            {confirm: resolve, cancel: () => resolve("")},
            {onClose: () => resolve("")}
        );
    });
}

/** A form cannot know what its change means: the server says so, the form asks. */
patch(FormController.prototype, {
    async onSaveError(error, options, leaving) {
        if (error.data?.name !== NEEDED) {
            return super.onSaveError(error, options, leaving);
        }
        this.udiEditReason = await askReason(this.model.dialog);
        if (!this.udiEditReason) {
            return false;
        }
        return options.retry();
    },

    async onWillSaveRecord(record, changes) {
        if (this.udiEditReason) {
            changes.udi_edit_reason = this.udiEditReason;
            this.udiEditReason = "";
        }
        return super.onWillSaveRecord(...arguments);
    },
});

/** Lines are saved as one leaves them: a list asks before. */
patch(ListController.prototype, {
    async onWillSaveRecord(record, changes) {
        const done =
            record.resModel === "stock.move.line" && record.data.state === "done";
        if (done && EVIDENCE.some((name) => name in changes)) {
            const reason = await askReason(this.model.dialog);
            if (!reason) {
                return false;
            }
            changes.udi_edit_reason = reason;
        }
        return super.onWillSaveRecord(...arguments);
    },
});
