import {Component} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";

/** Where the next scans go: the package that is being filled. */
export class ScanPack extends Component {
    static template = "udi_traceability.ScanPack";
    static props = {box: Object, onPack: Function};

    get count() {
        const {counted, expected} = this.props.box;
        return expected
            ? _t("%(counted)s of %(expected)s", {counted, expected})
            : counted;
    }
}
