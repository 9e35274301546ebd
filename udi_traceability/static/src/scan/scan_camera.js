import {_t} from "@web/core/l10n/translation";
import {loadJS} from "@web/core/assets";
import {browser} from "@web/core/browser/browser";
import {Component, onMounted, onWillUnmount, useRef, useState} from "@odoo/owl";

const PLACE = "/udi_traceability/static/lib/zxing-wasm/";
const FORMATS = [
    "DataMatrix",
    "QRCode",
    "Code128",
    "Code39",
    "EANUPC",
    "ITF14",
    "Aztec",
];
const EVERY = 120;
const GONE_AFTER = 2000;
const ASLEEP_AFTER = 20000;

/** The decoder, from this server: Odoo's own one loses the FNC1 of GS1 symbols. */
export async function loadDecoder() {
    await loadJS(`${PLACE}reader.mjs`);
    const {ZXingWASM} = window;
    await ZXingWASM.prepareZXingModule({
        overrides: {locateFile: (name) => PLACE + name},
        fireImmediately: true,
    });
    return ZXingWASM;
}

/** What a reader would send for each symbol of a picture: with its AIM identifier. */
export async function decode(decoder, picture) {
    const symbols = await decoder.readBarcodes(picture, {
        formats: FORMATS,
        tryHarder: true,
        maxNumberOfSymbols: 4,
        textMode: "Plain",
    });
    return symbols
        .filter((symbol) => symbol.isValid)
        .map((symbol) => symbol.symbologyIdentifier + symbol.text);
}

/** A strip of camera picture that stays open; symbols of one label are all read. */
export class ScanCamera extends Component {
    static template = "udi_traceability.ScanCamera";
    static props = {onRead: Function};

    setup() {
        this.video = useRef("video");
        this.canvas = document.createElement("canvas");
        this.state = useState({said: "", asleep: false, torch: null});
        this.seen = new Map();
        this.open = true;
        onMounted(() => this.start());
        onWillUnmount(() => {
            this.open = false;
            this.stop();
        });
    }

    async start() {
        Object.assign(this.state, {said: _t("The camera starts…"), asleep: false});
        try {
            this.decoder = await loadDecoder();
        } catch {
            this.state.said = _t(
                "The camera needs a file that is not on this server. Run setup/libraries " +
                    "there, then open this page again. Readers and typing work without it."
            );
            return;
        }
        await this.startVideo();
    }

    async startVideo() {
        const devices = browser.navigator.mediaDevices;
        if (!devices) {
            this.state.said = _t(
                "Browsers give the camera only to pages with https. Open this page with " +
                    "https, or type the code."
            );
            return;
        }
        try {
            this.stream = await devices.getUserMedia({
                video: {facingMode: "environment", width: {ideal: 1280}},
                audio: false,
            });
        } catch (error) {
            this.state.said =
                error.name === "NotAllowedError"
                    ? _t(
                          "The browser may not use the camera. Allow it, then tap again."
                      )
                    : _t("No camera was found. Connect one, or type the code.");
            return;
        }
        await this.show();
    }

    async show() {
        if (!this.open) {
            this.stop();
            return;
        }
        this.video.el.srcObject = this.stream;
        await this.video.el.play();
        const [track] = this.stream.getVideoTracks();
        this.state.torch = track.getCapabilities?.().torch ? false : null;
        this.state.said = "";
        this.last = Date.now();
        this.look();
    }

    stop() {
        browser.clearTimeout(this.timer);
        this.stream?.getTracks().forEach((track) => track.stop());
        this.stream = null;
    }

    async look() {
        const {el} = this.video;
        if (!this.open || !this.stream) {
            return;
        }
        if (Date.now() - this.last > ASLEEP_AFTER) {
            this.stop();
            this.state.asleep = true;
            return;
        }
        if (el.videoWidth) {
            Object.assign(this.canvas, {width: el.videoWidth, height: el.videoHeight});
            const drawing = this.canvas.getContext("2d", {willReadFrequently: true});
            drawing.drawImage(el, 0, 0);
            const {width, height} = this.canvas;
            const picture = drawing.getImageData(0, 0, width, height);
            this.found(await decode(this.decoder, picture));
        }
        this.timer = browser.setTimeout(() => this.look(), EVERY);
    }

    /** A symbol is read once, until it was out of view for a while. */
    found(texts) {
        const moment = Date.now();
        for (const text of texts) {
            const before = this.seen.get(text);
            this.seen.set(text, moment);
            this.last = moment;
            if (!before || moment - before > GONE_AFTER) {
                this.props.onRead(text);
            }
        }
    }

    async toggleTorch() {
        const [track] = this.stream.getVideoTracks();
        this.state.torch = !this.state.torch;
        await track.applyConstraints({advanced: [{torch: this.state.torch}]});
    }
}
