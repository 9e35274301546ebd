import {browser} from "@web/core/browser/browser";
import {ConnectionLostError} from "@web/core/network/rpc";
import {user} from "@web/core/user";
import {session} from "@web/session";

const MOST_AT_ONCE = 20;
const PATIENCE = 15000;
const AGAIN = [1000, 2000, 4000, 8000];

/** A key that nobody else makes; pages without https have no randomUUID. */
export function newKey() {
    const bytes = window.crypto.getRandomValues(new Uint8Array(16));
    return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** This moment as Odoo writes it. */
export function now() {
    return new Date().toISOString().slice(0, 19).replace("T", " ");
}

/**
 * Scans on their way to the server. They are kept in the browser before they are sent,
 * leave it only with their answer, and go in their order: a lost connection, a reload
 * or a crash loses none, and the server counts none twice.
 */
export class ScanQueue {
    constructor(send, {onAnswers, onFailure, onState}) {
        this.send = send;
        this.tell = {onAnswers, onFailure, onState};
        this.place = `udi_scan/${session.db || ""}/${user.userId}`;
        this.sending = false;
        this.tries = 0;
        this.most = MOST_AT_ONCE;
        this.timer = null;
        this.since = false;
        this.closed = false;
        this.onOnline = () => this.work();
        browser.addEventListener("online", this.onOnline);
    }

    close() {
        this.closed = true;
        browser.clearTimeout(this.timer);
        browser.removeEventListener("online", this.onOnline);
    }

    get kept() {
        try {
            return JSON.parse(browser.localStorage.getItem(this.place)) || [];
        } catch {
            // another program wrote there: what it left is no scan
            return [];
        }
    }

    set kept(scans) {
        browser.localStorage.setItem(this.place, JSON.stringify(scans));
    }

    of(pickingId) {
        return this.kept.filter((scan) => scan.pickingId === pickingId);
    }

    add(pickingId, text) {
        const scan = {key: newKey(), pickingId, text, at: now()};
        this.kept = [...this.kept, scan];
        this.work();
        return scan;
    }

    /** They still go to the server, in their order: to be logged, not counted. */
    discard(pickingId, reason) {
        this.kept = this.kept.map((scan) =>
            scan.pickingId === pickingId ? {...scan, discard: reason} : scan
        );
        this.work();
    }

    said() {
        this.tell.onState({since: this.since, count: this.kept.length});
    }

    async work() {
        if (this.sending || this.closed) {
            return;
        }
        browser.clearTimeout(this.timer);
        this.sending = true;
        try {
            while (!this.closed && this.kept.length) {
                if (!(await this.sendSome())) {
                    return;
                }
            }
        } finally {
            this.sending = false;
            this.said();
        }
    }

    /** The scans that come first and belong together; false: try again later. */
    async sendSome() {
        const {pickingId} = this.kept[0];
        let scans = this.kept.slice(0, this.most);
        const end = scans.findIndex((scan) => scan.pickingId !== pickingId);
        scans = end > 0 ? scans.slice(0, end) : scans;
        const plain = scans.map(({key, text, at, discard = false}) => ({
            key,
            text,
            at,
            discard,
        }));
        let answers = [];
        try {
            answers = await this.inTime(this.send(pickingId, plain));
        } catch (error) {
            return this.failed(error, scans);
        }
        this.leave(scans);
        this.most = MOST_AT_ONCE;
        this.tries = 0;
        this.since = false;
        this.tell.onAnswers(pickingId, answers);
        return true;
    }

    /** A request that hangs is a lost one: it is sent again, and counted once. */
    inTime(request) {
        const limit = browser.setTimeout(() => request.abort?.(), PATIENCE);
        return request.finally(() => browser.clearTimeout(limit));
    }

    leave(scans) {
        const keys = new Set(scans.map((scan) => scan.key));
        this.kept = this.kept.filter((scan) => !keys.has(scan.key));
    }

    failed(error, scans) {
        const expired = error.exceptionName === "odoo.http.SessionExpiredException";
        if (error instanceof ConnectionLostError || !error.exceptionName || expired) {
            this.since = this.since || now();
            const wait = AGAIN[Math.min(this.tries++, AGAIN.length - 1)];
            this.timer = browser.setTimeout(() => this.work(), wait);
            return false;
        }
        // one scan may not hold up the others: they go one by one
        this.most = 1;
        if (scans.length === 1) {
            this.leave(scans);
            this.tell.onFailure(scans[0], error.data?.message || error.message);
            this.most = MOST_AT_ONCE;
        }
        return true;
    }
}
