"""What follows from an answer or a check is written by methods, never typed."""

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .answers import AnsweredCase, answer, entity
from .common import REGULATORS

GUARDED = (
    "udi.registration",
    *(f"udi.registration.{regulator}" for regulator in REGULATORS),
    "udi.basic.udi",
    "udi.clinical.investigation",
)
# By name too, so that a field that loses its "readonly" is noticed
NAMED = {
    "udi.registration": (
        "state version accepted_id is_changed changed_messages changed_on compared_on "
        "findings error_count warning_count draft_count check_result checked_on "
        "published_snapshot published_on registry_state version_date version_status "
        "due_date due_rule due_band company_id"
    ),
    "udi.registration.gudid": "spl_version spl_set_id registration_id",
    "udi.registration.eudamed": "market_version package_version designer_version",
    "udi.registration.nmpa": "correction_number correction_remark correction_time",
    "udi.basic.udi": "version registry_state",
    "udi.clinical.investigation": "version",
}
VALUES = {
    "integer": 7,
    "char": "typed",
    "text": "typed",
    "json": [{"typed": True}],
    "date": "2020-01-01",
    "datetime": "2020-01-01 00:00:00",
    "boolean": True,
    "many2one": 1,
    "one2many": [(5, 0, 0)],
}


@tagged("post_install", "-at_install")
class TestByMethod(AnsweredCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.one = cls._ready(1)
        cls.device = cls.one.device_id
        cls.device._register_at(["gudid", "nmpa"])
        cls.investigation = cls.env["udi.clinical.investigation"].create(
            {"basic_udi_id": cls.device.basic_udi_id.id, "reference": "CIV-1"}
        )

    def _record(self, model):
        record = self.env[model].search([], limit=1, order="id desc")
        self.assertTrue(record)
        return record

    def _kept(self, model):
        Model = self.env[model]
        return [name for name in Model._fields if Model._by_method(name)]

    def _typed(self, field):
        if field.type == "selection":
            return field.get_values(self.env)[-1]
        return VALUES[field.type]

    def test_the_fields_are_known(self):
        for model, names in NAMED.items():
            self.assertLessEqual(set(names.split()), set(self._kept(model)), model)

    def test_nobody_writes_them(self):
        for model in GUARDED:
            for user in (self.officer, self.manager):
                record = self._record(model).with_user(user)
                for name in self._kept(model):
                    value = self._typed(record._fields[name])
                    with self.subTest(f"{model}.{name}"):
                        with self.assertRaisesRegex(AccessError, "not typed"):
                            record.write({name: value})

    def test_nor_through_the_page_of_the_regulator(self):
        for regulator in REGULATORS:
            detail = self._record(f"udi.registration.{regulator}")
            for name in ("state", "version", "accepted_id", "published_snapshot"):
                with self.assertRaises(AccessError):
                    detail.with_user(self.officer).write({name: 1})
        registration = self.one.with_user(self.officer)
        with self.assertRaises(AccessError):
            self.device.with_user(self.officer).registration_ids = [
                (1, registration.id, {"state": "registered"})
            ]

    def test_nobody_creates_them(self):
        device = self._device(7, basic_udi_id=False)
        Detail = self.env["udi.registration.eudamed"].with_user(self.officer)
        values = {"device_id": device.id}
        for name in ("state", "version", "market_version", "registry_state"):
            field = Detail._fields[name]
            with self.subTest(name), self.assertRaisesRegex(AccessError, "not typed"):
                Detail.create({**values, name: self._typed(field)})
        Family = self.env["udi.basic.udi"].with_user(self.officer)
        with self.assertRaises(AccessError):
            Family.create({"code": "9506000TYPED7K", "registry_state": "registered"})

    def test_a_default_of_a_caller_does_not_count(self):
        device = self._device(7, basic_udi_id=False)
        values = {"device_id": device.id, "regulator": "nmpa"}
        Registration = self.env["udi.registration"].with_user(self.officer)
        Registration = Registration.with_context(
            default_state="registered", default_version=3, default_error_count=1
        )
        made = Registration.create({**values, "state": "required", "version": 0})
        self.assertEqual(
            (made.state, made.version, made.error_count), ("required", 0, 0)
        )
        self.assertEqual(made.check_result, "unchecked")
        made.with_context(default_state="registered")._details()
        self.assertEqual(made.state, "required")

    def test_what_people_answer_they_write(self):
        detail = self.one.with_user(self.officer)._detail()
        detail.write({"reprocessed": "yes", "publish_date": "2030-01-01"})
        self.device.basic_udi_id.with_user(self.officer).name = "Other"
        self.investigation.with_user(self.officer).reference = "CIV-2"

    def test_methods_write_them_for_an_officer(self):
        one = self.one.with_user(self.officer)
        one._detail().action_check()
        batch = one.env["udi.submission"]._build(one)
        batch.action_uploaded()
        self.assertEqual(one.state, "submitted")
        batch._read_answer("a.xml", answer(entity(one.di_id.code)))
        self.assertEqual((one.state, one.version), ("registered", 1))
        self.device.brand_name = "Other"
        one.action_compare()
        self.assertTrue(one.is_changed)
        one.action_withdraw()
        self.assertEqual(one.state, "withdrawn")
