const EDGE = 2;

/** A place to sign with a finger; without it the answer counts by name all the same. */
export class AnswerSignature {
    constructor(place) {
        this.place = place;
        this.canvas = place.querySelector("canvas");
        this.field = place.querySelector("[name=signature]");
        this.drawn = false;
        this.down = false;
        this.handlers = [
            [this.canvas, "pointerdown", (ev) => this.onDown(ev)],
            [this.canvas, "pointermove", (ev) => this.onMove(ev)],
            [this.canvas, "pointerup", () => this.onUp()],
            [this.canvas, "pointercancel", () => this.onUp()],
            [place.querySelector(".o_udi_wipe"), "click", () => this.wipe()],
        ];
        for (const [el, name, handler] of this.handlers) {
            el.addEventListener(name, handler);
        }
        this.canvas.style.touchAction = "none";
        place.classList.remove("d-none");
    }

    stop() {
        for (const [el, name, handler] of this.handlers) {
            el.removeEventListener(name, handler);
        }
    }

    at(ev) {
        const box = this.canvas.getBoundingClientRect();
        const scale = this.canvas.width / box.width;
        return [(ev.clientX - box.left) * scale, (ev.clientY - box.top) * scale];
    }

    onDown(ev) {
        if (!this.drawn) {
            // as wide as it is on the screen; setting it wipes the picture
            this.canvas.width = this.canvas.clientWidth;
        }
        this.canvas.setPointerCapture(ev.pointerId);
        this.pen = this.canvas.getContext("2d");
        this.pen.lineWidth = EDGE;
        this.pen.lineCap = "round";
        this.pen.strokeStyle = "#123";
        this.pen.beginPath();
        this.pen.moveTo(...this.at(ev));
        this.down = true;
    }

    onMove(ev) {
        if (this.down) {
            this.pen.lineTo(...this.at(ev));
            this.pen.stroke();
            this.drawn = true;
        }
    }

    onUp() {
        this.down = false;
    }

    wipe() {
        this.drawn = false;
        this.canvas.width = this.canvas.clientWidth;
        this.field.value = "";
    }

    write() {
        this.field.value = this.drawn ? this.canvas.toDataURL("image/png") : "";
    }
}
