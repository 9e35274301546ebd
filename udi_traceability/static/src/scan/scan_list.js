import {_t} from "@web/core/l10n/translation";
import {useService} from "@web/core/utils/hooks";
import {FileUploader} from "@web/views/fields/file_handler";
import {Component, useState} from "@odoo/owl";
import {newKey, now} from "./scan_queue";
import {SIGNS, signOf} from "./scan_store";

const MOST_AT_ONCE = 100;
const TAKEN_AT_ONCE = 20;

/** A list of codes, pasted or from a file: a result per line, then the good ones. */
export class ScanList extends Component {
    static template = "udi_traceability.ScanList";
    static components = {FileUploader};
    static props = {pickingId: Number, onClose: Function};

    setup() {
        this.orm = useService("orm");
        this.state = useState({text: "", rows: [], busy: "", note: "", taken: 0});
    }

    get good() {
        return this.state.rows.filter((row) => row.answer.accepted && !row.done);
    }

    get refused() {
        return this.state.rows.filter((row) => !row.answer.accepted);
    }

    sign(row) {
        return SIGNS[signOf(row.answer)];
    }

    tint(row) {
        return row.answer.accepted ? "text-success" : "text-danger";
    }

    said(row) {
        const {product, serial, lot, message, accepted} = row.answer;
        return accepted ? `${product} ${serial || lot || ""}`.trim() : message;
    }

    call(method, scans) {
        return this.orm.call("stock.picking", method, [[this.props.pickingId], scans]);
    }

    async onFile({name, data}) {
        const {texts, note} = await this.orm.call("udi.scan", "udi_read_list", [
            name,
            data,
        ]);
        Object.assign(this.state, {text: texts.join("\n"), note, rows: []});
        if (texts.length) {
            await this.check();
        }
    }

    /** All of it in one request: a code that stands there twice is found. */
    async check() {
        const texts = this.state.text.split(/\r?\n|\t/).filter((text) => text.trim());
        if (!texts.length) {
            this.state.note = _t("Nothing to check. Paste one code a line.");
            return;
        }
        const scans = texts
            .slice(0, MOST_AT_ONCE)
            .map((text) => ({key: newKey(), text, at: now()}));
        const rest = texts.slice(MOST_AT_ONCE);
        this.state.busy = _t("Checking %s…", scans.length);
        try {
            const answers = await this.call("udi_scan_check", scans);
            this.state.rows = scans.map((scan, i) => ({...scan, answer: answers[i]}));
            this.state.text = rest.join("\n");
            this.state.note = rest.length
                ? _t("%s more follow: take these, then check again.", rest.length)
                : "";
        } finally {
            this.state.busy = "";
        }
    }

    async take() {
        const rows = [...this.good];
        try {
            for (let i = 0; i < rows.length; i += TAKEN_AT_ONCE) {
                this.state.busy = _t("%(done)s of %(all)s", {
                    done: i,
                    all: rows.length,
                });
                const part = rows.slice(i, i + TAKEN_AT_ONCE);
                const scans = part.map(({key, text, at}) => ({key, text, at}));
                const answers = await this.call("udi_scan_send", scans);
                part.forEach((row, j) => {
                    row.answer = answers[j];
                    row.done = true;
                });
            }
            this.state.taken += rows.filter((row) => row.answer.accepted).length;
        } finally {
            this.state.busy = "";
        }
    }

    download() {
        const lines = this.refused.map(
            (row) =>
                `"${row.text.replaceAll('"', '""')}";"${row.answer.message.replaceAll('"', '""')}"`
        );
        const blob = new window.Blob(["\ufeff", lines.join("\r\n")], {
            type: "text/csv",
        });
        const link = document.createElement("a");
        link.href = window.URL.createObjectURL(blob);
        link.download = "refused.csv";
        link.click();
        window.URL.revokeObjectURL(link.href);
    }
}
