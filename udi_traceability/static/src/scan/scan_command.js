import {_t} from "@web/core/l10n/translation";
import {useService} from "@web/core/utils/hooks";

// Odoo's printed command codes, from readers with and without AIM identifiers
const COMMAND = /^(?:\][A-Za-z]\d)?(O(?:BT|CD)[A-Z_]+)\s*$/;

/** Codes for a button need one that is there and may be pressed. */
function mayPress(command) {
    if (command.startsWith("OCD")) {
        return true;
    }
    const name = command.slice(3);
    const button = document.querySelector(`.o_udi_scan [barcode_trigger=${name}]`);
    return Boolean(button && !button.disabled);
}

/**
 * Printed commands press the page's buttons by Odoo's own service, which gets no keys
 * while the page reads them.
 *
 * @returns {Function} of a text: whether it was a command
 */
export function useCommands() {
    const barcode = useService("barcode");
    const notification = useService("notification");
    return (text) => {
        const command = text.match(COMMAND)?.[1];
        if (command && mayPress(command)) {
            barcode.bus.trigger("barcode_scanned", {barcode: command});
        } else if (command) {
            notification.add(
                _t("There is nothing to press now. Nothing was changed; scan on."),
                {title: command, type: "warning"}
            );
        }
        return Boolean(command);
    };
}
