"""The duties that the laws put on who recalls, each shown whole: 7 to 12 of twelve."""

import io

from openpyxl import load_workbook

from odoo import fields
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from .effect_case import EffectCase
from .incoming_case import IncomingCase


@tagged("post_install", "-at_install")
class TestDutiesOfTheEnd(EffectCase):
    def _parts(self, report):
        return {part.code: part for part in report._parts()}

    def _made(self, kind):
        return self._parts(self.managed._freeze_report(kind))

    def test_7_the_account_list_sorts_and_keeps_its_zeros(self):
        """Name, address, telephone, contact, both addresses, lot, quantity, date."""
        report = self.managed._freeze_report("consignees")
        file = report.attachment_ids.filtered(lambda file: "xlsx" in file.name)
        sheet = load_workbook(io.BytesIO(file.sudo().raw))["1"]
        header, *rows = sheet.iter_rows()
        self.assertEqual(
            [cell.value for cell in header][:6],
            ["Name", "Address", "Telephone", "Recall contact", "Ship to", "Bill to"],
        )
        self.assertEqual(len(rows), 7)
        for row in rows:
            self.assertTrue(all(cell.data_type == "s" for cell in row if cell.value))
            said = dict(zip([cell.value for cell in header], row, strict=True))
            for name in ("Name", "Address", "Telephone", "Ship to", "Bill to"):
                self.assertTrue(said[name].value, name)
            self.assertRegex(said["Lot or serial"].value, r"^SN00\d\d$")
            self.assertEqual(said["Units shipped"].value, "1")
            self.assertRegex(said["First shipped on"].value, r"^\d{4}-\d\d-\d\d$")

    def test_8_a_widening_has_its_own_clock_and_only_what_is_new(self):
        cell = self._lots(self.bp7, "C-779")
        self._receive(cell, 2)
        more = self._serials(2, start=50)
        self._make_each(more, cell)
        self._deliver(more[0], self.anna)
        first, before = self.recall.round_id, self.recall.notice_ids
        before.sudo().write({"state": "sent", "sent_at": fields.Datetime.now()})
        old = self._consignee(self.recall, self.nord).line_ids
        action = self.managed.action_widen()
        later = self.env["udi.recall.round"].with_user(self.manager)
        later = later.browse(action["res_id"])
        later.write(
            {
                "reason": "The cells of the week after fail too.",
                "decided_at": fields.Datetime.now(),
                "line_ids": [Command.create({"lot_id": cell.id})],
            }
        )
        later.action_preview()
        self._sign(later.with_user(self.approver).action_sign(), self.approver)
        self.env.invalidate_all()
        self.assertEqual(self.recall.round_id, later)
        self.assertEqual(later.number, first.number + 1)
        asked = self.recall.consignee_ids.line_ids.filtered(
            lambda line: line.round_id == later
        )
        self.assertEqual(asked.lot_id, more[0])
        self.assertEqual(
            (self.recall.notice_ids - before).consignee_id.partner_id, self.anna
        )
        self.assertEqual(self._consignee(self.recall, self.nord).line_ids, old)
        self.assertTrue(later.deadline_ids)
        self.assertFalse(later.deadline_ids & first.deadline_ids)

    # -- 9 -------------------------------------------------------------------------

    def _keeps(self, **places):
        self.recall.invalidate_recordset(["keep_until", "keep_title", "keep_text"])
        return self.recall.with_user(self.reader)

    def _also(self, *codes):
        known = set(self.recall.region_ids.mapped("code"))
        self.env["udi.recall.region"].create(
            [
                {"recall_id": self.recall.id, "code": code}
                for code in codes
                if code not in known
            ]
        )

    def test_9_records_are_kept_by_the_longest_law(self):
        """From certificate, expiry and life; implants for ever in China."""
        today = self.company._udi_today()
        ten = today.replace(year=today.year + 10)
        self.assertEqual(self._keeps().keep_until, ten)
        self._also("US")
        self.assertIn("until 2 Aug 2031", self._keeps().keep_text)
        self._also("CN")
        self.assertFalse(self._keeps().keep_until)
        self.assertIn("type the end of the NMPA registration", self._keeps().keep_text)
        self.env["udi.certificate"].create(
            {
                "kind": "cn_registration",
                "number": "国械注进20203140123",
                "valid_to": "2045-01-01",
                "device_ids": [
                    Command.set((self.ip200_device | self.bp7_device).ids),
                ],
            }
        )
        self.assertEqual(str(self._keeps().keep_until), "2050-01-01")
        self.ip200_device.sudo().implantable = "yes"
        self.assertEqual(self._keeps().keep_title, "For ever")
        self.assertIn("15 years after the last implant", self._keeps().keep_text)

    def test_9_a_life_that_is_typed_where_nothing_expires(self):
        self._also("US")
        self.recall.lot_line_ids.lot_id.write(
            {"udi_expiration_date": False, "udi_edit_reason": "Never expires."}
        )
        self.assertIn("type the expected life", self._keeps().keep_text)
        self.managed.expected_life = 10
        self.assertIn("until 3 Aug 2038", self._keeps().keep_text)

    def test_9_while_it_is_sold_the_ten_years_have_not_begun(self):
        self.env["udi.market"].create(
            {
                "device_id": self.ip200_device.id,
                "country_id": self.env.ref("base.fr").id,
            }
        )
        self.assertFalse(self._keeps().keep_until)
        self.assertIn("still sold", self._keeps().keep_text)

    @mute_logger("odoo.sql_db")
    def test_9_nothing_is_deleted_before_or_after(self):
        """Not even by who may do everything, not even after the end."""
        report = self.managed._freeze_report("status")
        file = self.env["ir.attachment"].create({"name": "Proof", "raw": b"x"})
        deadline = self.recall.deadline_ids[:1].sudo()
        deadline.proof_id = file
        self._closed(self.recall)
        notice = self.recall.notice_ids[:1].sudo()
        self.assertTrue(notice._files())
        notice.sent_at = fields.Datetime.now()
        for rows in (
            self.recall,
            report,
            report.attachment_ids,
            notice,
            notice.attachment_ids,
            file,
        ):
            with self.subTest(rows=rows), self.cr.savepoint():
                with self.assertRaises(Exception) as refused:
                    rows.sudo().unlink()
                self.assertNotIsInstance(refused.exception, AssertionError)
        self.assertTrue(file.exists() and self.recall.exists())
        final = self._made("final")
        self.assertIn("EU until", final["23"].text)

    # -- 11, 12 --------------------------------------------------------------------

    def test_11_no_patient_and_no_serial_of_an_implant_in_public(self):
        self.ip200_device.sudo().implantable = "yes"
        public = self._made("eu_fsn")
        said = " ".join(
            " ".join((part.text, *(cell for row in part.rows for cell in row)))
            for part in public.values()
        )
        for lot in self.serials:
            self.assertNotIn(lot.name, said)
        self.assertIn("serial of an implant, not published", said)
        self.assertIn("SN0004", str(self._made("us_806")["US-CR.5"].rows))
        for model in self.env.registry:
            if model.startswith("udi.recall"):
                names = {
                    name
                    for name in self.env[model]._fields
                    if "patient" in name or "birth" in name
                }
                # how many are followed, never who they are
                self.assertLessEqual(names, {"patients_to_follow"}, model)
                for name in names:
                    self.assertEqual(self.env[model]._fields[name].type, "integer")

    def test_12_a_report_that_was_made_stays_and_the_next_shows_the_difference(self):
        first = self.managed._freeze_report("status")
        kept = first.sections, first.figures, first.content_sha256, first.body
        self._answer(self.anna, used=4)
        second = self.managed._freeze_report("status")
        self.env.invalidate_all()
        self.assertEqual(
            (first.sections, first.figures, first.content_sha256, first.body), kept
        )
        self.assertEqual(self.recall._digest(first.sections, first.figures), kept[2])
        self.assertIn(("units.used", 0, 4), second._differences())
        with self.assertRaisesRegex(UserError, "evidence"):
            first.sudo().sections = []


