import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {useService} from "@web/core/utils/hooks";
import {standardFieldProps} from "@web/views/fields/standard_field_props";
import {Component, onMounted, useRef, useState} from "@odoo/owl";

const GS = "\u001d";

/**
 * A box for a scanner: Enter sends the text to a method of the record and makes room
 * at once. Scans that come faster than answers wait in line; none is dropped.
 */
export class UdiScanText extends Component {
    static template = "udi_traceability.ScanText";
    static props = {
        ...standardFieldProps,
        placeholder: {type: String, optional: true},
        method: {type: String, optional: true},
        label: {type: String, optional: true},
        keep: {type: Boolean, optional: true},
        tellEnd: {type: Boolean, optional: true},
    };
    static defaultProps = {
        method: "action_check",
        label: _t("Check"),
        keep: false,
        tellEnd: false,
    };

    setup() {
        this.orm = useService("orm");
        this.input = useRef("input");
        this.state = useState({waiting: 0});
        this.line = Promise.resolve();
        onMounted(() => this.input.el?.focus());
    }

    get value() {
        return this.props.record.data[this.props.name] || "";
    }

    onKeydown(ev) {
        if (ev.key === "Enter") {
            ev.preventDefault();
            ev.stopPropagation();
            this.submit("enter");
        } else if (ev.key === "F8" || (ev.ctrlKey && ev.key === "]")) {
            // how readers that act as a keyboard send the separator of GS1
            ev.preventDefault();
            const {selectionStart, selectionEnd} = this.input.el;
            this.input.el.setRangeText(GS, selectionStart, selectionEnd, "end");
        }
    }

    submit(end) {
        const text = this.input.el.value;
        if (!text.trim()) {
            this.input.el.focus();
            return;
        }
        if (!this.props.keep) {
            this.input.el.value = "";
        }
        this.state.waiting++;
        this.line = this.line.then(
            () => this.send(text, end),
            () => this.send(text, end)
        );
        this.input.el.focus();
    }

    async send(text, end) {
        const {record} = this.props;
        try {
            if (record.isNew) {
                await record.save();
            }
            const ended = this.props.tellEnd ? [end] : [];
            await this.orm.call(record.resModel, this.props.method, [
                [record.resId],
                text,
                ...ended,
            ]);
            await record.load();
        } catch (error) {
            // not answered: the text stays where it can be sent again
            this.input.el.value ||= text;
            throw error;
        } finally {
            this.state.waiting--;
        }
    }
}

export const udiScanText = {
    component: UdiScanText,
    displayName: _t("Scan"),
    supportedTypes: ["char"],
    extractProps: ({options, placeholder}) => ({
        placeholder,
        method: options.method,
        label: options.label && _t(options.label),
        keep: options.keep,
        tellEnd: options.tell_end,
    }),
};

registry.category("fields").add("udi_scan_text", udiScanText);
