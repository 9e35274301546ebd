from odoo.tests import HttpCase

from .common import UdiCase


class ScanTourCase(UdiCase, HttpCase):
    """A worker at the page that scans; only what a test makes stands on it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["stock.picking"].search(
            [("state", "not in", ("done", "cancel"))]
        ).action_cancel()
        cls.make_user(
            "scan_worker", "udi_traceability.group_udi_user", tz="Europe/Berlin"
        )

    def tour(self, name, picking=None):
        path = f"/odoo/udi-scan/{picking.id}" if picking else "/odoo/udi-scan"
        self.start_tour(path, name, login="scan_worker", timeout=180)
