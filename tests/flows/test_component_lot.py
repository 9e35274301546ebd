"""One bad component lot, through real manufacturing, to the people who must know."""

from odoo.tests import Form, TransactionCase, new_test_user, tagged


@tagged("post_install", "-at_install")
class TestComponentLot(TransactionCase):
    """The same questions as in the demo's story, on data of the test's own."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        create = cls.env["product.product"].create
        cls.part, cls.pump = (
            create({"name": name, "is_storable": True, "tracking": tracking})
            for name, tracking in (("Cell", "lot"), ("Pump", "serial"))
        )
        cls.bill = cls.env["mrp.bom"].create(
            {
                "product_tmpl_id": cls.pump.product_tmpl_id.id,
                "bom_line_ids": [(0, 0, {"product_id": cls.part.id})],
            }
        )
        warehouse = cls.env["stock.warehouse"].search([], limit=1)
        cls.shelf = warehouse.lot_stock_id
        cls.way_out = warehouse.out_type_id
        cls.bad, cls.good = cls.lots(cls.part, "BAD", "GOOD")
        for lot in cls.bad | cls.good:
            cls.env["stock.quant"]._update_available_quantity(
                cls.part, cls.shelf, 10, lot_id=lot
            )
        cls.clinic, cls.dealer = cls.env["res.partner"].create(
            [{"name": "Clinic"}, {"name": "Dealer"}]
        )
        cls.manager, cls.approver = (
            new_test_user(cls.env, login, groups=f"udi_recall.group_recall_{role}")
            for login, role in (("recaller", "manager"), ("second_signer", "approver"))
        )

    @classmethod
    def lots(cls, product, *names):
        return cls.env["stock.lot"].create(
            [{"name": name, "product_id": product.id} for name in names]
        )

    def made_of(self, *parts, serials):
        """One order that turns units of the lots `parts` into `serials`."""
        form = Form(self.env["mrp.production"])
        form.product_id = self.pump
        form.bom_id = self.bill
        form.product_qty = len(serials)
        order = form.save()
        order.action_confirm()
        order.lot_producing_ids = self.lots(self.pump, *serials)
        order.qty_producing = len(serials)
        raw = order.move_raw_ids
        raw.move_line_ids.unlink()
        share = len(serials) / len(parts)
        raw.move_line_ids = [
            (0, 0, {"product_id": self.part.id, "lot_id": part.id, "quantity": share})
            for part in parts
        ]
        raw.picked = True
        order.button_mark_done()
        self.assertEqual(order.state, "done")
        return order.lot_producing_ids

    def moved(self, lots, partner, *, back=False):
        """A finished delivery of `lots` to `partner`, or their way back."""
        kind = self.way_out
        customers = kind.default_location_dest_id
        source, target = (customers, self.shelf) if back else (self.shelf, customers)
        picking = self.env["stock.picking"].create(
            {
                "picking_type_id": kind.return_picking_type_id.id if back else kind.id,
                "partner_id": partner.id,
                "location_id": source.id,
                "location_dest_id": target.id,
                "move_line_ids": [
                    (
                        0,
                        0,
                        {"product_id": lot.product_id.id, "lot_id": lot.id}
                        | {
                            "quantity": 1,
                            "picked": True,
                            "location_id": source.id,
                            "location_dest_id": target.id,
                        },
                    )
                    for lot in lots
                ],
            }
        )
        picking.action_confirm()
        picking.button_validate()
        self.assertEqual(picking.state, "done")
        return picking

    def downstream(self, lot):
        """{serial: certain} of what `lot` went into."""
        rows = self.env["udi.trace"].downstream(lot)
        named = {row.lot_id: row for row in rows if row.depth}
        return {
            found.name: named[found.id].certain
            for found in self.env["stock.lot"].browse(named)
        }

    def test_one_component_lot_is_certain(self):
        self.made_of(self.bad, serials=["S1", "S2"])
        self.made_of(self.good, serials=["S3"])
        self.assertEqual(self.downstream(self.bad), {"S1": True, "S2": True})
        self.assertEqual(self.downstream(self.good), {"S3": True})

    def test_two_component_lots_in_one_order_are_possible(self):
        self.made_of(self.bad, self.good, serials=["S1", "S2"])
        self.assertEqual(self.downstream(self.bad), {"S1": False, "S2": False})

    def test_upstream_finds_the_component(self):
        (serial,) = self.made_of(self.bad, serials=["S1"])
        rows = self.env["udi.trace"].upstream(serial)
        self.assertEqual({row.lot_id for row in rows if row.depth}, {self.bad.id})

    def test_who_has_them_net_of_what_came_back(self):
        serials = self.made_of(self.bad, serials=["S1", "S2", "S3", "S4"])
        self.moved(serials[:2], self.clinic)
        self.moved(serials[2], self.dealer)
        self.moved(serials[0], self.clinic, back=True)
        held = self.env["udi.trace"].holdings(serials)
        there = {
            (row.lot_id, row.partner_id): row.quantity
            for row in held
            if row.kind == "consignee" and row.quantity
        }
        self.assertEqual(
            there,
            {
                (serials[1].id, self.clinic.id): 1,
                (serials[2].id, self.dealer.id): 1,
            },
        )
        shelf = {row.lot_id for row in held if row.kind == "stock" and row.quantity}
        self.assertEqual(shelf, {serials[0].id, serials[3].id})

    def test_a_recall_holds_the_shelf_and_names_the_rest(self):
        serials = self.made_of(self.bad, serials=["S1", "S2", "S3"])
        self.moved(serials[:1], self.clinic)
        self.moved(serials[1:2], self.dealer)
        recall = (
            self.env["udi.recall"]
            .with_user(self.manager)
            .create(
                {
                    "title": "Cell",
                    "reason_text": "It leaks.",
                    "hazard": "It stops.",
                    "instructions": "Stop using it.",
                    "unaffected_reason": "Others hold another cell.",
                    "physical_return": "yes",
                    "scope_line_ids": [(0, 0, {"kind": "lot", "lot_id": self.bad.id})],
                }
            )
        )
        recall.action_compute_scope()
        recall.action_ask_approval()
        self.sign(recall)
        recall.action_start()
        self.assertIn(serials[2], recall.hold_ids.lot_id)
        self.assertIn(self.bad, recall.hold_ids.lot_id)
        consignees = recall.consignee_ids.filtered("quantity")
        self.assertEqual(consignees.partner_id, self.clinic | self.dealer)
        self.assertEqual(consignees.mapped("quantity"), [1, 1])

    def sign(self, recall):
        """A second person, with the password."""
        action = recall.with_user(self.approver).action_approve()
        dialogs = self.env[action["res_model"]].with_user(self.approver)
        dialog = dialogs.browse(action["res_id"])
        dialog.reason = "I read it."
        dialog.with_context(password="second_signer").action_sign()
        self.assertEqual(recall.state, "approved", dialog.message)

    def test_what_is_held_is_not_built_in(self):
        self.env["udi.hold"]._hold(self.bad, "quarantine", "A dent")
        with self.assertRaisesRegex(Exception, "BAD"):
            self.made_of(self.bad, serials=["S1"])
