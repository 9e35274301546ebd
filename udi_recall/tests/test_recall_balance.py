from odoo.tests import tagged

from ..tools.balance import total
from .effect_case import EffectCase


@tagged("post_install", "-at_install")
class TestRecallBalance(EffectCase):
    """Four pumps at Anna, two at Nord, one at Medica: where each unit is."""

    def test_nobody_said_a_word(self):
        self.assertEqual(self._sums(self.anna), {"asked": 4, "no_word": 4})
        self.assertEqual(set(self._at(self.anna).mapped("finding")), {"silent"})
        self.assertEqual(self.recall.quantity_no_word, 7)
        self.assertEqual(self.recall.accounted_share, 0)

    def test_what_they_said_adds_up(self):
        self._answer(self.anna, held=2, used=1, lost=1)
        self.assertEqual(
            self._sums(self.anna), {"asked": 4, "held": 2, "used": 1, "lost": 1}
        )
        self.assertEqual(set(self._at(self.anna).mapped("finding")), {"fine"})

    def test_what_came_back_was_set_apart(self):
        self._answer(self.anna, held=3, used=1)
        self._returned(self.anna, self.serials[3:5])
        sums = self._sums(self.anna)
        self.assertEqual(sums, {"asked": 4, "returned": 2, "held": 1, "used": 1})
        self.assertEqual(sum(self._at(self.anna).mapped("received")), 2)

    def test_another_road_back_counts_too(self):
        self._earlier()
        self._take_back(self.serials[9], self.medica)
        self.assertEqual(self._sums(self.medica), {"asked": 1, "returned": 1})
        self.assertFalse(self._sums(self.nord).get("returned"))

    def test_what_came_before_the_start_does_not(self):
        """A unit that went out, came back and went out again is out there."""
        pump = self._serials(1, start=50)
        self._receive(pump)
        self._deliver(pump, self.nord)
        self._take_back(pump, self.nord)
        self._deliver(pump, self.nord)
        recall = self._started(self._recall(pump))
        row = self.env["udi.recall.balance"].search([("recall_id", "=", recall.id)])
        self.assertEqual((row.asked, row.received, row.no_word), (1, 0, 1))

    def test_a_unit_too_many_is_seen(self):
        lines = self._lines(self.nord)
        lines.write({"answer_used": 1, "answer_held": 1})
        self.assertEqual(self._sums(self.nord)["too_many"], 2)
        self.assertEqual(self.recall.unbalanced_count, 2)
        action = self.managed.action_open_unbalanced()
        rows = self.env["udi.recall.balance"].search(action["domain"])
        self.assertEqual(rows.partner_id, self.nord)

    def test_short_of_a_lot(self):
        lot = self._lots(self.bp7, "C-9")
        self._receive(lot, 10)
        self._deliver(lot, self.anna, 10)
        recall = self._started(self._recall(lot))
        recall.consignee_ids.line_ids.sudo().answer_used = 4
        row = self.env["udi.recall.balance"].search([("recall_id", "=", recall.id)])
        self.assertEqual((row.finding, row.no_word), ("short", 6))

    def test_both_denominators(self):
        self._answer(self.anna, used=4)
        self._answer(self.nord, held=2)
        self._returned(self.nord)
        self.assertEqual(self.recall.accounted_share, 85.7)  # 6 of 7
        self.assertEqual(self.recall.recovered_share, 66.7)  # 2 of 3 not used
        self.assertIn("4 used", self.recall.balance_text)

    def test_put_right_where_they_are(self):
        self.recall.sudo().physical_return = "no"
        self._answer(self.anna, held=4)
        self._answer(self.nord, state="short", held=1)
        self.assertEqual(sum(self._at(self.anna).mapped("corrected")), 4)
        self.assertEqual(sum(self._at(self.nord).mapped("corrected")), 0)

    def test_the_rows_for_reports(self):
        self._answer(self.anna, used=4)
        rows = self.recall._reconciliation()
        self.assertEqual(len(rows), 7)
        self.assertEqual({row.country for row in rows}, {"DE", "ES"})
        found = total(rows)
        self.assertEqual((found.shipped, found.used, found.no_word), (7, 4, 3))

    def test_passed_on_units_count_once(self):
        """A dealer's customer is a row of its own; the sum has each unit once."""
        dealer = self._consignee(self.recall, self.nord).sudo()
        ward = (
            self.env["udi.recall.consignee"]
            .sudo()
            .create(
                {
                    "recall_id": self.recall.id,
                    "partner_id": self.clinic.id,
                    "parent_id": dealer.id,
                }
            )
        )
        given = dealer.line_ids[0]
        given.answer_passed_on = 1
        self.env["udi.recall.consignee.line"].sudo().create(
            {
                "consignee_id": ward.id,
                "recall_lot_id": given.recall_lot_id.id,
                "quantity": 1,
                "answer_used": 1,
            }
        )
        addressee = (
            self.env["udi.recall.addressee"]
            .sudo()
            .create(
                {
                    "consignee_id": dealer.id,
                    "partner_id": self.nord.id,
                    "kind": "contact",
                }
            )
        )
        reply = (
            self.env["udi.recall.reply"]
            .sudo()
            .create(
                {
                    "recall_id": self.recall.id,
                    "consignee_id": dealer.id,
                    "addressee_id": addressee.id,
                    "channel": "typed",
                    "state": "given",
                }
            )
        )
        self.env["udi.recall.onward"].sudo().create(
            {
                "reply_id": reply.id,
                "name": "Clinic",
                "consignee_line_id": given.id,
                "quantity": 1,
                "child_id": ward.id,
            }
        )
        found = total(self.recall._reconciliation())
        self.assertEqual((found.shipped, found.used, found.passed_on), (7, 1, 0))

    def test_a_thousand_lines_cost_no_more_queries(self):
        self.recall._reconciliation()
        with self.assertQueryCount(1):
            self.recall._reconciliation()
