from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import PUMP_GTIN
from .notice_case import NoticeCase


@tagged("post_install", "-at_install")
class TestRecallNotice(NoticeCase):
    """What the notice to one customer says."""

    def test_only_their_own_units(self):
        recall = self._prepared()
        for partner, own in (
            (self.anna, self.serials[3:7]),
            (self.nord, self.serials[7:9]),
            (self.medica, self.serials[9]),
        ):
            notice = self._message(recall, partner)
            others = self.serials - own
            for text in (notice.preview, self._file(notice, "csv").raw.decode()):
                for serial in own:
                    self.assertIn(serial.name, text)
                for serial in others:
                    self.assertNotIn(serial.name, text)
            for other in (self.anna | self.nord | self.medica) - partner:
                self.assertNotIn(other.name, notice.preview)

    def test_every_unit_with_its_whole_udi(self):
        notice = self._message(self._prepared(), self.anna)
        for serial in self.serials[3:7]:
            self.assertTrue(serial.udi_text)
            self.assertIn(PUMP_GTIN, serial.udi_text)
            self.assertIn(serial.udi_text, notice.preview)

    def test_what_the_law_asks_to_be_named(self):
        recall = self._prepared()
        notice = self._message(recall, self.anna)
        for text in (
            "URGENT: MEDICAL DEVICE RECALL",
            recall.name,
            recall.title,
            recall.reason_text,
            recall.hazard,
            "Meridian Medical",
            "DE-MF-000012345",
            "St Anna Hospital",
            "This goes down to the users of the devices.",
            self.manager.name,
            self.company.name,
            "version 1",
        ):
            self.assertIn(text, " ".join(notice.preview.split()))
        self.assertIn(f"URGENT: MEDICAL DEVICE RECALL {recall.name}", notice.subject)
        self.assertIn("please answer by", notice.subject)

    def test_a_link_to_answer_without_login(self):
        notice = self._message(self._prepared(), self.anna)
        url = notice.addressee_id._reply_url()
        self.assertIn(url, notice.preview)
        self.assertIn("2 minutes, no login", notice.preview)

    def test_nothing_watches_who_reads(self):
        self.assertNotIn("<img", self._message(self._prepared(), self.anna).preview)

    def test_instructions_are_numbered_line_by_line(self):
        body = self._message(self._prepared(), self.anna).preview
        self.assertIn("<li>Stop using the pumps listed.</li>", body)
        self.assertIn("<li>Set them apart.</li>", body)

    def test_each_kind_has_its_heading(self):
        for kind, heading in (
            ("field_correction", "URGENT: MEDICAL DEVICE CORRECTION"),
            ("withdrawal", "WITHDRAWAL OF A MEDICAL DEVICE"),
            ("fsca", "URGENT FIELD SAFETY NOTICE"),
            ("drill", "EXERCISE – nothing is wrong with your devices"),
        ):
            self.assertEqual(self._recall(kind=kind)._heading(), heading)

    def test_a_drill_says_so_first(self):
        recall = self.story
        recall.kind = "drill"
        body = self._message(self._prepared(recall), self.anna).preview
        self.assertLess(body.index("This is an exercise"), body.index("EXERCISE"))
        self.assertNotIn("URGENT", body)

    def test_no_exercise_in_a_real_one(self):
        body = self._message(self._prepared(), self.anna).preview
        self.assertNotIn("exercise", body.lower())

    def test_possible_is_said(self):
        cells = self._lots(self.bp7, "C-780", "C-781")
        self._receive(cells, 2)
        pumps = self._serials(2, start=50)
        self._make(pumps, cells)
        self._deliver(pumps[0], self.anna)
        self._deliver(pumps[1], self.nord)
        recall = self._prepared(self._recall(cells[0], pumps[1]))
        doubted = self._message(recall, self.anna)
        self.assertIn("cannot rule out", doubted.preview)
        self.assertEqual(self._sheet(doubted)[0]["certainty"], "possible")
        sure = self._message(recall, self.nord)
        self.assertNotIn("cannot rule out", sure.preview)
        self.assertEqual(self._sheet(sure)[0]["certainty"], "certain")

    def test_typed_text_is_only_text(self):
        recall = self.story
        recall.reason_text = "<script>alert(1)</script>"
        recall.instructions = "<img src=x onerror=alert(1)>"
        body = self._message(self._prepared(recall), self.anna).preview
        self.assertNotIn("<script", body)
        self.assertNotIn("<img", body)
        self.assertIn("&lt;script&gt;", body)

    def test_whom_to_ask_is_the_recall_contact(self):
        recall = self.story
        self.env["udi.recall.role"].create(
            {"recall_id": recall.id, "role": "contact", "user_id": self.approver.id}
        )
        self.company.udi_recall_hours = "Mon–Fri 8:00–18:00"
        values = self._message(self._prepared(recall), self.anna)._values()
        self.assertEqual(values["sender"]["contact"], self.approver.name)
        self.assertEqual(values["sender"]["hours"], "Mon–Fri 8:00–18:00")

    # -- who gets one --------------------------------------------------------------

    def test_one_for_each_addressee_that_has_something_of_its_own(self):
        recall = self._running()
        consignee = self._consignee(recall, self.anna)
        self._addressee(consignee, self.anna, "bill_to")
        billing = self.env["res.partner"].create(
            {"name": "Billing", "parent_id": self.anna.id, "email": "pay@anna.example"}
        )
        self._addressee(consignee, billing, "bill_to")
        recall._prepare_notices()
        told = recall.notice_ids.filtered(
            lambda row: row.consignee_id == consignee
        ).addressee_id
        self.assertEqual(told.partner_id, self.anna | billing)
        self.assertEqual(len(told), 2, "the same address reads the same lines once")

    def test_a_ward_reads_of_its_own_goods_and_the_bill_to_of_all(self):
        recall = self._running()
        consignee = self._consignee(recall, self.anna)
        lines = consignee.sudo().line_ids
        lines[0].ship_to_id = self.ward
        self._addressee(consignee, self.ward)
        bill = self._addressee(consignee, self.anna, "bill_to")
        recall._prepare_notices()
        rows = {row.addressee_id.partner_id: row for row in recall.notice_ids}
        self.assertEqual(len(rows[self.ward]._values()["lines"]), 1)
        self.assertEqual(len(bill._notice_lines()), 4)
        self.assertIn("Ward 3", rows[self.ward].preview)

    def test_whoever_has_no_mail_gets_a_letter(self):
        self.nord.email = False
        recall = self._prepared()
        self.assertEqual(self._message(recall, self.nord).means, "letter")
        self.assertEqual(recall.letter_count, 1)
        action = recall.action_print_notices()
        ids = action["context"]["active_ids"]
        self.assertEqual(ids, self._message(recall, self.nord).ids)

    def test_a_ward_without_mail_is_written_to_at_its_hospital(self):
        recall = self._running()
        consignee = self._consignee(recall, self.anna)
        addressee = self._addressee(consignee, self.ward)
        self.assertEqual(addressee._mail_to(), "quality@st.example")

    def test_nothing_to_print_is_said(self):
        recall = self.story
        with self.assertRaisesRegex(UserError, "has no notice to print"):
            recall.action_print_notices()
