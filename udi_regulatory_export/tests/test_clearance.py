from odoo.tests import tagged

from .common import ExportCase


@tagged("post_install", "-at_install")
class TestClearance(ExportCase):
    def test_what_fda_was_told_clears_an_exempt_device(self):
        device, other = self._device(), self._device(2)
        country = self.env.ref("base.us")
        (device | other).state = "active"
        detail = device._register_at(["gudid"])._detail()

        def cleared():
            today = self.env.company._udi_today()
            found = (device | other)._udi_clearance(country, today)
            return [found[each.id, country.id].cleared for each in (device, other)]

        self.assertEqual(cleared(), [False, False])
        detail.premarket_exempt = "yes"
        self.assertEqual(cleared(), [True, False])
        detail.premarket_exempt = "no"
        self.assertEqual(cleared(), [False, False])
