import {Component, onMounted, useRef, useState} from "@odoo/owl";
import {Dropzone} from "@web/core/dropzone/dropzone";
import {_t} from "@web/core/l10n/translation";
import {getDataURLFromFile} from "@web/core/utils/urls";
import {registry} from "@web/core/registry";
import {standardWidgetProps} from "@web/views/widgets/standard_widget_props";
import {useCustomDropzone} from "@web/core/dropzone/dropzone_hook";
import {useService} from "@web/core/utils/hooks";

// No answer of a regulator is larger; the server refuses more as well
const MAX_BYTES = 10 * 1024 * 1024;

class AnswerDropzone extends Component {
    static template = "udi_regulatory_export.AnswerDropzone";
    static components = {Dropzone};
    static props = ["*"];
}

/** The regulator's answer is dropped on the page of its batch, or chosen there. */
export class AnswerDrop extends Component {
    static template = "udi_regulatory_export.AnswerDrop";
    static props = standardWidgetProps;

    setup() {
        this.orm = useService("orm");
        this.notification = useService("notification");
        this.state = useState({reading: ""});
        this.root = useRef("root");
        this.input = useRef("input");
        // the whole sheet takes it, whoever misses the box
        const sheet = {el: null};
        onMounted(() => {
            sheet.el = this.root.el.closest(".o_form_sheet") || this.root.el;
        });
        useCustomDropzone(
            sheet,
            AnswerDropzone,
            {onDrop: (ev) => this.take(ev.dataTransfer.files)},
            () => !this.state.reading
        );
    }

    async onChosen(ev) {
        const files = [...ev.target.files];
        ev.target.value = null;
        await this.take(files);
    }

    /** One after the other: a batch may have an answer for each of its files. */
    async take(files) {
        const {record} = this.props;
        try {
            for (const file of files) {
                this.state.reading = file.name;
                await this.read(record, file);
            }
        } finally {
            this.state.reading = "";
            await record.load();
        }
    }

    async read(record, file) {
        if (file.size > MAX_BYTES) {
            this.notification.add(
                _t(
                    "%s is larger than 10 MB, and no answer is. Choose the response that the regulator gave.",
                    file.name
                ),
                {type: "danger", sticky: true}
            );
            return;
        }
        const data = await getDataURLFromFile(file);
        const [id] = await this.orm.create("udi.submission.read", [
            {
                submission_id: record.resId,
                file: data.split(",")[1],
                file_name: file.name,
            },
        ]);
        await this.orm.call("udi.submission.read", "action_read", [[id]]);
    }
}

export const answerDrop = {component: AnswerDrop};

registry.category("view_widgets").add("udi_answer_drop", answerDrop);
