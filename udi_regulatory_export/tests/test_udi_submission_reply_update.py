"""Updates: what each message moves, in whatever order its answer is read."""

from odoo.fields import Command
from odoo.tests import tagged

from ..formats.snapshot import from_json, to_json
from .answers import AnsweredCase, answer, entity, refusal


@tagged("post_install", "-at_install")
class TestUdiSubmissionReplyUpdate(AnsweredCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.one = cls._ready(1)
        cls.device = cls.one.device_id
        cls.code = cls.one.di_id.code
        cls._accept(cls.one)

    def _read(self, batch, message, *entities, number="1"):
        content = answer(*entities, message=message, number=number)
        return batch._read_answer(f"{message}-{number}.xml", content)

    def _kept(self, registration=None):
        return from_json((registration or self.one).accepted_id.snapshot)

    def test_a_first_registration_counts_its_parts(self):
        detail = self.one._detail()
        self.assertEqual(detail.market_version, 1)
        self.assertEqual(detail.package_version, 0)
        self.assertEqual(self.one.registry_state, "registered")
        self.assertFalse(self.one.is_changed)

    def test_each_message_moves_its_own_counter(self):
        self.device.information_url = "https://example.com/new"
        self.device.market_ids = [
            Command.create({"country_id": self.env.ref("base.fr").id})
        ]
        batch = self._sent(self.one)
        self._read(batch, "MARKET_INFO.PUT", entity(self.code))
        detail = self.one._detail()
        self.assertEqual((self.one.version, detail.market_version), (1, 2))
        self.assertEqual(self.one.state, "submitted")
        self.assertEqual(self._kept().information_url, "")
        self.assertEqual(len(self._kept().markets), 2)
        self._read(batch, "UDI_DI.PATCH", entity(self.code))
        self.assertEqual((self.one.version, detail.market_version), (2, 2))
        self.assertEqual(self.one.state, "registered")
        self.assertFalse(self.one.is_changed)
        self.assertEqual(batch.state, "done")

    def test_a_refused_update_leaves_what_is_registered(self):
        self.device.information_url = "https://example.com/new"
        batch = self._sent(self.one)
        self._read(batch, "UDI_DI.PATCH", refusal(self.code))
        self.assertEqual(self.one.state, "rejected")
        self.assertEqual(self.one.version, 1)
        self.assertEqual(self.device.basic_udi_id.registry_state, "registered")
        self.assertEqual(self._kept().information_url, "")
        self.assertTrue(self.one.is_changed)
        again = self.env["udi.submission"].browse(batch.action_again()["res_id"])
        self.assertEqual(again.line_ids.registration_id, self.one)

    def test_answers_in_the_other_order(self):
        self.device.information_url = "https://example.com/a"
        first = self._sent(self.one)
        self.one.state = "registered"
        self.device.information_url = "https://example.com/b"
        second = self._sent(self.one)
        self._read(second, "UDI_DI.PATCH", entity(self.code), number="2")
        self.assertEqual(self.one.version, 2)
        self.assertEqual(self.one.state, "registered")
        self._read(first, "UDI_DI.PATCH", entity(self.code), number="1")
        self.assertEqual(self.one.version, 3)
        self.assertEqual(self._kept().information_url, "https://example.com/b")
        self.assertEqual(self.one.state, "registered")
        self.assertFalse(self.one.is_changed)

    def test_an_old_refusal_does_not_undo_a_new_acceptance(self):
        self.device.information_url = "https://example.com/a"
        first = self._sent(self.one)
        self.one.state = "registered"
        second = self._sent(self.one)
        self._read(second, "UDI_DI.PATCH", entity(self.code), number="2")
        self._read(first, "UDI_DI.PATCH", refusal(self.code), number="1")
        self.assertEqual(self.one.state, "registered")
        self.assertEqual(self.one.version, 2)

    def _further(self, number):
        device = self._device(number, basic_udi_id=self.device.basic_udi_id.id)
        return self._register(device, "eudamed")

    def test_a_further_device_of_a_known_family(self):
        further = self._further(2)
        batch = self._sent(further)
        self.assertEqual(batch.line_ids.message, "udi_di_post")
        self._read(batch, "UDI_DI.POST", entity(further.di_id.code))
        self.assertEqual(further.registry_state, "registered")
        self.assertEqual(self.device.basic_udi_id.version, 1)
        self.assertEqual(self._kept(further).basic_udi.version, 1)

    def test_a_family_update_reaches_all_its_devices_once(self):
        further = self._further(2)
        batch = self._sent(further)
        self._read(batch, "UDI_DI.POST", entity(further.di_id.code))
        family = self.device.basic_udi_id
        family.name = "Infusion pump, new"
        (self.one | further)._look_for_changes()
        self.assertTrue(further.is_changed)
        batch = self._sent(self.one)
        self._read(batch, "BASIC_UDI.PATCH", entity(family.code))
        self.assertEqual(family.version, 2)
        for one in self.one | further:
            self.assertEqual(self._kept(one).basic_udi.version, 2)
            self.assertEqual(self._kept(one).basic_udi.name, "Infusion pump, new")
            self.assertEqual(one.accepted_id.number, 2)
        further._look_for_changes()
        self.assertFalse(further.is_changed)
        self.assertEqual(self.one.version, 1)

    def test_a_further_device_before_its_family(self):
        first, family = self._ready(5), "registry_state"
        batch = self._sent(first)
        device = self._device(6, basic_udi_id=first.device_id.basic_udi_id.id)
        further = self._register(device, "eudamed")
        further.state = "submitted"
        record = device._device_record(further)
        self.env["udi.submission.line"].create(
            {
                "submission_id": batch.id,
                "registration_id": further.id,
                "message": "udi_di_post",
                "status": "built",
                "entity_code": further.di_id.code,
                "snapshot": to_json(record),
            }
        )
        self._read(batch, "UDI_DI.POST", entity(further.di_id.code))
        self.assertEqual(further.registry_state, "registered")
        self._read(batch, "DEVICE.POST", entity(first.di_id.code))
        self.assertEqual(first.device_id.basic_udi_id[family], "registered")
        self.assertEqual(first.device_id.basic_udi_id.version, 1)

    def test_sent_as_new_twice(self):
        """Two batches with the same new device: EUDAMED refuses the later one."""
        one = self._ready(7)
        first = self._sent(one)
        one.state = "ready"
        one.device_id.basic_udi_id.registry_state = False
        second = self._sent(one)
        code = one.di_id.code
        self._read(first, "DEVICE.POST", entity(code))
        self.assertEqual(one.state, "submitted")
        exists = ("E-1", "the device already exists")
        self._read(second, "DEVICE.POST", refusal(code, exists))
        self.assertEqual(one.state, "registered")
        self.assertEqual(one.device_id.basic_udi_id.registry_state, "registered")
        self.assertIn("already", second.line_ids.answer_text)

    def test_a_notified_body_is_waited_for(self):
        body = self._partner("Notified Body", udi_nb_code="0123")
        certificate = self.env["udi.certificate"].create(
            {
                "kind": "mdr_type_examination",
                "number": "TE-1",
                "notified_body_id": body.id,
                "valid_to": "2030-06-01",
            }
        )
        one = self._ready(8)
        one.device_id.basic_udi_id.certificate_ids = certificate
        self._accept(one)
        self.assertEqual(one.state, "registered")
        self.assertEqual(one.registry_state, "submitted")
        self.assertEqual(one.device_id.basic_udi_id.registry_state, "submitted")
        self.assertIn("Waiting for the notified body", one.clock_text)

    def test_a_hundred_lines_cost_the_queries_of_few(self):
        few, many = self._counted(range(20, 22)), self._counted(range(30, 50))
        self.assertLess(many - few, 60)

    def _counted(self, numbers):
        registrations = self.env["udi.registration"].union(*map(self._ready, numbers))
        batch = self._sent(registrations)
        entities = [entity(code) for code in registrations.di_id.mapped("code")]
        content = answer(*entities)
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        batch._read_answer("many.xml", content)
        self.env.flush_all()
        return self.env.cr.sql_log_count - before
