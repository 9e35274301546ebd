import {_t} from "@web/core/l10n/translation";
import {useService} from "@web/core/utils/hooks";
import {Component, onWillStart, useState} from "@odoo/owl";
import {useScannerKeys} from "./scan_keys";

const VERBS = {
    receive: _t("Receive"),
    ship: _t("Ship"),
    internal: _t("Move"),
    back: _t("Take back"),
};

/** What comes, what is missing, what was refused: decided on one page. */
export class ScanFinish extends Component {
    static template = "udi_traceability.ScanFinish";
    static props = {
        pickingId: Number,
        result: [Object, {value: null}],
        onBack: Function,
        onFinish: Function,
    };

    setup() {
        this.orm = useService("orm");
        this.state = useState({
            summary: null,
            missing: "backorder",
            others: true,
            aside: {},
            busy: false,
        });
        // a scan here goes on scanning: the page is left, nothing is lost
        useScannerKeys("box", (text) => this.props.onBack(text));
        onWillStart(() => this.load());
    }

    async load() {
        const summary = await this.orm.call("stock.picking", "udi_scan_summary", [
            [this.props.pickingId],
        ]);
        Object.assign(this.state, {summary, missing: summary.missing});
    }

    get summary() {
        return this.state.summary;
    }

    get rows() {
        return this.summary.lines;
    }

    get counted() {
        return this.rows.reduce((sum, row) => sum + row.counted, 0);
    }

    get missing() {
        return this.rows.reduce(
            (sum, row) => sum + Math.max(0, row.expected - row.counted),
            0
        );
    }

    get others() {
        return this.summary.others.reduce((sum, row) => sum + row.ready, 0);
    }

    get stops() {
        return this.props.result?.result === "stopped" ? this.props.result.lines : [];
    }

    get units() {
        return this.counted + (this.state.others ? this.others : 0);
    }

    get label() {
        const verb = VERBS[this.summary.kind];
        if (this.missing && this.state.missing === "backorder") {
            return _t("%(verb)s %(count)s, backorder %(missing)s", {
                verb,
                count: this.units,
                missing: this.missing,
            });
        }
        return `${verb} ${this.units}`;
    }

    async finish() {
        const {missing, others, aside} = this.state;
        this.state.busy = true;
        const keys = Object.keys(aside).filter((key) => aside[key]);
        try {
            await this.props.onFinish({missing, others, aside: keys});
        } finally {
            this.state.busy = false;
        }
    }
}
