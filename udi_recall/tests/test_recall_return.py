from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .effect_case import EffectCase


@tagged("post_install", "-at_install")
class TestRecallReturn(EffectCase):
    def _wanted(self, partner):
        return self._consignee(self.managed, partner).return_label

    def test_exactly_their_lots(self):
        """Odoo's own return of one delivery would propose its first serials."""
        self._answer(self.anna, used=2, held=2)
        self.assertEqual(self._wanted(self.anna), "Make return of 2")
        action = self._consignee(self.managed, self.anna).action_make_return()
        picking = self.env["stock.picking"].browse(action["res_id"])
        self.assertEqual(picking.move_line_ids.lot_id, self.serials[5:7])
        self.assertEqual(picking.partner_id, self.anna)
        self.assertTrue(picking.location_dest_id._udi_in_quarantine())
        self.assertEqual(picking.location_id.usage, "customer")
        self.assertEqual(picking.udi_recall_id, self.recall)
        self.assertTrue(picking.move_ids.origin_returned_move_id)
        self.assertEqual(picking.state, "assigned")

    def test_asked_once_only(self):
        self._answer(self.anna, used=2, held=2)
        self._consignee(self.managed, self.anna).action_make_return()
        self.assertFalse(self._wanted(self.anna))
        with self.assertRaisesRegex(UserError, "Nothing is left to send back"):
            self._consignee(self.managed, self.anna).action_make_return()

    def test_who_has_not_answered_sends_all(self):
        self.assertEqual(self._wanted(self.nord), "Make return of 2")
        self.assertEqual(self.managed.return_label, "Make return of 7")

    def test_for_everybody_in_one_go(self):
        self._answer(self.anna, used=4)
        self.managed.action_make_returns()
        self.assertEqual(self.recall.return_count, 2)
        self.assertEqual(self.recall.return_ids.partner_id, self.nord | self.medica)

    def test_a_part_comes_and_the_rest_can_be_asked_again(self):
        self._returned(self.anna, self.serials[3])
        self.assertEqual(self._wanted(self.anna), "Make return of 3")

    def test_each_delivery_address_has_its_own(self):
        lines = self._lines(self.anna)
        lines[:2].ship_to_id = self.ward
        action = self._consignee(self.managed, self.anna).action_make_return()
        pickings = self.env["stock.picking"].search(action["domain"])
        self.assertEqual(pickings.partner_id, self.anna | self.ward)

    def test_a_warehouse_without_quarantine_gets_one(self):
        self.quarantine.udi_quarantine = False
        picking = self._returned(self.medica)
        place = picking.location_dest_id
        self.assertTrue(place.udi_quarantine)
        self.assertEqual(place.warehouse_id, self.warehouse)

    def test_what_came_is_scanned(self):
        """By its label; another serial of the same delivery is not on this return."""
        self._answer(self.anna, used=2, held=2)
        action = self._consignee(self.managed, self.anna).action_make_return()
        picking = self.env["stock.picking"].browse(action["res_id"])
        answer = picking.udi_scan(self.serials[5].udi_text)
        self.assertTrue(answer["accepted"], answer["message"])
        self.assertEqual(
            picking.udi_scan_finish({"missing": "cancel"})["result"], "done"
        )
        self.assertEqual(self._sums(self.anna)["returned"], 1)
        self.assertTrue(self.serials[5].location_id._udi_in_quarantine())

    def test_nothing_comes_back_where_it_is_put_right(self):
        self.recall.sudo().physical_return = "no"
        self.assertFalse(self._wanted(self.anna))
        with self.assertRaisesRegex(UserError, "says no"):
            self._consignee(self.managed, self.anna).action_make_return()

    def test_a_drill_moves_nothing(self):
        self.recall.sudo().kind = "drill"
        self.assertFalse(self.managed.return_label)
        with self.assertRaisesRegex(UserError, "is a drill"):
            self.managed.action_make_returns()

    def test_only_the_manager(self):
        for user in (self.reader, self.worker):
            with self.assertRaises(AccessError):
                self.recall.with_user(user).action_make_returns()
            row = self._consignee(self.recall.sudo(), self.anna).with_user(user)
            with self.assertRaises(AccessError):
                row.action_make_return()

    def test_a_draft_for_who_decides(self):
        """A replacement where orders may be made, else a task."""
        self._answer(self.anna, used=2, held=2)
        consignee = self._consignee(self.managed, self.anna)
        consignee.action_offer_replacement()
        self.assertEqual(consignee.offer, "replacement")
        self.assertFalse(consignee.offer_ref)
        self.assertIn("2 Infusion", self.recall.activity_ids[-1:].summary)
        with self.assertRaisesRegex(UserError, "offered one already"):
            consignee.action_offer_credit()
        self.manager.group_ids |= self.env.ref("sales_team.group_sale_salesman")
        nord = self._consignee(self.managed, self.nord)
        action = nord.action_offer_replacement()
        order = self.env[action["res_model"]].browse(action["res_id"])
        self.assertEqual((order.state, order.partner_id), ("draft", self.nord))
        self.assertEqual(order.order_line.product_uom_qty, 2)
        self.assertEqual(nord.sudo().offer_ref, order)
