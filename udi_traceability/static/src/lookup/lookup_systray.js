import {Component, onWillStart, useState} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {LookupDialog} from "./lookup_dialog";
import {registry} from "@web/core/registry";
import {useService} from "@web/core/utils/hooks";
import {user} from "@web/core/user";

const ROLE = "udi_traceability.group_udi_user";

/** Check a code, from everywhere. */
export class LookupSystray extends Component {
    static template = "udi_traceability.LookupSystray";
    static props = {};

    setup() {
        this.dialog = useService("dialog");
        this.state = useState({shown: false});
        onWillStart(async () => {
            this.state.shown = await user.hasGroup(ROLE);
        });
    }

    open() {
        this.dialog.add(LookupDialog);
    }
}

registry
    .category("systray")
    .add("udi_traceability.lookup", {Component: LookupSystray}, {sequence: 30});

registry.category("command_setup").add("=", {
    debounceDelay: 200,
    emptyMessage: _t("Scan or type a code"),
    name: _t("codes"),
    placeholder: _t("Check a code…"),
});

registry.category("command_provider").add("udi_traceability.lookup", {
    namespace: "=",
    async provide(env, {searchValue}) {
        const text = (searchValue || "").trim();
        if (!text || !(await user.hasGroup(ROLE))) {
            return [];
        }
        return [
            {
                name: _t("Check the code %s", text),
                action: () => env.services.dialog.add(LookupDialog, {text}),
            },
        ];
    },
});
