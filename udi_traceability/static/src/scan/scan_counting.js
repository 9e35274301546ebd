import {_t} from "@web/core/l10n/translation";
import {useService} from "@web/core/utils/hooks";
import {Component, onMounted, onWillUnmount, useState} from "@odoo/owl";
import {askReason} from "../edit_reason/reason_dialog";
import {ScanQueue, newKey} from "./scan_queue";
import {ScanSound} from "./scan_sound";
import {ScanStore} from "./scan_store";

/** The scans of the transfer that is open: their one way to the server, and back. */
export class ScanCounting extends Component {
    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.dialog = useService("dialog");
        this.sound = new ScanSound();
        this.store = useState(new ScanStore());
        this.link = useState({since: false, count: 0});
        this.queue = new ScanQueue(
            (id, scans) => this.call("stock.picking", "udi_scan_send", [[id], scans]),
            {
                onAnswers: (id, answers) => this.onAnswers(id, answers),
                onFailure: (scan, message) => this.onFailure(scan, message),
                onState: (link) => Object.assign(this.link, link),
            }
        );
        onMounted(() => this.queue.work());
        onWillUnmount(() => {
            this.queue.close();
            this.sound.close();
        });
    }

    call(model, method, args) {
        return this.orm.silent.call(model, method, args);
    }

    get id() {
        return this.store.picking?.picking_id;
    }

    /** The transfer as the server has it, and below it what still waits here. */
    async load(id) {
        this.store.load(await this.call("stock.picking", "udi_scan_state", [[id]]));
        const kept = this.queue.of(id);
        for (const scan of kept) {
            this.store.keep(scan);
        }
        const gone = kept.filter((scan) => scan.discard);
        if (gone.length) {
            this.store.discard(gone, gone[0].discard);
        }
    }

    async refresh() {
        if (this.id) {
            this.store.load(
                await this.call("stock.picking", "udi_scan_state", [[this.id]])
            );
        }
    }

    onScan(text) {
        const scan = this.queue.add(this.id, text);
        this.store.keep(scan);
        if (this.link.since) {
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
        const {length} = this.queue.of(this.id);
        const reason = await askReason(this.dialog, {
            title: _t("Discard the scans that are not checked"),
            text: _t(
                "They will not be counted. The ledger keeps them with the reason."
            ),
            label: length === 1 ? _t("Discard 1 scan") : _t("Discard %s scans", length),
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

    /** The “×” of a place: what follows is taken from, or put, anywhere again. */
    placeOff({key}) {
        return this.onAction({key}, {name: "place", values: {role: false}});
    }

    /** What a button of the transfer itself opens. */
    async openOf(method) {
        const action = await this.orm.call("stock.picking", method, [[this.id]]);
        return this.action.doAction(action);
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
}
