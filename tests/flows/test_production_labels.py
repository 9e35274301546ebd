"""Labels of what an order of production made, with the addon of production there."""

from odoo.tests import Form, TransactionCase, new_test_user, tagged


@tagged("post_install", "-at_install")
class TestProductionLabels(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.maker = new_test_user(
            cls.env,
            "label_maker",
            groups="mrp.group_mrp_user,udi_traceability.group_udi_user",
        )
        cls.clerk = new_test_user(cls.env, "clerk", groups="mrp.group_mrp_user")
        cls.product = cls.env["product.product"].create(
            {"name": "Pump", "is_storable": True, "tracking": "serial"}
        )
        device = cls.env["udi.device"].create(
            {
                "model_number": "P-1",
                "product_id": cls.product.id,
                "pi_serial": True,
                "di_ids": [(0, 0, {"code": "09506000117843"})],
            }
        )
        device.action_activate()

    def printing(self, user):
        """The entry of the menu Print that an order of production has for a user."""
        bindings = self.env["ir.actions.actions"].with_user(user)
        entries = bindings.get_bindings("mrp.production").get("report", ())
        return [each for each in entries if each["name"] == "Print UDI labels"]

    def test_the_menu_is_there_for_those_who_print(self):
        self.assertEqual(len(self.printing(self.maker)), 1)
        self.assertFalse(self.printing(self.clerk))

    def test_labels_of_finished_serials(self):
        form = Form(self.env["mrp.production"])
        form.product_id = self.product
        form.product_qty = 2
        order = form.save()
        order.action_confirm()
        order.lot_producing_ids = self.env["stock.lot"].create(
            [{"name": name, "product_id": self.product.id} for name in ("S1", "S2")]
        )
        [entry] = self.printing(self.maker)
        action = self.env["ir.actions.act_window"].browse(entry["id"])
        wizard = (
            self.env[action.res_model]
            .with_user(self.maker)
            .with_context(active_model=order._name, active_ids=order.ids)
            .create({})
        )
        self.assertEqual(wizard.lot_ids, order.lot_producing_ids)
        wizard.action_print()
        events = self.env["udi.event"].search([("kind", "=", "printed")], limit=2)
        self.assertEqual(events.lot_id, order.lot_producing_ids)
