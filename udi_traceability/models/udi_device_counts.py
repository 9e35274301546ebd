from odoo import fields, models


class UdiDevice(models.Model):
    """How many lots, units, sales and events there are; every number is a door."""

    _inherit = "udi.device"

    lot_count = fields.Integer(compute="_compute_lot_count")
    stock_quantity = fields.Float(
        compute="_compute_stock_quantity",
        digits="Product Unit",
        groups="stock.group_stock_user",
    )
    sale_count = fields.Integer(
        compute="_compute_sale_count", groups="sales_team.group_sale_salesman"
    )
    event_count = fields.Integer(
        compute="_compute_event_count", groups="udi_traceability.group_udi_user"
    )
    version_count = fields.Integer(compute="_compute_version_count")

    def _compute_lot_count(self):
        self._count("lot_count", "stock.lot", self._lots_domain(), "udi_device_id")

    def _compute_stock_quantity(self):
        self._count(
            "stock_quantity",
            "stock.quant",
            self._stock_domain(),
            "lot_id.udi_device_id",
            "quantity:sum",
        )

    def _compute_sale_count(self):
        counted = dict(
            self.env["sale.order.line"]._read_group(
                self._sales_domain(), ["product_id"], ["__count"]
            )
        )
        for device in self:
            device.sale_count = counted.get(device.product_id, 0)

    def _compute_event_count(self):
        for device in self:
            device.event_count = self.env["udi.event"].search_count(
                device._events_domain()
            )

    def _compute_version_count(self):
        for device in self:
            device.version_count = len(device._versions())

    def _count(self, name, model, domain, group, aggregate="__count"):
        counted = dict(self.env[model]._read_group(domain, [group], [aggregate]))
        for device in self:
            device[name] = counted.get(device._origin, 0)

    def _lots_domain(self):
        return [("udi_device_id", "in", self.ids)]

    def _stock_domain(self):
        return [
            ("lot_id.udi_device_id", "in", self.ids),
            ("location_id.usage", "in", ("internal", "transit")),
        ]

    def _sales_domain(self):
        return [
            ("product_id", "in", self.product_id.ids),
            ("state", "=", "sale"),
            ("display_type", "=", False),
        ]

    def _events_domain(self):
        return [
            "|",
            ("lot_id.udi_device_id", "in", self.ids),
            *("&", ("res_model", "=", self._name), ("res_id", "in", self.ids)),
        ]

    def _versions(self):
        """This device, those before and those after it."""
        self.ensure_one()
        found, edge = self, self
        while edge:
            edge = (edge.previous_device_id | edge.next_device_ids) - found
            found |= edge
        return found

    def action_open_lots(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "udi_traceability.stock_lot_action"
        )
        return dict(action, domain=self._lots_domain())

    def action_open_stock(self):
        return self._list_of(
            "stock.quant", self.env._("In stock"), self._stock_domain()
        )

    def action_open_sales(self):
        return self._list_of(
            "sale.order.line", self.env._("Sales"), self._sales_domain()
        )

    def action_open_events(self):
        return self._list_of("udi.event", self.env._("Events"), self._events_domain())

    def action_open_versions(self):
        return self._list_of(
            self._name, self.env._("Versions"), [("id", "in", self._versions().ids)]
        )

    def _list_of(self, model, title, domain):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": title,
            "res_model": model,
            "views": [(False, "list"), (False, "form")],
            "domain": domain,
            "context": {"create": False},
        }
