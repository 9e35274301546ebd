from odoo.fields import Command
from odoo.tests import HttpCase, tagged

from ..exceptions import UdiReasonNeeded
from .common import UdiCase


class DoneCase(UdiCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lots = cls.env["stock.lot"].create(
            [
                {"name": f"SN{n}", "product_id": cls.pump.product_id.id}
                for n in range(1, 5)
            ]
        )
        cls.box = cls.make_lot(cls.glove, "BOX")
        cls.receive({**dict.fromkeys(cls.lots, 1), cls.box: 20})
        cls.delivery = cls.ship({cls.lots[0]: 1, cls.lots[1]: 1, cls.box: 5})
        cls.delivery.is_locked = False
        cls.line = cls.delivery.move_line_ids.filtered(
            lambda line: line.lot_id == cls.lots[0]
        )
        cls.glove_line = cls.delivery.move_line_ids.filtered(
            lambda line: line.lot_id == cls.box
        )
        cls.glove_move = cls.glove_line.move_id

    def edits(self):
        self.env.flush_all()
        return self.events("edited", picking_id=self.delivery.id)


@tagged("post_install", "-at_install")
class TestEditDoneLines(DoneCase):
    def test_every_piece_of_evidence_asks_for_a_reason(self):
        package = self.env["stock.package"].create({"name": "P"})
        for vals in (
            {"lot_id": self.lots[2].id},
            {"quantity": 0},
            {"result_package_id": package.id},
            {"location_dest_id": self.suppliers.id},
        ):
            for reason in ({}, {"udi_edit_reason": "  "}, {"udi_edit_reason": 7}):
                with self.assertRaises(UdiReasonNeeded) as caught:
                    self.line.write({**vals, **reason})
                said = str(caught.exception)
                for word in (self.delivery.name, "Reason of the change", "Correct…"):
                    self.assertIn(word, said)
        self.assertFalse(self.edits())

    def test_with_a_reason_it_is_told_and_somebody_looks_at_it(self):
        self.line.write({"lot_id": self.lots[2].id, "udi_edit_reason": "Mixed up"})
        self.assertIn("SN1 → SN3. Mixed up", self.edits().reason)
        alert = self.env["udi.alert"].search([("kind", "=", "edited")])
        self.assertEqual(alert.picking_id, self.delivery)
        self.assertIn("Mixed up", alert.name)

    def test_a_reason_serves_once(self):
        self.line.write({"lot_id": self.lots[2].id, "udi_edit_reason": "Mixed up"})
        with self.assertRaises(UdiReasonNeeded):
            self.line.write({"lot_id": self.lots[3].id})

    def test_the_same_values_and_other_fields_are_no_edit(self):
        self.line.write({"lot_id": self.line.lot_id.id, "quantity": 1})
        self.line.write({"date": "2026-01-01"})
        self.assertFalse(self.edits())

    def test_the_quantity_of_a_done_move(self):
        with self.assertRaises(UdiReasonNeeded):
            self.glove_move.quantity = 4
        self.glove_move.write({"quantity": 4, "udi_edit_reason": "Counted again"})
        self.assertEqual(self.glove_line.quantity, 4)
        self.assertIn("5.0 → 4.0. Counted again", self.edits().reason)
        with self.assertRaises(UdiReasonNeeded):
            self.glove_move.quantity = 3

    def test_a_form_saves_lines_through_their_move_or_transfer(self):
        change = [Command.update(self.glove_line.id, {"quantity": 4})]
        with self.assertRaises(UdiReasonNeeded):
            self.glove_move.write({"move_line_ids": change})
        through_move = [Command.update(self.glove_move.id, {"move_line_ids": change})]
        with self.assertRaises(UdiReasonNeeded):
            self.delivery.write({"move_ids": through_move})
        self.delivery.write(
            {"move_ids": through_move, "udi_edit_reason": "Counted again"}
        )
        self.assertIn("Counted again", self.edits().reason)

    def test_lines_added_to_a_done_transfer(self):
        vals = {
            "picking_id": self.delivery.id,
            "product_id": self.pump.product_id.id,
            "lot_id": self.lots[2].id,
            "quantity": 1,
            "location_id": self.shelf.id,
            "location_dest_id": self.customers.id,
        }
        with self.assertRaises(UdiReasonNeeded):
            self.env["stock.move.line"].create(dict(vals))
        line = self.env["stock.move.line"].create(
            {**vals, "udi_edit_reason": "Forgotten"}
        )
        event = self.events("shipped", lot_id=self.lots[2].id)
        self.assertEqual(event.res_id, line.id)
        self.assertIn("Forgotten", event.reason)

    def test_a_line_added_to_a_done_move(self):
        command = Command.create(
            {
                "product_id": self.glove.product_id.id,
                "lot_id": self.box.id,
                "quantity": 1,
                "picking_id": self.delivery.id,
            }
        )
        with self.assertRaises(UdiReasonNeeded):
            self.glove_move.write({"move_line_ids": [command]})
        self.glove_move.write(
            {"move_line_ids": [command], "udi_edit_reason": "Forgotten"}
        )
        self.assertIn("Forgotten", self.events("shipped", lot_id=self.box.id)[0].reason)

    def test_goods_that_are_no_devices_are_told_only(self):
        lot = self.make_lot(self.make_product("Cable"), "C1")
        self.receive({lot: 5})
        delivery = self.ship({lot: 2})
        delivery.move_line_ids.quantity = 1
        self.assertTrue(self.events("edited", picking_id=delivery.id))

    def test_lines_without_a_transfer_are_told_only(self):
        """Orders of production and scraps: Odoo itself writes there."""
        made = self.produce({self.make_lot(self.glove, "NEW"): 5}, {self.box: 1})
        made.quantity = 4
        event = self.events("edited", lot_id=made.lot_id.id)
        self.assertIn("5.0 → 4.0", event.reason)

    def test_what_odoo_writes_by_itself_goes_on(self):
        """Return, unpack, other unit of the product, other date: no reason asked."""
        wizard = self.env["stock.return.picking"].create(
            {"picking_id": self.delivery.id}
        )
        wizard.product_return_moves.quantity = 1
        back = wizard._create_return()
        back.move_ids.picked = True
        back._action_done()
        self.assertEqual(back.state, "done")
        self.delivery.date_done = "2026-01-02 10:00:00"
        dozen = self.env["uom.uom"].create({"name": "Piece"})
        self.glove.product_id.product_tmpl_id.uom_id = dozen
        self.assertEqual(self.glove_line.product_uom_id, dozen)
        package = self.env["stock.package"].create({"name": "P"})
        quant = self.box.quant_ids.filtered(lambda quant: quant.quantity > 0)[:1]
        quant.package_id = package
        package.unpack()

    def test_many_lines_cost_no_query_each(self):
        lots = self.env["stock.lot"].create(
            [
                {"name": f"M{n}", "product_id": self.pump.product_id.id}
                for n in range(40)
            ]
        )
        self.receive(dict.fromkeys(lots, 1))
        delivery = self.ship(dict.fromkeys(lots, 1))
        lines = delivery.move_line_ids
        counts = []
        for some in (lines[:5], lines[5:]):
            before = {line: line._udi_evidence() for line in some}
            self.env.flush_all()
            start = self.cr.sql_log_count
            for old in before.values():
                old["quantity"] = 2
            some._udi_record_edits(before, dict.fromkeys(some, "Counted"))
            self.env.flush_all()
            counts.append(self.cr.sql_log_count - start)
        self.assertLessEqual(counts[1], counts[0] + 2, counts)


@tagged("post_install", "-at_install")
class TestEditTour(DoneCase, HttpCase):
    def test_change_a_serial_on_a_done_delivery(self):
        """Click budget 16, from the home of the app: five clicks and a reason."""
        self.make_user(
            "edit_worker",
            "udi_traceability.group_udi_user,stock.group_production_lot",
            tz="Europe/Berlin",
        )
        self.delivery.name = "BUDGET/16"
        self.start_tour("/odoo/udi-scan", "udi_edit_reason", login="edit_worker")
        self.assertEqual(self.line.lot_id, self.lots[2])
        self.assertIn("SN1 → SN3. Two packs mixed up", self.edits().reason)
