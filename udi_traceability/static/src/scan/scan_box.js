import {Component, onMounted} from "@odoo/owl";
import {ScanCamera} from "./scan_camera";
import {useScannerKeys} from "./scan_keys";

/** The box that every reader writes into: keyboard, hand, clipboard or camera. */
export class ScanBox extends Component {
    static template = "udi_traceability.ScanBox";
    static components = {ScanCamera};
    static props = {
        label: String,
        onScan: Function,
        camera: {type: Boolean, optional: true},
        onCamera: {type: Function, optional: true},
        slots: {type: Object, optional: true},
    };

    setup() {
        this.keys = useScannerKeys("input", (text) => this.props.onScan(text));
        onMounted(() => this.keys.focus());
    }

    onTap(ev) {
        // a finger in the box wants to type
        ev.target.inputMode = "text";
    }

    onCameraRead(text) {
        this.keys.read(text);
    }
}
