import {Component, useExternalListener, useRef, useState} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {Dialog} from "@web/core/dialog/dialog";
import {useAutofocus, useService} from "@web/core/utils/hooks";

const GS = "\u001d";

const SIGNS = {
    ok: {icon: "fa-check-circle", fill: "alert-success", word: _t("Known")},
    warn: {icon: "fa-exclamation-triangle", fill: "alert-warning", word: _t("Look")},
    stop: {icon: "fa-hand-paper-o", fill: "text-bg-danger", word: _t("Stop")},
    unknown: {icon: "fa-question-circle", fill: "text-bg-dark", word: _t("Not known")},
};

/**
 * Check a code: scan or type anything, and see what it is, its state, and who has it.
 * It listens only while it is open, and counts nothing.
 */
export class LookupDialog extends Component {
    static template = "udi_traceability.LookupDialog";
    static components = {Dialog};
    static props = {
        close: Function,
        text: {type: String, optional: true},
    };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.input = useRef("input");
        this.state = useState({answer: null, asked: "", waiting: false, failed: false});
        useAutofocus({refName: "input", mobile: true});
        // a reader types wherever the cursor is
        useExternalListener(document, "keydown", (ev) => this.onAnyKey(ev), {
            capture: true,
        });
        if (this.props.text) {
            this.ask("udi_lookup", this.props.text);
        }
    }

    get sign() {
        return SIGNS[this.state.answer.severity];
    }

    get urgent() {
        return ["stop", "unknown"].includes(this.state.answer.severity);
    }

    onAnyKey(ev) {
        const typed = ev.key?.length === 1 && !ev.ctrlKey && !ev.altKey && !ev.metaKey;
        if (typed && ev.key !== " " && ev.target !== this.input.el) {
            this.input.el?.focus();
        }
    }

    onKeydown(ev) {
        if (ev.key === "Enter") {
            ev.preventDefault();
            ev.stopPropagation();
            this.submit();
        } else if (ev.key === "F8" || (ev.ctrlKey && ev.key === "]")) {
            // how readers that act as a keyboard send the separator of GS1
            ev.preventDefault();
            const {selectionStart, selectionEnd} = this.input.el;
            this.input.el.setRangeText(GS, selectionStart, selectionEnd, "end");
        }
    }

    submit() {
        const text = this.input.el.value;
        if (text.trim()) {
            this.input.el.value = "";
            this.ask("udi_lookup", text);
        }
        this.input.el.focus();
    }

    choose(choice) {
        this.ask("udi_lookup_lot", choice.lot_id, choice.label);
    }

    /** The newest question counts: an answer that comes late is not shown. */
    async ask(method, value, shown = value) {
        Object.assign(this.state, {asked: shown, waiting: true, failed: false});
        try {
            const answer = await this.orm.silent.call("udi.scan", method, [value]);
            if (this.state.asked === shown) {
                Object.assign(this.state, {answer, waiting: false});
            }
        } catch (error) {
            Object.assign(this.state, {answer: null, waiting: false, failed: true});
            throw error;
        }
    }

    again() {
        this.ask("udi_lookup", this.state.asked);
    }

    async open(link) {
        const action = await this.orm.call(link.model, link.method, [[link.id]]);
        this.props.close();
        await this.action.doAction(action);
    }
}
