from odoo.tests import HttpCase, tagged

from .accepted import accept
from .common import ExportCase


@tagged("post_install", "-at_install")
class TestCompareTour(ExportCase, HttpCase):
    """Regulators compared and a contradiction settled by a person's clicks."""

    def test_from_the_menu_through_the_gate(self):
        device = self._device()
        other = self._device(2)
        registrations = self._register(device | other)
        device.single_use = "yes"
        accept(self._one(device.registration_ids, "gudid"), "whole")
        device.single_use = "no"
        (device | other)._compare_regulators()
        self.assertEqual(device.disagreement_count, 1)
        device.state = "active"
        self.start_tour(
            "/odoo/udi-overview", "udi_regulatory_export_compare", login="udi_officer"
        )
        self.assertEqual(device.single_use, "yes")
        change = self.env["udi.device.change"].search([("device_id", "=", device.id)])
        self.assertEqual(change.state, "applied")
        self.assertEqual(change.reason, "The label always said so")
        self.assertEqual(len(registrations), 6)
