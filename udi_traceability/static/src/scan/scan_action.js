import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {Layout} from "@web/search/layout";
import {standardActionServiceProps} from "@web/webclient/actions/action_service";
import {onMounted, onWillStart, useState} from "@odoo/owl";
import {ScanChoose} from "./scan_choose";
import {ScanCounting} from "./scan_counting";
import {ScanDone} from "./scan_done";
import {ScanFinish} from "./scan_finish";
import {ScanList} from "./scan_list";
import {ScanWork} from "./scan_work";
import {useAwake} from "./scan_awake";

/**
 * The page of a worker with a scanner: choose a transfer, scan, finish.
 *
 * It holds the way between the faces; nothing it shows stands between two scans.
 */
export class ScanAction extends ScanCounting {
    static template = "udi_traceability.ScanAction";
    static components = {Layout, ScanChoose, ScanDone, ScanFinish, ScanList, ScanWork};
    static props = {...standardActionServiceProps};
    static displayName = _t("Scan");

    setup() {
        super.setup();
        this.state = useState({
            face: "choose",
            kind: this.props.action.params?.kind || false,
            said: null,
            result: null,
            muted: this.sound.muted,
            camera: false,
        });
        useAwake();
        onWillStart(() => this.start());
        onMounted(() => this.tellPlace());
    }

    async start() {
        const {params} = this.props.action;
        const id = this.props.resId || params?.picking_id || params?.resId;
        if (id) {
            await this.openPicking(Number(id));
        }
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
        await this.load(id);
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

    // the end

    get mayFinishAtOnce() {
        const {picking, refused, complete, lines} = this.store;
        const others = lines.some((line) => !line.device);
        return !refused && !others && (complete || picking.kind === "back");
    }

    async finish(choices) {
        if (this.link.count) {
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
}

registry.category("actions").add("udi_scan", ScanAction);
