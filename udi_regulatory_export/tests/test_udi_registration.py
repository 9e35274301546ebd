from psycopg2.errors import UniqueViolation

from odoo.exceptions import UserError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .common import REGULATORS, ExportCase


@tagged("post_install", "-at_install")
class TestUdiRegistration(ExportCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.device = cls._device()
        cls.registrations = cls._register(cls.device)
        cls.eudamed = cls.registrations.filtered(lambda r: r.regulator == "eudamed")

    def _sent(self, registration):
        registration.state = "submitted"
        return registration

    def test_one_registration_per_device_and_regulator(self):
        for regulator in REGULATORS:
            with self.subTest(regulator), mute_logger("odoo.sql_db"):
                with self.assertRaises(UniqueViolation), self.cr.savepoint():
                    self.env[f"udi.registration.{regulator}"].create(
                        {"device_id": self.device.id}
                    )

    def test_one_detail_per_registration(self):
        with mute_logger("odoo.sql_db"), self.assertRaises(UniqueViolation):
            with self.cr.savepoint():
                self.env["udi.registration.eudamed"].create(
                    {"registration_id": self.eudamed.id}
                )

    def test_the_regulator_is_the_one_of_the_model(self):
        device = self._device(2)
        detail = self.env["udi.registration.nmpa"].create(
            {"device_id": device.id, "regulator": "gudid"}
        )
        self.assertEqual(detail.registration_id.regulator, "nmpa")

    def test_registering_proposes_what_the_device_says(self):
        device = self._device(2)
        made = device._register_at(REGULATORS)
        self.assertEqual(sorted(made.mapped("regulator")), sorted(REGULATORS))
        for registration in made:
            self.assertEqual(registration.registrant_id, self.maker)
            self.assertEqual(registration.di_id, device.primary_di_id)
        self.assertEqual(self._one(made, "eudamed")._detail().status, "on_market")
        self.assertEqual(self._one(made, "nmpa")._detail().product_type, "device")
        self.assertFalse(self._one(made, "gudid")._detail().premarket_exempt)

    def test_a_premarket_number_says_that_the_device_is_not_exempt(self):
        number = self.env["udi.certificate"].create(
            {"kind": "us_510k", "number": "K260123"}
        )
        device = self._device(2, certificate_ids=number.ids)
        detail = device._register_at(["gudid"])._detail()
        self.assertEqual(detail.premarket_exempt, "no")

    def test_nothing_unanswered_is_proposed_as_no(self):
        device = self._device(2)
        gudid = self._one(device._register_at(REGULATORS), "gudid")._detail()
        for name in ("premarket_exempt", "hctp", "combination_product", "rx", "otc"):
            self.assertFalse(gudid[name])

    def test_registering_again_keeps_what_is_there(self):
        self.eudamed._detail().reprocessed = "yes"
        made = self.device._register_at(REGULATORS)
        self.assertFalse(made)
        self.assertEqual(len(self.device.registration_ids), 3)
        self.assertEqual(self.eudamed._detail().reprocessed, "yes")

    def test_an_identifier_of_another_device_is_refused(self):
        other = self._device(2)
        with self.assertRaisesRegex(
            ValidationError, "is an identifier of PumpOne IP-2"
        ):
            self.eudamed.di_id = other.primary_di_id

    def test_device_and_regulator_never_change(self):
        other = self._device(2)
        with self.assertRaisesRegex(UserError, "cannot move to another device"):
            self.eudamed.device_id = other
        with self.assertRaisesRegex(UserError, "cannot move to another device"):
            self.eudamed._detail().regulator = "gudid"

    def test_a_base_without_its_part_gets_it_when_asked(self):
        device = self._device(2)
        base = self.env["udi.registration"].create(
            {"device_id": device.id, "regulator": "eudamed"}
        )
        self.assertFalse(
            self.env["udi.registration.eudamed"].search(
                [("registration_id", "=", base.id)]
            )
        )
        detail = base._detail()
        self.assertEqual(detail._name, "udi.registration.eudamed")
        self.assertEqual(base._detail(), detail)

    def test_links_lead_to_the_regulators_page(self):
        for registration in self.registrations:
            action = registration.get_formview_action()
            detail = registration._detail()
            self.assertEqual(
                (action["res_model"], action["res_id"]), (detail._name, detail.id)
            )

    def test_check_settles_the_state(self):
        self.assertEqual(set(self.registrations.mapped("state")), {"ready"})
        self.device.catalog_number = False
        self.registrations._check()
        self.assertEqual(self.eudamed.state, "preparing")
        self.assertEqual(self.eudamed.error_count, 1)
        self.assertEqual(self.eudamed.check_result, "error")
        self.assertEqual(self._one(self.registrations, "gudid").state, "ready")

    def test_check_keeps_codes_and_no_words(self):
        self.device.latex = False
        self.eudamed._check()
        (finding,) = self.eudamed.findings
        self.assertEqual(
            (finding["code"], finding["severity"], finding["field"]),
            ("required", "error", "udi.device.latex"),
        )
        self.assertNotIn("sentence", finding)

    def test_check_leaves_alone_what_the_regulator_has(self):
        self._sent(self.eudamed)
        before = self.eudamed.findings
        self.device.latex = False
        self.eudamed._check()
        self.assertEqual(self.eudamed.state, "submitted")
        self.assertEqual(self.eudamed.findings, before)

    def test_check_of_a_rejected_one_keeps_it_rejected(self):
        self._sent(self.eudamed).action_rejected()
        self.eudamed.action_check()
        self.assertEqual(self.eudamed.state, "rejected")
        self.assertEqual(self.eudamed.error_count, 0)

    def test_only_an_accepted_answer_moves_the_version(self):
        self.assertEqual(self.eudamed.version, 0)
        self._sent(self.eudamed)
        self.assertEqual(self.eudamed.version, 0)
        self.eudamed.action_accepted()
        self.assertEqual(self.eudamed.version, 1)
        self.assertEqual(self.eudamed.state, "registered")
        self.assertEqual(self.family.registry_state, "registered")

    def test_a_refused_first_device_frees_its_family(self):
        submission = self.env["udi.submission"]._build(self.eudamed)
        submission.action_uploaded()
        self.assertEqual(self.family.registry_state, "submitted")
        self.eudamed.action_rejected()
        self.assertFalse(self.family.registry_state)

    def test_a_registered_family_stays_so(self):
        self.family.registry_state = "registered"
        self._sent(self.eudamed).action_rejected()
        self.assertEqual(self.family.registry_state, "registered")

    def test_steps_only_from_where_they_start(self):
        for step, start in (
            ("action_accepted", "Submitted"),
            ("action_rejected", "Submitted"),
            ("action_withdraw", "Registered"),
        ):
            with self.subTest(step), self.assertRaisesRegex(UserError, start):
                getattr(self.eudamed, step)()

    def test_what_is_accepted_stands_in_the_ledger(self):
        """From then on its code is one that others have seen."""
        self._sent(self.eudamed).action_accepted()
        event = self.env["udi.event"].search(
            [("res_model", "=", self.eudamed._name), ("res_id", "=", self.eudamed.id)]
        )
        self.assertEqual(event.kind, "published")
        self.assertEqual(event.product_id, self.eudamed.device_id.product_id)
        self.assertEqual(event.di_code, self.eudamed.device_id.primary_di_id.code)
        self.assertEqual(event.reason, "EUDAMED, version 1.")

    def test_withdraw(self):
        self._sent(self.eudamed).action_accepted()
        self.eudamed.action_withdraw()
        self.assertEqual(self.eudamed.state, "withdrawn")

    def test_a_registration_not_sent_can_go(self):
        detail = self.eudamed._detail()
        self.eudamed.unlink()
        self.assertFalse(detail.exists())

    def test_with_its_part_goes_the_registration(self):
        registration = self.eudamed
        registration._detail().unlink()
        self.assertFalse(registration.exists())

    def test_the_chatter_goes_along(self):
        detail = self.eudamed._detail()
        detail.message_post(body="Note")
        messages = [("model", "=", detail._name), ("res_id", "=", detail.id)]
        self.assertTrue(self.env["mail.message"].search(messages))
        self.eudamed.unlink()
        self.assertFalse(self.env["mail.message"].search(messages))

    def test_what_the_regulator_has_stays(self):
        self._sent(self.eudamed)
        with self.assertRaisesRegex(UserError, "stays as evidence"):
            self.eudamed.unlink()

    def test_what_is_in_a_batch_stays(self):
        submission = self.env["udi.submission"]._build(self.eudamed)
        with self.assertRaisesRegex(UserError, submission.name):
            self.eudamed._detail().unlink()
        submission.unlink()
        self.eudamed.unlink()

    def test_changes_of_the_base_are_told_where_people_work(self):
        self.cr.flush()  # what was made in this transaction is not tracked before
        detail = self.eudamed._detail()
        other = self._partner("Other Maker")
        self.eudamed.registrant_id = other
        detail.reprocessed = "yes"
        self.env.flush_all()
        self.cr.flush()
        tracked = detail.message_ids.sudo().tracking_value_ids
        self.assertEqual(
            sorted(tracked.field_id.mapped("name")), ["registrant_id", "reprocessed"]
        )

    def test_state_of_each_regulator_on_the_device(self):
        self._sent(self.eudamed)
        self.assertRecordValues(
            self.device,
            [
                {
                    "gudid_state": "ready",
                    "eudamed_state": "submitted",
                    "nmpa_state": "ready",
                    "registration_count": 3,
                }
            ],
        )
        self.assertRecordValues(
            self._device(2),
            [{"gudid_state": False, "registration_count": 0, "nmpa_state": False}],
        )

    def test_opening_the_registrations_of_a_device(self):
        action = self.device.action_open_registrations()
        found = self.env[action["res_model"]].search(action["domain"])
        self.assertEqual(found, self.registrations)

    def test_a_second_registrable_device_is_found_by_its_registrations(self):
        other = self._device(2)
        found = self.env["udi.device"].search([("registration_ids", "=", False)])
        self.assertIn(other, found)
        self.assertNotIn(self.device, found)

    def test_the_pages_take_changes(self):
        """Each regulator's page, as the browser fills it in."""
        other = self._partner("Other Maker")
        for registration in self.registrations:
            detail = registration._detail()
            with self.subTest(detail._name), Form(detail) as page:
                page.registrant_id = other
                page.di_id = self.device.primary_di_id
            self.assertEqual(registration.registrant_id, other)
