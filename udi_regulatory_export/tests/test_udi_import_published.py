"""A download of one's own devices is kept beside ours, to compare and to build on."""

from odoo.tests import tagged

from odoo.addons.udi_traceability.tests.test_udi_import import ImportCase, shared

SAMPLE = (
    "eudamed/samples-download/DEVICE.GET_PullResponse_3.0.25_golden_test_device.xml"
)
CODE = "07612345780290"


@tagged("post_install", "-at_install")
class TestUdiImportPublished(ImportCase):
    def setUp(self):
        super().setUp()
        self.content = shared(self, SAMPLE)

    def _registration(self):
        return self.env["udi.registration"].search(
            [
                ("device_id.di_ids.code", "=", CODE),
                ("regulator", "=", "eudamed"),
            ]
        )

    def _entered(self, content=None):
        job = self.bring("download.xml", content or self.content)
        if job.ready_count:
            job.action_accept()
        return self._registration()

    def test_a_device_that_was_not_here(self):
        one = self._entered()
        self.assertEqual(one.state, "registered")
        self.assertTrue(one.published_on)
        self.assertEqual(one.accepted_id.message, "whole")
        self.assertEqual(one.accepted_id.number, 1)
        self.assertEqual(one.device_id.basic_udi_id.version, 1)
        columns = [column["title"] for column in one.difference["columns"]]
        self.assertEqual(columns, ["Ours", "Accepted last", "Published"])

    def test_the_same_download_again(self):
        one = self._entered()
        first = one.published_on
        self._entered()
        self.assertEqual(len(one.version_ids), 1)
        self.assertGreaterEqual(one.published_on, first)

    def test_what_is_published_is_compared(self):
        one = self._entered()
        changed = self.content.replace(
            b"54_Compl_MDR_IIb_trade name", b"Another trade name"
        )
        job = self.bring("again.xml", changed)
        self.assertTrue(job.row_ids)
        told = str(one.difference["rows"])
        self.assertIn("Another trade name", told)
        self.assertIn("54_Compl_MDR_IIb_trade name", told)

    def test_a_newer_version_is_what_updates_rest_on(self):
        one = self._entered()
        newer = self.content.replace(b"<e:version>1<", b"<e:version>3<")
        self._entered(newer)
        self.assertEqual(len(one.version_ids), 2)
        self.assertEqual(one.accepted_id.number, 3)
        self.assertEqual(one.version, 3)

    def test_a_file_that_eudamed_did_not_write(self):
        ours = self.content.replace(b"<e:state>REGISTERED</e:state>", b"")
        self._entered(ours)
        one = self._registration()
        self.assertFalse(one.published_on)
        self.assertFalse(one.accepted_id)
