from base64 import b64encode

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import new_test_user, tagged

from .common import RecallCase
from .test_recall_answer_page import PageCase

PDF = b"%PDF-1.4 receipt"


@tagged("post_install", "-at_install")
class TestRecallLinkHidden(PageCase):
    """Who may only read recalls cannot answer in the name of a customer."""

    def setUp(self):
        super().setUp()
        self.notice = self.address._notice()
        self.notice._freeze()
        self.notice._make_files()
        self.secret = self.address._token()

    def test_the_text_has_no_link_for_a_reader(self):
        self.assertIn(self.secret, self.notice.body)
        seen = self.notice.with_user(self.reader)
        self.assertNotIn(self.secret, seen.preview)
        self.assertIn("The battery may lose contact.", seen.preview)
        self.assertIn(self.secret, self.notice.with_user(self.manager).preview)
        for name in ("body", "attachment_ids"):
            with self.assertRaises(AccessError):
                seen.read([name])

    def test_what_did_not_leave_yet_has_none_either(self):
        self.notice.body = False
        self.assertNotIn(self.secret, self.notice.with_user(self.reader).preview)

    def test_the_files_are_for_those_who_run_it(self):
        self.assertEqual(len(self.notice.attachment_ids), 4)
        for file in self.notice.attachment_ids:
            with self.assertRaises(AccessError):
                file.with_user(self.reader).read(["raw"])
            self.assertTrue(file.with_user(self.manager).read(["name"]))
        for kind in ("paper", "sheet", "workbook", "json"):
            with self.assertRaises(AccessError):
                getattr(self.notice.with_user(self.reader), f"action_open_{kind}")()

    def test_the_mail_that_left_is_not_read_either(self):
        self.notice.write({"state": "ready", "sent_at": False, "mail_id": False})
        self.recall.region_ids.write({"gate_state": "sent"})
        self.notice._send()
        mail = self.notice.mail_id.mail_message_id
        self.assertEqual(len(self.notice.mail_id.attachment_ids), 4)
        with self.assertRaises(AccessError):
            mail.with_user(self.reader).read(["body", "attachment_ids"])
        mail.with_user(self.manager).read(["body"])

    def test_paper_printed_by_a_reader_leads_nowhere(self):
        self.authenticate(self.reader.login, self.reader.login)
        report = "udi_recall.udi_recall_message_report"
        response = self.url_open(f"/report/html/{report}/{self.notice.id}")
        self.assertNotIn(self.secret, response.text)
        for field in ("access_token",):
            with self.assertRaises(AccessError):
                self.address.with_user(self.manager).read([field])

    def test_a_proof_lies_with_the_letter(self):
        wizard = self._logged(means="registered", reference="RR123")
        wizard.write({"proof": b64encode(PDF), "proof_name": "receipt.pdf"})
        self.recall.region_ids.write({"gate_state": "sent"})
        wizard.action_save()
        row = self.address.message_ids.filtered(lambda m: m.means == "registered")
        self.assertEqual(row.reference, "RR123")
        self.assertEqual((row.proof_ids.name, row.proof_ids.raw), ("receipt.pdf", PDF))
        row.with_user(self.reader).proof_ids.read(["raw"])

    def test_a_proof_that_is_a_program_is_refused(self):
        wizard = self._logged(means="phone", reached="yes", said="Ms Keller: yes")
        wizard.write({"proof": b64encode(b"<svg onload='x'/>"), "proof_name": "a.svg"})
        self.recall.region_ids.write({"gate_state": "sent"})
        with self.assertRaisesRegex(UserError, "only PDF"):
            wizard.action_save()

    def _logged(self, **values):
        wizards = self.env["udi.recall.contact"].with_user(self.manager)
        return wizards.create({"message_id": self.notice.id, "what": "log", **values})

    def test_a_unit_of_another_recall_is_told(self):
        other = self._lots(self.bp7, "C-900")
        self._receive(other, 2)
        self._deliver(other, self.medica, 2)
        second = self._started(self._recall(other)).sudo()
        self.assertEqual(self.address._scanned("C-900")[0], "none", "not told yet")
        self._told(second)
        verdict, said, lines = self.address._scanned("C-900")
        self.assertEqual(verdict, "elsewhere")
        self.assertIn(second.name, said)
        self.assertFalse(lines)
        self.assertEqual(self._address(self.nord)._scanned("C-900")[0], "none")


