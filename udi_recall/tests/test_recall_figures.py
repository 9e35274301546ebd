from odoo.tests import tagged

from .common import RecallCase


@tagged("post_install", "-at_install")
class TestRecallFigures(RecallCase):
    """Who has how many, and how the recall says it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.story = cls._story()

    def test_the_story(self):
        recall = self.story
        recall.action_compute_scope()
        self.assertRecordValues(
            recall,
            [
                {
                    "quantity_total": 10,
                    "quantity_never_left": 3,
                    "quantity_back": 0,
                    "quantity_out": 7,
                    "quantity_to_hold": 3,
                    "quantity_held": 0,
                    "quantity_unknown": 0,
                    "lot_count": 11,
                    "consignee_count": 3,
                    "product_ids": (self.bp7 | self.ip200).ids,
                }
            ],
        )
        self.assertEqual(
            recall.summary,
            "10 units: 3 never left · 7 out there at 3 customers",
        )
        self.assertEqual(recall.start_label, "Hold 3 units, write to 3")
        self.assertEqual(
            {row.partner_id: row.quantity for row in recall.consignee_ids},
            {self.anna: 4, self.nord: 2, self.medica: 1},
        )

    def test_used_up_components_are_counted_apart(self):
        recall = self.story
        recall.action_compute_scope()
        self.assertRecordValues(
            self._row(recall, self.cell),
            [
                {
                    "quantity_total": 0,
                    "quantity_gone": 10,
                    "quantity_to_hold": 0,
                    "whereabouts": "Used or destroyed",
                }
            ],
        )

    def test_where_each_lot_is(self):
        lot = self._lots(self.bp7, "C-1")
        self._receive(lot, 9)
        customers = self.env["res.partner"].create(
            [{"name": f"Clinic {number}"} for number in range(5)]
        )
        for customer in customers:
            self._deliver(lot, customer)
        recall = self._recall(lot)
        recall.action_compute_scope()
        self.assertEqual(
            recall.lot_line_ids.whereabouts,
            "4 on the shelf · 1 at Clinic 0 · 1 at Clinic 1 · 1 at Clinic 2 · … and 2 "
            "more",
        )
        self._started(recall)
        self.assertIn("4 on the shelf, held", recall.lot_line_ids.whereabouts)

    def test_how_each_lot_came_into_scope(self):
        recall = self.story
        recall.action_compute_scope()
        self.assertEqual(self._row(recall, self.cell).why, "Named in the scope")
        self.assertEqual(self._row(recall, self.serials[0]).why, "Made from C-778")

    def test_returns_are_taken_off(self):
        recall = self.story
        self._take_back(self.serials[3:5], self.anna)
        self._take_back(self.serials[9], self.medica)
        recall.action_compute_scope()
        self.assertEqual(self._consignee(recall, self.anna).quantity, 2)
        self.assertFalse(self._consignee(recall, self.medica))
        self.assertEqual(
            recall.summary,
            "10 units: 3 never left · 3 back · 4 out there at 2 customers",
        )
        self.assertEqual(
            self._consignee(recall, self.anna).line_ids.lot_id, self.serials[5:7]
        )

    def test_a_part_of_a_lot_returned(self):
        lot = self._lots(self.bp7, "C-1")
        self._receive(lot, 10)
        self._deliver(lot, self.anna, 7)
        self._take_back(lot, self.anna, 2)
        recall = self._recall(lot)
        recall.action_compute_scope()
        self.assertRecordValues(
            recall.lot_line_ids,
            [{"quantity_here": 5, "quantity_never_left": 3, "quantity_out": 5}],
        )
        self.assertEqual(self._consignee(recall, self.anna).quantity, 5)

    def test_one_consignee_for_all_addresses_of_a_customer(self):
        lot = self._lots(self.bp7, "C-1")
        self._receive(lot, 10)
        self._deliver(lot, self.anna, 1)
        self._deliver(lot, self.ward, 2)
        recall = self._recall(lot)
        recall.action_compute_scope()
        self.assertRecordValues(
            recall.consignee_ids, [{"partner_id": self.anna.id, "quantity": 3}]
        )
        self.assertEqual(
            recall.lot_line_ids.whereabouts, "7 on the shelf · 3 at St Anna Hospital"
        )

    def test_delivered_to_nobody_known_is_shown(self):
        lot = self._lots(self.bp7, "C-1")
        self._receive(lot, 3)
        self._deliver(lot, self.anna, 1)
        self.move_lots({lot: 2}, self.shelf, self.customers, code="outgoing")
        recall = self._recall(lot)
        recall.action_compute_scope()
        self.assertEqual(recall.quantity_out, 3)
        self.assertEqual(recall.quantity_unknown, 2)
        self.assertEqual(
            recall.lot_line_ids.whereabouts, "1 at St Anna Hospital · 2 at nobody known"
        )
        self.assertEqual(recall.consignee_ids.partner_id, self.anna)

    def test_reserved_units_are_shown_and_held(self):
        lot = self._lots(self.bp7, "C-1")
        self._receive(lot, 3)
        self.env["stock.quant"]._update_reserved_quantity(
            self.bp7, self.shelf, 2, lot_id=lot
        )
        recall = self._recall(lot)
        recall.action_compute_scope()
        self.assertRecordValues(
            recall.lot_line_ids,
            [{"quantity_here": 3, "quantity_reserved": 2, "quantity_to_hold": 3}],
        )

    def test_on_the_way_is_held_too(self):
        transit = self.env["stock.location"].create(
            {"name": "Van", "usage": "transit", "company_id": self.company.id}
        )
        lot = self._lots(self.bp7, "C-1")
        self._receive(lot, 3)
        self.move_lots({lot: 2}, self.shelf, transit)
        recall = self._recall(lot)
        recall.action_compute_scope()
        self.assertEqual(recall.summary, "3 units: 1 never left · 2 on the way")
        self.assertEqual(recall.start_label, "Hold 3 units")

    def test_nothing_affected(self):
        recall = self._recall(self._lots(self.bp7, "C-1"))
        recall.action_compute_scope()
        self.assertEqual(recall.summary, "No unit is affected.")

    def test_one_of_each_is_said_in_the_singular(self):
        lot = self._lots(self.bp7, "C-1")
        self._receive(lot, 2)
        self._deliver(lot, self.anna, 1)
        recall = self._recall(lot)
        recall.action_compute_scope()
        self.assertEqual(
            recall.summary, "2 units: 1 never left · 1 out there at 1 customer"
        )
        self.assertEqual(recall.start_label, "Hold 1 unit, write to 1")

    def test_quantities_in_the_readers_writing(self):
        self.env["res.lang"]._activate_lang("de_DE")
        lot = self._lots(self.bp7, "C-1")
        self._receive(lot, 1234.5)
        recall = self._recall(lot)
        recall.action_compute_scope()
        self.assertEqual(recall.summary, "1,234.5 units: 1,234.5 never left")
        german = recall.with_context(lang="de_DE")
        self.assertIn("1.234,5", german.summary)

    def test_previewing_again_is_the_same(self):
        recall = self.story
        recall.action_compute_scope()
        rows, consignees = recall.lot_line_ids, recall.consignee_ids
        lines = consignees.line_ids
        recall.action_compute_scope()
        self.assertEqual(recall.lot_line_ids, rows)
        self.assertEqual(recall.consignee_ids, consignees)
        self.assertEqual(recall.consignee_ids.line_ids, lines)

    def test_previewing_again_after_a_return(self):
        recall = self.story
        recall.action_compute_scope()
        self._take_back(self.serials[9], self.medica)
        recall.action_compute_scope()
        self.assertFalse(self._consignee(recall, self.medica))
        self.assertEqual(self._row(recall, self.serials[9]).quantity_here, 1)

    def test_a_preview_changes_nothing_else(self):
        recall = self.story
        events = self.env["udi.event"].search_count([])
        recall.action_compute_scope()
        self.assertFalse(recall.hold_ids)
        self.assertEqual(self.env["udi.event"].search_count([]), events)
        self.assertFalse(any(self.serials.mapped("udi_on_hold")))
        self.assertEqual(set(recall.consignee_ids.mapped("notice_state")), {"none"})

    def test_doors_lead_to_as_many_rows_as_they_say(self):
        recall = self.story
        self._started(recall)
        for action, count in (
            (recall.action_open_lots(), recall.lot_count),
            (recall.action_open_consignees(), recall.consignee_count),
            (recall.action_open_holds(), recall.hold_count),
        ):
            found = self.env[action["res_model"]].search_count(action["domain"])
            self.assertEqual(found, count, action["name"])
            self.assertTrue(count)
