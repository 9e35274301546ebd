import {_t} from "@web/core/l10n/translation";
import {useService} from "@web/core/utils/hooks";
import {Component, onWillStart, useState} from "@odoo/owl";
import {useLate} from "./trace_late";

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
        this.state = useState({scope: "down", rows: [], after: null, ready: false});
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

    choose(scope) {
        this.props.view.scope = scope;
        Object.assign(this.state, {scope, rows: [], after: null, ready: false});
        return this.read();
    }
}
