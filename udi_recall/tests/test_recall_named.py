from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .test_recall_answer_page import PageCase

RUTH = {
    "person": "Ruth Sanz",
    "email": "ruth@medica.example",
    "phone": "+34 91 1",
    "name": "Juan",
}


@tagged("post_install", "-at_install")
class TestRecallNamed(PageCase):
    """“Not the right person? Name who is”: who is named gets the notice."""

    def _tell(self, **values):
        values = {"what": "person", **RUTH, **values}
        return self._post("tell", **values)

    def _named(self):
        return self.recall.consignee_ids.addressee_ids.filtered("stands_for_id")

    def test_the_right_person_gets_the_notice(self):
        response = self._tell()
        self.assertIn("Ruth Sanz gets the notice", self._text(response))
        ruth = self._named()
        self.assertEqual(ruth.partner_id.email, "ruth@medica.example")
        self.assertEqual(ruth.partner_id.parent_id, self.medica)
        self.assertEqual(ruth.kind, "ship_to")
        notice = ruth.message_ids
        self.assertEqual(
            (notice.kind, notice.means, notice.version), ("notice", "mail", 1)
        )
        self.assertEqual(notice.email, "ruth@medica.example")
        self.assertEqual(ruth._notice_lines(), self.address._notice_lines())
        # the old one stays as tried, and hears nothing more
        self.assertEqual(self.address.replaced_by_id, ruth)
        self.assertTrue(self.address.message_ids.filtered(lambda m: m.state == "sent"))
        self.assertFalse(self.address.must_answer)
        self.assertTrue(ruth.must_answer)
        self.assertEqual(self.recall._prepare_notices(), 0, "told once")

    def test_our_contact_hears_of_it(self):
        before = self.recall.activity_ids
        self._tell()
        task = self.recall.activity_ids - before
        self.assertIn("not the right person", task.summary)
        self.assertIn("Ruth Sanz", task.note)
        self.assertIn("Ruth Sanz", self.recall.message_ids[0].body)

    def test_their_answer_counts_for_the_place(self):
        self._tell()
        ruth = self._named()
        self.assertEqual(ruth._asked(), self.address._asked())
        path = ruth._reply_path()
        self._post("read", path, page="read", read_understood="1", affected="none")
        self._post("did", path, page="did", go="send", name="Ruth")
        self.assertEqual(self._state(self.medica), "none_found")
        # and of the old one, if they answer after all
        self._answer(self.medica, self._lines(self.medica, held=6))
        self.assertEqual(self._state(self.medica), "complete")

    def test_a_place_answers_for_itself_only(self):
        """Anna's main store is not answered by whom her ward named."""
        ward = self._address(self.ward)
        fresh = ward._name_other({**RUTH, "email": "ruth@anna.example"})
        lines = {str(line): {"held": 1} for line in fresh._asked()}
        self.assertEqual(len(lines), 2)
        fresh._begin("link")._give(
            {
                "read_understood": True,
                "affected": "yes",
                "name": "Ruth",
                "actions": {"1": {"done": "yes"}, "2": {"done": "yes"}},
                "lines": lines,
            },
            "link",
        )
        self.assertTrue(ward._counting())
        self.assertFalse(self._address(self.anna)._counting())
        self.assertEqual(self._state(self.anna), "partial")

    def test_a_foreign_address_waits_for_one_of_us(self):
        response = self._tell(email="ruth@elsewhere.example")
        self.assertIn("A person looks at it", self._text(response))
        ruth = self._named()
        self.assertTrue(ruth.is_waiting)
        self.assertFalse(ruth.message_ids)
        self.assertTrue(self.address.must_answer)
        self.assertFalse(self.recall._prepare_notices())
        self.assertFalse(ruth.message_ids)
        with self.assertRaises(AccessError):
            ruth.with_user(self.reader).action_write_to()
        ruth.with_user(self.manager).action_write_to()
        self.assertEqual(ruth.message_ids.email, "ruth@elsewhere.example")
        self.assertEqual(self.address.replaced_by_id, ruth)
        with self.assertRaisesRegex(UserError, "already"):
            ruth.with_user(self.manager).action_write_to()

    def test_what_was_named_vouches_for_nobody(self):
        self._tell(email="a@elsewhere.example")
        self._named().with_user(self.manager).action_write_to()
        self._tell(email="b@elsewhere.example")
        self.assertTrue(self._named()[-1:].is_waiting)

    def test_free_mail_tells_no_house(self):
        self.medica.email = "medica@gmail.com"
        self._tell(email="ruth@gmail.com")
        self.assertTrue(self._named().is_waiting)

    def test_so_many_and_no_more(self):
        for number in range(5):
            self._tell(email=f"r{number}@medica.example")
        self.assertEqual(len(self._named()), 5)
        self.assertEqual(
            len(
                self.recall.consignee_ids.addressee_ids.filtered(
                    lambda row: (
                        row.consignee_id.partner_id == self.medica and row.must_answer
                    )
                )
            ),
            1,
        )
        response = self._tell(email="r6@medica.example")
        self.assertEqual(response.status_code, 422)
        self.assertIn("Please call us", self._text(response))

    def test_what_is_no_name_and_no_address(self):
        for change, words in (
            ({"person": "See www.x.example"}, "No more"),
            ({"person": ""}, "Write the name"),
            ({"name": ""}, "your own"),
            ({"email": "ruth"}, "no e-mail address"),
            ({"email": "a@b.example, c@d.example"}, "no e-mail address"),
            ({"email": "", "phone": ""}, "How do we reach them"),
            ({"email": self.medica.email}, "has the notice already"),
        ):
            with self.subTest(change=change):
                response = self._tell(**change)
                self.assertEqual(response.status_code, 422)
                self.assertIn(words, self._text(response))
        self.assertFalse(self._named())

    def test_a_telephone_alone_is_a_task(self):
        before = self.recall.activity_ids
        response = self._tell(email="")
        self.assertIn("A person looks at it", self._text(response))
        self.assertFalse(self._named())
        self.assertIn("+34 91 1", (self.recall.activity_ids - before).note)

    def test_after_the_end_nobody_is_named(self):
        self.recall.state = "closed"
        self.assertNotIn("Name them", self._get("tell").text)
        self._tell()
        self.assertFalse(self._named())

    def test_the_gate_holds_for_them_too(self):
        region = self.recall.region_ids.filtered(lambda row: row.code == "EU")
        region.gate_state = "needed"
        self._tell()
        self.assertEqual(self._named().message_ids.state, "waiting")
        region.gate_state = "urgent"
        self.recall._notices_released(region)
        self.assertEqual(self._named().message_ids.state, "ready")
