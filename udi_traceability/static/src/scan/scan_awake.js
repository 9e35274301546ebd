import {onMounted, onWillUnmount, useExternalListener} from "@odoo/owl";

/** Keep the screen on while the page is open, where the browser can. */
export function useAwake() {
    let lock = null;
    async function hold() {
        if (!navigator.wakeLock || document.visibilityState !== "visible") {
            return;
        }
        try {
            lock = await navigator.wakeLock.request("screen");
        } catch (error) {
            // a device that saves power says no; the page works all the same
            if (error.name !== "NotAllowedError") {
                throw error;
            }
        }
    }
    onMounted(hold);
    useExternalListener(document, "visibilitychange", hold);
    onWillUnmount(() => lock?.release());
}
