import {Component} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";

const WORDS = {from: _t("From"), to: _t("To")};

/** Where the next scans are taken from, and where they are put. */
export class ScanPlaces extends Component {
    static template = "udi_traceability.ScanPlaces";
    static props = {places: Object, waiting: Boolean, onOff: Function};

    get chips() {
        const {places} = this.props;
        return Object.keys(WORDS)
            .filter((role) => places[role])
            .map((role) => ({...places[role], role, word: WORDS[role]}));
    }
}
