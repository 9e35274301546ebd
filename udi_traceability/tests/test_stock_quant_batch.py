from unittest.mock import patch

from odoo.fields import Command
from odoo.tests import tagged

from .both_ways import BothWays
from .common import UdiCase
from .two_connections import TwoConnections


@tagged("post_install", "-at_install")
class TestQuantsTogether(BothWays):
    def ordered(self, lots, partner=None):
        delivery = self.make_delivery([(lots.product_id, len(lots))], partner)
        delivery.move_ids.picked = True
        delivery.button_validate()
        self.assertEqual(delivery.state, "done")

    def test_serials_received(self):
        quants = self.both_ways(lambda: self.receive(dict.fromkeys(self.serials, 1)))
        self.assertEqual(len(quants), 16)

    def test_new_numbers_on_a_receipt(self):
        def receive():
            receipt = self.make_receipt([(self.pump.product_id, 8)])
            for number, line in enumerate(receipt.move_line_ids):
                line.lot_name = f"NEW{number}"
            receipt.move_ids.picked = True
            receipt._action_done()
            self.assertEqual(
                sorted(receipt.move_line_ids.lot_id.mapped("name")),
                [f"NEW{number}" for number in range(8)],
            )
            # the numbers of new records differ from one way to the other
            self.assertEqual(
                receipt.move_line_ids.lot_id.mapped("product_qty"), [1.0] * 8
            )

        receive()
        found = self.env["stock.quant"].search(
            [("product_id", "=", self.pump.product_id.id)]
        )
        self.assertEqual(sorted(found.mapped("quantity")), [-1.0] * 8 + [1.0] * 8)
        self.assertFalse(any(found.mapped("reserved_quantity")))

    def test_reserved_and_shipped(self):
        self.receive(dict.fromkeys(self.serials, 1))
        self.both_ways(lambda: self.ordered(self.serials))

    def test_lots_shipped_on_several_lines_each(self):
        self.receive(dict.fromkeys(self.lots, 5))

        def ship():
            for _twice in range(2):
                self.ship(dict.fromkeys(self.lots, 2))

        self.both_ways(ship)

    def test_more_than_is_there(self):
        """A negative quant is Odoo's answer, not ours to hide."""
        self.receive(dict.fromkeys(self.lots, 1))
        self.both_ways(lambda: self.ship(dict.fromkeys(self.lots, 3)))

    def test_never_received(self):
        self.both_ways(lambda: self.ship(dict.fromkeys(self.lots, 3)))

    def test_goods_without_a_number_on_the_same_shelf(self):
        self.env["stock.quant"]._update_available_quantity(
            self.glove.product_id, self.shelf, 5
        )
        self.both_ways(lambda: self.ship(dict.fromkeys(self.lots, 1)))

    def test_into_packages(self):
        self.receive(dict.fromkeys(self.serials, 1))
        box = self.env["stock.package"].create({"name": "BOX"})

        def pack():
            picking = self.make_picking(
                self.shelf, self.quarantine, [(self.pump.product_id, 8)]
            )
            picking.action_assign()
            picking.move_line_ids.write({"result_package_id": box.id, "picked": True})
            picking._action_done()
            self.assertEqual(sum(box.quant_ids.mapped("quantity")), 8)

        self.both_ways(pack)

    def test_with_an_owner(self):
        def owned():
            picking = self.make_receipt([(self.pump.product_id, 8)])
            for line, lot in zip(picking.move_line_ids, self.serials, strict=True):
                line.lot_id = lot
            picking.move_line_ids.write({"owner_id": self.clinic.id, "picked": True})
            picking._action_done()

        quants = self.both_ways(owned)
        self.assertTrue(all(quant[4] == self.clinic.id for quant in quants))

    def test_a_few_lines_go_the_usual_way(self):
        with patch.object(type(self.env["stock.quant"]), "_udi_prepare") as prepare:
            self.receive(dict.fromkeys(self.serials[:5], 1))
            prepare.assert_not_called()
            self.receive(dict.fromkeys(self.lots[:6], 1))
            prepare.assert_called_once()

    def test_no_query_for_each_serial(self):
        serials = self.env["stock.lot"].create(
            [
                {"name": f"Q{number}", "product_id": self.pump.product_id.id}
                for number in range(50)
            ]
        )
        self.receive(dict.fromkeys(serials, 1))
        counts = []
        for lots in (serials[:10], serials[10:]):
            delivery = self.make_delivery([(lots.product_id, len(lots))])
            delivery.move_ids.picked = True
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            delivery._action_done()
            self.env.flush_all()
            counts.append(self.env.cr.sql_log_count - before)
        self.assertLess(counts[1] - counts[0], 10)


