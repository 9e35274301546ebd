from odoo.tests import tagged

from ..formats import identifiers
from .common import ExportCase


@tagged("post_install", "-at_install")
class TestUdiRegistrationTwins(ExportCase):
    """What EUDAMED will ask about when something new comes (BR-UDID-680, 681)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.first = cls._device()
        cls.registered = cls._register(cls.first, "eudamed")
        cls.second = cls._device(2)
        cls.registration = cls._register(cls.second, "eudamed")

    def _found(self, registration=None):
        registration = registration or self.registration
        registration._check()
        return {
            (finding["code"], finding["field"], finding["value"], finding["expected"])
            for finding in registration.findings or ()
        }

    def test_equals_are_named_and_stop_nobody(self):
        self.assertEqual(self._found(), set())
        self.second.catalog_number = "CAT-1"
        twin = ("number_twin", "udi.device.catalog_number", "CAT-1", self.first.name)
        self.assertEqual(self._found(), {twin})
        self.assertEqual(self.registration.state, "ready")
        self.assertIn(
            self.first.name, str(self.registration._detail().read(["finding_rows"]))
        )

    def test_another_maker_may_have_the_number(self):
        self.second.catalog_number = "CAT-1"
        self.second.manufacturer_id = self._partner(
            "Other", udi_srn_mf="DE-MF-000000077"
        )
        self.assertNotIn("number_twin", {code for code, *_rest in self._found()})

    def test_the_counterpart_and_the_version_before_are_no_twins(self):
        self.second.catalog_number = "CAT-1"
        self.second.previous_device_id = self.first
        self.assertEqual(self._found(), set())
        self.second.previous_device_id = False
        self.registration._detail().related_device_id = self.first
        self.assertNotIn("number_twin", {code for code, *_rest in self._found()})

    def test_a_family_with_the_same_name(self):
        family = self._family("9506000IP300ME", name="Other", model="IP-200")
        self.second.basic_udi_id = family
        twin = ("name_twin", "udi.basic.udi.model", "IP-200", self.family.code)
        found = self._found()
        self.assertIn(twin, found)
        family.registry_state = "registered"
        self.assertNotIn(twin, self._found())

    def test_a_family_of_another_maker_may_have_the_name(self):
        self.second.basic_udi_id = self._family("9506000IP300ME", model="IP-200")
        maker = self._partner("Other", udi_srn_mf="DE-MF-000000077")
        self.second.manufacturer_id = maker
        self.assertNotIn("name_twin", {code for code, *_rest in self._found()})

    def test_the_family_of_the_counterpart_may_have_the_name(self):
        self.second.basic_udi_id = self._family("9506000IP300ME", name="Other")
        self.registration._detail().related_device_id = self.first
        self.assertNotIn("name_twin", {code for code, *_rest in self._found()})

    def test_few_of_many_families_with_one_name_are_looked_at(self):
        for number in range(3, 10):
            body = f"9506000IP30{number}"
            code = body + identifiers.gmn_check_pair(body)
            family = self._family(code, name=self.family.name)
            self._register(self._device(number, basic_udi_id=family.id), "eudamed")
        alike = self.registration._detail()._families_alike("name")
        [families] = alike.values()
        self.assertEqual(len(families), 3)

    def test_what_eudamed_has_is_not_asked_again(self):
        self.second.catalog_number = "CAT-1"
        self.registration.version = 1
        self.assertNotIn("number_twin", {code for code, *_rest in self._found()})

    def test_a_heading_of_the_uploaded_list_is_no_category(self):
        self.codes["emdn"].is_group = True
        field = "udi.registration.eudamed.emdn_ids"
        self.assertIn(("emdn_not_leaf", field, "A010101", ""), self._found())
        self.assertTrue(self.registration.error_count)

    def test_a_hundred_cost_the_queries_of_one(self):
        devices = self.first | self.second
        for number in range(3, 23):
            devices |= self._device(number, catalog_number="CAT-1")
        registrations = self._register(devices - self.first - self.second, "eudamed")
        details = registrations._details()[0]
        self.env.flush_all()
        self.env.invalidate_all()
        details[:1]._number_twins()
        details[:1]._name_twins()
        self.env.invalidate_all()
        with self.assertQueryCount(40):
            details._number_twins()
            details._name_twins()

    def test_a_refused_further_device_leaves_its_family(self):
        """BR-UDID-268: the family came with another device."""
        self.family.registry_state = "submitted"
        (self.registered | self.registration).state = "submitted"
        self.registration.action_rejected()
        self.assertEqual(self.family.registry_state, "submitted")
        self.registered.action_rejected()
        self.assertFalse(self.family.registry_state)

    def test_a_legacy_device_whose_successor_is_there_is_not_due(self):
        self.second.legislation_eu = "mdd"
        self.assertEqual(self.registration.due_rule, "unknown_placing")
        self.registration._detail().related_device_id = self.first
        self.assertEqual(self.registration.due_rule, "unknown_placing")
        self.registered.state = "registered"
        self.assertFalse(self.registration.due_rule)
