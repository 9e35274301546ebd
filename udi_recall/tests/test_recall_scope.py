from odoo.exceptions import UserError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged

from .common import RecallCase


@tagged("post_install", "-at_install")
class TestRecallScope(RecallCase):
    def _scoped(self, recall):
        recall.action_compute_scope()
        return recall.lot_line_ids.lot_id

    def _by_label(self, product, **values):
        line = {
            "kind": "di",
            "di_id": product.udi_device_id.primary_di_id.id,
            "date_kind": "made",
            "date_to": "2026-08-31",
            **values,
        }
        return self._recall(scope_line_ids=[Command.create(line)])

    # -- downstream ----------------------------------------------------------------

    def test_component_lot_is_found_in_the_serials_made_of_it(self):
        recall = self._story()
        self.assertEqual(self._scoped(recall), self.cell | self.serials)
        self.assertEqual(set(recall.lot_line_ids.mapped("certainty")), {"certain"})
        named = self._row(recall, self.cell)
        self.assertRecordValues(
            named | self._row(recall, self.serials[0]),
            [
                {"depth": 0, "source": "named", "parent_lot_id": False},
                {"depth": 1, "source": "traced", "parent_lot_id": self.cell.id},
            ],
        )

    def test_without_downstream_only_the_lot_itself(self):
        recall = self._story()
        recall.scope_line_ids.follow_downstream = False
        self.assertEqual(self._scoped(recall), self.cell)

    def test_downstream_reaches_every_level(self):
        cell = self._lots(self.bp7, "C-1")
        board = self._lots(self.make_product("Board B-1"), "B-1")
        pump = self._serials(1)
        self._receive(cell, 2)
        self._make(board, cell)
        self._make(pump, board)
        recall = self._recall(cell)
        self.assertEqual(self._scoped(recall), cell | board | pump)
        self.assertEqual(self._row(recall, pump).depth, 2)
        self.assertEqual(self._row(recall, pump).parent_lot_id, board)

    def test_two_lots_of_a_component_in_one_order_is_only_possible(self):
        cells = self._lots(self.bp7, "C-778", "C-779")
        self._receive(cells, 2)
        pumps = self._serials(2)
        self._make(pumps, cells)
        recall = self._recall(cells[0])
        self._scoped(recall)
        self.assertEqual(
            recall.lot_line_ids.sorted("id").mapped("certainty"),
            ["certain", "possible", "possible"],
        )
        self.assertEqual(recall.quantity_possible, 2)

    def test_named_itself_is_certain_even_if_traced_as_possible(self):
        cells = self._lots(self.bp7, "C-778", "C-779")
        self._receive(cells, 2)
        pumps = self._serials(2)
        self._make(pumps, cells)
        recall = self._recall(cells[0], pumps[1])
        self._scoped(recall)
        self.assertEqual(self._row(recall, pumps[0]).certainty, "possible")
        self.assertEqual(self._row(recall, pumps[1]).certainty, "certain")

    def test_other_lots_stay_out(self):
        recall = self._story()
        other = self._lots(self.bp7, "C-779")
        self._receive(other, 1)
        pump = self._serials(1, start=99)
        self._make(pump, other)
        self.assertFalse(self._scoped(recall) & (other | pump))

    # -- except --------------------------------------------------------------------

    def test_except_takes_out_one_serial(self):
        recall = self._story()
        recall.scope_line_ids = [
            Command.create(
                {
                    "exclude": True,
                    "lot_id": self.serials[4].id,
                    "reason": "Battery exchanged on 12 November.",
                }
            )
        ]
        self.assertNotIn(self.serials[4], self._scoped(recall))
        self.assertEqual(recall.quantity_total, 9)
        self.assertEqual(self._consignee(recall, self.anna).quantity, 3)

    def test_except_a_component_keeps_what_was_made_of_it(self):
        """Taking out too much would leave defective pumps at patients."""
        recall = self._story()
        board = self._lots(self.make_product("Board B-1"), "B-1")
        cell = self._lots(self.bp7, "C-800")
        self._receive(cell, 2)
        self._make(board, cell)
        pump = self._serials(1, start=50)
        self._make(pump, board)
        recall = self._recall(
            cell,
            scope_line_ids=[
                Command.create({"lot_id": cell.id}),
                Command.create(
                    {"exclude": True, "lot_id": board.id, "reason": "Tested."}
                ),
            ],
        )
        self.assertEqual(self._scoped(recall), cell | pump)

    def test_except_needs_a_reason(self):
        lot = self._lots(self.bp7, "C-1")
        line = {"exclude": True, "lot_id": lot.id}
        with self.assertRaisesRegex(ValidationError, "Say why C-1 is taken out"):
            self._recall(lot, scope_line_ids=[Command.create(line)])

    def test_only_exceptions_are_no_scope(self):
        lot = self._lots(self.bp7, "C-1")
        line = {"exclude": True, "lot_id": lot.id, "reason": "Tested."}
        recall = self._recall(scope_line_ids=[Command.create(line)])
        with self.assertRaisesRegex(UserError, "fill in first: Scope"):
            recall.action_compute_scope()

    # -- by label ------------------------------------------------------------------

    def test_all_lots_of_an_identifier_within_the_dates(self):
        early = self._lots(self.ip200, "SN1", udi_manufacture_date="2026-07-31")
        inside = self._lots(self.ip200, "SN2", "SN3", udi_manufacture_date="2026-08-31")
        late = self._lots(self.ip200, "SN4", udi_manufacture_date="2026-09-01")
        recall = self._by_label(self.ip200, date_from="2026-08-01")
        self.assertEqual(self._scoped(recall), inside)
        self.assertFalse(recall.lot_line_ids.lot_id & (early | late))

    def test_dates_may_be_those_of_expiry(self):
        inside = self._lots(self.ip200, "SN1", udi_expiration_date="2028-01-31")
        self._lots(self.ip200, "SN2", udi_expiration_date="2028-02-01")
        recall = self._by_label(self.ip200, date_kind="expires", date_to="2028-01-31")
        self.assertEqual(self._scoped(recall), inside)

    def test_a_lot_without_the_date_is_possible(self):
        """What cannot be shown to be good is in scope, and said to be unsure."""
        undated = self._lots(self.ip200, "SN1", udi_manufacture_date=False)
        dated = self._lots(self.ip200, "SN2")
        recall = self._by_label(self.ip200)
        self.assertEqual(self._scoped(recall), undated | dated)
        self.assertRecordValues(
            self._row(recall, undated) | self._row(recall, dated),
            [
                {"certainty": "possible", "source": "unsure"},
                {"certainty": "certain", "source": "named"},
            ],
        )

    def test_a_lot_without_an_identifier_is_possible(self):
        unlabelled = self._lots(self.ip200, "SN1", udi_di_id=False)
        unlabelled.udi_di_id = False
        recall = self._by_label(self.ip200)
        self.assertEqual(self._scoped(recall), unlabelled)
        self.assertEqual(recall.lot_line_ids.certainty, "possible")

    def test_what_was_made_of_an_unsure_lot_is_possible(self):
        cell = self._lots(self.bp7, "C-1", udi_manufacture_date=False)
        self._receive(cell)
        pump = self._serials(1)
        self._make(pump, cell)
        recall = self._by_label(self.bp7)
        self._scoped(recall)
        self.assertRecordValues(
            self._row(recall, pump), [{"certainty": "possible", "source": "traced"}]
        )

    def test_an_unsure_lot_is_not_taken_out_by_its_label(self):
        undated = self._lots(self.ip200, "SN1", udi_manufacture_date=False)
        dated = self._lots(self.ip200, "SN2")
        recall = self._by_label(self.ip200, exclude=True, reason="Made elsewhere.")
        recall.scope_line_ids = [
            Command.create({"lot_id": lot.id}) for lot in undated | dated
        ]
        self.assertEqual(self._scoped(recall), undated)

    def test_identifier_of_a_case_means_what_is_inside(self):
        case = self.ip200_device.package_di_ids
        pump = self._serials(1)
        recall = self._by_label(self.ip200, di_id=case.id)
        self.assertEqual(self._scoped(recall), pump)

    def test_all_lots_need_a_last_date(self):
        for values in ({"date_to": False}, {"date_kind": False}):
            with (
                self.subTest(values),
                self.assertRaisesRegex(
                    ValidationError, "good lots made later would be held too"
                ),
            ):
                self._by_label(self.ip200, **values)

    def test_dates_in_their_order(self):
        with self.assertRaisesRegex(ValidationError, "Exchange them"):
            self._by_label(self.ip200, date_from="2026-09-01")

    def test_a_line_names_something(self):
        with self.assertRaisesRegex(ValidationError, "Choose the lot or serial"):
            self._recall(scope_line_ids=[Command.create({})])
        with self.assertRaisesRegex(ValidationError, "Choose the identifier"):
            self._by_label(self.ip200, di_id=False)

    # -- changes -------------------------------------------------------------------

    def test_another_scope_asks_for_another_preview(self):
        recall = self._story()
        self._scoped(recall)
        for change in (
            lambda: recall.scope_line_ids.write({"follow_downstream": False}),
            lambda: recall.write(
                {"scope_line_ids": [Command.create({"lot_id": self.serials[0].id})]}
            ),
            lambda: recall.scope_line_ids[-1].unlink(),
        ):
            recall.action_compute_scope()
            self.assertEqual(recall.state, "scoped")
            change()
            self.assertEqual(recall.state, "draft")
            self.assertFalse(recall.lot_line_ids)
            self.assertFalse(recall.consignee_ids)
            self.assertFalse(recall.summary)

    def test_another_company_asks_for_another_preview(self):
        other = self.env["res.company"].create({"name": "Other"})
        recall = self._story().with_user(self.env.user)
        self._scoped(recall)
        recall.write({"responsible_id": False, "company_id": other.id})
        self.assertEqual(recall.state, "draft")
        self.assertFalse(recall.lot_line_ids)

    def test_another_order_of_lines_changes_nothing(self):
        recall = self._story()
        self._scoped(recall)
        recall.scope_line_ids.sequence = 20
        self.assertEqual(recall.state, "scoped")

    def test_the_scope_of_a_running_recall_stays(self):
        recall = self._story()
        self._started(recall)
        line = recall.scope_line_ids
        changes = (
            lambda: line.write({"follow_downstream": False}),
            lambda: line.copy(),
            line.unlink,
        )
        for change in changes:
            with self.assertRaisesRegex(UserError, "can no longer be changed"):
                change()

    def test_scope_line_of_another_company_is_refused(self):
        other = self.env["res.company"].create({"name": "Other"})
        lot = self._lots(self.bp7, "C-1", company_id=other.id)
        with self.assertRaises(UserError):
            self._recall(lot)
