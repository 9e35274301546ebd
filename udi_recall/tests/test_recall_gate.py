import base64
from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, freeze_time, tagged

from .common import RecallCase


@tagged("post_install", "-at_install")
class TestRecallGate(RecallCase):
    """Where the report comes first, nobody hears of it before; nowhere else."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.story = cls._story()
        cls.medica.write({"country_id": cls.env.ref("base.us").id, "lang": "en_US"})

    def setUp(self):
        super().setUp()
        self._approved(self.story)
        self.eu, self.us = (
            self.story.region_ids.filtered(lambda row, c=code: row.code == c)
            for code in ("EU", "US")
        )

    def _dialog(self, region, what, user=None, **values):
        region = region.with_user(user or self.manager)
        action = getattr(region, f"action_{what}")()
        dialogs = self.env["udi.recall.gate"].with_user(user or self.manager)
        with Form(dialogs.with_context(**action["context"])) as form:
            for name, value in values.items():
                setattr(form, name, value)
        return form.record

    def _report(self, **values):
        return {
            "number": "FSCA-2026-004",
            "sent_at": fields.Datetime.now() - timedelta(minutes=5),
            "file": base64.b64encode(b"%PDF-1.7 the report"),
            **values,
        }

    def test_each_place_by_its_own_law(self):
        self.assertEqual(set(self.story.region_ids.mapped("code")), {"EU", "US"})
        self.assertRecordValues(
            self.eu | self.us,
            [
                {"gate_state": "needed", "report_first": True},
                {"gate_state": "free", "report_first": False},
            ],
        )
        self.assertFalse(self.eu._gate_open())
        self.assertTrue(self.us._gate_open())
        with self.assertRaisesRegex(UserError, "no report is needed before"):
            self.us.action_sent()

    def test_marked_as_sent_with_number_date_and_file(self):
        released = []
        self.patch(
            type(self.story),
            "_notices_released",
            lambda _self, regions: released.append(regions),
        )
        dialog = self._dialog(self.eu, "sent", **self._report())
        dialog.file_name = "fsca.pdf"
        dialog.action_done()
        self.assertRecordValues(
            self.eu, [{"gate_state": "sent", "report_number": "FSCA-2026-004"}]
        )
        self.assertEqual(self.eu.report_file_id.raw, b"%PDF-1.7 the report")
        self.assertEqual(self.eu.report_file_id.name, "fsca.pdf")
        self.assertEqual(released, [self.eu])
        self.assertIn("sent, FSCA-2026-004", self.story.message_ids[0].body)
        event = self.env["udi.event"].search([("res_model", "=", "udi.recall")])[0]
        self.assertIn("FSCA-2026-004", event.reason)
        with self.assertRaisesRegex(UserError, "already. Nothing was changed"):
            dialog.action_done()

    def test_each_proof_is_needed(self):
        dialogs = self.env["udi.recall.gate"].with_user(self.manager)
        for name, label in (
            ("number", "Number of the report"),
            ("sent_at", "Sent on"),
            ("file", "The report as sent"),
        ):
            values = {"region_id": self.eu.id, "what": "sent", **self._report()}
            dialog = dialogs.create({**values, name: False})
            with self.assertRaisesRegex(UserError, f"Empty: {label}"):
                dialog.action_done()
        late = {"sent_at": fields.Datetime.now() + timedelta(days=1)}
        dialog = self._dialog(self.eu, "sent", **self._report(**late))
        with self.assertRaisesRegex(UserError, "still to come"):
            dialog.action_done()
        self.assertFalse(self.eu._gate_open())

    def test_urgent_needs_a_second_person(self):
        self._dialog(self.eu, "urgent", reason="Two pumps stopped.").action_done()
        self.assertFalse(self.eu._gate_open(), "one person opens nothing")
        self.assertIn("second signature", self.eu.gate_text)
        with self.assertRaisesRegex(AccessError, "Recall approver"):
            self.eu.with_user(self.manager).action_sign_urgent()
        self._sign(self.eu.with_user(self.approver).action_sign_urgent(), self.approver)
        self.assertRecordValues(
            self.eu,
            [
                {
                    "gate_state": "urgent",
                    "urgent_reason": "Two pumps stopped.",
                    "urgent_by_id": self.approver.id,
                }
            ],
        )
        self.assertTrue(self.eu._gate_open())
        self._dialog(self.eu, "sent", **self._report()).action_done()
        self.assertEqual(self.eu.gate_state, "sent", "the report followed")

    def test_who_calls_it_urgent_does_not_sign_that(self):
        self._dialog(self.eu, "urgent", self.approver, reason="x").action_done()
        with self.assertRaisesRegex(UserError, "You prepared this. Someone else"):
            self.eu.with_user(self.approver).action_sign_urgent()

    def test_nobody_signs_urgency_without_a_reason(self):
        with self.assertRaisesRegex(UserError, "nobody said why it is urgent"):
            self.eu.with_user(self.approver).action_sign_urgent()
        dialogs = self.env["udi.recall.gate"].with_user(self.manager)
        dialog = dialogs.create({"region_id": self.eu.id, "what": "urgent"})
        with self.assertRaisesRegex(UserError, "Empty: Why it cannot wait"):
            dialog.action_done()

    def test_comments_on_the_draft_pause_over_the_weekend(self):
        self.company.partner_id.tz = "Europe/Berlin"
        with freeze_time("2026-11-20 10:00:00"):
            self._dialog(
                self.eu,
                "draft",
                sent_at=fields.Datetime.to_datetime("2026-11-20 09:00"),
            ).action_done()
        self.assertEqual(str(self.eu.comments_until), "2026-11-24 09:00:00")
        self.assertIn("24 Nov 2026 10:00", self.eu.gate_text)
        self.assertFalse(self.eu._gate_open())

    def test_the_gate_is_no_field(self):
        for values in (
            {"gate_state": "sent"},
            {"report_number": "1"},
            {"urgent_by_id": self.approver.id},
            {"draft_sent_at": "2026-11-20 09:00:00"},
            {"outcome": "accepted"},
            {"recall_id": self.story.copy().id},
        ):
            for user in (self.manager, self.approver):
                with self.assertRaisesRegex(UserError, "only the buttons"):
                    self.eu.with_user(user).write(values)
            with self.assertRaisesRegex(UserError, "only the buttons"):
                values.setdefault("recall_id", self.story.id)
                if len(values) == 1:
                    values["gate_state"] = "free"
                self.env["udi.recall.region"].with_user(self.manager).create(
                    {"code": "UK", **values}
                )
        self.assertFalse(self.eu._gate_open())

    def test_nor_through_the_recall_or_a_default(self):
        regions = self.env["udi.recall.region"].with_user(self.manager)
        row = regions.with_context(default_gate_state="sent").create(
            {"recall_id": self.story.id, "code": "UK"}
        )
        self.assertEqual(row.gate_state, "needed")
        with self.assertRaisesRegex(UserError, "only the buttons"):
            self.story.with_user(self.manager).write(
                {"region_ids": [(1, self.eu.id, {"gate_state": "sent"})]}
            )

    def test_a_reader_opens_no_gate(self):
        for what in ("sent", "draft", "urgent"):
            with self.assertRaisesRegex(AccessError, "Recall manager"):
                getattr(self.eu.with_user(self.reader), f"action_{what}")()
        with self.assertRaises(AccessError):
            self.eu.with_user(self.reader).class_firm = "II"

    def test_before_the_approval_nothing_is_told(self):
        self.story.action_change_again()
        with self.assertRaisesRegex(UserError, "is Scoped"):
            self.eu.with_user(self.manager).action_sent()

    # -- rows ------------------------------------------------------------------------

    def test_a_market_is_added_and_taken_out(self):
        regions = self.env["udi.recall.region"].with_user(self.manager)
        row = regions.create({"recall_id": self.story.id, "code": "CA"})
        self.assertRecordValues(row, [{"added": True, "gate_state": "needed"}])
        with self.assertRaisesRegex(UserError, "Where a row stands cannot"):
            row.code = "JP"
        self.story.action_change_again()
        self.story.action_compute_scope()
        self.assertTrue(row.exists(), "a preview keeps what people added")
        row.unlink()
        with self.assertRaisesRegex(UserError, "European Union stays"):
            self.eu.with_user(self.manager).unlink()

    def test_a_region_without_customers_goes_with_the_next_preview(self):
        self.story.action_change_again()
        self.medica.country_id = self.env.ref("base.de")
        self.medica.lang = "de_DE"
        self.story.action_compute_scope()
        self.assertEqual(self.story.region_ids.mapped("code"), ["EU"])

    def test_numbers_of_authorities_are_found(self):
        self.env["udi.recall.number"].with_user(self.manager).create(
            [
                {"region_id": self.us.id, "name": name}
                for name in ("Z-0053-2026", "Z-0054-2026")
            ]
        )
        found = self.env["udi.recall"].search(
            [("region_ids.number_ids.name", "ilike", "Z-0054")]
        )
        self.assertEqual(found, self.story)
