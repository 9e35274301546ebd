import {Component} from "@odoo/owl";

/** Nothing has this number, or several have: what is near, or which one. */
export class TraceSaid extends Component {
    static template = "udi_traceability.TraceSaid";
    static props = {said: Object, asked: String, onPick: Function};
}
