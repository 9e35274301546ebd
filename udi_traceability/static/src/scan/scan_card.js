import {Component} from "@odoo/owl";
import {SIGNS, signOf, wordOf} from "./scan_store";

const FILLS = {
    ok: "alert-success",
    info: "alert-success",
    warn: "alert-warning o_udi_bar",
    stop: "text-bg-danger",
    half: "alert-info o_udi_dashed",
    kept: "bg-200 o_udi_dashed",
    unknown: "text-bg-dark",
    undone: "bg-200",
};

/** The one answer: what, why, next, and what may be done with it. */
export class ScanCard extends Component {
    static template = "udi_traceability.ScanCard";
    static props = {
        entry: Object,
        mayUndo: {type: Boolean, optional: true},
        onUndo: {type: Function, optional: true},
        onAction: {type: Function, optional: true},
    };

    get sign() {
        return signOf(this.props.entry);
    }

    get fill() {
        return FILLS[this.sign];
    }

    get icon() {
        return SIGNS[this.sign].icon;
    }

    get word() {
        return wordOf(this.props.entry);
    }

    get urgent() {
        return ["stop", "unknown"].includes(this.sign);
    }

    /** The unit that was refused, unless the sentence names it. */
    get unit() {
        const {product, serial, lot, accepted, why, state} = this.props.entry;
        const number = serial || lot || "";
        if (accepted || !product || state === "half" || (why || "").includes(product)) {
            return "";
        }
        return `${product} ${number}`.trim();
    }

    /** What nobody can read is shown as it was read. */
    get raw() {
        const {text, state} = this.props.entry;
        return this.sign === "unknown" && state !== "kept" ? text : "";
    }

    get dates() {
        const {made, expires} = this.props.entry;
        return this.props.entry.state === "counted" ? {made, expires} : {};
    }

    /** What else was found, besides the sentence in large letters. */
    get more() {
        const {findings, message} = this.props.entry;
        return (findings || []).filter((each) => each.message !== message);
    }
}
