import {browser} from "@web/core/browser/browser";
import {onWillUnmount, useState} from "@odoo/owl";

const LATE = 2000;

/** Says when an answer is late: after two seconds the page tells what it is doing. */
export function useLate() {
    const state = useState({late: false});
    let timer = null;
    const end = () => {
        browser.clearTimeout(timer);
        state.late = false;
    };
    onWillUnmount(end);
    return {
        state,
        async of(promise) {
            end();
            timer = browser.setTimeout(() => (state.late = true), LATE);
            try {
                return await promise;
            } finally {
                end();
            }
        },
    };
}
