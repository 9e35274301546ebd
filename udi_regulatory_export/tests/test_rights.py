"""Who may not, by remote call: every model and public method, from the registry."""

from odoo.exceptions import AccessError
from odoo.service.model import get_public_method
from odoo.tests import tagged

from .answers import AnsweredCase, answer, entity, refusal

ADDON = "odoo.addons.udi_regulatory_export"
# They change what stands, or show what a mere reader has no part in
READERS = {
    "action_download",
    "action_download_swissdamed",
    "action_open",
    "action_open_device",
    "action_open_submissions",
    "action_open_registrations",
    "get_formview_action",
}
# It does nothing: a button that reloads the page
IDLE = {"action_refresh"}
CHANGES = {"create", "write", "unlink", "copy"}
# Who may read, write, create, unlink: employee, reader, officer, manager. Portal users
# and the public may nothing. What is written by methods alone: test_by_method.
RECORDS = ("", "r", "rwcu", "rwcu")
MADE = ("", "r", "r", "r")
PAGES = ("", "", "rwcu", "rwcu")
TABLE = {
    "udi.registration": RECORDS,
    "udi.registration.gudid": RECORDS,
    "udi.registration.eudamed": RECORDS,
    "udi.registration.nmpa": RECORDS,
    "udi.registration.eudamed.substatus": MADE,
    "udi.registration.version": MADE,
    "udi.submission": ("", "r", "ru", "ru"),
    "udi.submission.line": MADE,
    "udi.submission.file": MADE,
    "udi.submission.answer": MADE,
    "udi.schema": ("", "r", "r", "rwcu"),
    "udi.clinical.investigation": ("r", "r", "rwcu", "rwcu"),
    "udi.basic.udi.comment": ("r", "r", "r", "r"),
    "udi.device.register": PAGES,
    "udi.submission.build": PAGES,
    "udi.submission.read": PAGES,
    "udi.registration.compare": ("", "rwc", "rwc", "rwc"),
}
# Pages that a reader has of its own, and what its methods are told
COMPARE = "udi.registration.compare"
TOLD = {"action_make_like": ("brand_name", 1)}


@tagged("post_install", "-at_install")
class TestRights(AnsweredCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        one, two = cls._ready(1), cls._ready(2)
        one.device_id._register_at(["gudid", "nmpa"])
        batch = cls._sent(one | two)
        batch._read_answer(
            "a.xml", answer(entity(one.di_id.code), refusal(two.di_id.code))
        )
        cls.portal = cls.make_user("udi_portal")
        cls.portal.group_ids = cls.env.ref("base.group_portal")

    def _own(self, model):
        """Public methods that this addon gives a model of its own or another's."""
        return {
            name
            for cls in type(self.env[model]).__mro__
            if cls.__module__.startswith(ADDON)
            for name, value in vars(cls).items()
            if callable(value) and not name.startswith("_")
        }

    def _models(self):
        """Models of ours, whose rows a person may reach."""
        return [
            name
            for name, model in self.env.registry.items()
            if model._original_module == "udi_regulatory_export" and not model._abstract
        ]

    def _rights(self, model, user):
        Model = self.env[model].with_user(user)
        return "".join(
            letter
            for letter, operation in zip(
                "rwcu", ("read", "write", "create", "unlink"), strict=True
            )
            if Model.has_access(operation)
        )

    def test_rights_by_model_and_role(self):
        """A new model needs its row in the table."""
        people = (self.employee, self.reader, self.officer, self.manager)
        for model in self._models():
            self.assertIn(model, TABLE)
            found = tuple(self._rights(model, user) for user in people)
            with self.subTest(model):
                self.assertEqual(found, TABLE[model])

    def test_another_company_sees_nothing(self):
        other = self.env["res.company"].create({"name": "Other"})
        stranger = self.make_user(
            "udi_stranger",
            "udi_traceability.group_udi_manager",
            company_id=other.id,
            company_ids=other.ids,
        )
        device = self._ready(3).device_id
        for record in (device, device.basic_udi_id):
            record.company_id = self.company
        batch = self._sent(device.registration_ids)
        batch._read_answer("b.xml", answer(entity(device.primary_di_id.code)))
        seen = 0
        for model in self._models():
            rows = self.env[model].search([])
            if "company_id" in rows._fields:
                rows = rows.filtered(lambda row: row.company_id == self.company)
                seen += bool(rows)
                with self.subTest(model):
                    found = rows.with_user(stranger).search([("id", "in", rows.ids)])
                    self.assertFalse(found)
        self.assertGreater(seen, 6)

    def test_every_model_is_closed_to_strangers(self):
        for name in self._models():
            for user in (self.portal, self.env.ref("base.public_user")):
                with self.subTest(f"{name} {user.login}"):
                    Model = self.env[name].with_user(user)
                    for operation in ("read", "write", "create", "unlink"):
                        self.assertFalse(Model.has_access(operation))

    def test_every_model_has_a_rule(self):
        """By company, or for a page of one person by its maker."""
        rules = self.env["ir.rule"].search([]).mapped("model_id.model")
        shared = {"udi.schema"}
        for name in set(self._models()) - shared:
            self.assertIn(name, rules)

    def test_a_reader_changes_nothing(self):
        for name in set(self._models()) - {COMPARE}:
            Model = self.env[name].with_user(self.reader)
            for operation in ("write", "create", "unlink"):
                with self.subTest(f"{name} {operation}"):
                    self.assertFalse(Model.has_access(operation))

    def test_evidence_is_made_by_no_hand(self):
        for name in self._models():
            if not name.startswith(("udi.submission", "udi.registration.version")):
                continue
            if self.env[name]._transient:
                continue
            Model = self.env[name].with_user(self.manager)
            for operation in ("write", "create"):
                with self.subTest(f"{name} {operation}"):
                    self.assertFalse(Model.has_access(operation))

    def _calls(self):
        for name in self._models():
            for method in sorted(self._own(name) - CHANGES - IDLE):
                yield name, method

    def test_public_methods_refuse_strangers(self):
        found = list(self._calls())
        self.assertIn(("udi.submission", "action_again"), found)
        self.assertIn(("udi.submission", "action_read_answer"), found)
        for name, method in found:
            for user in (self.portal, self.employee):
                with self.subTest(f"{name}.{method} {user.login}"):
                    self._assert_refused(name, method, user)

    def test_public_methods_refuse_readers(self):
        for name, method in self._calls():
            if method not in READERS:
                with self.subTest(f"{name}.{method}"):
                    self._assert_refused(name, method, self.reader)

    def _assert_refused(self, name, method, user):
        """On a record that is there; a page of one person has none of others."""
        self.env.flush_all()
        self.env.invalidate_all()
        with self.assertRaises(AccessError), self.env.cr.savepoint():
            record = self._record(name, user)
            call = get_public_method(record, method)
            if not record:
                record.check_access("read")
            call(record, *TOLD.get(method, ()))

    def _record(self, name, user):
        Model = self.env[name].with_user(user)
        if name == COMPARE:
            device = self.env["udi.registration"].search([], limit=1).device_id
            return Model.create({"device_id": device.id})
        return self.env[name].search([], limit=1).with_user(user)
