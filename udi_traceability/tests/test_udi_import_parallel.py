from base64 import b64encode

from odoo import SUPERUSER_ID, api
from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import gtin
from .two_connections import TwoConnections


@tagged("post_install", "-at_install")
class TestUdiImportParallel(TwoConnections):
    """Two people at the buttons of one import."""

    def setUp(self):
        super().setUp()
        self.code = gtin(81001)
        content = f"GTIN;Brand\n{self.code};Parallel\n".encode()
        files = [{"name": "two.csv", "content": b64encode(content).decode()}]
        with self.connection() as env:
            self.job_id = env["udi.import"].action_upload(files)["res_id"]
            env["udi.import"].browse(self.job_id).action_check()

    def _devices(self, env):
        return env["udi.device"].search([("brand_name", "=", "Parallel")])

    def accept(self, env):
        env["udi.import"].browse(self.job_id).action_accept()

    def test_one_accepts_and_the_other_is_told(self):
        _done, told = self.meanwhile(self.accept, self.accept)
        self.assertIsInstance(told, UserError)
        self.assertIn("two.csv is being worked on", str(told))
        with self.connection() as env:
            self.assertEqual(len(self._devices(env)), 1)
            job = env["udi.import"].browse(self.job_id)
            self.assertEqual((job.state, job.entered_new), ("done", 1))

    def test_who_saw_the_page_before_is_tried_again(self):
        with self.registry.cursor() as late:
            env = api.Environment(late, SUPERUSER_ID, {})
            env["udi.import"].browse(self.job_id).mapped("state")
            with self.connection() as other:
                self.accept(other)
            told = self._tried(env, self.accept)
        self.assertIn("No row is ready", str(told))
        with self.connection() as env:
            self.assertEqual(len(self._devices(env)), 1)
