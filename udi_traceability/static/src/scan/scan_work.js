import {_t} from "@web/core/l10n/translation";
import {Component, useState} from "@odoo/owl";
import {ScanBox} from "./scan_box";
import {ScanCard} from "./scan_card";
import {ScanPack} from "./scan_pack";
import {ScanPlaces} from "./scan_places";
import {SIGNS, signOf, wordOf} from "./scan_store";

const DO_IT = {
    receive: (count) => _t("Receive %s", count),
    ship: (count) => _t("Ship %s", count),
    internal: (count) => _t("Move %s", count),
    back: (count) => _t("Take back %s", count),
};
const MOST_LINES = 100;

/** The face between two scans: the last answer, how far it is, what came before. */
export class ScanWork extends Component {
    static template = "udi_traceability.ScanWork";
    static components = {ScanBox, ScanCard, ScanPack, ScanPlaces};
    static props = {
        store: Object,
        link: Object,
        muted: Boolean,
        camera: Boolean,
        atOnce: Boolean,
        onCamera: Function,
        onSound: Function,
        onScan: Function,
        onUndo: Function,
        onDiscard: Function,
        onAction: Function,
        onPlaceOff: Function,
        onLate: Function,
        onCorrect: Function,
        onPack: Function,
        onFinish: Function,
        onLeave: Function,
        onList: Function,
    };

    setup() {
        this.state = useState({search: "", opened: null});
    }

    get store() {
        return this.props.store;
    }

    get percent() {
        const {counted, wanted} = this.store;
        return wanted ? Math.min(100, (counted / wanted) * 100) : 0;
    }

    get finishLabel() {
        const {counted, picking} = this.store;
        return this.props.atOnce && counted
            ? DO_IT[picking.kind](counted)
            : _t("Finish");
    }

    get mayFinish() {
        return this.store.open && !this.props.link.count && this.store.counted > 0;
    }

    get why() {
        const {count} = this.props.link;
        if (count) {
            return _t("%s not checked yet.", this.scans(count));
        }
        return this.store.counted ? "" : _t("Nothing is scanned yet.");
    }

    get lines() {
        const words = this.state.search.trim().toLowerCase();
        const {lines} = this.store;
        const shown = words
            ? lines.filter((line) => line.product.toLowerCase().includes(words))
            : lines;
        const open = (line) => (line.counted >= line.expected ? 1 : 0);
        return [...shown].sort((a, b) => open(a) - open(b)).slice(0, MOST_LINES);
    }

    /** What ended this transfer, where this page did not, and which scans count. */
    get ended() {
        const {finished, name} = this.store.picking;
        if (!finished?.by) {
            return _t("%s takes no scans any more. It is done or cancelled.", name);
        }
        const {by, at, late, kept} = finished;
        const said = [_t("%(name)s was finished by %(by)s at %(at)s.", {name, by, at})];
        if (kept) {
            said.push(
                kept === 1
                    ? _t("Your scan before that counts.")
                    : _t("Your %s scans before that count.", kept)
            );
        }
        if (late) {
            said.push(
                late === 1
                    ? _t("Your later scan was not counted.")
                    : _t("Your %s later scans were not counted.", late)
            );
        }
        return said.join(" ");
    }

    get mayCorrect() {
        const {picking, lines} = this.store;
        return Boolean(picking.finished) && lines.some((line) => line.device);
    }

    /** What is not sent yet was read at the places that hold now. */
    get waiting() {
        const {count, since} = this.props.link;
        return Boolean(count || since);
    }

    get many() {
        return this.store.lines.length > 12;
    }

    get since() {
        return this.clock(this.props.link.since);
    }

    get mayUndo() {
        const {now, open} = this.store;
        return open && now?.state === "counted";
    }

    scans(count) {
        return count === 1 ? _t("1 scan") : _t("%s scans", count);
    }

    part(line) {
        return line.expected ? Math.min(100, (line.counted / line.expected) * 100) : 0;
    }

    icon(entry) {
        return SIGNS[signOf(entry)].icon;
    }

    word(entry) {
        return wordOf(entry);
    }

    tint(entry) {
        const tints = {
            stop: "danger",
            unknown: "danger",
            warn: "warning",
            ok: "success",
        };
        return `text-${tints[signOf(entry)] || "muted"}`;
    }

    short(entry) {
        const number = entry.serial || entry.lot || "";
        if (entry.accepted && entry.state !== "undone") {
            return `${entry.product || entry.what} ${number}`.trim();
        }
        if (entry.state === "half") {
            return entry.what;
        }
        const unit = entry.product ? `${entry.product} ${number}: ` : "";
        return `${unit}${entry.what}`;
    }

    clock(at) {
        if (!at) {
            return "";
        }
        const moment = new Date(`${at.replace(" ", "T")}Z`);
        return moment.toTimeString().slice(0, 8);
    }

    toggle(entry) {
        this.state.opened = this.state.opened === entry.key ? null : entry.key;
    }
}
