from odoo.tests import tagged

from .both_ways import BothWays


@tagged("post_install", "-at_install")
class TestReservedTogether(BothWays):
    def test_goods_of_another_kind_in_the_same_call(self):
        """Quants nobody asked for beforehand are found all the same."""
        plain = self.make_product("Plain", "none")
        self.env["stock.quant"]._update_available_quantity(plain, self.shelf, 5)
        self.receive(dict.fromkeys(self.lots, 2))

        def reserve():
            delivery = self.make_delivery([(self.glove.product_id, 1), (plain, 2)])
            delivery.do_unreserve()
            gloves, plains = delivery.move_ids.sorted("product_uom_qty")
            vals_list = [
                gloves._prepare_move_line_vals(quantity=1) | {"lot_id": lot.id}
                for lot in self.lots
            ]
            vals_list.append(plains._prepare_move_line_vals(quantity=2))
            self.env["stock.move.line"].create(vals_list)
            found = self.env["stock.quant"].search([("product_id", "=", plain.id)])
            shelved = found.filtered(lambda quant: quant.location_id == self.shelf)
            self.assertEqual(shelved.mapped("reserved_quantity"), [2.0])

        quants = self.both_ways(reserve)
        self.assertEqual([quant[-2] for quant in quants].count(1.0), len(self.lots))

    def test_no_query_for_each_serial_reserved(self):
        serials = self.env["stock.lot"].create(
            [
                {"name": f"R{number}", "product_id": self.pump.product_id.id}
                for number in range(50)
            ]
        )
        self.receive(dict.fromkeys(serials, 1))
        counts = []
        for wanted in (10, 40):
            delivery = self.make_delivery([(self.pump.product_id, wanted)])
            delivery.do_unreserve()
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            delivery.action_assign()
            self.env.flush_all()
            counts.append(self.env.cr.sql_log_count - before)
            self.assertEqual(len(delivery.move_line_ids.lot_id), wanted)
        self.assertLess(counts[1] - counts[0], 10)

    def test_lines_keep_the_callers_context(self):
        self.receive(dict.fromkeys(self.lots, 2))
        delivery = self.make_delivery([(self.glove.product_id, 8)])
        delivery.do_unreserve()
        [move] = delivery.move_ids
        lines = self.env["stock.move.line"].create(
            [
                move._prepare_move_line_vals(quantity=1) | {"lot_id": lot.id}
                for lot in self.lots
            ]
        )
        self.assertNotIn("reserved_quant", lines.env.context)
        self.assertFalse(self.env.cr.cache.get("udi_locked_quants"))

    def test_reserved_again_in_the_same_transaction(self):
        """What was known of the quants the first time is not believed the second."""
        self.receive(dict.fromkeys(self.lots, 2))

        def again():
            delivery = self.make_delivery([(self.glove.product_id, 16)])
            kept = delivery.move_line_ids
            self.assertEqual(sum(kept.mapped("quantity")), 16)
            delivery.do_unreserve()
            self.ship(dict.fromkeys(self.lots[:2], 2))
            delivery.action_assign()
            self.assertEqual(delivery.move_line_ids.lot_id, self.lots[2:])

        self.both_ways(again)
