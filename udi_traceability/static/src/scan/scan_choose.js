import {_t} from "@web/core/l10n/translation";
import {useService} from "@web/core/utils/hooks";
import {useDebounced} from "@web/core/utils/timing";
import {Component, onWillStart, onWillUpdateProps, useState} from "@odoo/owl";
import {ScanBox} from "./scan_box";

const TABS = [
    {kind: false, label: _t("All")},
    {kind: "receive", label: _t("Receive")},
    {kind: "ship", label: _t("Ship")},
    {kind: "internal", label: _t("Internal")},
    {kind: "back", label: _t("Returns")},
];

/** The first face: scan anything of a transfer, or pick one. */
export class ScanChoose extends Component {
    static template = "udi_traceability.ScanChoose";
    static components = {ScanBox};
    static props = {
        back: Boolean,
        kind: [String, Boolean],
        said: [Object, {value: null}],
        camera: Boolean,
        onCamera: Function,
        onScan: Function,
        onPick: Function,
        onKind: Function,
        onBack: Function,
    };

    setup() {
        this.orm = useService("orm");
        this.tabs = TABS;
        this.state = useState({cards: [], counts: {}, search: "", loaded: false});
        this.search = useDebounced(() => this.load(this.props.kind), 250);
        onWillStart(() => this.load(this.props.kind));
        onWillUpdateProps(({kind}) => kind === this.props.kind || this.load(kind));
    }

    async load(kind) {
        const {cards, counts} = await this.orm.call("udi.scan", "udi_choose", [
            kind,
            this.state.search,
        ]);
        Object.assign(this.state, {cards, counts, loaded: true});
    }

    get cards() {
        return this.props.said?.cards || this.state.cards;
    }

    /** On a phone only those that lead somewhere. */
    get shownTabs() {
        return this.tabs.filter(
            ({kind}) =>
                !this.env.isSmall ||
                !kind ||
                kind === this.props.kind ||
                this.count(kind)
        );
    }

    count(kind) {
        const {counts} = this.state;
        return kind ? counts[kind] : Object.values(counts).reduce((a, b) => a + b, 0);
    }

    part(card) {
        return card.all_expected
            ? Math.min(100, (card.all_counted / card.all_expected) * 100)
            : 0;
    }

    late(card) {
        if (card.late > 0) {
            return card.late === 1 ? _t("1 day late") : _t("%s days late", card.late);
        }
        return card.late === 0 ? _t("due today") : _t("due %s", card.due);
    }

    /** A device that was scanned to find the transfer is counted there at once. */
    pick(card) {
        return this.props.onPick(card.picking_id, this.props.said?.scan || false);
    }
}
