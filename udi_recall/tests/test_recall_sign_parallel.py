from odoo.tests import tagged

from .two_people_case import BUSY, TwoPeopleCase


@tagged("post_install", "-at_install")
class TestRecallSignParallel(TwoPeopleCase):
    """Two approvers sign at one moment: one signature counts, one word for the other.

    What is asked before a signature has tests of its own.
    """

    def setUp(self):
        super().setUp()
        recalls = self.registry["udi.recall"]
        self.patch(recalls, "_check_law", lambda _self: None)
        self.patch(recalls, "_check_points", lambda _self: None)
        self.patch(
            self.registry["udi.signature"], "_is_right", lambda _self, _password: True
        )

    def _asked(self, env, recall, action):
        """Two dialogs opened on the same thing, each with a reason."""
        dialogs = [env["udi.signature"].browse(action()["res_id"]) for _each in "12"]
        for dialog in dialogs:
            dialog.reason = "I read it."
        return recall.id, [dialog.id for dialog in dialogs]

    def _signed_twice(self, dialogs):
        def sign(dialog):
            return lambda env: env["udi.signature"].browse(dialog).action_sign()

        first, second = self.meanwhile(*map(sign, dialogs))
        self.assertEqual(first["type"], "ir.actions.act_window_close")
        self.assertIn(BUSY, str(second))
        with self.connection() as env:
            again = self._tried(env, sign(dialogs[1]))
        self.assertIn("this step is not possible now", str(again))

    def test_two_approve(self):
        with self.connection() as env:
            recall = self.made(env)
            admin = env.ref("base.user_admin")
            recall.write({"state": "scoped", "approval_asked_by_id": admin.id})
            number, dialogs = self._asked(env, recall, recall.action_approve)
        self._signed_twice(dialogs)
        self._signed_once(number, "approved")

    def test_two_close(self):
        with self.connection() as env:
            recall = self.told(env)
            recall.state = "completed"
            number, dialogs = self._asked(env, recall, recall.action_close)
        self._signed_twice(dialogs)
        self._signed_once(number, "closed")

    def _signed_once(self, number, state):
        with self.connection() as env:
            recall = env["udi.recall"].browse(number)
            self.assertEqual(recall.state, state)
            about = [("res_model", "=", "udi.recall"), ("res_id", "=", number)]
            self.assertEqual(env["udi.event"].search_count(about), 1)


@tagged("post_install", "-at_install")
class TestRecallIncomingParallel(TwoPeopleCase):
    """A dealer presses “Notify” twice: our customers are asked in one recall."""

    def setUp(self):
        super().setUp()
        # what stock has of it is found in a test of its own
        self.patch(self.registry["udi.recall.incoming"], "_find", lambda _self: None)

    def test_pressed_twice(self):
        with self.connection() as env:
            product = env["product.product"].create(
                {"name": "Pump", "is_storable": True, "tracking": "lot"}
            )
            lot = env["stock.lot"].create({"name": "L1", "product_id": product.id})
            incoming = env["udi.recall.incoming"].create(
                {
                    "name": "FSCA-1",
                    "title": "Pump of a maker",
                    "reason_text": "It stops.",
                    "line_ids": [(0, 0, {"number": 1, "lot": "L1"})],
                }
            )
            found = {"lot_ids": lot.ids, "lot_count": 1, "found": "yes"}
            incoming.line_ids.write(found)
            incoming.write({"state": "matched", "lot_count": 1})
            number = incoming.id

        def notify(env):
            return env["udi.recall.incoming"].browse(number).action_notify()

        with self.connection() as env:
            before = env["udi.recall"].search_count([])
        first, second = self.meanwhile(notify, notify)
        self.assertEqual(first["res_model"], "udi.recall")
        self.assertIn(BUSY, str(second))
        with self.connection() as env:
            self.assertEqual(notify(env)["res_id"], first["res_id"])
            self.assertEqual(env["udi.recall"].search_count([]), before + 1)


@tagged("post_install", "-at_install")
class TestRecallAnswerParallel(TwoPeopleCase):
    """Two answers for one customer at one moment: the second waits, none is lost."""

    def _give(self, addressee, affected):
        def give(env):
            row = env["udi.recall.addressee"].browse(addressee)
            values = {
                "read_understood": True,
                "affected": affected,
                "name": "Sister Ruth",
                "told_how": "By telephone",
                "adverse_events": "no",
            }
            return row._begin("typed")._give(values, "typed").version

        return give

    def test_of_one_address(self):
        """The later one replaces the earlier one, which is kept."""
        with self.connection() as env:
            addressee = self.told(env).consignee_ids.addressee_ids.id
        found = self.meanwhile(
            self._give(addressee, "none"), self._give(addressee, "not_received")
        )
        self.assertEqual(found, (1, 2))
        with self.connection() as env:
            row = env["udi.recall.addressee"].browse(addressee)
            self.assertEqual(row._counting().affected, "not_received")
            states = row.reply_ids.sorted("version").mapped("state")
            self.assertEqual(states, ["superseded", "given"])

    def test_of_two_wards(self):
        with self.connection() as env:
            consignee = self.told(env).consignee_ids
            ward = env["res.partner"].create(
                {"name": "Ward 3", "parent_id": consignee.partner_id.id}
            )
            first = consignee.addressee_ids
            pair = (first | self.addressee(env, consignee, ward)).ids
            number = consignee.id
        self.meanwhile(*(self._give(each, "none") for each in pair))
        with self.connection() as env:
            consignee = env["udi.recall.consignee"].browse(number)
            self.assertEqual(len(consignee.reply_ids), 2)
            self.assertEqual(consignee.answer_state, "none_found")