@tagged("post_install", "-at_install")
class TestCreateTogether(UdiCase):
    def vals(self, count):
        product = self.make_product("Quants", "none")
        return [
            {"product_id": product.id, "location_id": self.shelf.id, "quantity": 1}
            for _each in range(count)
        ]

    def test_as_odoo_makes_them(self):
        quants = self.env["stock.quant"].create(self.vals(3))
        self.assertEqual(quants.mapped("quantity"), [1.0] * 3)
        self.assertFalse(any(quants.mapped("inventory_quantity_set")))
        self.assertEqual(quants.company_id, self.company)

    def test_counted_stock_stays_odoos_business(self):
        Quant = self.env["stock.quant"].with_context(inventory_mode=True)
        vals_list = self.vals(2)
        for vals in vals_list:
            del vals["quantity"]
            vals["inventory_quantity"] = 4
        quants = Quant.create(vals_list)
        self.assertTrue(all(quants.mapped("inventory_quantity_set")))
        self.assertFalse(Quant._udi_in_one_go(vals_list))

    def test_another_addon_that_looks_at_each_is_asked(self):
        Quant = type(self.env["stock.quant"])
        order = Quant.mro()
        between = next(
            part
            for part in order
            if part.__module__.endswith("product_expiry.models.stock_quant")
        )
        self.assertTrue(self.env["stock.quant"]._udi_in_one_go(self.vals(2)))
        with patch.object(between, "create", lambda *args: None, create=True):
            after = order.index(between) > next(
                index
                for index, part in enumerate(order)
                if part.__module__.endswith("stock_quant_batch")
            )
            self.assertTrue(after)
            self.assertFalse(self.env["stock.quant"]._udi_in_one_go(self.vals(2)))


@tagged("post_install", "-at_install")
class TestQuantsOfTwo(TwoConnections):
    """Two transfers count on one lot at the same moment; no unit is lost or doubled."""

    def test_a_lot_shipped_by_two(self):
        with self.connection() as env:
            product, lots, shelf, customers = self.stock(env)

        def ship(env):
            places = {"location_id": shelf, "location_dest_id": customers}
            move = env["stock.move"].create(
                {"product_id": product, "product_uom_qty": 2 * len(lots), **places}
            )
            lines = [
                {"product_id": product, "lot_id": lot, "quantity": 2, **places}
                for lot in lots
            ]
            move.move_line_ids = [Command.create(vals) for vals in lines]
            move.picked = True
            move._action_done()

        first, second = self.meanwhile(ship, ship)
        self.assertFalse(isinstance(second, Exception), second)
        with self.connection() as env:
            env["stock.quant"]._merge_quants()
            env["stock.quant"].invalidate_model()
            quants = env["stock.quant"].search([("product_id", "=", product)])
            left = quants.filtered(lambda quant: quant.location_id.id == shelf)
            gone = quants - left
            self.assertEqual(sorted(left.mapped("quantity")), [6.0] * len(lots))
            self.assertEqual(sum(gone.mapped("quantity")), 4 * len(lots))

    def stock(self, env):
        """A product with eight lots of ten; (product, lots, shelf, customers) ids."""
        shelf = env["stock.warehouse"].search([], limit=1).lot_stock_id
        product = env["product.product"].create(
            {"name": "Of two", "is_storable": True, "tracking": "lot"}
        )
        lots = env["stock.lot"].create(
            [{"name": f"TWO{n}", "product_id": product.id} for n in range(8)]
        )
        for lot in lots:
            env["stock.quant"]._update_available_quantity(
                product, shelf, 10, lot_id=lot
            )
        customers = env.ref("stock.stock_location_customers")
        return product.id, lots.ids, shelf.id, customers.id
