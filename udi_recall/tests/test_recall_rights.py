from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger

from .common import RecallCase

MODELS = (
    "udi.recall",
    "udi.recall.scope",
    "udi.recall.lot",
    "udi.recall.consignee",
    "udi.recall.consignee.line",
)
COMPUTED = MODELS[2:]
DIALOGS = (
    "udi.recall.message",
    "udi.recall.mailing",
    "udi.recall.contact",
    "udi.recall.close",
    "udi.recall.gate",
    "udi.recall.outcome",
)
# Rows that people type in part
TYPED = (
    "udi.recall.region",
    "udi.recall.number",
    "udi.recall.role",
    "udi.recall.point",
)


@tagged("post_install", "-at_install")
class TestRecallRights(RecallCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.recall = cls._story()
        cls._started(cls.recall)
        cls.recall._find_points()
        region = cls.recall.region_ids[0]
        cls.env["udi.recall.number"].create({"region_id": region.id, "name": "Z-1"})
        cls.env["udi.recall.role"].create(
            {
                "recall_id": cls.recall.id,
                "role": "quality",
                "user_id": cls.approver.id,
            }
        )

    def _rows(self, model, user):
        field = "consignee_id.recall_id" if model.endswith("line") else "recall_id"
        field = "id" if model == "udi.recall" else field
        return self.env[model].with_user(user).search([(field, "=", self.recall.id)])

    @mute_logger("odoo.addons.base.models.ir_rule", "odoo.addons.base.models.ir_access")
    def test_the_warehouse_and_the_portal_see_nothing(self):
        portal = new_test_user(self.env, "recall_portal", groups="base.group_portal")
        employee = new_test_user(self.env, "recall_staff", groups="base.group_user")
        for user in (self.worker, portal, employee):
            for model in MODELS + TYPED:
                with self.subTest(user=user.login, model=model):
                    with self.assertRaises(AccessError):
                        self._rows(model, user)

    def test_a_reader_reads_everything_on_the_form(self):
        recall = self.recall.with_user(self.reader)
        self.env.invalidate_all()
        values = recall.read()[0]
        self.assertEqual(values["quantity_out"], 7)
        self.assertIn("7 out there at 3 customers", values["summary"])
        for model in MODELS[1:] + TYPED:
            rows = self._rows(model, self.reader)
            self.assertTrue(rows)
            rows.read()
        notice = self._rows("udi.recall.message", self.reader)[0]
        self.assertIn("The battery may lose contact.", notice.preview)
        with self.assertRaises(AccessError):
            # the customer's link stands in the files
            notice.action_open_paper()

    def test_a_reader_changes_nothing(self):
        recall = self.recall.with_user(self.reader)
        with self.assertRaises(AccessError):
            recall.title = "x"
        with self.assertRaises(AccessError):
            recall.copy()
        with self.assertRaises(AccessError):
            recall.scope_line_ids.unlink()

    def test_a_reader_takes_no_step(self):
        recall = self.recall.with_user(self.reader)
        for step in (
            recall.action_compute_scope,
            recall.action_ask_approval,
            recall.action_approve,
            recall.action_start,
            recall.action_change_again,
            recall.action_look_again,
            recall.action_check_completion,
            recall.action_complete,
            recall.action_close,
            recall.region_ids[0].action_sent,
            recall.region_ids[0].action_draft,
            recall.region_ids[0].action_urgent,
            recall.region_ids[0].action_sign_urgent,
        ):
            with self.assertRaisesRegex(AccessError, "role \\*Recall manager\\* can"):
                step()
        for dialog, values in (
            ("close", {"recall_id": recall.id, "reason": "x"}),
            ("gate", {"region_id": recall.region_ids[0].id, "what": "urgent"}),
            ("outcome", {"recall_id": recall.id, "note": "x"}),
        ):
            with self.assertRaises(AccessError):
                self.env[f"udi.recall.{dialog}"].with_user(self.reader).create(values)

    def test_a_reader_starts_nothing_from_a_lot(self):
        with self.assertRaisesRegex(AccessError, "read recalls but not start one"):
            self.serials[0].with_user(self.reader).action_udi_recall()
        with self.assertRaisesRegex(AccessError, "read recalls but not start one"):
            self.serials[0].with_user(self.worker).action_udi_recall()

    def test_a_reader_types_nothing(self):
        for model in TYPED:
            row = self._rows(model, self.reader)[0]
            for change in (lambda row=row: row.write({"recall_id": 1}), row.unlink):
                with self.subTest(model=model), self.assertRaises(AccessError):
                    change()

    def test_nobody_writes_what_is_computed(self):
        """Figures and notices are evidence: no role may forge them."""
        for user in (self.manager, self.approver):
            for model in COMPUTED:
                row = self._rows(model, user)[0]
                with self.subTest(user=user.login, model=model):
                    for change in (
                        lambda row=row: row.write({"quantity": 0}),
                        row.unlink,
                        row.copy,
                    ):
                        with self.assertRaises(AccessError):
                            change()

    def test_nor_through_the_recall(self):
        recall = self.recall.with_user(self.manager)
        for field in ("lot_line_ids", "consignee_ids", "hold_ids"):
            row = recall[field][0]
            for command in (
                Command.delete(row.id),
                Command.update(row.id, {"recall_id": False}),
                Command.clear(),
            ):
                with self.subTest(field=field, command=command):
                    with self.assertRaises(AccessError):
                        recall.write({field: [command]})

    def test_the_helpers_are_not_remote(self):
        public = {
            name
            for model in (*MODELS, *TYPED, *DIALOGS)
            for parent in type(self.env[model]).__mro__
            if parent.__module__.startswith("odoo.addons.udi_recall.")
            for name in vars(parent)
            if not name.startswith("_") and callable(getattr(parent, name, None))
        }
        self.assertEqual(
            public,
            {
                "action_add_duty",
                "action_again",
                "action_approve",
                "action_ask_approval",
                "action_change_again",
                "action_check_completion",
                "action_close",
                "action_complete",
                "action_compute_scope",
                "action_correct",
                "action_done",
                "action_draft",
                "action_draw_sample",
                "action_drill_result",
                "action_end",
                "action_go_on",
                "action_log",
                "action_look_again",
                "action_make_report",
                "action_make_return",
                "action_make_returns",
                "action_mark_gone",
                "action_offer_credit",
                "action_offer_replacement",
                "action_open",
                "action_open_back",
                "action_open_balance",
                "action_open_certain",
                "action_open_checks",
                "action_open_consignees",
                "action_open_gone",
                "action_open_here",
                "action_open_holds",
                "action_open_json",
                "action_open_ledger",
                "action_open_left_out",
                "action_open_lots",
                "action_open_notices",
                "action_open_origin",
                "action_open_out",
                "action_open_paper",
                "action_open_possible",
                "action_open_reserved",
                "action_open_returns",
                "action_open_sheet",
                "action_open_transit",
                "action_open_unbalanced",
                "action_open_workbook",
                "action_print_notices",
                "action_record_report",
                "action_remind",
                "action_save",
                "action_send",
                "action_sent",
                "action_sign_urgent",
                "action_start",
                "action_type_answer",
                "action_urgent",
                "action_widen",
                "create",
                "default_get",
                "get_empty_list_help",
                "start_from",
                "write",
            },
        )

    # -- companies -----------------------------------------------------------------

    @mute_logger("odoo.addons.base.models.ir_rule")
    def test_another_company_sees_nothing(self):
        other = self.env["res.company"].create({"name": "Other"})
        stranger = new_test_user(
            self.env,
            "recall_stranger",
            groups="udi_recall.group_recall_approver",
            company_id=other.id,
            company_ids=[Command.set(other.ids)],
        )
        for model in MODELS + TYPED:
            with self.subTest(model=model):
                self.assertFalse(self._rows(model, stranger))
        with self.assertRaises(AccessError):
            self.recall.with_user(stranger).read(["title"])
        with self.assertRaises(AccessError):
            self.recall.with_user(stranger).action_start()
        file = self.recall.notice_ids.sudo()._files()[0]
        with self.assertRaises(AccessError):
            file.with_user(stranger).read(["raw"])

    def test_lots_of_other_companies_are_counted_not_shown(self):
        other = self.env["res.company"].create({"name": "Other"})
        warehouse = self.env["stock.warehouse"].search([("company_id", "=", other.id)])
        cell = self._lots(self.bp7, "C-9")
        self._receive(cell, 2)
        pump = self._serials(1, start=70)
        used = self._make(pump, cell).consume_line_ids
        theirs = self._lots(self.ip200, "SN9000", company_id=other.id)
        self._received_by(warehouse, theirs).consume_line_ids = used
        recall = self._recall(cell)
        recall.action_compute_scope()
        self.assertEqual(recall.lot_line_ids.lot_id, cell | pump)
        self.assertEqual(recall.other_company_count, 1)

    def _received_by(self, warehouse, lot):
        """The done line by which another company got this serial."""
        where = {
            "location_id": self.suppliers.id,
            "location_dest_id": warehouse.lot_stock_id.id,
            "company_id": warehouse.company_id.id,
        }
        unit = {"product_id": lot.product_id.id, "picked": True, **where}
        line = {**unit, "lot_id": lot.id, "quantity": 1}
        move = self.env["stock.move"].create(
            {
                **unit,
                "product_uom": lot.product_id.uom_id.id,
                "product_uom_qty": 1,
                "move_line_ids": [Command.create(line)],
            }
        )
        move._action_done()
        return move.move_line_ids

    def test_figures_do_not_depend_on_the_companies_ticked(self):
        other = self.env["res.company"].create({"name": "Other"})
        self.manager.company_ids = [Command.link(other.id)]
        recall = self._recall(self.cell)
        ticked = recall.with_context(allowed_company_ids=(self.company | other).ids)
        ticked.action_compute_scope()
        self.assertEqual(recall.quantity_total, 10)
