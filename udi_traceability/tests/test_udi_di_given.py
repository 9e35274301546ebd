from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import UdiCase, gtin
from .two_connections import TwoConnections


@tagged("post_install", "-at_install")
class TestDiGiven(UdiCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.draft = cls.make_device("Draft D", 30001, active=False)
        cls.other = cls.make_device("Other O", 30002, active=False)

    def give(self, device, code, role="secondary"):
        return device.env["udi.di"].create(
            {"device_id": device.id, "code": code, "role": role}
        )

    def given(self, code):
        return self.env["udi.di.given"].search([("code", "=", code)])

    def test_who_has_it_is_noted(self):
        row = self.given(gtin(10001))
        self.assertEqual(row.device_id, self.pump)
        self.assertEqual(row.device_name, "Pump P M10001")
        self.assertTrue(row.active_once)
        self.assertFalse(self.given(gtin(30001)).active_once)

    def test_a_di_of_a_device_in_use_is_never_free_again(self):
        code = gtin(30003)
        di = self.give(self.draft, code)
        self.env["udi.di.given"]._in_use(self.draft)
        di.unlink()
        with self.assertRaises(ValidationError) as caught:
            self.give(self.other, code)
        self.assertIn("was given to Draft D", str(caught.exception))
        self.assertTrue(self.give(self.draft, code))

    def test_nor_after_the_device_was_withdrawn(self):
        self.glove._withdraw("ended")
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"):
            self.give(self.draft, self.glove.primary_di_id.code)

    def test_a_slip_in_a_draft_is_forgotten(self):
        code = gtin(30004)
        self.give(self.draft, code).unlink()
        self.assertFalse(self.given(code))
        self.assertTrue(self.give(self.other, code))

    def test_a_corrected_code_frees_the_wrong_one(self):
        di = self.give(self.draft, gtin(30005))
        di.code = gtin(30006)
        self.assertFalse(self.given(gtin(30005)))
        self.assertEqual(self.given(gtin(30006)).device_id, self.draft)

    def test_what_was_printed_is_not_forgotten(self):
        code = gtin(30007)
        di = self.give(self.draft, code)
        self.env["udi.event"]._record([{"kind": "printed", "di_code": code}])
        di.unlink()
        with self.assertRaisesRegex(ValidationError, "was given to Draft D"):
            self.give(self.other, code)

    def test_a_deleted_draft_frees_its_identifiers(self):
        code = self.draft.primary_di_id.code
        self.draft.unlink()
        self.assertFalse(self.given(code))
        self.assertTrue(self.give(self.other, code))

    def test_a_printed_di_outlives_its_draft(self):
        code = gtin(30008)
        self.give(self.draft, code)
        self.env["udi.event"]._record([{"kind": "printed", "di_code": code}])
        self.draft.unlink()
        self.assertEqual(self.given(code).device_name, "Draft D M30001")
        with self.assertRaises(ValidationError):
            self.give(self.other, code)

    def test_a_di_moves_between_drafts_only(self):
        di = self.give(self.draft, gtin(30009))
        di.device_id = self.other
        self.assertEqual(self.given(di.code).device_id, self.other)
        self.env["udi.di.given"]._in_use(self.other)
        with self.assertRaisesRegex(ValidationError, "never goes to another"):
            di.device_id = self.draft

    def test_shared_roles_are_not_noted(self):
        di = self.give(self.draft, gtin(30011), "unit_of_use")
        self.assertFalse(self.given(di.code))
        di.role = "secondary"
        self.assertTrue(self.given(di.code))

    def test_a_hidden_company_is_not_named(self):
        stranger = self.env["res.company"].create({"name": "Stranger"})
        device = self.env["udi.device"].create(
            {"model_number": "Secret", "company_id": stranger.id}
        )
        code = gtin(30012)
        di = self.give(device, code)
        self.env["udi.event"]._record([{"kind": "printed", "di_code": code}])
        di.unlink()
        officer = self.make_user("g_officer", "udi_traceability.group_udi_officer")
        with self.assertRaises(ValidationError) as caught:
            self.give(self.draft.with_user(officer), code)
        self.assertIn("given to another device", str(caught.exception))
        self.assertNotIn("Secret", str(caught.exception))

    def test_nobody_edits_the_register(self):
        row = self.given(gtin(10001))
        manager = self.make_user("g_manager", "udi_traceability.group_udi_manager")
        for change in (
            lambda: row.with_user(manager).unlink(),
            lambda: row.with_user(manager).write({"code": "x"}),
        ):
            with self.assertRaises(AccessError):
                change()
        with self.assertRaisesRegex(UserError, "stays known"):
            row.unlink()

    def test_many_cost_no_query_each(self):
        def make(numbers):
            self.env["udi.di"].create(
                [
                    {
                        "device_id": self.draft.id,
                        "code": gtin(number),
                        "role": "secondary",
                    }
                    for number in numbers
                ]
            )
            self.env.flush_all()

        make(range(40000, 40002))
        with self.assertQueryCount(25):
            make(range(41000, 41200))


@tagged("post_install", "-at_install")
class TestTwoPeople(TwoConnections):
    def setUp(self):
        super().setUp()
        with self.connection() as env:
            devices = env["udi.device"].create(
                [{"model_number": name} for name in ("First", "Second")]
            )
            self.ids = devices.ids

    def give(self, number, code, **values):
        return lambda env: (
            env["udi.di"]
            .create({"device_id": self.ids[number], "code": code, **values})
            .id
        )

    @mute_logger("odoo.sql_db")
    def test_one_di_for_two_devices_at_once(self):
        code = gtin(31001)
        _done, refused = self.meanwhile(self.give(0, code), self.give(1, code))
        self.assertIsInstance(refused, (ValidationError, IntegrityError))
        self.assertIn("One DI stands for one device", str(refused))
        with self.connection() as env:
            owner = env["udi.di"].search([("code", "=", code)]).device_id
            self.assertEqual(owner.ids, self.ids[:1])

    @mute_logger("odoo.sql_db")
    def test_a_di_is_not_taken_while_it_is_deleted(self):
        code = gtin(31002)
        with self.connection() as env:
            di_id = self.give(0, code, role="secondary")(env)
            env["udi.di.given"].search([("code", "=", code)]).active_once = True

        _done, refused = self.meanwhile(
            lambda env: env["udi.di"].browse(di_id).unlink(), self.give(1, code)
        )
        self.assertIsInstance(refused, ValidationError)
        self.assertIn("was given to First", str(refused))

    @mute_logger("odoo.sql_db")
    def test_a_loop_is_not_closed_from_both_ends(self):
        with self.connection() as env:
            base = self.give(0, gtin(31003))(env)
            level = {"role": "package", "contains_qty": 2, "contains_di_id": base}
            one = self.give(0, gtin(31003, 1), **level)(env)
            two = self.give(0, gtin(31003, 2), **level)(env)

        def put(inner, outer):
            return lambda env: (
                env["udi.di"].browse(outer).write({"contains_di_id": inner})
            )

        _done, refused = self.meanwhile(put(one, two), put(two, one))
        self.assertIsInstance(refused, ValidationError)
        self.assertIn("cannot contain itself", str(refused))
