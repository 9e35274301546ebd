from odoo.tests import HttpCase, tagged

from .common import UdiCase


@tagged("post_install", "-at_install")
class TestToursCheck(UdiCase, HttpCase):
    def setUp(self):
        super().setUp()
        self.worker = self.make_user(
            "tour_worker", "udi_traceability.group_udi_user", tz="Europe/Berlin"
        )
        self.make_user(
            "tour_supervisor", "udi_traceability.group_udi_manager", tz="Europe/Berlin"
        )
        self.swab = self.make_device("Swab", 10029)
        self.old = self.make_lot(
            self.swab, "OLD", udi_expiration_date=self.in_days(-20)
        )
        self.good = self.make_lot(self.swab, "GOOD")
        self.receive({self.old: 5})

    def deliver(self):
        return self.make_delivery([(self.swab.product_id, 1)])

    def test_expired_at_the_door(self):
        delivery = self.deliver()
        self.start_tour(
            f"/odoo/udi-scan/{delivery.id}",
            "udi_expired_at_the_door",
            login="tour_supervisor",
        )
        self.assertEqual(self.events("overridden").lot_id, self.old)
        delivery._action_done()
        self.assertEqual(delivery.state, "done")

    def test_ask_to_allow(self):
        self.receive({self.good: 5})
        delivery = self.deliver()
        self.start_tour(
            f"/odoo/udi-scan/{delivery.id}", "udi_ask_to_allow", login="tour_worker"
        )
        self.assertIn("Urgent surgery", delivery.activity_ids[0].note)

    def test_validate_with_gaps(self):
        self.receive({self.good: 5})
        self.warehouse.out_type_id.udi_scan_policy = "units"
        delivery = self.deliver()
        delivery.move_line_ids.write({"lot_id": self.good.id, "picked": True})
        self.start_tour(
            f"/odoo/action-stock.action_picking_tree_all/{delivery.id}",
            "udi_validate_with_gaps",
            login="tour_worker",
        )
        self.assertEqual(delivery.state, "done")
        self.assertIn("reader is broken", self.events("overridden").reason)

    def test_a_stopped_transfer(self):
        delivery = self.deliver()
        delivery.move_line_ids.lot_id = self.old
        self.start_tour(
            f"/odoo/action-stock.action_picking_tree_all/{delivery.id}",
            "udi_stopped_transfer",
            login="tour_supervisor",
        )
        self.assertFalse(delivery.udi_stop_count)

    def test_scan_policies_say_what_empty_means(self):
        self.start_tour(
            "/odoo/action-udi_traceability.udi_check_policy_action",
            "udi_scan_policies",
            login="tour_supervisor",
        )
        policy = self.env["udi.check.policy"].search([("code", "=", "on_hold")])
        self.assertEqual(policy.picking_type_id.code, "outgoing")
