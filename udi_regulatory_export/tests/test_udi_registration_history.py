from odoo.tests import tagged

from .common import ExportCase


@tagged("post_install", "-at_install")
class TestUdiRegistrationHistory(ExportCase):
    """A change of many at once stands in the history of each, without a query each."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        devices = cls.env["udi.device"].union(*map(cls._device, range(1, 25)))
        cls.registrations = cls._register(devices, "eudamed")
        cls._flush()

    @classmethod
    def _flush(cls):
        cls.env.flush_all()
        cls.cr.precommit.run()

    def _tracked(self, registration):
        values = registration._detail().message_ids.sudo().tracking_value_ids
        state = values.filtered(lambda value: value.field_id.name == "state")
        return [(value.old_value_char, value.new_value_char) for value in state]

    def _move(self, registrations):
        before = self.cr.sql_log_count
        registrations.sudo().state = "submitted"
        self._flush()
        return self.cr.sql_log_count - before

    def test_each_has_it_in_its_history(self):
        two = self.registrations[:2]
        self._move(two)
        for registration in two:
            self.assertEqual(self._tracked(registration)[-1:], [("Ready", "Submitted")])
            (message,) = registration._detail().message_ids[:1]
            self.assertEqual(message.subtype_id, self.env.ref("mail.mt_note"))
            self.assertEqual(message.author_id, self.env.user.partner_id)
        self.assertNotIn("Submitted", str(self._tracked(self.registrations[2])))

    def test_what_did_not_change_has_no_message(self):
        two = self.registrations[:2]
        count = len(two._details()[0].message_ids)
        two.sudo().state = two[0].state
        self._flush()
        self.assertEqual(len(two._details()[0].message_ids), count)

    def test_a_word_given_for_it_is_kept(self):
        two = self.registrations[:2]
        details = two._details()[0]
        details._track_set_log_message("Handed over by post")
        self._move(two)
        for detail in details:
            self.assertIn("Handed over by post", detail.message_ids[0].body)

    def test_no_query_for_each(self):
        few = self._move(self.registrations[:4])
        many = self._move(self.registrations[4:])
        self.assertLess(many, few + 10)
