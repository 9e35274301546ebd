import {useRef, useExternalListener} from "@odoo/owl";
import {browser} from "@web/core/browser/browser";
import {isMobileOS} from "@web/core/browser/feature_detection";
import {useCommands} from "./scan_command";

const GS = "\u001d";
const SAME_READ = 300;
// A reader types a key every few milliseconds, a person does not
const READER_KEY = 40;
const READER_LENGTH = 8;
const READER_PAUSE = 200;

const isEditable = (element) =>
    element?.matches?.("input, textarea, select, [contenteditable=true]");

/**
 * The keys of a reader, whatever has the focus: they go to the page's box, and what
 * ends them sends it. A reader's Enter presses no button.
 */
export class ScannerKeys {
    constructor(box, onScan, isActive) {
        Object.assign(this, {box, onScan, isActive});
        this.digits = "";
        this.burst = 0;
        this.lastKey = 0;
        this.lastRead = {text: "", moment: 0};
        this.timer = null;
    }

    get el() {
        return this.box.el;
    }

    onKeydown(ev) {
        const own = ev.target === this.el;
        // browsers that fill in a field send keys without a name
        if (!ev.key || !this.mayListen(ev.target, own)) {
            return;
        }
        if (this.isAlt(ev) || this.isSeparator(ev)) {
            this.take(ev);
        } else if (ev.ctrlKey || ev.metaKey || ev.altKey) {
            return;
        } else if (["Enter", "Tab"].includes(ev.key)) {
            this.onEnd(ev, own);
        } else if (ev.key.length === 1) {
            this.onCharacter(ev, own);
        }
    }

    mayListen(target, own) {
        const busy = document.body.classList.contains("modal-open");
        return this.el && this.isActive() && !busy && (own || !isEditable(target));
    }

    take(ev) {
        ev.preventDefault();
        ev.stopImmediatePropagation();
    }

    /** Alt+029 on the number pad; Alt alone would cover the page with hints. */
    isAlt(ev) {
        if (ev.key === "Alt") {
            this.digits = "";
            return true;
        }
        const pad = ev.altKey && /^Numpad\d$/.test(ev.code || "");
        if (pad) {
            this.digits += ev.code.slice(-1);
        }
        return pad;
    }

    onKeyup(ev) {
        if (ev.key === "Alt" && this.digits) {
            const code = Number(this.digits);
            this.digits = "";
            if (code === 29 && this.mayListen(ev.target, ev.target === this.el)) {
                this.insert(GS);
                this.lastKey = window.performance.now();
            }
        }
    }

    isSeparator(ev) {
        const bracket = ev.key === "]" || ev.code === "BracketRight";
        const found = ev.key === "F8" || ev.key === GS || (ev.ctrlKey && bracket);
        if (found) {
            this.insert(GS);
            this.lastKey = window.performance.now();
        }
        return found;
    }

    onEnd(ev, own) {
        const reader = this.isReader();
        if (!this.el.value || !(reader || (own && ev.key === "Enter"))) {
            return;
        }
        this.take(ev);
        this.submit();
    }

    isReader() {
        return (
            this.burst >= READER_LENGTH - 1 &&
            window.performance.now() - this.lastKey < READER_PAUSE
        );
    }

    onCharacter(ev, own) {
        const moment = window.performance.now();
        const quick = moment - this.lastKey < READER_KEY;
        if (ev.key === " " && !own && !quick) {
            return;
        }
        this.burst = quick ? this.burst + 1 : 0;
        this.lastKey = moment;
        if (!own) {
            this.take(ev);
            this.insert(ev.key);
        }
        browser.clearTimeout(this.timer);
        if (this.burst >= READER_LENGTH - 1) {
            // readers without an end key
            this.timer = browser.setTimeout(() => this.submit(), READER_PAUSE);
        }
    }

    insert(character) {
        const {el} = this;
        this.focus();
        el.setRangeText(character, el.selectionStart, el.selectionEnd, "end");
    }

    /** Room for the next scan; the keyboard of a phone stays down. */
    focus() {
        if (document.activeElement !== this.el) {
            this.el.inputMode = isMobileOS() ? "none" : "text";
            this.el.focus({preventScroll: true});
        }
    }

    submit() {
        browser.clearTimeout(this.timer);
        const text = this.el?.value || "";
        this.burst = 0;
        if (text.trim()) {
            this.el.value = "";
            this.read(text);
        }
    }

    /** One read, from whichever reader; the same one within a moment is no second. */
    read(text) {
        const moment = window.performance.now();
        const same =
            text === this.lastRead.text && moment - this.lastRead.moment < SAME_READ;
        this.lastRead = {text, moment};
        if (!same) {
            this.onScan(text);
        }
    }
}

export function useScannerKeys(name, onScan, isActive = () => true) {
    const command = useCommands();
    const read = (text) => command(text) || onScan(text);
    const keys = new ScannerKeys(useRef(name), read, isActive);
    useExternalListener(window, "keydown", (ev) => keys.onKeydown(ev), {capture: true});
    useExternalListener(window, "keyup", (ev) => keys.onKeyup(ev), {capture: true});
    return keys;
}
