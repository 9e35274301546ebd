import {_t} from "@web/core/l10n/translation";
import {useService} from "@web/core/utils/hooks";
import {Component} from "@odoo/owl";
import {ScanBox} from "./scan_box";

const SAID = {
    receive: (count) => _t("%s received.", count),
    ship: (count) => _t("%s shipped.", count),
    internal: (count) => _t("%s moved.", count),
    back: (count) => _t("%s taken back.", count),
};

/** The end of a transfer, and the way to the next one. */
export class ScanDone extends Component {
    static template = "udi_traceability.ScanDone";
    static components = {ScanBox};
    static props = {
        result: Object,
        camera: Boolean,
        onScan: Function,
        onNext: Function,
        onChoose: Function,
    };

    setup() {
        this.action = useService("action");
        this.orm = useService("orm");
    }

    get picking() {
        return this.props.result.picking;
    }

    get said() {
        return SAID[this.picking.kind](this.props.result.units);
    }

    async printLabels() {
        const action = await this.orm.call("stock.picking", "action_udi_print", [
            [this.picking.picking_id],
        ]);
        return this.action.doAction(action);
    }

    printSlip() {
        return this.action.doAction("stock.action_report_delivery", {
            additionalContext: {active_ids: [this.picking.picking_id]},
        });
    }

    openForm() {
        return this.action.doAction({
            type: "ir.actions.act_window",
            res_model: "stock.picking",
            res_id: this.picking.picking_id,
            views: [[false, "form"]],
        });
    }
}