@tagged("post_install", "-at_install")
class TestDutiesOfADealer(IncomingCase):
    def test_10_a_makers_notice_in_three_ways_to_an_answer_and_a_register_line(self):
        """Our JSON, our CSV, or typed: the same stock and customers are found."""
        found = []
        for name, content in (
            ("notice.json", self._json()),
            ("notice.csv", self._sheet(notice_id="FSCA-26-11/8")),
        ):
            incoming = self._bring(content, name=name)
            found.append(self._stood(incoming))
        typed = self.env["udi.recall.incoming"].with_user(self.manager)
        typed = typed.create(
            {
                "name": "FSCA-26-11/9",
                "title": "By letter",
                "kind": "recall",
                "maker_id": self.maker.id,
                "reason_text": "The battery may lose contact.",
                "line_ids": [
                    Command.create(
                        {
                            "number": each["line"],
                            "quantity_shipped": each["qty_shipped"],
                        }
                        | {"udi_di": each["udi_di"], "lot": each.get("lot")}
                        | {"serial": each.get("serial")}
                    )
                    for each in self._lines()
                ],
            }
        )
        typed.action_find()
        found.append(self._stood(typed))
        self.assertEqual(found[0], found[1])
        self.assertEqual(found[0], found[2])
        self.assertEqual(sum(here for here, _out in found[0].values()), 16)
        action = incoming.action_answer()
        answer = self.env[action["res_model"]].with_user(self.manager)
        answer = answer.browse(action["res_id"])
        answer.write({"read_understood": True, "adverse_events": "no"})
        answer.action_ids.done = "yes"
        answer.action_give()
        reply, _files = self._files(answer)
        self.assertEqual(reply["notice_id"], "FSCA-26-11/8")
        lines = self.env["udi.recall.register"].search([("kind", "=", "incoming")])
        said = {line.number: line.is_open for line in lines}
        self.assertEqual(
            {number: said[number] for number in said if number.startswith("FSCA-26")},
            {"FSCA-26-11/7": True, "FSCA-26-11/8": False, "FSCA-26-11/9": True},
        )

    def _stood(self, incoming):
        return {
            line.number: (line.quantity_here, line.quantity_out)
            for line in incoming.line_ids
        }
