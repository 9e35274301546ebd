"""The trace through real orders: made, taken apart, repaired, subcontracted, kits."""

from odoo.fields import Command
from odoo.tests import Form, TransactionCase, tagged


@tagged("post_install", "-at_install")
class TestTraceOrders(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls.env.company
        cls.warehouse = cls.env["stock.warehouse"].search(
            [("company_id", "=", cls.company.id)], limit=1
        )
        cls.shelf = cls.warehouse.lot_stock_id
        cls.cell = cls.product("Cell", "lot")
        cls.pump = cls.product("Pump", "serial")
        cls.maker, cls.clinic = cls.env["res.partner"].create(
            [{"name": "Maker"}, {"name": "Clinic"}]
        )
        cls.trace = cls.env["udi.trace"]

    @classmethod
    def product(cls, name, tracking, **values):
        return cls.env["product.product"].create(
            {"name": name, "is_storable": True, "tracking": tracking, **values}
        )

    def lots(self, product, *names, stock=0):
        lots = self.env["stock.lot"].create(
            [{"name": name, "product_id": product.id} for name in names]
        )
        for lot in lots if stock else ():
            self.env["stock.quant"]._update_available_quantity(
                product, self.shelf, stock, lot_id=lot
            )
        return lots

    def bill(self, product, *parts, **values):
        return self.env["mrp.bom"].create(
            {
                "product_tmpl_id": product.product_tmpl_id.id,
                "bom_line_ids": [Command.create({"product_id": p.id}) for p in parts],
                **values,
            }
        )

    def made(self, lots, used):
        """An order that made these lots of one product from `{lot: quantity}`."""
        form = Form(self.env["mrp.production"])
        form.product_id = lots.product_id
        form.product_qty = len(lots)
        order = form.save()
        order.action_confirm()
        order.lot_producing_ids = lots
        order.qty_producing = len(lots)
        order.move_raw_ids.move_line_ids.unlink()
        for lot, quantity in used.items():
            raw = order.move_raw_ids.filtered(
                lambda move, lot=lot: move.product_id == lot.product_id
            )
            raw.move_line_ids = [
                Command.create(
                    {
                        "product_id": lot.product_id.id,
                        "lot_id": lot.id,
                        "quantity": quantity,
                    }
                )
            ]
        order.move_raw_ids.picked = True
        order.button_mark_done()
        self.assertEqual(order.state, "done")
        return order

    def named(self, rows):
        """{lot name: certain} of what was found beyond the start."""
        rows = {row.lot_id: row.certain for row in rows if row.depth}
        return {lot.name: rows[lot.id] for lot in self.env["stock.lot"].browse(rows)}

    def down(self, lot):
        return self.named(self.trace.downstream(lot))

    def up(self, lot):
        return self.named(self.trace.upstream(lot))

    def held(self, lots):
        found = {}
        for row in self.trace.holdings(lots):
            found[row.kind] = found.get(row.kind, 0) + row.quantity
        return found

    def kinds(self, lot):
        return [(row.kind, row.quantity) for row in self.trace.movements(lot)]

    # -- taken apart ----------------------------------------------------------------

    def unbuilt(self, order, lot):
        form = Form(self.env["mrp.unbuild"])
        form.mo_id = order
        form.lot_id = lot
        unbuild = form.save()
        unbuild.action_unbuild()
        self.assertEqual(unbuild.state, "done")
        return unbuild

    def test_a_unit_that_was_taken_apart_holds_nothing_more(self):
        self.bill(self.pump, self.cell)
        bad = self.lots(self.cell, "BAD", stock=10)
        serial, other = self.lots(self.pump, "S1", "S2")
        order = self.made(serial, {bad: 1})
        self.made(other, {bad: 1})
        self.assertEqual(self.down(bad), {"S1": True, "S2": True})
        unbuild = self.unbuilt(order, serial)
        self.assertEqual(self.down(bad), {"S1": False, "S2": True})
        self.assertEqual(self.up(serial), {"BAD": False})
        self.assertEqual(self.down(serial), {}, "its parts were not made with it")
        link = self.trace.links(serial, down=False)[0]
        self.assertEqual((link.quantity, link.taken_out), (0, 1))
        self.assertEqual(link.document, order.name)
        self.assertEqual(self.held(bad), {"stock": 9, "consumed": 1})
        self.assertEqual(self.held(serial), {"consumed": 1})
        journey = self.trace.movements(serial)
        self.assertEqual([row.kind for row in journey], ["made", "unbuilt"])
        self.assertEqual(
            [(row.res_model, row.res_id) for row in journey],
            [(order._name, order.id), (unbuild._name, unbuild.id)],
        )
        self.assertEqual([row.reference for row in journey][0], order.name)
        self.assertIn(("recovered", 1), self.kinds(bad))

    def test_taken_apart_and_built_again_with_another_part(self):
        self.bill(self.pump, self.cell)
        bad, good = self.lots(self.cell, "BAD", "GOOD", stock=10)
        serial = self.lots(self.pump, "S1")
        self.unbuilt(self.made(serial, {bad: 1}), serial)
        self.made(serial, {good: 1})
        self.assertEqual(self.up(serial), {"BAD": False, "GOOD": True})
        self.assertEqual(self.down(good), {"S1": True})
        self.assertEqual(self.held(serial), {"stock": 1})

    def test_by_products_are_made_of_it_too_and_unbuild_ties_no_knot(self):
        sheet = self.product("Sheet", "lot")
        self.bill(
            self.pump,
            self.cell,
            byproduct_ids=[Command.create({"product_id": sheet.id, "product_qty": 1})],
        )
        cell = self.lots(self.cell, "C", stock=10)
        serial, rest = self.lots(self.pump, "S1"), self.lots(sheet, "REST")
        form = Form(self.env["mrp.production"])
        form.product_id = self.pump
        order = form.save()
        order.action_confirm()
        order.lot_producing_ids = serial
        order.qty_producing = 1
        order.move_raw_ids.move_line_ids.unlink()
        order.move_raw_ids.move_line_ids = [
            Command.create(
                {"product_id": self.cell.id, "lot_id": cell.id, "quantity": 1}
            )
        ]
        extra = order.move_byproduct_ids
        extra.move_line_ids.unlink()
        extra.move_line_ids = [
            Command.create({"product_id": sheet.id, "lot_id": rest.id, "quantity": 1})
        ]
        (order.move_raw_ids | extra).picked = True
        order.button_mark_done()
        self.assertEqual(self.down(cell), {"S1": True, "REST": True})
        self.unbuilt(order, serial)
        self.assertEqual(self.down(rest), {}, "the cell was not made of the rest")
        self.assertEqual(self.held(cell), {"stock": 10})

    # -- repaired -------------------------------------------------------------------

    def repaired(self, serial, **parts):
        """A repair of `serial`; parts are kind=lot of the part."""
        repair = self.env["repair.order"].create(
            {
                "product_id": serial.product_id.id,
                "lot_id": serial.id,
                "partner_id": self.clinic.id,
                "move_ids": [
                    Command.create(
                        {
                            "repair_line_type": kind,
                            "product_id": lot.product_id.id,
                            "product_uom_qty": 1,
                        }
                    )
                    for kind, lot in parts.items()
                ],
            }
        )
        repair.action_validate()
        repair.action_repair_start()
        for move in repair.move_ids:
            move.move_line_ids.unlink()
            move.move_line_ids = [
                Command.create(
                    {
                        "product_id": move.product_id.id,
                        "lot_id": parts[move.repair_line_type].id,
                        "quantity": 1,
                        "location_id": move.location_id.id,
                        "location_dest_id": move.location_dest_id.id,
                    }
                )
            ]
            move.picked = True
        repair.action_repair_done()
        self.assertEqual(repair.state, "done")
        return repair

    def test_a_part_that_a_repair_replaced(self):
        self.bill(self.pump, self.cell)
        bad, good = self.lots(self.cell, "BAD", "GOOD", stock=10)
        serial = self.lots(self.pump, "S1")
        self.made(serial, {bad: 1})
        repair = self.repaired(serial, remove=bad, add=good)
        self.assertEqual(self.up(serial), {"BAD": False, "GOOD": True})
        self.assertEqual(self.down(bad), {"S1": False}, "it was in it")
        self.assertEqual(self.down(good), {"S1": True})
        links = {row.far_lot_id: row for row in self.trace.links(serial, down=False)}
        self.assertEqual((links[bad.id].quantity, links[bad.id].taken_out), (0, 1))
        self.assertEqual((links[good.id].quantity, links[good.id].taken_out), (1, 0))
        self.assertEqual(links[good.id].document, repair.name)
        self.assertEqual(self.held(bad), {"stock": 9, "scrapped": 1})
        self.assertEqual(self.held(good), {"stock": 9, "consumed": 1})
        self.assertEqual(self.held(serial), {"stock": 1})
        self.assertIn("repaired", [kind for kind, _quantity in self.kinds(serial)])
        row = self.trace.movements(good)[-1]
        self.assertEqual((row.kind, row.res_model), ("consumed", repair._name))

    def test_a_part_that_was_in_it_before_odoo(self):
        old = self.lots(self.cell, "OLD")
        serial = self.lots(self.pump, "S1", stock=1)
        self.repaired(serial, recycle=old)
        self.assertEqual(self.up(serial), {"OLD": False})
        self.assertEqual(self.held(old), {"stock": 1})
        self.assertEqual(self.trace.links(old)[0].taken_out, 1)

    def test_one_of_two_parts_taken_out_leaves_one(self):
        bill = self.bill(self.pump, self.cell)
        bill.bom_line_ids.product_qty = 2
        cell = self.lots(self.cell, "C", stock=10)
        serial = self.lots(self.pump, "S1")
        self.made(serial, {cell: 2})
        self.repaired(serial, recycle=cell)
        self.assertEqual(self.down(cell), {"S1": True})
        self.assertEqual(self.trace.links(cell)[0].quantity, 1)
        self.assertEqual(self.held(cell), {"stock": 9, "consumed": 1})
