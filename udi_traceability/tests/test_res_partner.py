from odoo.exceptions import ValidationError
from odoo.tests import tagged

from .common import UdiCase


@tagged("post_install", "-at_install")
class TestPartnerNumbers(UdiCase):
    def test_good_numbers_are_taken(self):
        self.maker.write(
            {
                "udi_srn_mf": "DE-MF-000012345",
                "udi_srn_pr": "DE-PR-000012345",
                "udi_srn_ar": "FR-AR-000000001",
                "udi_srn_im": "NL-IM-000000002",
                "udi_duns": "000123456",
                "udi_nb_code": "0123",
                "udi_uscc": "91310115MA1K300070",
                "udi_gln": "9506000134352",
            }
        )
        self.assertEqual(self.maker.udi_duns, "000123456", "leading zeros stay")

    def test_each_number_in_a_wrong_form_is_named_with_an_example(self):
        wrong = {
            "udi_srn_mf": "DE-AR-000012345",
            "udi_srn_ar": "DE-AR-12345",
            "udi_duns": "12-345-67",
            "udi_nb_code": "123",
            "udi_fei": "12345678",
            "udi_uscc": "91310115MA1K30007I",
            "udi_gln": "95060001343",
        }
        for name, value in wrong.items():
            with self.subTest(name), self.assertRaises(ValidationError) as caught:
                self.maker[name] = value
            text = str(caught.exception)
            self.assertIn(value, text)
            self.assertIn(self.maker._fields[name].string, text)

    def test_digits_of_other_scripts_are_no_digits(self):
        with self.assertRaises(ValidationError):
            self.maker.udi_duns = "١٢٣٤٥٦٧٨٩"

    def test_gln_with_a_wrong_check_digit_proposes_the_right_one(self):
        with self.assertRaisesRegex(ValidationError, "Use 9506000134352"):
            self.maker.udi_gln = "9506000134350"

    def test_credit_code_with_a_wrong_check_character_proposes_the_right_one(self):
        with self.assertRaisesRegex(ValidationError, "Use 91310115MA1K300070"):
            self.maker.udi_uscc = "91310115MA1K300071"
