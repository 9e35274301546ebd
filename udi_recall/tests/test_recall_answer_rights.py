from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import HttpCase, new_test_user, tagged
from odoo.tools import mute_logger

from .answer_case import AnswerCase

MODELS = (
    "udi.recall.addressee",
    "udi.recall.reply",
    "udi.recall.reply.line",
    "udi.recall.reply.action",
    "udi.recall.onward",
    "udi.recall.knock",
)
TYPED = ("udi.recall.answer", "udi.recall.gone")


@tagged("post_install", "-at_install")
class TestRecallAnswerRights(AnswerCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        address = cls._address(cls.nord)
        address._token()
        cls.reply = address._begin("link")
        cls.reply._give(
            {
                "read_understood": True,
                "affected": "yes",
                "name": "Ruth",
                "lines": {str(line): {"passed_on": 1} for line in address._asked()},
                "onward": [
                    {"name": "Ward 9", "line": line, "quantity": 1}
                    for line in address._asked()
                ],
            },
            "link",
        )

    @mute_logger("odoo.addons.base.models.ir_rule", "odoo.addons.base.models.ir_access")
    def test_outsiders_read_nothing(self):
        portal = new_test_user(self.env, "answer_portal", groups="base.group_portal")
        public = self.env.ref("base.public_user")
        for user in (self.worker, portal, public):
            for model in (*MODELS, *TYPED):
                with self.subTest(user=user.login, model=model):
                    with self.assertRaises(AccessError):
                        self.env[model].with_user(user).search([])

    @mute_logger("odoo.addons.base.models.ir_rule", "odoo.addons.base.models.ir_access")
    def test_nobody_writes_an_answer_but_through_its_steps(self):
        for user in (self.manager, self.approver):
            for model in MODELS[:5]:
                rows = self.env[model].with_user(user)
                row = rows.search([], limit=1)
                with self.subTest(user=user.login, model=model):
                    with self.assertRaises(AccessError):
                        rows.create({})
                    for change in (
                        lambda row=row: row.write({"company_id": 1}),
                        row.unlink,
                    ):
                        with self.assertRaises(AccessError):
                            change()

    def test_nor_through_the_recall(self):
        recall = self.recall.with_user(self.manager)
        for command in (
            Command.delete(self.reply.id),
            Command.update(self.reply.id, {"name": "Forged"}),
            Command.create({"name": "Forged"}),
        ):
            with self.assertRaises(AccessError):
                recall.write({"reply_ids": [command]})
                self.env.flush_all()

    def test_the_secret_is_shown_to_nobody(self):
        for user in (self.reader, self.manager, self.approver):
            address = self._address(self.nord).with_user(user)
            self.assertNotIn("access_token", address.read()[0])
            with self.assertRaises(AccessError):
                address.read(["access_token"])
            with self.assertRaises(AccessError):
                address.search([("access_token", "like", "a")])

    def test_the_helpers_are_not_remote(self):
        public = {
            name
            for model in (*MODELS, *TYPED, "udi.recall.answer.line")
            for parent in type(self.env[model]).__mro__
            if ".models.udi_recall_" in parent.__module__
            or ".wizards.udi_recall_" in parent.__module__
            for name in vars(parent)
            if not name.startswith("_") and callable(getattr(parent, name, None))
        }
        self.assertLessEqual(
            public,
            {"action_give", "action_gone", "create", "write"} | self._of_others(public),
        )

    def _of_others(self, public):
        """Buttons of messages and calls stand on the same rows."""
        return {name for name in public if name.startswith("action_")}

    def test_a_reader_types_in_nothing(self):
        consignee = self._consignee(self.recall, self.medica).with_user(self.reader)
        for step in (consignee.action_type_answer, consignee.action_mark_gone):
            with self.assertRaisesRegex(AccessError, "role \\*Recall manager\\* can"):
                step()
        for model in TYPED:
            with self.assertRaises(AccessError):
                self.env[model].with_user(self.reader).create(
                    {"consignee_id": consignee.id}
                )

    # -- typed in ------------------------------------------------------------------

    def _dialog(self, partner, user=None, **values):
        consignee = self._consignee(self.recall, partner).with_user(
            user or self.manager
        )
        action = consignee.action_type_answer()
        dialogs = self.env["udi.recall.answer"].with_user(user or self.manager)
        return dialogs.with_context(**action["context"]).create(
            {
                "read_understood": True,
                "affected": "yes",
                "name": "Pharmacist",
                **values,
            }
        )

    def test_the_manager_types_in_what_they_said(self):
        file = (
            self.env["ir.attachment"]
            .with_user(self.manager)
            .create({"name": "letter.pdf", "raw": b"%PDF-1.4"})
        )
        dialog = self._dialog(self.medica, attachment_ids=[Command.link(file.id)])
        self.assertEqual(dialog.line_ids.quantity_asked, 6)
        dialog.line_ids.quantity_held = 5
        self.assertEqual(dialog.line_ids.state, "short")
        dialog.line_ids.quantity_lost = 1
        self.assertEqual(dialog.line_ids.state, "complete")
        self.assertIn("6 of 6", dialog.sum_text)
        dialog.action_ids.done = "yes"
        dialog.action_give()
        reply = self._address(self.medica)._given()
        self.assertEqual(reply.typed_by_id, self.manager)
        self.assertEqual((reply.channel, reply.told_how), ("typed", "By telephone"))
        self.assertEqual(reply.attachment_ids, file)
        self.assertEqual(file.res_model, "udi.recall.reply")
        self.assertEqual(self._state(self.medica), "complete")

    def test_the_name_is_asked_for(self):
        with self.assertRaisesRegex(UserError, "Your name is needed"):
            self._dialog(self.medica, name=False).action_give()

    def test_no_address_of_another_customer(self):
        dialog = self._dialog(self.medica)
        dialog.addressee_id = self._address(self.nord)
        with self.assertRaisesRegex(UserError, "Choose an address of Medica SA"):
            dialog.action_give()

    def test_no_answer_after_the_end(self):
        dialog = self._dialog(self.medica)
        self.recall.state = "closed"
        with self.assertRaisesRegex(UserError, "no answer can be entered now"):
            dialog.action_give()

    def test_someone_else_s_dialog_stays_theirs(self):
        dialog = self._dialog(self.medica)
        with self.assertRaises(AccessError):
            dialog.with_user(self.approver).action_give()

    @mute_logger("odoo.addons.base.models.ir_rule")
    def test_another_company_types_in_nothing(self):
        other = self.env["res.company"].create({"name": "Other"})
        stranger = new_test_user(
            self.env,
            "answer_stranger",
            groups="udi_recall.group_recall_approver",
            company_id=other.id,
            company_ids=[Command.set(other.ids)],
        )
        consignee = self._consignee(self.recall, self.medica)
        dialog = (
            self.env["udi.recall.answer"]
            .with_user(stranger)
            .sudo()
            .create(
                {
                    "consignee_id": consignee.id,
                    "addressee_id": self._address(self.medica).id,
                    "affected": "none",
                    "read_understood": True,
                    "name": "x",
                }
            )
        )
        with self.assertRaises(AccessError):
            dialog.with_user(stranger).action_give()
        self.assertFalse(self.env["udi.recall.reply"].with_user(stranger).search([]))


@tagged("post_install", "-at_install")
class TestRecallAnswerPortal(AnswerCase, HttpCase):
    """Who logs in sees the recalls of their own account."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.nurse = cls._portal(cls.ward, "answer_nurse")
        cls.other = cls._portal(cls.nord, "answer_other")

    @classmethod
    def _portal(cls, parent, login):
        user = new_test_user(cls.env, login, groups="base.group_portal")
        user.partner_id.parent_id = parent.commercial_partner_id
        return user

    def test_a_colleague_of_the_same_hospital_may_answer(self):
        self.authenticate("answer_nurse", "answer_nurse")
        listed = self.url_open("/my/recalls").text
        self.assertIn(self.recall.name, listed)
        address = self._address(self.ward)
        page = self.url_open(f"/my/recalls/{address.id}").text
        self.assertIn("SN0005", page)
        token = page.split('name="csrf_token" value="')[1].split('"')[0]
        fields = {"csrf_token": token, "page": "read", "base": "0"}
        self.url_open(
            f"/my/recalls/{address.id}/read",
            data={**fields, "read_understood": "1", "affected": "none"},
        )
        self.url_open(
            f"/my/recalls/{address.id}/did",
            data={**fields, "page": "did", "go": "send", "name": "Nurse"},
        )
        self.env.invalidate_all()
        self.assertEqual(address._given().channel, "portal")

    def test_another_account_sees_none_of_it(self):
        self.authenticate("answer_other", "answer_other")
        address = self._address(self.ward)
        self.assertEqual(self.url_open(f"/my/recalls/{address.id}").status_code, 404)
        for file in ("copy.pdf", "paper.pdf", "list.xlsx"):
            response = self.url_open(f"/my/recalls/{address.id}/{file}")
            self.assertEqual(response.status_code, 404)
        self.assertNotIn("Ward 3", self.url_open("/my/recalls").text)

    def test_nothing_shows_before_a_notice_left(self):
        consignee = self._consignee(self.recall, self.nord)
        consignee.message_ids.write({"sent_at": False, "state": "waiting"})
        self.authenticate("answer_other", "answer_other")
        self.assertIn("No recall concerns you", self.url_open("/my/recalls").text)
        address = self._address(self.nord)
        self.assertEqual(self.url_open(f"/my/recalls/{address.id}").status_code, 404)

    def test_without_login_there_is_only_the_door(self):
        address = self._address(self.ward)
        response = self.url_open(f"/my/recalls/{address.id}")
        self.assertIn("/web/login", response.url)

    def test_the_home_counts_what_is_to_answer(self):
        self.authenticate("answer_nurse", "answer_nurse")
        page = self.url_open("/my/home").text
        self.assertIn("Recalls to answer", page)
        counted = self.make_jsonrpc_request(
            "/my/counters", {"counters": ["recall_count"]}
        )
        self.assertEqual(counted["recall_count"], 2)
