import {_t} from "@web/core/l10n/translation";
import {useService} from "@web/core/utils/hooks";
import {formatFloat} from "@web/views/fields/formatters";
import {Component, onWillStart, useState} from "@odoo/owl";
import {useLate} from "./trace_late";

// documents of one line, before it is unfolded
const SHOWN = 3;
const SCOPES = [
    ["down", _t("With what it went into")],
    ["own", _t("This alone")],
    ["up", _t("With what it is made of")],
];

/** What happened, oldest first, with the order and what was paid. */
export class TraceJourney extends Component {
    static template = "udi_traceability.TraceJourney";
    static props = {subject: Object, view: Object, onDocument: Function};

    setup() {
        this.orm = useService("orm");
        this.late = useLate();
        this.scopes = SCOPES;
        this.state = useState({
            scope: "down",
            rows: [],
            after: null,
            ready: false,
            open: {},
        });
        onWillStart(() => {
            this.read();
        });
    }

    async read() {
        const {kind, id} = this.props.subject;
        const {scope, after} = this.state;
        const page = await this.late.of(
            this.orm.silent.call("udi.trace", "udi_trace_journey", [
                kind,
                id,
                scope,
                after,
            ])
        );
        if (scope === this.state.scope) {
            this.state.rows.push(...page.rows);
            Object.assign(this.state, {after: page.after, ready: true});
        }
    }

    /**
     * The rows, those of one day that say the same of one product folded together: a
     * hundred orders that used a lot are one line that opens.
     */
    get groups() {
        const groups = new Map();
        for (const row of this.state.rows) {
            const key = [row.day, row.kind, row.sentence, row.product].join("|");
            if (groups.has(key)) {
                groups.get(key).rows.push(row);
            } else {
                groups.set(key, {...row, key, rows: [row]});
            }
        }
        return [...groups.values()];
    }

    quantity({rows}) {
        const units = rows.reduce((sum, row) => sum + row.units, 0);
        return formatFloat(units, {digits: [16, 2], trailingZeros: false});
    }

    shown({key, rows}) {
        return this.state.open[key] ? rows : rows.slice(0, SHOWN);
    }

    orders(row) {
        const orders = this.shown(row).flatMap(({order}) => order || []);
        return [...new Map(orders.map((order) => [order.id, order])).values()];
    }

    unfold({key}) {
        this.state.open[key] = true;
    }

    choose(scope) {
        this.props.view.scope = scope;
        Object.assign(this.state, {scope, rows: [], after: null, ready: false});
        return this.read();
    }
}
