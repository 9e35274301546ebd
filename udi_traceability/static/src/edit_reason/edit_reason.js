import {FormController} from "@web/views/form/form_controller";
import {ListController} from "@web/views/list/list_controller";
import {_t} from "@web/core/l10n/translation";
import {askReason} from "./reason_dialog";
import {patch} from "@web/core/utils/patch";

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

function askWhy(dialog) {
    return askReason(dialog, {
        title: _t("This changes finished evidence"),
        text: _t(
            "This transfer is done. What it said stays in the ledger, and quality is told of the change."
        ),
        label: _t("Change it"),
    });
}

/** A form cannot know what its change means: the server says so, the form asks. */
patch(FormController.prototype, {
    async onSaveError(error, options, leaving) {
        if (error.data?.name !== NEEDED) {
            return super.onSaveError(error, options, leaving);
        }
        this.udiEditReason = await askWhy(this.model.dialog);
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
            const reason = await askWhy(this.model.dialog);
            if (!reason) {
                return false;
            }
            changes.udi_edit_reason = reason;
        }
        return super.onWillSaveRecord(...arguments);
    },
});
