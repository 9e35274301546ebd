from odoo.tests import tagged

from .common import UdiCase


@tagged("post_install", "-at_install")
class TestHoldBroken(UdiCase):
    """A hold says how many reservations it broke."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.bad = cls.make_lot(cls.glove, "BAD")
        cls.receive({cls.bad: 50})
        cls.product = cls.glove.product_id

    def hold(self, lots=None, reason="complaint", **part):
        return self.env["udi.hold"]._hold(lots or self.bad, reason, "C-118", **part)

    def test_each_delivery_counts_once(self):
        for units in (10, 10, 5):
            self.make_delivery([(self.product, units)])
        self.assertEqual(self.hold().broken_count, 3)
        self.assertEqual(self.hold(reason="quarantine").broken_count, 0)

    def test_a_part_counts_what_it_breaks(self):
        self.make_delivery([(self.product, 40)])
        self.assertEqual(self.hold(held_quantity=10).broken_count, 0)
        self.assertEqual(self.hold(held_quantity=20).broken_count, 1)

    def test_each_of_many_lots_has_its_own(self):
        good = self.make_lot(self.glove, "GOOD")
        self.receive({good: 5})
        self.make_delivery([(self.product, 55)])
        self.make_delivery([(self.product, 1)])
        holds = self.hold(self.bad | good)
        self.assertEqual(holds.mapped("broken_count"), [1, 1])

    def test_what_is_left_over_broke_nothing(self):
        self.make_delivery([(self.product, 10)])
        hold = self.hold()
        hold._release("Half of it is fine", 30)
        left = self.bad.udi_hold_ids - hold
        self.assertEqual((hold.broken_count, left.broken_count), (1, 0))
