from odoo.tests import Form, tagged

from .common import RecallCase


@tagged("post_install", "-at_install")
class TestRecallStart(RecallCase):
    """From a lot, or from what was traced, to a draft."""

    def _opened(self, action):
        self.assertEqual(action["res_model"], "udi.recall")
        return self.env["udi.recall"].browse(action["res_id"])

    def test_from_a_lot(self):
        cell = self._lots(self.bp7, "C-778")
        recall = self._opened(cell.with_user(self.manager).action_udi_recall())
        self.assertRecordValues(
            recall,
            [
                {
                    "title": "Battery BP-7: C-778",
                    "state": "draft",
                    "kind": "recall",
                    "responsible_id": self.manager.id,
                }
            ],
        )
        self.assertRecordValues(
            recall.scope_line_ids, [{"lot_id": cell.id, "follow_downstream": True}]
        )

    def test_from_many_lots(self):
        lots = self._lots(self.bp7, "C-1", "C-2", "C-3", "C-4")
        recall = self._opened(lots.with_user(self.manager).action_udi_recall())
        self.assertEqual(recall.title, "Battery BP-7: C-1, C-2, C-3 …")
        self.assertEqual(recall.scope_line_ids.lot_id, lots)

    def test_from_a_trace(self):
        self._story()
        trace = self.env["udi.trace"].with_user(self.manager)
        head = trace.udi_trace_open("lot", self.cell.id)
        self.assertEqual(head["actions"][0]["name"], "recall")
        recall = self._opened(trace.udi_trace_act("lot", self.cell.id, "recall"))
        self.assertEqual(recall.scope_line_ids.lot_id, self.cell)

    def test_a_lot_knows_its_recalls(self):
        recall = self._story()
        serial = self.serials[0].with_user(self.manager)
        self.assertEqual(serial.udi_recall_count, 0)
        recall.action_compute_scope()
        serial.invalidate_recordset()
        self.assertEqual(serial.udi_recall_count, 1)
        self.assertEqual(self._opened(serial.action_open_udi_recalls()), recall)
        second = self._recall(self.serials[0])
        second.action_compute_scope()
        action = serial.action_open_udi_recalls()
        self.assertEqual(
            self.env["udi.recall"].search(action["domain"]), recall | second
        )
        self._recall(self.serials[0], kind="drill").action_compute_scope()
        second._cancel("A mistake.")
        serial.invalidate_recordset()
        self.assertEqual(serial.udi_recall_count, 1)

    def test_a_recalled_lot_says_so_to_everybody(self):
        recall = self._story()
        away, here = self.serials[9], self.serials[0]
        recall.action_compute_scope()
        self.assertFalse(away.with_user(self.worker).udi_recalled)
        self._started(recall)
        self.env.invalidate_all()
        self.assertRecordValues(
            (away | here | self._lots(self.bp7, "C-9")).with_user(self.worker),
            [
                {"udi_recalled": True, "udi_state": "recalled"},
                {"udi_recalled": True, "udi_state": "on_hold"},
                {"udi_recalled": False, "udi_state": "good"},
            ],
        )
        for step in ("action_check_completion", "action_complete"):
            getattr(recall, step)()
            self._reason(recall)
            self.env.invalidate_all()
            self.assertTrue(away.udi_recalled, step)
        self._closed(recall)
        self.env.invalidate_all()
        self.assertEqual(away.udi_state, "good")

    def test_typed_in_the_form(self):
        cell = self._lots(self.bp7, "C-778")
        with Form(self.env["udi.recall"].with_user(self.manager)) as form:
            form.title = "Battery"
            form.reason_text = "It may lose contact."
            with form.scope_line_ids.new() as line:
                line.lot_id = cell
        recall = form.record
        self.assertEqual(recall.scope_line_ids.lot_id, cell)
        self.assertTrue(recall.name.startswith("R-"))
