import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {useService} from "@web/core/utils/hooks";
import {Layout} from "@web/search/layout";
import {useSetupAction} from "@web/search/action_hook";
import {standardActionServiceProps} from "@web/webclient/actions/action_service";
import {Component, onMounted, onWillStart, useState} from "@odoo/owl";
import {ScanBox} from "../scan/scan_box";
import {TraceFamily} from "./trace_family";
import {TraceHoldings} from "./trace_holdings";
import {TraceJourney} from "./trace_journey";
import {TraceSaid} from "./trace_said";

const SIGNS = {
    ok: {icon: "fa-check-circle", class: "text-success-emphasis"},
    warn: {icon: "fa-exclamation-triangle", class: "text-warning-emphasis"},
    stop: {icon: "fa-hand-paper-o", class: "text-danger"},
};

/**
 * Where from, where to, who has it: one page for whatever was scanned or typed.
 *
 * What it is comes first; the three panels ask for themselves and fill in as they come.
 */
export class TraceAction extends Component {
    static template = "udi_traceability.TraceAction";
    static components = {
        Layout,
        ScanBox,
        TraceFamily,
        TraceHoldings,
        TraceJourney,
        TraceSaid,
    };
    static props = {...standardActionServiceProps};
    static displayName = _t("Trace");

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.state = useState({
            head: null,
            said: null,
            asked: "",
            counts: null,
            waiting: false,
            failed: null,
            camera: false,
        });
        // what is open on the page: printed as it is
        this.view = {by: "who", scope: "down", up: [], down: []};
        this.askWord = _t("Scan or type: UDI, lot, serial, SSCC, order, transfer…");
        useSetupAction({
            getLocalState: () => ({subject: this.subject}),
            getGlobalState: () => (this.subject ? {kind: this.subject.kind} : {}),
        });
        onWillStart(() => this.start());
        onMounted(() => this.tellPlace());
    }

    async start() {
        const {params} = this.props.action;
        const id = this.props.resId;
        const subject =
            this.props.state?.subject ||
            (id && {kind: this.props.globalState?.kind || "lot", id}) ||
            params;
        if (subject?.id) {
            await this.open(subject.kind, Number(subject.id));
        } else if (params?.text) {
            await this.onScan(params.text);
        }
    }

    get subject() {
        const {head} = this.state;
        return head && {kind: head.kind, id: head.id};
    }

    get key() {
        const {kind, id} = this.subject;
        return `${kind}-${id}`;
    }

    get sign() {
        return SIGNS[this.state.head.severity];
    }

    /** The address of the page names what is traced, so that it can be mailed. */
    tellPlace() {
        const {head} = this.state;
        const {kind, id} = this.subject || {};
        const told = this.told;
        if (id && !(told && told.kind === kind && told.id === id)) {
            this.told = {kind, id};
            this.props.updateActionState?.({resId: id, globalState: {kind}});
        }
        this.env.config.setDisplayName?.(
            head ? `${head.word} ${head.name}` : _t("Trace")
        );
    }

    // what is traced

    async onScan(text) {
        this.state.asked = text;
        await this.ask(async () => {
            const found = await this.call("udi_trace_find", text);
            if (found.id) {
                await this.show(found.kind, found.id);
            } else {
                Object.assign(this.state, {said: found, head: null, counts: null});
            }
        });
    }

    open(kind, id) {
        return this.ask(() => this.show(kind, id));
    }

    async show(kind, id) {
        const head = await this.call("udi_trace_open", kind, id);
        this.view = {by: "who", scope: "down", up: [], down: []};
        Object.assign(this.state, {head, said: null, counts: null});
        this.tellPlace();
        this.count(kind, id);
    }

    /** The newest question counts: an answer that comes late is not shown. */
    async ask(question) {
        Object.assign(this.state, {waiting: true, failed: null});
        try {
            await question();
        } catch (error) {
            const told = error.data?.message || error.message;
            Object.assign(this.state, {failed: told, head: null, said: null});
            if (!error.data) {
                throw error;
            }
        } finally {
            this.state.waiting = false;
        }
    }

    async count(kind, id) {
        const counts = await this.call("udi_trace_counts", kind, id);
        if (this.state.head?.kind === kind && this.state.head?.id === id) {
            this.state.counts = counts;
        }
    }

    call(method, ...args) {
        return this.orm.silent.call("udi.trace", method, args);
    }

    // ways on

    async act(name) {
        const {kind, id} = this.subject;
        const action = await this.orm.call("udi.trace", "udi_trace_act", [
            kind,
            id,
            name,
        ]);
        // what is held now is shown as held
        await this.action.doAction(action, {
            onClose: () => this.subject && this.open(kind, id),
        });
    }

    async openRecord() {
        const {kind, id} = this.subject;
        const action = await this.orm.call("udi.trace", "udi_trace_record", [kind, id]);
        await this.action.doAction(action);
    }

    async openLines(cell) {
        const {kind, id} = this.subject;
        const action = await this.orm.call("udi.trace", "udi_trace_lines", [
            kind,
            id,
            cell,
        ]);
        await this.action.doAction(action);
    }

    openLot(id) {
        return this.action.doAction("udi_traceability.udi_trace_action", {
            props: {resId: id, globalState: {kind: "lot"}},
        });
    }

    openDocument(model, id) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            res_model: model,
            res_id: id,
            views: [[false, "form"]],
        });
    }

    file(form) {
        const {kind, id} = this.subject;
        return `/udi/trace/${kind}/${id}.${form}`;
    }

    async print() {
        const {kind, id} = this.subject;
        const action = await this.orm.call("udi.trace", "udi_trace_print", [
            kind,
            id,
            this.view,
        ]);
        await this.action.doAction(action);
    }

    toggleCamera() {
        this.state.camera = !this.state.camera;
    }
}

registry.category("actions").add("udi_trace", TraceAction);
