from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, ValidationError
from odoo.fields import Command
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .common import UdiCase


@tagged("post_install", "-at_install")
class TestDeviceLines(UdiCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.device = cls.env["udi.device"].create({"model_number": "L"})
        cls.warning = cls.env["udi.code"].create(
            {"code_list": "warning", "code": "CW009", "name": "Do not re-use"}
        )

    def code(self, name):
        return self.env.ref(f"udi_traceability.udi_code_{name}")

    def size(self, **vals):
        length = self.code("size_type_cst19")
        return self.env["udi.device.size"].create(
            {"device_id": self.device.id, "size_type_id": length.id, **vals}
        )

    def storage(self, **vals):
        kind = self.code("storage_kind_temperature")
        return self.env["udi.device.storage"].create(
            {"device_id": self.device.id, "kind_id": kind.id, **vals}
        )

    def substance(self, **vals):
        return self.env["udi.device.substance"].create(
            {"device_id": self.device.id, **vals}
        )

    def test_a_size_stays_as_printed(self):
        size = self.size(value="90.0", unit_id=self.code("size_unit_mm").id)
        self.assertEqual(size.value, "90.0")
        self.assertEqual(size.display_name, "Length 90.0 mm")
        size = self.size(value="32/6")
        self.assertEqual(size.display_name, "Length 32/6")
        size = self.size(precision="range", value_min="1.5", value_max="10")
        self.assertEqual(size.display_name, "Length 1.5–10")
        size = self.size(precision="text", text="High capacity")
        self.assertEqual(size.display_name, "Length High capacity")

    def test_a_size_says_what_it_announces(self):
        for vals, field in (
            ({}, "Value"),
            ({"precision": "range", "value_min": "1"}, "To"),
            ({"precision": "text", "value": "1"}, "Size as text"),
        ):
            with self.subTest(field):
                with self.assertRaisesRegex(ValidationError, f"fill in “{field}”"):
                    self.size(**vals)
        with self.assertRaisesRegex(ValidationError, "smaller value first"):
            self.size(precision="range", value_min="10", value_max="9")

    def test_a_storage_limit_is_a_number_with_a_unit(self):
        celsius = self.code("storage_unit_cel").id
        line = self.storage(low="-20", high="2.5", unit_id=celsius)
        self.assertEqual(line.display_name, "Temperature -20–2.5 °C")
        self.storage(high="25", unit_id=celsius)
        for vals, words in (
            ({"low": "2,5", "unit_id": celsius}, "2,5 is no number"),
            ({"low": "cold", "unit_id": celsius}, "cold is no number"),
            ({"low": "8", "high": "2", "unit_id": celsius}, "smaller value first"),
            ({"low": "8"}, "needs its unit"),
        ):
            with self.subTest(words):
                with self.assertRaisesRegex(ValidationError, words):
                    self.storage(**vals)

    def test_mri_warnings_come_from_their_field(self):
        mri = self.env["udi.code"].create(
            {"code_list": "warning", "code": "CW026", "name": "MR conditional"}
        )
        with self.assertRaisesRegex(ValidationError, "MRI safety"):
            self.device.warning_ids = [Command.create({"code_id": mri.id})]

    @mute_logger("odoo.sql_db")
    def test_a_warning_stands_once(self):
        self.device.warning_ids = [Command.create({"code_id": self.warning.id})]
        with self.assertRaises(IntegrityError):
            self.device.warning_ids = [Command.create({"code_id": self.warning.id})]

    def test_numbers_of_substances_are_checked(self):
        self.substance(kind="cmr", cas_number="117-81-7", ec_number="204-211-0")
        self.substance(kind="medicinal", inn="heparin sodium")
        for vals, words in (
            ({"cas_number": "117-81-8"}, "Use 117-81-7"),
            ({"ec_number": "204-211-1"}, "Use 204-211-0"),
            ({"kind": "human", "cas_number": "117-81-7"}, "a medicine has an INN"),
            ({"kind": "endocrine", "inn": "x"}, "only a medicine has an INN"),
            ({"kind": "endocrine", "cmr_category": "1a"}, "only a CMR substance"),
        ):
            with self.subTest(words):
                with self.assertRaisesRegex(ValidationError, words):
                    self.substance(**vals)

    def test_a_substance_is_called_by_what_is_known(self):
        substance = self.substance(kind="endocrine")
        self.assertEqual(substance.display_name, "Endocrine disrupting")
        substance.ec_number = "204-211-0"
        self.assertEqual(substance.display_name, "204-211-0")
        substance.name_ids = [Command.create({"kind": "substance_name", "value": "D"})]
        self.assertEqual(substance.display_name, "D")

    def test_a_text_belongs_to_one_record_of_its_kind(self):
        storage = self.storage()
        Text = self.env["udi.text"]
        text = Text.create(
            {"storage_id": storage.id, "kind": "storage_comment", "value": "Dry"}
        )
        self.assertEqual(storage.words, "Dry")
        with self.assertRaisesRegex(ValidationError, "stands elsewhere"):
            with self.cr.savepoint():
                text.kind = "description"
        text.invalidate_recordset()
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"):
            with self.cr.savepoint():
                Text.create(
                    {
                        "storage_id": storage.id,
                        "device_id": self.device.id,
                        "kind": "storage_comment",
                        "value": "Both",
                    }
                )
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"):
            with self.cr.savepoint():
                Text.create(
                    {
                        "storage_id": storage.id,
                        "kind": "storage_comment",
                        "value": "Again in English",
                    }
                )

    def test_hidden_characters_are_refused(self):
        for hidden in ("\x00", "\x0b", "\x1d", "\ufffe"):
            with self.subTest(repr(hidden)):
                with self.assertRaisesRegex(ValidationError, "“Pump”: a hidden"):
                    self.env["udi.text"].new(
                        {"kind": "description", "value": f"Pump{hidden}x"}
                    )._check_value()
        self.env["udi.text"].new(
            {"kind": "description", "value": "Two\nlines\tand 泵"}
        )._check_value()

    def test_lines_are_copied_with_their_texts(self):
        storage = self.storage()
        storage.text_ids = [Command.create({"kind": "storage_comment", "value": "Dry"})]
        self.size(value="3")
        copy = self.device.copy()
        self.assertEqual(copy.storage_ids.text_ids.value, "Dry")
        self.assertEqual(copy.size_ids.value, "3")
        self.assertEqual(len(self.device.storage_ids.text_ids), 1)

    def test_lines_of_another_company_are_not_there(self):
        other = self.env["res.company"].create({"name": "Daughter"})
        device = (
            self.env["udi.device"]
            .with_context(allowed_company_ids=(self.company | other).ids)
            .create({"model_number": "Secret", "company_id": other.id})
        )
        self.device = device
        storage = self.storage()
        storage.text_ids = [Command.create({"kind": "storage_comment", "value": "S"})]
        records = (
            self.size(value="1"),
            storage,
            self.substance(kind="endocrine"),
            storage.text_ids,
            self.env["udi.device.warning"].create(
                {"device_id": device.id, "code_id": self.warning.id}
            ),
        )
        reader = self.make_user("lines_reader", "udi_traceability.group_udi_manager")
        for record in records:
            self.assertEqual(record.company_id, other, record._name)
            with self.assertRaises(AccessError):
                record.with_user(reader).read(["display_name"])

    def test_readers_open_the_form_and_change_nothing(self):
        worker = self.make_user("lines_worker", "udi_traceability.group_udi_user")
        Form(self.device.with_user(worker))
        with self.assertRaises(AccessError):
            self.device.with_user(worker).size_ids = [Command.create({"value": "1"})]

    def test_a_sale_ends_on_its_day(self):
        market = self.env["udi.market"].create(
            {"device_id": self.device.id, "country_id": self.env.ref("base.us").id}
        )
        self.assertEqual(market.status, "in_distribution")
        market.date_end = self.today
        self.assertEqual(market.status, "ended")
        market.date_end = "2100-01-01"
        self.assertEqual(market.status, "in_distribution")
        di = self.pump.package_di_ids
        self.assertEqual(di.distribution_status, "in_distribution")
        di.discontinue_date = self.today
        self.assertEqual(di.distribution_status, "ended")
