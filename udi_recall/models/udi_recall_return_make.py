from odoo import models
from odoo.fields import Command


class UdiRecallConsignee(models.Model):
    """Returns with the very lots written in, each against the delivery it left with."""

    _inherit = "udi.recall.consignee"

    def _create_returns(self, recall, wanted):
        warehouse = self.env["stock.warehouse"].search(
            [("company_id", "=", recall.company_id.id)], limit=1
        )
        kind = warehouse.out_type_id.return_picking_type_id or warehouse.in_type_id
        place = recall._return_place(warehouse)
        sent = self._sent_with(wanted)
        pickings = self.env["stock.picking"].create(
            [
                {
                    "picking_type_id": kind.id,
                    "company_id": recall.company_id.id,
                    "partner_id": ship_to.id,
                    "location_id": ship_to.property_stock_customer.id,
                    "location_dest_id": place.id,
                    "origin": recall.name,
                    "udi_recall_id": recall.id,
                    "udi_recall_consignee_id": consignee.id,
                    "move_ids": self._return_moves(
                        consignee, ship_to, place, lots, sent
                    ),
                }
                for (consignee, ship_to), lots in wanted.items()
            ]
        )
        for picking in pickings:
            picking.move_ids.move_line_ids.picking_id = picking
            deliveries = picking.move_ids.origin_returned_move_id.picking_id
            picking.return_id = deliveries if len(deliveries) == 1 else False
        pickings.action_confirm()
        return pickings

    def _return_moves(self, consignee, ship_to, place, lots, sent):
        """One for each delivery the goods went out with, its lots written in.

        Odoo's own return would propose the first lots of the delivery instead.
        """
        groups = {}
        for lot, units in lots.items():
            origin = sent.get((consignee, lot), self.env["stock.move"])
            groups.setdefault((lot.product_id, origin), {})[lot] = units
        source = ship_to.property_stock_customer.id
        return [
            Command.create(
                {
                    "product_id": product.id,
                    "product_uom": product.uom_id.id,
                    "product_uom_qty": sum(of_move.values()),
                    "location_id": source,
                    "location_dest_id": place.id,
                    "origin_returned_move_id": origin.id,
                    "sale_line_id": origin.sale_line_id.id,
                    "to_refund": bool(origin.sale_line_id),
                    "move_line_ids": [
                        Command.create(
                            {
                                "product_id": product.id,
                                "product_uom_id": product.uom_id.id,
                                "lot_id": lot.id,
                                "quantity": units,
                                "location_id": source,
                                "location_dest_id": place.id,
                            }
                        )
                        for lot, units in of_move.items()
                    ],
                }
            )
            for (product, origin), of_move in groups.items()
        ]

    def _sent_with(self, wanted):
        """``{(consignee, lot): the last movement that delivered it there}``."""
        lots = self.env["stock.lot"].union(
            *(lot for each in wanted.values() for lot in each)
        )
        lines = self.env["stock.move.line"].search(
            [
                ("lot_id", "in", lots.ids),
                ("state", "=", "done"),
                ("location_dest_id.usage", "=", "customer"),
                ("company_id", "in", self.company_id.ids),
            ],
            order="date, id",
        )
        by_partner = {row.partner_id: row for row in self}
        return {
            (by_partner[partner], line.lot_id): line.move_id
            for line in lines
            if (partner := line.picking_id.partner_id.commercial_partner_id)
            in by_partner
        }
