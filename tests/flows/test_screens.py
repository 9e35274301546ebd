"""Every screen of ours opens in a browser without a word of complaint."""

import json

from odoo.tests import HttpCase, new_test_user, tagged

ROLES = (
    "stock.group_stock_manager",
    "udi_traceability.group_udi_manager",
    "udi_recall.group_recall_manager",
    "udi_recall.group_recall_approver",
)
OPEN_ALL = """
(async () => {
    const {action} = odoo.__WOWL_DEBUG__.root.env.services;
    const settled = (milliseconds) =>
        new Promise((resolve) => setTimeout(resolve, milliseconds));
    for (const [id, viewType, menu] of %(wanted)s) {
        const where = `${menu} as ${viewType}`;
        try {
            await action.doAction(id, {clearBreadcrumbs: true, viewType});
        } catch (error) {
            throw new Error(`${where}: ${error.data?.message || error.message}`);
        }
        await settled(200);
        const shown = document.querySelector(".o_action_manager .o_view_controller");
        const dialog = document.querySelector(".o_error_dialog, .o_dialog_error");
        if (dialog || !shown) {
            throw new Error(`${where}: ${dialog?.innerText}`);
        }
        if (document.body.scrollWidth > window.innerWidth + 1) {
            throw new Error(`${where} is wider than the screen`);
        }
    }
    console.log("test successful");
})().catch((error) => console.error(error.message));
"""


@tagged("post_install", "-at_install")
class TestScreens(HttpCase):
    """At the width of a desk; the phone's is below."""

    browser_size = "1440x900"

    def wanted(self, user):
        """(action, view, menu) for all our menus and all views `user` is offered.

        A form opens empty, so it is left out where nothing may be made by hand.
        """
        root = self.env.ref("udi_traceability.menu_udi_root")
        menus = self.env["ir.ui.menu"].search([("id", "child_of", root.id)])
        return [
            (menu.action.id, view, menu.complete_name)
            for menu in menus
            if menu.action
            and menu.action._name == "ir.actions.act_window"
            and menu.action.target != "new"
            for view in menu.action.view_mode.split(",")
            if view != "form"
            or self.env[menu.action.res_model].with_user(user).has_access("create")
        ]

    def test_all_menus(self):
        user = new_test_user(self.env, "everything", groups=",".join(ROLES))
        wanted = self.wanted(user)
        self.assertGreater(len(wanted), 15)
        code = OPEN_ALL % {"wanted": json.dumps(wanted)}
        self.browser_js(
            "/odoo", code, "odoo.isReady === true", login="everything", timeout=180
        )


@tagged("post_install", "-at_install")
class TestScreensOnAPhone(TestScreens):
    browser_size = "390x844"
    touch_enabled = True
