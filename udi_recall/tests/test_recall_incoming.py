import json
from base64 import b64encode

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import tagged

from .incoming_case import IncomingCase


@tagged("post_install", "-at_install")
class TestIncoming(IncomingCase):
    def test_a_notice_as_json_finds_stock_and_customers(self):
        notice = self._bring()
        self.assertEqual((notice.state, notice.version), ("matched", 1))
        self.assertEqual(notice.maker_id, self.maker)
        self.assertEqual(notice.reply_url, "https://meridian.example/r/1")
        self.assertEqual(notice.instructions, "Stop using the pumps.\nSet them apart.")
        self.assertFalse(notice.is_changed)
        self.assertEqual(
            self._found(notice),
            {1: "yes", 2: "yes", 3: "yes", 4: "number", 5: "device"},
        )
        by_line = notice.line_ids.grouped("number")
        self.assertEqual(
            (by_line[1].quantity_here, by_line[1].quantity_out), (1.0, 0.0)
        )
        self.assertEqual(
            (by_line[2].quantity_here, by_line[2].quantity_out), (0.0, 1.0)
        )
        self.assertEqual(
            (by_line[3].quantity_here, by_line[3].quantity_out), (15.0, 5.0)
        )
        self.assertEqual((notice.quantity_here, notice.quantity_out), (16.0, 6.0))
        self.assertEqual((notice.customer_count, notice.missing_count), (2, 2))
        self.assertEqual(notice.lot_count, 3)
        self.assertEqual(notice.file_id.raw, self._json())

    def test_the_same_as_a_sheet(self):
        notice = self._bring(self._sheet(), name="notice.csv")
        self.assertEqual(self._found(notice)[3], "yes")
        self.assertEqual(notice.customer_count, 2)
        self.assertFalse(notice.reason_text)
        self.assertFalse(notice.is_changed)
        with self.assertRaisesRegex(UserError, "What is wrong"):
            notice.action_notify()

    def test_a_lot_that_went_into_others_counts_with_them(self):
        built = self._serials(1, start=50)
        self._make(built, self.cell)
        self._deliver(built, self.medica)
        notice = self._bring()
        self.assertEqual(notice.made_count, 1)
        self.assertEqual(notice.customer_count, 3)

    def test_whoever_changed_the_file_is_noticed(self):
        content = json.loads(self._json())
        content["title"] = "Another title"
        notice = self._bring(json.dumps(content).encode())
        self.assertTrue(notice.is_changed)

    def test_brought_twice_is_refused_and_a_new_version_replaces(self):
        first = self._bring()
        with self.assertRaisesRegex(UserError, "is here already"):
            self._bring()
        second = self._bring(self._json(notice_version=2, status="updated"))
        self.assertEqual(second.previous_id, first)

    def test_hostile_files_say_what_is_wrong_and_leave_nothing(self):
        before = self.env["udi.recall.incoming"].search_count([])
        for content, said in (
            (b"{", "cannot be read"),
            (b"[1]", "no recall notice"),
            (b"\x00\xff", "cannot be read"),
            (
                self._json(lines=[{"line": 1, "udi_di": "1", "lot": "1.7E+06"}]),
                "line 1",
            ),
            (self._json().replace(b"notice/1", b"notice/9"), "udi-recall-notice/1"),
            (self._json(title="a\x00b"), "hidden"),
            (self._json(reply={"url": "javascript:alert(1)"}), "no address"),
        ):
            with self.assertRaisesRegex(UserError, said):
                self._bring(content)
        self.assertEqual(self.env["udi.recall.incoming"].search_count([]), before)
        wizard = self.env["udi.recall.incoming.file"].with_user(self.manager)
        for raw in (b"no base64!", b"A" * 20_000_000):
            dialog = wizard.new({"file": raw, "file_name": "x.json"})
            with self.assertRaises(UserError):
                dialog.action_read()

    def test_a_person_brings_it_through_the_dialog(self):
        wizard = self.env["udi.recall.incoming.file"].with_user(self.manager)
        dialog = wizard.create(
            {"file": b64encode(self._json()), "file_name": "notice.json"}
        )
        action = dialog.action_read()
        self.assertEqual(action["res_model"], "udi.recall.incoming")
        notice = self.env["udi.recall.incoming"].browse(action["res_id"])
        self.assertEqual(notice.file_id.name, "notice.json")

    def test_typed_by_hand(self):
        incoming = self.env["udi.recall.incoming"].with_user(self.manager)
        notice = incoming.create(
            {
                "name": "Letter of 20 Nov",
                "title": "Battery",
                "maker_id": self.maker.id,
                "line_ids": [Command.create({"lot": "C-778"})],
            }
        )
        self.assertEqual(notice.state, "new")
        notice.action_find()
        self.assertEqual(self._found(notice), {1: "yes"})
        other = self.make_lot(self.glove, "C-778")
        self.assertTrue(other)
        notice.action_find()
        self.assertEqual(self._found(notice), {1: "several"})
        notice.line_ids.catalogue = "BP-7"
        self.bp7_device.catalog_number = "BP-7"
        self.assertEqual(notice.state, "new")
        notice.action_find()
        self.assertEqual(notice.line_ids.lot_ids, self.cell)
        notice.line_ids.unlink()
        with self.assertRaisesRegex(UserError, "names no units"):
            notice.action_find()
        notice.unlink()

    def test_a_label_fills_the_line(self):
        line = self.env["udi.recall.incoming.line"].new(
            {"udi_full": f"(01){self.cell.udi_di_id.code}(10)C-778"}
        )
        line._onchange_udi_full()
        self.assertEqual((line.udi_di, line.lot), (self.cell.udi_di_id.code, "C-778"))
        line.udi_full = "no label"
        line._onchange_udi_full()
        self.assertEqual(line.lot, "C-778")

    def test_a_line_without_number_is_all_lots_of_the_device(self):
        (line, *_rest) = self._lines()
        notice = self._bring(
            self._json(lines=[{"line": 1, "udi_di": line["udi_di"], "scope": "model"}])
        )
        self.assertEqual(notice.lot_count, 4)

    def test_notify_makes_our_recall_with_everything_filled(self):
        notice = self._bring()
        self.assertEqual(notice.notify_label, "Notify 2")
        action = notice.action_notify()
        recall = self.env["udi.recall"].browse(action["res_id"])
        self.assertEqual(notice.recall_id, recall)
        self.assertEqual((recall.state, recall.source), ("scoped", "supplier"))
        self.assertEqual(recall.reason_text, "The battery may lose contact.")
        self.assertEqual(recall.reply_by, notice.reply_by)
        self.assertEqual(recall.consignee_count, 2)
        self.assertEqual(recall.origin_name, notice.display_name)
        self.assertEqual(recall.action_open_origin()["res_id"], notice.id)
        self.assertEqual(notice.state, "running")
        # pressed again it opens that one
        self.assertEqual(notice.action_notify()["res_id"], recall.id)
        germans = recall.with_context(lang="de_DE")
        self.assertEqual(germans.reason_text, "The battery may lose contact.")

    def test_a_new_version_adds_what_is_new_to_the_recall(self):
        first = self._bring(self._json(lines=self._lines()[:1]))
        recall = self.env["udi.recall"].browse(first.action_notify()["res_id"])
        second = self._bring(self._json(notice_version=2))
        self.assertEqual(second.action_notify()["res_id"], recall.id)
        self.assertEqual(len(recall.scope_line_ids), 3)
        self.assertEqual(recall.state, "scoped")
        third = self._bring(self._json(notice_version=3))
        self.assertEqual(third.action_notify()["res_id"], recall.id)
        recall.write({"unaffected_reason": "Other lots.", "physical_return": "yes"})
        self._approved(recall).with_user(self.manager).action_start()
        lines = [*self._lines()[:3], {**self._lines()[0], "line": 9}]
        lines[-1]["serial"] = "SN0003"
        fourth = self._bring(self._json(notice_version=4, lines=lines))
        action = fourth.action_notify()
        self.assertEqual(action["res_model"], "udi.recall.round")
        round_ = self.env["udi.recall.round"].browse(action["res_id"])
        self.assertEqual(round_.recall_id, recall)
        self.assertEqual(fourth.recall_id, recall)
        self.assertEqual(round_.line_ids.lot_id, self.serials[2])
        self.assertIn("Version 4", round_.reason)
        self.assertEqual(round_.lot_count, 1)
        self.assertEqual(round_.state, "draft", "a second person signs it")
        # a fifth one adds to the same draft
        lines.append({**lines[-1], "serial": "SN0004", "line": 10})
        fifth = self._bring(self._json(notice_version=5, lines=lines))
        self.assertEqual(fifth.action_notify()["res_id"], round_.id)
        self.assertEqual(round_.line_ids.lot_id, self.serials[2:])

    def test_an_approved_recall_is_started_before_it_grows(self):
        first = self._bring(self._json(lines=self._lines()[:1]))
        recall = self.env["udi.recall"].browse(first.action_notify()["res_id"])
        recall.write({"unaffected_reason": "Other lots.", "physical_return": "yes"})
        self._approved(recall)
        second = self._bring(self._json(notice_version=2))
        with self.assertRaisesRegex(UserError, "approved without them"):
            second.action_notify()

    def test_a_cancelled_notice_and_a_drill_of_the_maker(self):
        notice = self._bring(self._json(status="cancelled"))
        self.assertFalse(notice.can_notify)
        with self.assertRaises(UserError):
            notice.action_notify()
        drill = self._bring(self._json(notice_id="D-1", test=True))
        recall = self.env["udi.recall"].browse(drill.action_notify()["res_id"])
        self.assertEqual(recall.kind, "drill")

    def test_our_stock_is_held_at_once(self):
        self.manager.group_ids += self.env.ref("udi_traceability.group_udi_user")
        notice = self._bring()
        action = notice.action_hold()
        dialog = self.env[action["res_model"]].browse(action["res_id"])
        self.assertEqual(dialog.lot_ids, self.serials[:2] | self.cell)
        self.assertEqual(dialog.reason, "recall")
        dialog.with_user(self.manager).action_hold()
        self.assertTrue(self.cell.udi_on_hold)
        with self.assertRaisesRegex(UserError, "on hold already"):
            notice.action_hold()

    def test_what_came_stays_as_it_came(self):
        notice = self._bring()
        for values in (
            {"name": "Other"},
            {"title": "Other"},
            {"state": "answered"},
            {"recall_id": False},
            {"file_id": False},
            {"quantity_here": 0},
            {"line_ids": [Command.clear()]},
        ):
            with self.assertRaises(UserError):
                notice.write(values)
        with self.assertRaises(UserError):
            notice.line_ids[0].lot = "B"
        with self.assertRaises(UserError):
            notice.line_ids[0].found = "number"
        with self.assertRaises(UserError):
            notice.unlink()
        notice.maker_id = self.medica

    def test_a_thousand_lines_cost_no_query_each(self):
        def count(most):
            lots = self._lots(self.bp7, *(f"{most}-{n}" for n in range(most)))
            lines = [
                {"line": n, "udi_di": self._lines()[2]["udi_di"], "lot": lot.name}
                for n, lot in enumerate(lots, 1)
            ]
            notice = self._bring(self._json(notice_id=f"N{most}", lines=lines))
            self.assertEqual(notice.lot_count, most)
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            notice.action_find()
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        few, many = count(5), count(200)
        self.assertLess(many, few + 30)