@tagged("post_install", "-at_install")
class TestRecallAddressed(RecallCase):
    """To whom a notice goes, and for how much."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.cell = cls._lots(cls.bp7, "C-778")
        cls._receive(cls.cell, 10)

    def _sold(self, partner, quantity, bill):
        """Delivered by an order whose invoice went to `bill`."""
        order = self.env["sale.order"].create(
            {
                "partner_id": partner.id,
                "partner_invoice_id": bill.id,
                "order_line": [
                    Command.create(
                        {"product_id": self.bp7.id, "product_uom_qty": quantity}
                    )
                ],
            }
        )
        order.action_confirm()
        picking = order.picking_ids
        picking.action_assign()
        picking.move_ids.picked = True
        picking.with_context(skip_backorder=True)._action_done()
        return order

    def _kinds(self, recall, partner):
        rows = self._consignee(recall, partner).addressee_ids
        return {(row.kind, row.partner_id) for row in rows}

    def test_the_invoice_says_who_is_billed(self):
        self.bp7.invoice_policy = "delivery"
        group = self.env["res.partner"].create(
            self._customer("Buying Group", self.env.ref("base.de"))
        )
        invoice = self._sold(self.nord, 2, group)._create_invoices()
        recall = self._recall(self.cell)
        recall.action_compute_scope()
        self.assertEqual(self._kinds(recall, self.nord), {("ship_to", self.nord)})
        invoice.action_post()
        recall.action_compute_scope()
        self.assertEqual(
            self._kinds(recall, self.nord),
            {("ship_to", self.nord), ("bill_to", group)},
        )
        self.assertEqual(len(recall.consignee_ids), 1)

    def test_what_came_back_before_the_notice_is_not_asked_for(self):
        self._deliver(self.cell, self.nord, 6)
        recall = self._recall(self.cell)
        self._started(recall)
        recall = recall.sudo()
        nord = self._consignee(recall, self.nord)
        notice = nord.addressee_ids._notice()
        self.assertEqual(notice.state, "waiting", "the report comes first")
        recall.round_ids.started_at = fields.Datetime.subtract(
            recall.round_ids.started_at, hours=1
        )
        self._take_back(self.cell, self.nord, 2)
        region = recall.region_ids.filtered(lambda row: row.code == "EU")
        region.gate_state = "urgent"
        recall._notices_released(region)
        self.assertEqual((nord.line_ids.quantity, nord.line_ids.quantity_early), (6, 2))
        self.assertEqual(list(nord.addressee_ids._asked().values()), [4])
        self.assertEqual(notice.state, "ready")
        said = notice._values()["lines"][0]
        self.assertEqual((said["qty_shipped"], said["qty_asked"]), (6, 4))
        # what comes back after the notice is theirs to answer
        notice.write({"state": "sent", "sent_at": fields.Datetime.now()})
        self._take_back(self.cell, self.nord, 1)
        recall.with_user(self.manager).action_look_again()
        self.assertEqual(list(nord.addressee_ids._asked().values()), [4])
        row = self.env["udi.recall.balance"].search([("recall_id", "=", recall.id)])
        self.assertEqual((row.asked, row.returned, row.no_word), (6, 3, 3))

    def test_who_has_nothing_left_before_the_notice_hears_nothing(self):
        self._deliver(self.cell, self.nord, 2)
        recall = self._started(self._recall(self.cell)).sudo()
        nord = self._consignee(recall, self.nord)
        recall.round_ids.started_at = fields.Datetime.subtract(
            recall.round_ids.started_at, hours=1
        )
        self._take_back(self.cell, self.nord, 2)
        region = recall.region_ids.filtered(lambda row: row.code == "EU")
        region.gate_state = "urgent"
        recall._notices_released(region)
        self.assertEqual(nord.message_ids.state, "void")

    def test_where_a_state_wants_each_language(self):
        brugge = self.env["res.partner"].create(
            self._customer("AZ Brugge", self.env.ref("base.be"), lang="de_DE")
        )
        self._deliver(self.cell, brugge, 1)
        recall = self._recall(self.cell)
        recall.action_compute_scope()
        texts = [
            row["sentence"] for row in recall.law_findings if row["code"] == "language"
        ]
        self.assertEqual(len(texts), 1)
        self.assertIn("Belgium asks for it in nl, fr as well", texts[0])
        self.assertIn("three national languages", texts[0])
        self.env["res.lang"]._activate_lang("fr_BE")
        there = recall.with_context(lang="fr_BE")
        there.write({"reason_text": "La batterie", "instructions": "Arrêtez."})
        recall.action_compute_scope()
        address = self._consignee(recall, brugge).addressee_ids
        notice = self.env["udi.recall.message"].new(
            {
                "recall_id": recall.id,
                "consignee_id": address.consignee_id.id,
                "addressee_id": address.id,
                "lang": "de_DE",
            }
        )
        ((name, way),) = notice.sudo()._other_languages()
        self.assertIn("French", name)
        self.assertTrue(way.endswith("?lang=fr_BE"))

    def test_a_portal_user_sees_no_waiting_stand_in(self):
        self._deliver(self.cell, self.nord, 2)
        recall = self._started(self._recall(self.cell)).sudo()
        recall.notice_ids.write({"state": "sent", "sent_at": fields.Datetime.now()})
        contact = self.env["res.partner"].create(
            {"name": "Dr Lind", "parent_id": self.nord.id}
        )
        user = new_test_user(
            self.env, "lind_portal", groups="base.group_portal", partner_id=contact.id
        )
        address = self._consignee(recall, self.nord).addressee_ids
        address._name_other(
            {
                "person": "Ruth",
                "email": "ruth@elsewhere.example",
                "phone": "",
                "name": "Lind",
            }
        )
        rows = self.env["udi.recall.addressee"]._of_customer(user.partner_id)
        self.assertEqual(rows, address)

    def test_a_line_of_theirs_grows_and_shrinks_again(self):
        """Who has some of a lot from us, and more of it from another customer."""
        self._deliver(self.cell, self.nord, 3)
        self._deliver(self.cell, self.medica, 6)
        recall = self._started(self._recall(self.cell)).sudo()
        recall.notice_ids.write({"state": "sent", "sent_at": fields.Datetime.now()})
        line = self._consignee(recall, self.nord).line_ids
        self._pass_on(recall, 2)
        self.assertEqual((line.quantity, line.quantity_shipped), (5, 5))
        self._pass_on(recall, 0)
        self.assertEqual((line.quantity, line.quantity_passed_in), (3, 0))
        self._pass_on(recall, 1)
        # what stock says later leaves what others said
        recall.with_user(self.manager).action_look_again()
        self.assertEqual((line.quantity, line.quantity_out), (4, 3))
        rows = self.env["udi.recall.balance"].search([("recall_id", "=", recall.id)])
        self.assertEqual(sum(rows.mapped("asked")) - sum(rows.mapped("passed_in")), 9)

    def _pass_on(self, recall, units):
        address = self._consignee(recall, self.medica).addressee_ids
        (asked,) = address._asked()
        taker = {
            "name": "Nord",
            "email": self.nord.email,
            "line": asked,
            "quantity": units,
        }
        address._begin("link")._give(
            {
                "read_understood": True,
                "affected": "yes",
                "name": "Juan",
                "lines": {str(asked): {"held": 6 - units, "passed_on": units}},
                "onward": [taker] if units else [],
            },
            "link",
        )
