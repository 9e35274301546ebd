import base64
import io

from openpyxl import load_workbook

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import Form, tagged

from ..models.udi_recall_report import KINDS
from .effect_case import EffectCase
from .recall_form_files import field_form


@tagged("post_install", "-at_install")
class TestRecallReport(EffectCase):
    def _parts(self, report):
        return {part.code: part for part in report._parts()}

    def _book(self, report):
        file = report.attachment_ids.filtered(lambda file: "xlsx" in file.name)[:1]
        return load_workbook(io.BytesIO(file.sudo().raw))

    def test_every_kind_can_be_made(self):
        for kind, _label in KINDS:
            with self.subTest(kind=kind):
                report = self.managed._freeze_report(kind)
                self.assertEqual(report.number, 1)
                self.assertTrue(report.body)
                self.assertTrue(self._book(report).sheetnames)

    def test_806_has_its_thirteen_headings(self):
        """Empty ones too, with why and until when."""
        answers = {
            "US-CR.4": {"why_missing": "Asked", "missing_until": "2026-12-04"},
            "US-CR.8": {"text": "None known."},
        }
        report = self.managed._freeze_report("us_806", answers=answers)
        parts = self._parts(report)
        wanted = [f"US-CR.{number}" for number in range(1, 14)]
        beside = ("US-CR.3b", "US-CR.12b")
        self.assertEqual([code for code in parts if code not in beside], wanted)
        self.assertRegex(parts["US-CR.1"].text, r"^0000000-\d+/\d+/\d\d-001-R$")
        self.assertEqual(parts["US-CR.8"].text, "None known.")
        missing = {row[0]: row[2:] for row in parts["US-CR.13"].rows}
        self.assertEqual(missing["US-CR.4"], ("Asked", "2026-12-04"))
        self.assertIn("US-CR.3b", missing)
        lots = parts["US-CR.5"].rows
        self.assertEqual(len(lots), len(self.recall.lot_line_ids))
        accounts = {row[0]: row for row in parts["US-CR.11"].rows}
        self.assertEqual(accounts["St Anna Hospital"][-1], "4")
        self.assertEqual(accounts["St Anna Hospital"][2], "+49 30 1234567")

    def test_806_numbers_run_on(self):
        self.company.partner_id.udi_fei = "1234567"
        first = self.managed._freeze_report("us_806")
        second = self.managed._freeze_report("us_806")
        self.recall.sudo().physical_return = "no"
        third = self.managed._freeze_report("us_806")
        self.assertRegex(first.reference, r"^1234567-.*-001-R$")
        self.assertRegex(second.reference, r"^1234567-.*-002-R$")
        self.assertRegex(third.reference, r"^1234567-.*-001-C$")

    def test_china_quantities_are_of_the_day_of_the_decision(self):
        china = self.env.ref("base.cn")
        shanghai = self.env["res.partner"].create(
            self._customer("Shanghai Hospital", china)
        )
        pumps = self._serials(4, start=80)
        self._receive(pumps)
        self._deliver(pumps[0], shanghai)
        self._deliver(pumps[1], self.anna)
        self.env["udi.certificate"].create(
            {
                "kind": "cn_registration",
                "number": "国械注准20203140001",
                "device_ids": [Command.set(self.ip200_device.ids)],
            }
        )
        recall = self._recall(*pumps)
        managed = recall.with_user(self.manager)
        managed.action_compute_scope()
        places = managed.region_ids
        places.filtered(lambda row: row.code == "CN").class_firm = "2"
        self._started(recall)
        before = self._parts(managed._freeze_report("cn_event"))
        recall.sudo().decided_at = "2020-01-01 00:00:00"
        earlier = self._parts(managed._freeze_report("cn_event"))
        self.assertEqual(before["CN-R.2"].text, "NMPA registration 国械注准20203140001")
        self.assertEqual(before["CN-R.15"].text, "2")
        self.assertEqual(before["CN-R.9"].text, "进口 / received: 4")
        self.assertEqual(before["CN-R.10"].text, "1")
        self.assertEqual(earlier["CN-R.10"].text, "0")
        udis = {row[2] for row in before["CN-R.11"].rows}
        self.assertIn(pumps[0].udi_text, udis)
        self.assertIn("China", before["CN-R.7"].text)

    def test_a_report_never_changes(self):
        report = self.managed._freeze_report("status")
        before = report.figures
        self._answer(self.anna, used=4)
        self.assertEqual(report.figures, before)
        for change in (
            lambda: report.sudo().write({"figures": {}}),
            lambda: report.sudo().unlink(),
            lambda: report.copy(),
        ):
            with self.assertRaises(UserError):
                change()

    def test_the_next_one_shows_the_difference(self):
        first = self.managed._freeze_report("status")
        self.assertIn("first of its kind", first.changes)
        self._answer(self.anna, used=4)
        second = self.managed._freeze_report("status")
        self.assertEqual((second.number, second.previous_id), (2, first))
        changed = {name: (then, now) for name, then, now in second._differences()}
        self.assertEqual(changed["units.used"], (0, 4))
        self.assertEqual(changed["countries.DE.no_word"], (6, 2))
        self.assertIn("units · used", second.changes)
        third = self.managed._freeze_report("status")
        self.assertIn("Nothing changed", third.changes)
        self.assertIn("Changes", self._book(second).sheetnames)

    def test_customers_answers_and_checks_are_figures(self):
        """By consignee and by units; received, understood, followed."""
        self._answer(self.anna, held=4)
        self.managed.write({"check_level": "A"})
        self.managed.action_draw_sample()
        check = self.recall.check_ids.filtered(
            lambda row: row.consignee_id.partner_id == self.anna
        ).sudo()
        check.write(
            {"got_notice": "yes", "understood": "yes", "followed": "no"}
            | {"result": "failed"}
        )
        figures = self.recall._status_figures()
        self.assertEqual(figures["consignees"]["answered_share"], 33.3)
        self.assertEqual(figures["consignees"]["answered_units_share"], 57.1)
        checks = figures["checks"]
        self.assertEqual(
            (checks["got_notice"], checks["understood"], checks["followed"]), (1, 1, 0)
        )
        parts = self._parts(self.managed._freeze_report("status"))
        self.assertIn("1 got the notice, 1 understood it, 0", parts["7"].text)
        self.assertNotIn("US-P.1", parts)

    def test_the_consignee_list_is_sortable_text(self):
        """With a lot number that a spreadsheet would make a number of."""
        lot = self._lots(self.bp7, "0312200152")
        self._receive(lot, 3)
        self._deliver(lot, self.ward, 3)
        recall = self._started(self._recall(lot)).with_user(self.manager)
        sheet = self._book(recall._freeze_report("consignees"))["1"]
        header, *rows = sheet.iter_rows(values_only=True)
        found = dict(zip(header, rows[0], strict=True))
        self.assertEqual(found["Lot or serial"], "0312200152")
        self.assertEqual(found["Units shipped"], "3")
        self.assertEqual(found["Telephone"], "+49 30 1234567")
        self.assertIn("Germany", found["Address"])
        self.assertIn("Ward 3", found["Ship to"])

    def test_serials_of_implants_are_not_published(self):
        self.ip200_device.sudo().implantable = "yes"
        public = self._parts(self.managed._freeze_report("eu_fsn"))["EU-FSN.1.7"]
        serials = {row[3] for row in public.rows if "IP-200" in row[0]}
        self.assertEqual(serials, {"serial of an implant, not published"})
        told = self._parts(self.managed._freeze_report("us_806"))["US-CR.5"]
        self.assertIn("SN0004", {row[3] for row in told.rows})

    def test_the_final_report_has_its_evidence(self):
        self.managed._freeze_report("status")
        parts = self._parts(self.managed._freeze_report("final"))
        self.assertEqual(len(parts["19"].rows), 1)
        self.assertIn(self.approver.name, {row[2] for row in parts["20"].rows})
        self.assertIn("events of this recall", parts["21"].text)

    def test_the_dialog_asks_what_lacks(self):
        wizard = self._dialog("us_806")
        codes = wizard.gap_ids.mapped("code")
        self.assertIn("US-CR.4", codes)
        self.assertNotIn("US-CR.7", codes)
        with self.assertRaisesRegex(UserError, "US-CR.4"):
            wizard.action_make()
        wizard.gap_ids.why_missing = "Asked"
        with self.assertRaisesRegex(UserError, "US-CR.4"):
            wizard.action_make()
        wizard.gap_ids.missing_until = "2026-12-04"
        action = wizard.action_make()
        report = self.env["udi.recall.report"].browse(action["res_id"])
        self.assertTrue(report.empty_count)
        again = self._dialog("us_806")
        self.assertEqual(set(again.gap_ids.mapped("why_missing")), {"Asked"})

    def _dialog(self, kind):
        context = {"default_recall_id": self.recall.id}
        wizards = self.env["udi.recall.report.make"].with_user(self.manager)
        form = Form(wizards.with_context(**context))
        form.kind = kind
        return form.save()

    # -- who may not ---------------------------------------------------------------

    def test_who_may_not(self):
        report = self.managed._freeze_report("status")
        for user in (self.reader, self.worker):
            with self.assertRaises(AccessError):
                self.recall.with_user(user).action_make_report()
            with self.assertRaises(AccessError):
                self.env["udi.recall.report.make"].with_user(user).create(
                    {"recall_id": self.recall.id, "kind": "status"}
                )
        self.assertTrue(report.with_user(self.reader).body)
        self.assertTrue(report.with_user(self.reader).attachment_ids.mapped("raw"))
        with self.assertRaises(AccessError):
            report.with_user(self.worker).read(["figures"])
        for values in ({"figures": {}}, {"attachment_ids": [Command.clear()]}):
            with self.assertRaises(UserError):
                report.with_user(self.manager).write(values)
        with self.assertRaises(AccessError):
            report.with_user(self.manager).attachment_ids.unlink()
        with self.assertRaises(AccessError):
            self.env["udi.recall.report"].with_user(self.manager).create({})

    def test_another_company_sees_nothing(self):
        other = self.env["res.company"].create({"name": "Other"})
        stranger = self._user("stranger", "udi_recall.group_recall_approver")
        stranger.write(
            {"company_ids": [Command.set(other.ids)], "company_id": other.id}
        )
        self.managed._freeze_report("status")
        self.env["udi.recall.template"].with_user(self.manager).create(
            {
                "name": "Form",
                "kind": "us_806",
                "file": base64.b64encode(field_form("A")),
                "file_name": "form.pdf",
            }
        )
        self.managed.write({"check_level": "A"})
        self.managed.action_draw_sample()
        for name in ("report", "check", "balance", "template", "disposal"):
            with self.subTest(model=name):
                rows = self.env[f"udi.recall.{name}"].with_user(stranger)
                self.assertFalse(rows.search([]))

    def test_a_reader_reads_the_form(self):
        self.managed._freeze_report("status")
        self.env.invalidate_all()
        names = [
            "return_label",
            "return_count",
            "balance_text",
            "accounted_share",
            "unbalanced_count",
            "check_wanted",
            "report_ids",
        ]
        recall = self.recall.with_user(self.reader)
        self.assertEqual(recall.read(names)[0]["report_ids"], recall.report_ids.ids)
        consignee = recall.consignee_ids[:1]
        self.assertTrue(consignee.return_label)
