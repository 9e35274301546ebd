import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {standardFieldProps} from "@web/views/fields/standard_field_props";
import {Component, onMounted, onWillUnmount} from "@odoo/owl";

const EVERY = 2000;

/** How far a run is; the page follows it by itself until it ends. */
export class UdiJobProgress extends Component {
    static template = "udi_traceability.JobProgress";
    static props = {...standardFieldProps};

    setup() {
        this.timer = null;
        onMounted(() => this.next());
        onWillUnmount(() => clearTimeout(this.timer));
    }

    get record() {
        return this.props.record;
    }

    get percent() {
        return Math.round(this.record.data[this.props.name] || 0);
    }

    get said() {
        const {place, row_count: all} = this.record.data;
        return all
            ? _t("Working: %(place)s of %(all)s. You may leave.", {place, all})
            : _t("Reading the file. You may leave.");
    }

    next() {
        this.timer = setTimeout(async () => {
            if (!this.record.dirty) {
                await this.record.load();
            }
            this.next();
        }, EVERY);
    }
}

registry.category("fields").add("udi_job_progress", {
    component: UdiJobProgress,
    supportedTypes: ["float"],
    fieldDependencies: [
        {name: "place", type: "integer"},
        {name: "row_count", type: "integer"},
    ],
});
