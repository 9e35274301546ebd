from odoo.exceptions import UserError
from odoo.tests import tagged

from .test_udi_hold_part import HoldPartCase


@tagged("post_install", "-at_install")
class TestHoldPartStop(HoldPartCase):
    """What is held in part is a finding like others: listed, weighed, allowed."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.policy = cls.env["udi.check.policy"].search([("code", "=", "on_hold")])

    def forced(self, units, source=None, dest=None, lots=None):
        """A transfer whose lines were typed, not reserved."""
        source, dest = source or self.shelf, dest or self.customers
        picking = self.make_picking(source, dest, [], self.hospital, "outgoing")
        self.env["stock.move.line"].create(
            [
                {
                    "picking_id": picking.id,
                    "product_id": self.product.id,
                    "lot_id": lot.id,
                    "quantity": units,
                    "location_id": source.id,
                    "location_dest_id": dest.id,
                    "picked": True,
                }
                for lot in lots or self.bad
            ]
        )
        return picking

    def listed(self, picking):
        rows = picking.udi_finding_rows
        return [(row["code"], row["severity"], row["res_id"]) for row in rows]

    def test_a_number_of_units_is_listed_before(self):
        self.hold(held_quantity=10)
        self.assertFalse(self.forced(40).udi_finding_rows)
        delivery = self.forced(41)
        self.assertEqual(self.listed(delivery), [("on_hold", "error", self.bad.id)])
        self.assertEqual(delivery.udi_stop_count, 1)
        said = delivery.udi_finding_rows[0]["sentence"]
        self.assertIn("is on hold in part (10 units): Complaint, C-118.", said)
        with self.assertRaisesRegex(UserError, "on hold in part .10 units"):
            delivery.button_validate()

    def test_one_unit_is_one_unit(self):
        self.hold(held_quantity=1)
        said = self.forced(50).udi_finding_rows[0]["sentence"]
        self.assertIn("(1 unit)", said)

    def test_a_place_is_listed_before(self):
        self.move_lots({self.bad: 30}, self.shelf, self.shelf_2)
        self.hold(location_id=self.shelf_2.id)
        self.assertFalse(self.forced(20).udi_finding_rows)
        delivery = self.forced(1, self.shelf_2)
        self.assertEqual(self.listed(delivery), [("on_hold", "error", self.bad.id)])
        self.assertFalse(self.forced(1, self.shelf_2, self.quarantine).udi_stop_count)

    def test_several_parts_are_one_sentence(self):
        self.hold(location_id=self.shelf_2.id)
        self.hold(held_quantity=50)
        [row] = self.forced(1).udi_finding_rows
        self.assertRegex(row["sentence"], r"\(50 units; [^)]*Shelf 2\)|2; 50 units\)")

    def test_who_may_lets_it_pass_at_the_last_look_too(self):
        self.hold(held_quantity=10)
        delivery = self.forced(45)
        nobody = delivery.action_udi_allow()
        dialog = self.env[nobody["res_model"]].browse(nobody["res_id"])
        self.assertEqual(dialog.line_ids.mapped("lot_name"), ["BAD"])
        self.assertFalse(dialog.may_allow)
        manager = self.env.ref("udi_traceability.group_udi_manager")
        self.policy.override_group_id = manager
        action = delivery.action_udi_allow()
        dialog = self.env[action["res_model"]].browse(action["res_id"])
        dialog.note = "Agreed with the maker"
        dialog.action_allow()
        delivery._action_done()
        self.assertEqual(self.bad.product_qty, 5)
        self.assertTrue(self.events("overridden", lot_id=self.bad.id))
        with self.assertRaisesRegex(UserError, "on hold in part"):
            self.ship({self.bad: 1})

    def test_the_policy_weighs_it(self):
        self.hold(held_quantity=10)
        self.policy.severity = "warn"
        delivery = self.forced(45)
        self.assertEqual(self.listed(delivery), [("on_hold", "warning", self.bad.id)])
        delivery._action_done()
        self.assertEqual(self.bad.product_qty, 5)

    def test_what_comes_in_the_same_step_counts(self):
        self.hold(held_quantity=10)
        back = self.forced(5, self.customers, self.shelf)
        out = self.forced(45)
        with self.assertRaises(UserError):
            out.move_line_ids._udi_check_stops()
        (back | out).move_line_ids._udi_check_stops()
        inside = self.forced(50, self.shelf, self.shelf_2)
        inside.move_line_ids._udi_check_stops()

    def test_a_change_of_a_done_line_meets_it_too(self):
        delivery = self.ship({self.bad: 35})
        self.hold(held_quantity=10)
        delivery.is_locked = False
        line, why = delivery.move_line_ids, {"udi_edit_reason": "Counted again"}
        line.write({"quantity": 40, **why})
        with self.assertRaisesRegex(UserError, "on hold in part"):
            line.write({"quantity": 41, **why})

    def test_many_lots_cost_no_query_each(self):
        def cost(count):
            lots = self.env["stock.lot"].create(
                [
                    {"name": f"{count}-{n}", "product_id": self.product.id}
                    for n in range(count)
                ]
            )
            self.receive(dict.fromkeys(lots, 2))
            for part in ({"held_quantity": 1}, {"location_id": self.shelf_2.id}):
                self.env["udi.hold"]._hold(lots, "complaint", "C-118", **part)
            picking = self.forced(2, lots=lots)
            lines = picking.move_line_ids.browse(picking.move_line_ids.ids)
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            found = lines._udi_findings(lock=True)
            self.assertEqual(len(found), count)
            return self.cr.sql_log_count - before

        cost(1)
        few = cost(10)
        self.assertLessEqual(cost(200), few + 2)
