import {_t} from "@web/core/l10n/translation";
import {isBarcodeScannerSupported} from "@web/core/barcode/barcode_video_scanner";
import {registry} from "@web/core/registry";
import {scanBarcode} from "@web/core/barcode/barcode_dialog";
import {Interaction} from "@web/public/interaction";
import {AnswerSignature} from "@udi_recall/answer/answer_signature";

const WAIT = 500;

/** What a browser with scripts adds: kept on every change, sums at once, the camera. */
export class RecallAnswer extends Interaction {
    static selector = ".o_udi_answer[data-base]";
    dynamicContent = {
        "form.o_udi_units, form.o_udi_did, form[action*='onward']": {
            "t-on-change": (ev) => this.onChange(ev),
            "t-on-input": (ev) => this.onChange(ev),
        },
        ".o_udi_all": {"t-on-click": (ev) => this.onAll(ev)},
        ".o_udi_all_done": {"t-on-click": (ev) => this.onAllDone(ev)},
        ".o_udi_scan": {"t-on-submit": (ev) => this.onScan(ev)},
        ".o_udi_camera": {"t-on-click": () => this.onCamera()},
        ".o_udi_did": {"t-on-submit": () => this.signature?.write()},
    };

    setup() {
        this.keep = this.debounced(this.save, WAIT);
        this.base = this.el.dataset.base;
    }

    start() {
        const camera = this.el.querySelector(".o_udi_camera");
        if (camera && isBarcodeScannerSupported()) {
            camera.classList.remove("d-none");
        }
        const place = this.el.querySelector(".o_udi_signature");
        if (place) {
            this.signature = new AnswerSignature(place);
            this.registerCleanup(() => this.signature.stop());
        }
        this.showSums();
    }

    onChange(ev) {
        this.form = ev.currentTarget;
        this.showSums();
        this.keep();
    }

    // -- one state for all ----------------------------------------------------------

    onAll(ev) {
        const form = ev.currentTarget.closest("form");
        if (form.querySelectorAll(".o_udi_unit, .o_udi_lot").length !== this.count()) {
            // not all lines are on the page: the server sets them
            return;
        }
        ev.preventDefault();
        const part = ev.currentTarget.value.slice(4);
        for (const select of form.querySelectorAll(".o_udi_state")) {
            select.value = part;
        }
        for (const lot of form.querySelectorAll(".o_udi_lot")) {
            for (const cell of lot.querySelectorAll(".o_udi_part")) {
                cell.value =
                    cell.dataset.part === part ? Number(lot.dataset.asked) : "";
            }
        }
        this.form = form;
        this.showSums();
        this.keep();
    }

    count() {
        return Number(this.el.querySelector(".o_udi_units").dataset.lines);
    }

    onAllDone(ev) {
        ev.preventDefault();
        const form = ev.currentTarget.closest("form");
        for (const radio of form.querySelectorAll(".o_udi_action [value=yes]")) {
            radio.checked = true;
        }
        this.form = form;
        this.keep();
    }

    // -- sums -----------------------------------------------------------------------

    showSums() {
        const form = this.el.querySelector(".o_udi_units");
        if (!form || form.dataset.lines === undefined) {
            return;
        }
        const sums = new Map();
        for (const select of form.querySelectorAll(".o_udi_state")) {
            if (select.value) {
                this.add(sums, select.selectedOptions[0].textContent.trim(), 1);
            }
        }
        for (const lot of form.querySelectorAll(".o_udi_lot")) {
            this.showLot(lot, sums);
        }
        if (this.allShown(form)) {
            this.writeSum(form, sums);
        }
    }

    allShown(form) {
        return form.querySelectorAll(".o_udi_unit, .o_udi_lot").length === this.count();
    }

    add(sums, label, quantity) {
        sums.set(label, (sums.get(label) || 0) + quantity);
    }

    showLot(lot, sums) {
        let total = 0;
        for (const cell of lot.querySelectorAll(".o_udi_part")) {
            const quantity = Number(cell.value) || 0;
            if (quantity) {
                this.add(sums, cell.dataset.label, quantity);
                total += quantity;
            }
        }
        const said = lot.querySelector(".o_udi_lot_sum");
        const more = total - Number(lot.dataset.asked) > 1e-6;
        said.textContent = more ? `${said.dataset.more} ${this.plain(total)}.` : "";
    }

    plain(quantity) {
        return String(Math.round(quantity * 1e6) / 1e6);
    }

    writeSum(form, sums) {
        const asked = Number(form.dataset.asked);
        const place = form.querySelector(".o_udi_sum");
        const total = [...sums.values()].reduce((sum, part) => sum + part, 0);
        const parts = [...sums].map(([label, part]) => `${label} ${this.plain(part)}`);
        const said = parts.join(" · ") || place.dataset.nothing;
        const right = Math.abs(total - asked) < 1e-6;
        place.querySelector(".o_udi_sum_text").textContent =
            `${said} = ${this.plain(total)} ${place.dataset.of} ${this.plain(asked)}`;
        place.querySelector(".o_udi_sum_mark").textContent = right ? "✓" : "⚠";
        place.classList.toggle("alert-success", right);
        place.classList.toggle("alert-warning", !right);
    }

    // -- what was typed is kept -----------------------------------------------------

    async send(place, fields) {
        const response = await window.fetch(`${this.base}/${place}`, {
            method: "POST",
            body: new window.URLSearchParams(fields),
        });
        if (!response.ok) {
            throw new Error(String(response.status));
        }
        return response.json();
    }

    async save() {
        const fields = [...new window.FormData(this.form)].filter(
            ([name, value]) => typeof value === "string" && name !== "signature"
        );
        const said = this.el.querySelector(".o_udi_saved");
        try {
            await this.send("save", fields);
            said.textContent = _t("Draft saved ✓");
        } catch {
            said.textContent = _t("Not saved yet. What you typed stays on this page.");
        }
    }

    // -- scan here --------------------------------------------------------------------

    async onScan(ev) {
        ev.preventDefault();
        const form = ev.currentTarget;
        const fields = new window.FormData(form);
        if (!fields.get("code").trim()) {
            return;
        }
        fields.append("answer", "json");
        form.elements.code.value = "";
        await this.check(fields);
    }

    async check(fields) {
        const place = this.el.querySelector(".o_udi_said");
        try {
            const {verdict, said, line} = await this.send("scan", fields);
            place.textContent = said;
            place.className = `o_udi_said alert fw-bold mt-2 p-2 alert-${
                verdict === "theirs" ? "success" : "warning"
            }`;
            this.takeUnit(line);
        } catch {
            place.textContent = _t("No answer from here. Try again.");
        }
    }

    takeUnit(line) {
        const select = this.el.querySelector(`[name="s-${line}"]`);
        const cell = this.el.querySelector(`[name="q-${line}-held"]`);
        if (select) {
            select.value = "held";
        } else if (cell) {
            const lot = cell.closest(".o_udi_lot");
            const parts = [...lot.querySelectorAll(".o_udi_part")];
            const total = parts.reduce((sum, part) => sum + Number(part.value), 0);
            if (total + 1 <= Number(lot.dataset.asked)) {
                cell.value = Number(cell.value) + 1;
            }
        }
        this.showSums();
    }

    async onCamera() {
        const code = await this.waitFor(scanBarcode(this.env));
        const fields = new window.FormData(this.el.querySelector(".o_udi_scan"));
        fields.set("code", code);
        fields.append("answer", "json");
        await this.check(fields);
    }
}

registry.category("public.interactions").add("udi_recall.answer", RecallAnswer);
