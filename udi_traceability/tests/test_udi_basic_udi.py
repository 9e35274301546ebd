from odoo.exceptions import ValidationError
from odoo.fields import Command
from odoo.tests import Form, tagged

from .common import UdiCase, gtin


@tagged("post_install", "-at_install")
class TestBasicUdi(UdiCase):
    """The vectors of the issuing agencies, as people meet them."""

    def family(self, code, agency="gs1"):
        return self.env["udi.basic.udi"].create(
            {"code": code, "issuing_agency": agency}
        )

    def test_right_codes_are_taken(self):
        for agency, code in (
            ("gs1", "1987654Ad4X4bL5ttr2310c2K"),
            ("hibcc", "++A999MODELIDENTIFIER11S8"),
            ("ifa", "PP12345ABCD.12345678.9004"),
            ("eudamed", f"B-{gtin(10001)}"),
        ):
            with self.subTest(agency):
                family = self.family(code, agency)
                self.assertFalse(family.code_proposals)

    def test_check_characters_are_proposed(self):
        form = Form(self.env["udi.basic.udi"])
        form.code = "1987654Ad4X4bL5ttr2310c"
        self.assertIn("1987654Ad4X4bL5ttr2310c2K", form.code_proposals)
        form.code = "1987654Ad4X4bL5ttr2310c2J"
        self.assertIn("1987654Ad4X4bL5ttr2310c2K", form.code_proposals)
        form.code = form.code_proposals[-1]
        self.assertFalse(form.code_proposals)
        self.assertEqual(form.save().code, "1987654Ad4X4bL5ttr2310c2K")

    def test_wrong_codes_are_refused_with_the_right_one(self):
        for agency, code, words in (
            ("gs1", "1987654Ad4X4bL5ttr2310c2J", "Use .*1987654Ad4X4bL5ttr2310c2K"),
            ("gs1", "pump", "expected is 5 digits of a company prefix"),
            ("ma", "MA.156.M0.100", "gives none"),
            ("eudamed", "B-09506000100014", "check characters"),
        ):
            with self.subTest(code):
                with self.assertRaisesRegex(ValidationError, words):
                    self.family(code, agency)

    def test_medical_purpose_per_language(self):
        family = self.family("950600013435XXF")
        family.medical_purpose_ids = [
            Command.create(
                {"kind": "medical_purpose", "language": language, "value": "Dressing"}
            )
            for language in ("EN", "DE")
        ]
        self.assertEqual(
            len(family.copy({"code": "950600013435YXH"}).medical_purpose_ids), 2
        )

    def test_an_empty_page_proposes_nothing(self):
        form = Form(self.env["udi.basic.udi"])
        self.assertFalse(form.code_proposals)
        form.issuing_agency = "ma"
        form.code = "MA.156"
        self.assertFalse(form.code_proposals)

    def test_the_agency_is_told_by_the_beginning(self):
        form = Form(self.env["udi.basic.udi"])
        for code, agency in (
            ("B-09506000000145", "eudamed"),
            ("9506000IP300ME", "gs1"),
            ("++A999MODELIDENTIFIER11S8", "hibcc"),
            ("PP12345ABCD.12345678.9004", "ifa"),
            ("A codeless one", "ifa"),
        ):
            with self.subTest(code):
                form.code = code
                self.assertEqual(form.issuing_agency, agency)

    def test_an_agency_that_was_chosen_stays(self):
        form = Form(self.env["udi.basic.udi"])
        form.issuing_agency = "iccbba"
        form.code = "9506000IP300ME"
        self.assertEqual(form.issuing_agency, "iccbba")
