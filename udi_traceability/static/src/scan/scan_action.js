import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {useService} from "@web/core/utils/hooks";
import {Layout} from "@web/search/layout";
import {standardActionServiceProps} from "@web/webclient/actions/action_service";
import {Component, onMounted, onWillStart, onWillUnmount, useState} from "@odoo/owl";
import {askReason} from "../edit_reason/reason_dialog";
import {ScanChoose} from "./scan_choose";
import {ScanDone} from "./scan_done";
import {ScanFinish} from "./scan_finish";
import {ScanList} from "./scan_list";
import {ScanQueue, newKey} from "./scan_queue";
import {ScanSound} from "./scan_sound";
import {ScanStore, signOf} from "./scan_store";
import {ScanWork} from "./scan_work";
import {useAwake} from "./scan_awake";

/**
 * The page of a worker with a scanner: choose a transfer, scan, finish.
 *
 * It holds the way between the faces and the one queue to the server; nothing it shows
 * stands between two scans.
 */
export class ScanAction extends Component {
    static template = "udi_traceability.ScanAction";
    static components = {Layout, ScanChoose, ScanDone, ScanFinish, ScanList, ScanWork};
    static props = {...standardActionServiceProps};
    static displayName = _t("Scan");

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.dialog = useService("dialog");
        this.sound = new ScanSound();
        this.store = useState(new ScanStore());
        this.state = useState({
            face: "choose",
            kind: this.props.action.params?.kind || false,
            said: null,
            result: null,
            link: {since: false, count: 0},
            muted: this.sound.muted,
            camera: false,
        });
        this.queue = new ScanQueue(
            (id, scans) => this.call("stock.picking", "udi_scan_send", [[id], scans]),
            {
                onAnswers: (id, answers) => this.onAnswers(id, answers),
                onFailure: (scan, message) => this.onFailure(scan, message),
                onState: (link) => Object.assign(this.state.link, link),
            }
        );
        useAwake();
        onWillStart(() => this.start());
        onMounted(() => {
            this.tellPlace();
            this.queue.work();
        });
        onWillUnmount(() => {
            this.queue.close();
            this.sound.close();
        });
    }

    async start() {
        const {params} = this.props.action;
        const id = this.props.resId || params?.picking_id || params?.resId;
        if (id) {
            await this.openPicking(Number(id));
        }
    }

    call(model, method, args) {
        return this.orm.silent.call(model, method, args);
    }

    get id() {
        return this.store.picking?.picking_id;
    }

    get title() {
        const {picking} = this.store;
        return picking ? picking.name : _t("Scan");
    }

    /** The address of the page names the transfer, so that a reload comes back. */
    tellPlace() {
        this.props.updateActionState?.({resId: this.id || false});
        this.env.config.setDisplayName?.(this.title);
    }

    // the faces

    async openPicking(id, scan = false) {
        const state = await this.call("stock.picking", "udi_scan_state", [[id]]);
        this.store.load(state);
        for (const kept of this.queue.of(id)) {
            this.store.keep(kept);
        }
        const gone = this.queue.of(id).filter((kept) => kept.discard);
        if (gone.length) {
            this.store.discard(gone, gone[0].discard);
        }
        Object.assign(this.state, {face: "work", said: null, result: null});
        this.tellPlace();
        if (scan) {
            this.onScan(scan);
        }
    }

    choose(kind = this.state.kind) {
        this.store.reset();
        Object.assign(this.state, {face: "choose", kind, said: null, result: null});
        this.tellPlace();
    }

    takeBack() {
        Object.assign(this.state, {face: "back", said: null});
    }

    async refresh() {
        if (this.id) {
            this.store.load(
                await this.call("stock.picking", "udi_scan_state", [[this.id]])
            );
        }
    }

    /** A text where no transfer is open: the server says what it means. */
    async onOpen(text) {
        const method = this.state.face === "back" ? "udi_take_back" : "udi_open";
        const opened = await this.call("udi.scan", method, [text]);
        if (opened.picking_id) {
            return this.openPicking(opened.picking_id, opened.scan);
        }
        this.state.said = {...opened, text};
        if (this.state.face === "done") {
            this.state.face = "choose";
        }
        this.sound.play(opened.cards ? "half" : "unknown");
        return null;
    }

    // scans and their answers

    onScan(text) {
        const scan = this.queue.add(this.id, text);
        this.store.keep(scan);
        if (this.state.link.since) {
            this.sound.play("kept");
        }
    }

    onAnswers(id, answers) {
        const gone = id === this.id && answers.find((answer) => answer.open);
        if (gone) {
            this.openPicking(gone.open);
        } else if (id === this.id) {
            const told = this.store.take(answers);
            this.sound.play(this.store.tone(told));
            if (this.store.open && told?.code === "transfer_closed") {
                this.refresh();
            } else if (this.store.stale) {
                this.renewLines();
            }
        }
    }

    /** Scans that wait for the connection: no longer wanted, and logged as such. */
    async discard() {
        const reason = await askReason(this.dialog, {
            title: _t("Discard the scans that are not checked"),
            text: _t(
                "They will not be counted. The ledger keeps them with the reason."
            ),
            label: _t("Discard"),
        });
        if (reason) {
            this.queue.discard(this.id, reason);
            this.store.discard(this.queue.of(this.id), reason);
        }
    }

    async renewLines() {
        const state = await this.call("stock.picking", "udi_scan_state", [[this.id]]);
        Object.assign(this.store, {lines: state.lines, stale: false});
    }

    onFailure(scan, message) {
        if (scan.pickingId !== this.id) {
            return;
        }
        this.store.take([
            {
                key: scan.key,
                state: "refused",
                severity: "stop",
                code: "not_checked",
                accepted: false,
                what: _t("Not checked."),
                why: message,
                next: _t(
                    "Nothing was counted. Scan it again, or tell your supervisor."
                ),
                findings: [],
                actions: [],
            },
        ]);
        this.sound.play("stop");
    }

    async undo(key = this.store.lastCounted?.key) {
        if (!key) {
            return;
        }
        const answer = await this.call("stock.picking", "udi_scan_undo", [
            [this.id],
            key,
        ]);
        if (answer.accepted) {
            const entry = this.store.find(key);
            Object.assign(entry, {state: "undone", actions: []});
        }
        this.store.take([{...answer, key: newKey(), undone: key}]);
        await this.renewLines();
        this.sound.play(answer.accepted ? "ok" : "stop");
    }

    /** Close the package that is being filled, or begin one. */
    async pack() {
        const answer = await this.call("stock.picking", "udi_scan_pack", [
            [this.id],
            newKey(),
        ]);
        this.store.take([answer]);
        this.sound.play(answer.accepted ? "ok" : "stop");
    }

    async onAction(entry, {name, values, reason}) {
        if (reason) {
            const why = await askReason(this.dialog, {
                title: entry.what,
                text: _t("The ledger keeps the reason with the package."),
                label: _t("Close it"),
            });
            if (!why) {
                return;
            }
            values = {...values, reason: why};
        }
        const answer = await this.orm.call("stock.picking", "udi_scan_action", [
            [this.id],
            entry.key,
            name,
            values || {},
        ]);
        if (answer?.open) {
            await this.openPicking(answer.open);
        } else if (answer?.type) {
            await this.action.doAction(answer, {onClose: () => this.refresh()});
        } else if (answer?.key) {
            Object.assign(this.store.find(entry.key) || {}, {actions: []});
            this.onAnswers(this.id, [answer]);
        } else {
            await this.refresh();
        }
    }

    // the end

    get mayFinishAtOnce() {
        const {picking, refused, complete, lines} = this.store;
        const others = lines.some((line) => !line.device);
        return !refused && !others && (complete || picking.kind === "back");
    }

    async finish(choices) {
        if (this.state.link.count) {
            return;
        }
        if (!choices && !this.mayFinishAtOnce) {
            this.state.face = "finish";
            return;
        }
        const missing = this.store.picking.kind === "back" ? "cancel" : "backorder";
        const result = await this.orm.call("stock.picking", "udi_scan_finish", [
            [this.id],
            choices || {missing},
        ]);
        this.state.result = {...result, picking: {...this.store.picking}};
        if (result.result === "done") {
            this.state.face = "done";
            this.sound.play("transfer");
        } else if (result.result === "stopped") {
            this.state.face = "finish";
            this.sound.play("stop");
        }
        if (result.action) {
            await this.action.doAction(result.action, {
                onClose: () => this.afterDialog(),
            });
        }
    }

    async afterDialog() {
        await this.refresh();
        if (this.store.picking.state === "done" && this.state.face !== "done") {
            this.state.result = {
                result: "done",
                units: this.store.counted,
                picking: {...this.store.picking},
                next: false,
            };
            this.state.face = "done";
        }
    }

    toggleSound() {
        this.sound.setMuted(!this.sound.muted);
        this.state.muted = this.sound.muted;
        this.sound.play("ok");
    }

    toggleCamera() {
        this.state.camera = !this.state.camera;
    }

    signOf(entry) {
        return signOf(entry);
    }
}

registry.category("actions").add("udi_scan", ScanAction);
