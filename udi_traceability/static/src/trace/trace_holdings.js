import {_t} from "@web/core/l10n/translation";
import {useService} from "@web/core/utils/hooks";
import {formatFloat} from "@web/views/fields/formatters";
import {Component, onWillStart, useState} from "@odoo/owl";
import {useLate} from "./trace_late";

const GROUPINGS = [
    ["who", _t("Who")],
    ["country", _t("Country")],
    ["lot", _t("Lot")],
];
// what the total consists of
const PARTS = [
    {name: "here", label: _t("here")},
    {name: "there", label: _t("at others")},
    {name: "gone", label: _t("gone")},
];

/** Who has how many: figures that open their lines, a picture, and how they add up. */
export class TraceHoldings extends Component {
    static template = "udi_traceability.TraceHoldings";
    static props = {
        subject: Object,
        counts: [Object, {value: null}],
        view: Object,
        onLines: Function,
        onLot: Function,
    };

    setup() {
        this.orm = useService("orm");
        this.late = useLate();
        this.groupings = GROUPINGS;
        this.parts = PARTS;
        this.state = useState({by: "who", table: null, rows: []});
        onWillStart(() => {
            this.read();
        });
    }

    async read() {
        const {kind, id} = this.props.subject;
        const {by, rows} = this.state;
        const table = await this.late.of(
            this.orm.silent.call("udi.trace", "udi_trace_holdings", [
                kind,
                id,
                by,
                rows.length,
            ])
        );
        if (by === this.state.by) {
            this.state.rows.push(...table.rows);
            // a further page brings its rows alone
            this.state.table = {...this.state.table, ...table};
        }
    }

    choose(by) {
        this.props.view.by = by;
        Object.assign(this.state, {by, rows: []});
        return this.read();
    }

    get left() {
        return this.state.table.total - this.state.rows.length;
    }

    get terms() {
        return this.state.table.steps.terms;
    }

    get counting() {
        const {counts} = this.props;
        return counts && counts.reached > 1
            ? _t("still counting %s lots", counts.reached)
            : _t("still counting");
    }

    number(value) {
        return formatFloat(value, {digits: [16, 2], trailingZeros: false});
    }

    /** The possible ones stand beside, never inside. */
    amount({certain, possible}) {
        const said = this.number(certain);
        return possible
            ? _t("%(certain)s (+%(possible)s possible)", {
                  certain: said,
                  possible: this.number(possible),
              })
            : said;
    }

    figure(name) {
        return this.state.table.figures[name];
    }

    has({certain, possible}) {
        return Boolean(certain || possible);
    }

    sign(term, index) {
        if (term.sign < 0) {
            return "−";
        }
        const first = this.terms.find((each) => each.came === term.came) === term;
        return index && first ? "=" : index ? "+" : "";
    }
}
