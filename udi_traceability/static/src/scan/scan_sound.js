import {browser} from "@web/core/browser/browser";
import {delay} from "@web/core/utils/concurrency";

const MUTED = "udi_scan_muted";
// [frequency in Hz, from and to in ms, wave, volume]: told apart by rhythm
const TONES = {
    ok: [[1200, 0, 70, "sine", 0.4]],
    line: [
        [900, 0, 80, "sine", 0.4],
        [1200, 90, 190, "sine", 0.4],
    ],
    transfer: [
        [900, 0, 90, "sine", 0.4],
        [1200, 110, 200, "sine", 0.4],
        [1600, 220, 380, "sine", 0.4],
    ],
    warn: [
        [700, 0, 120, "sine", 0.45],
        [700, 200, 320, "sine", 0.45],
    ],
    stop: [
        [220, 0, 350, "square", 0.5],
        [220, 450, 800, "square", 0.5],
    ],
    unknown: [
        [220, 0, 200, "square", 0.5],
        [220, 280, 480, "square", 0.5],
    ],
    half: [[900, 0, 40, "sine", 0.2]],
    kept: [[600, 0, 20, "sine", 0.2]],
};
const SHAKES = {
    ok: [40],
    line: [40],
    transfer: [40, 40, 40],
    warn: [40, 60, 40],
    stop: [200, 80, 200],
    unknown: [200, 80, 200],
};

/** Tones that need no file; what they say stands on the page in words too. */
export class ScanSound {
    constructor() {
        this.muted = browser.localStorage.getItem(MUTED) === "1";
        this.context = null;
    }

    /** Browsers let a page sound after the first key or tap on it. */
    get locked() {
        return Boolean(this.context && this.context.state === "suspended");
    }

    setMuted(muted) {
        this.muted = muted;
        browser.localStorage.setItem(MUTED, muted ? "1" : "0");
    }

    async unlock() {
        const Context = window.AudioContext || window.webkitAudioContext;
        if (!this.context && Context) {
            this.context = new Context();
        }
        if (this.locked) {
            await Promise.race([this.context.resume(), delay(300)]);
        }
    }

    play(name) {
        browser.navigator.vibrate?.(SHAKES[name] || []);
        if (this.muted) {
            return;
        }
        this.unlock();
        for (const tone of this.context ? TONES[name] : []) {
            this.tone(...tone);
        }
    }

    tone(frequency, from, to, wave, volume) {
        const {context} = this;
        const [oscillator, gain] = [context.createOscillator(), context.createGain()];
        const start = context.currentTime + from / 1000;
        const end = context.currentTime + to / 1000;
        oscillator.type = wave;
        oscillator.frequency.value = frequency;
        gain.gain.setValueAtTime(volume, start);
        gain.gain.setTargetAtTime(0, end - 0.01, 0.004);
        oscillator.connect(gain).connect(context.destination);
        oscillator.start(start);
        oscillator.stop(end + 0.02);
    }

    close() {
        this.context?.close();
    }
}
