from odoo.exceptions import UserError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged

from odoo.addons.udi_traceability.tests.common import carrier

from .common import PUMP_GTIN, RecallCase


@tagged("post_install", "-at_install")
class TestRecallScopeKinds(RecallCase):
    """Each way to say which lots are bad, and the traps of real records."""

    def _scope(self, **line):
        return self._recall(scope_line_ids=[Command.create(line)])

    def _found(self, recall):
        recall.action_compute_scope()
        return {row.lot_id.name: row.certainty for row in recall.lot_line_ids}

    # -- serials from – to ---------------------------------------------------------

    def _range(self, first, last):
        return self._scope(
            kind="range", product_id=self.ip200.id, serial_from=first, serial_to=last
        )

    def test_a_range_of_serials(self):
        self._serials(4)
        self._lots(self.ip200, "SN2", "XX0002")
        recall = self._range("SN0002", "SN0003")
        self.assertEqual(
            self._found(recall), {"SN0002": "certain", "SN0003": "certain"}
        )
        self.assertIn("SN0002 – SN0003", recall.scope_line_ids.display_name)

    def test_letters_that_count_up_are_no_range(self):
        for first, last in (("4013JAAA", "4013JABG"), ("SN99", "SN100"), ("A1", "B2")):
            with (
                self.subTest(first),
                self.assertRaisesRegex(ValidationError, "cannot be sure. Paste the"),
            ):
                self._range(first, last)

    # -- software ------------------------------------------------------------------

    def test_a_software_version_and_what_is_not_known(self):
        for name, version in (("SN1", "3.2.1"), ("SN2", "3.3"), ("SN3", False)):
            self._lots(self.ip200, name, udi_software_version=version)
        recall = self._scope(
            kind="version", product_id=self.ip200.id, software_version="3.2.1"
        )
        self.assertEqual(self._found(recall), {"SN1": "certain", "SN3": "possible"})

    # -- a supplier's lot ----------------------------------------------------------

    def test_a_suppliers_lot_and_what_was_made_of_it(self):
        cell = self._lots(self.bp7, "C-1", ref="V-77")
        self._receive(cell, 5)
        other = self._lots(self.bp7, "C-2", ref="V-78")
        self._receive(other, 5)
        pump = self._serials(1)
        self._make(pump, cell)
        recall = self._scope(kind="supplier", supplier_lot="V-77")
        self.assertEqual(self._found(recall), {"C-1": "certain", "SN0001": "certain"})

    # -- shipped between -----------------------------------------------------------

    def test_shipped_in_these_days(self):
        pumps = self._serials(3)
        self._receive(pumps)
        self._deliver(pumps[:2], self.anna)
        early = pumps[1]
        line = self.env["stock.move.line"].search(
            [("lot_id", "=", early.id), ("location_dest_id", "=", self.customers.id)]
        )
        line.sudo().date = "2026-01-02 12:00:00"
        recall = self._scope(
            kind="di",
            di_id=self.ip200_device.primary_di_id.id,
            date_kind="shipped",
            date_from="2026-01-01",
            date_to="2026-01-31",
        )
        self.assertEqual(self._found(recall), {"SN0002": "certain"})

    # -- pasted lists --------------------------------------------------------------

    def _list(self, text):
        return self._scope(kind="list", codes_text=text)

    def _results(self, recall):
        rows = recall.scope_line_ids.code_ids
        return {row.text: (row.result, row.note or "") for row in rows}

    def test_a_list_tells_line_by_line(self):
        self._lots(self.bp7, "0312200152", "1703516")
        self._serials(2)
        udi = carrier(PUMP_GTIN, serial="SN0002")
        recall = self._list(
            f"0312200152\n1703516.0\n0312200152\n{udi}\n0001 thru 0009\n312200152"
        )
        results = self._results(recall)
        self.assertEqual(results["0312200152"][0], "double")
        self.assertEqual(results[udi][0], "found")
        self.assertIn("Perhaps 1703516", results["1703516.0"][1])
        self.assertIn("0001 – 0009", results["0001 thru 0009"][1])
        self.assertEqual(results["312200152"][0], "unknown")
        self.assertEqual(
            recall.scope_line_ids.codes_found,
            "2 found · 1 stood there before · 3 not found",
        )
        self.assertEqual(
            self._found(recall), {"0312200152": "certain", "SN0002": "certain"}
        )

    def test_digits_that_may_be_an_identifier_are_not_padded(self):
        """061058603532 stands in an official record as a UDI."""
        results = self._results(self._list("061058603532\n9506000134352"))
        result, note = results["061058603532"]
        self.assertEqual(result, "unknown")
        self.assertIn("check digit would differ: 00061058603537", note)
        self.assertIn("would be 09506000134352", results["9506000134352"][1])

    def test_one_number_of_two_products_is_possible_for_both(self):
        self._lots(self.bp7, "A1")
        self._lots(self.ip200, "A1")
        recall = self._list("A1")
        [(result, note)] = self._results(recall).values()
        self.assertEqual(result, "several")
        self.assertIn("Battery BP-7", note)
        self._found(recall)
        self.assertEqual(recall.lot_line_ids.mapped("certainty"), ["possible"] * 2)

    def test_a_list_is_read_again_when_it_changes(self):
        self._serials(2)
        recall = self._list("SN0001")
        self._found(recall)
        recall.scope_line_ids.codes_text = "SN0002"
        self.assertEqual(recall.state, "draft")
        self.assertEqual(self._found(recall), {"SN0002": "certain"})

    def test_a_list_has_its_limits(self):
        with self.assertRaisesRegex(UserError, "5001 lines, 5000 fit"):
            self._list("\n".join(f"L{number}" for number in range(5001)))
        with self.assertRaisesRegex(UserError, "longer than 255"):
            self._list("x" * 256)

    def test_five_hundred_lines_cost_as_many_queries_as_five(self):
        counts = []
        for size in (5, 500):
            text = "\n".join(f"Q{size}-{number}" for number in range(size))
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self._list(text).flush_recordset()
            counts.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(counts[1], counts[0] + 10)

    # -- what is missing -----------------------------------------------------------

    def test_each_kind_says_what_it_lacks(self):
        for kind, field in (
            ("range", "Product"),
            ("version", "Product"),
            ("supplier", "Supplier's number"),
            ("list", "Numbers or UDIs"),
        ):
            with (
                self.subTest(kind),
                self.assertRaisesRegex(ValidationError, f"“{field}” of the scope"),
            ):
                self._scope(kind=kind)

    # -- possible ones -------------------------------------------------------------

    def test_possible_ones_left_out_with_a_reason(self):
        sure = self._lots(self.ip200, "SN1", udi_software_version="3.2.1")
        unsure = self._lots(self.ip200, "SN2")
        self._receive(sure | unsure)
        recall = self._scope(
            kind="version", product_id=self.ip200.id, software_version="3.2.1"
        )
        recall.possible_choice = "certain"
        with self.assertRaisesRegex(UserError, "Why they are left out"):
            recall.action_compute_scope()
        recall.possible_reason = "Every unit without a version was read out."
        self.assertEqual(self._found(recall), {"SN1": "certain"})
        self.assertRecordValues(recall, [{"left_out_count": 1, "left_out_quantity": 1}])
        action = recall.action_open_left_out()
        self.assertEqual(self.env["stock.lot"].search(action["domain"]), unsure)
        recall.possible_choice = "include"
        self.assertEqual(recall.state, "draft")
        self.assertEqual(len(self._found(recall)), 2)
        self.assertFalse(recall.left_out_count)

    def test_what_the_preview_sets_is_not_typed(self):
        recall = self._recall(self._lots(self.bp7, "C-1"))
        with self.assertRaisesRegex(UserError, "only the preview sets this"):
            recall.left_out_count = 3

    def test_every_number_of_the_preview_is_a_door(self):
        recall = self._story()
        recall.action_compute_scope()
        self.assertRecordValues(
            recall,
            [
                {
                    "preview_certain": 11,
                    "preview_possible": 0,
                    "preview_here": 3,
                    "preview_reserved": 0,
                    "preview_gone": 10,
                }
            ],
        )
        for action, count in (
            (recall.action_open_certain(), 11),
            (recall.action_open_possible(), 0),
            (recall.action_open_here(), 3),
            (recall.action_open_reserved(), 0),
            (recall.action_open_transit(), 0),
            (recall.action_open_out(), 7),
            (recall.action_open_back(), 0),
            (recall.action_open_gone(), 1),
        ):
            found = self.env["udi.recall.lot"].search_count(action["domain"])
            self.assertEqual(found, count, action["domain"])

    # -- overlap -------------------------------------------------------------------

    def test_another_open_recall_of_the_same_lot_is_told(self):
        cell = self._lots(self.bp7, "C-1", "C-2")
        first, second = self._recall(cell[0]), self._recall(*cell)
        first.action_compute_scope()
        second.action_compute_scope()
        self.assertEqual(second.overlap_ids, first)
        rows = {row.lot_id: row.overlap for row in second.lot_line_ids}
        self.assertEqual(rows, {cell[0]: first.name, cell[1]: False})
        first.kind = "drill"
        self.env.invalidate_all()
        self.assertFalse(second.overlap_ids)
