"""Every screen of ours opens in a browser without a word of complaint."""

import json

from odoo.tests import HttpCase, tagged

OPEN_ALL = """
(async () => {
    const {action} = odoo.__WOWL_DEBUG__.root.env.services;
    const settled = (milliseconds) =>
        new Promise((resolve) => setTimeout(resolve, milliseconds));
    for (const [id, viewType] of %(wanted)s) {
        await action.doAction(id, {clearBreadcrumbs: true, viewType});
        await settled(200);
        const shown = document.querySelector(".o_action_manager .o_view_controller");
        const dialog = document.querySelector(".o_error_dialog, .o_dialog_error");
        if (dialog || !shown) {
            throw new Error(`Action ${id} as ${viewType}: ${dialog?.innerText}`);
        }
        if (document.body.scrollWidth > window.innerWidth + 1) {
            throw new Error(`Action ${id} as ${viewType} is wider than the screen`);
        }
    }
    console.log("test successful");
})().catch((error) => console.error(error.message));
"""


@tagged("post_install", "-at_install")
class TestScreens(HttpCase):
    """At the width of a desk; the phone's is below."""

    browser_size = "1440x900"

    def wanted(self):
        """(action, view) for all our menus and all the views they offer."""
        root = self.env.ref("udi_traceability.menu_udi_root")
        menus = self.env["ir.ui.menu"].search([("id", "child_of", root.id)])
        actions = [menu.action for menu in menus if menu.action]
        return [
            (action.id, view)
            for action in actions
            if action._name == "ir.actions.act_window" and action.target != "new"
            for view in action.view_mode.split(",")
            if view in ("list", "kanban", "form", "graph", "pivot", "calendar")
        ]

    def test_all_menus(self):
        wanted = self.wanted()
        self.assertGreater(len(wanted), 15)
        code = OPEN_ALL % {"wanted": json.dumps(wanted)}
        self.browser_js(
            "/odoo", code, "odoo.isReady === true", login="admin", timeout=180
        )


@tagged("post_install", "-at_install")
class TestScreensOnAPhone(TestScreens):
    browser_size = "390x844"
    touch_enabled = True
