from odoo.tests import tagged

from .common import UdiCase


@tagged("post_install", "-at_install")
class TestImportCertificate(UdiCase):
    """Papers that a file names: spelled as records are, told where they are wrong."""

    def papers(self, *numbers):
        values = {
            "certificate_ids": [
                {"kind": "us_510k", "number": number} for number in numbers
            ]
        }
        return self.env["udi.import.refs"]._certificates([values], self.company)

    def test_another_spelling_is_the_same_paper(self):
        made = self.papers("k260 123", "K260123")
        self.assertEqual(len(made), 1)
        self.assertEqual(self.papers("K260123"), made)

    def test_a_number_in_another_form_makes_no_record_and_is_told(self):
        self.assertFalse(self.papers("260123"))
        values = {"certificate_ids": [{"kind": "us_510k", "number": "260123"}]}
        row = self.env["udi.import.row"]
        (finding,) = row._papers(values, ["us_510k"])
        self.assertEqual(finding.code, "certificate_number")
        self.assertEqual((finding.value, finding.expected), ("260123", "K260123"))
        said = self.env["udi.import.say"]._texts_of_records()["certificate_number"]
        self.assertIn("Write it like", said)
        (finding,) = row._papers(values, [])
        self.assertEqual(finding.code, "unknown_kind")
