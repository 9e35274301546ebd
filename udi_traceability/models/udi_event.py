from odoo import api, fields, models

KINDS = [
    ("received", "Received"),
    ("shipped", "Shipped"),
    ("returned", "Returned"),
    ("made", "Made"),
    ("consumed", "Consumed"),
    ("moved", "Moved"),
    ("packed", "Packed"),
    ("unpacked", "Unpacked"),
    ("scanned", "Scanned"),
    ("refused", "Refused"),
    ("undone", "Scan taken back"),
    ("overridden", "Overridden"),
    ("edited", "Edited afterwards"),
    ("changed", "Device data changed"),
    ("held", "Held"),
    ("released", "Released"),
    ("printed", "Printed"),
    ("published", "Published"),
    ("recalled", "Recalled"),
]


class UdiEvent(models.Model):
    """The evidence: what happened to one UDI, written once and never changed.

    Names are copied in, so a row can be read without any other record.
    """

    _name = "udi.event"
    _description = "Event in the Life of a Device"
    _inherit = "udi.evidence"
    _log_access = False
    _order = "id desc"
    _rec_name = "origin"

    kind = fields.Selection(KINDS, required=True, readonly=True)
    happened_at = fields.Datetime(
        string="When", required=True, readonly=True, index=True
    )
    user_id = fields.Many2one(
        "res.users", required=True, readonly=True, ondelete="restrict"
    )
    user_name = fields.Char(readonly=True)
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, ondelete="restrict", index=True
    )
    product_id = fields.Many2one(
        "product.product", readonly=True, ondelete="restrict", index="btree_not_null"
    )
    product_name = fields.Char(readonly=True)
    lot_id = fields.Many2one(
        "stock.lot",
        string="Lot/Serial",
        readonly=True,
        ondelete="restrict",
        index="btree_not_null",
    )
    lot_name = fields.Char(string="Lot/Serial number", readonly=True)
    di_code = fields.Char(string="DI", readonly=True)
    package_id = fields.Many2one("stock.package", readonly=True, ondelete="restrict")
    package_name = fields.Char(readonly=True)
    quantity = fields.Float(digits="Product Unit", readonly=True, aggregator=None)
    uom_id = fields.Many2one(
        "uom.uom", string="Unit", readonly=True, ondelete="restrict"
    )
    partner_id = fields.Many2one(
        "res.partner",
        string="Who",
        readonly=True,
        ondelete="restrict",
        index="btree_not_null",
    )
    partner_name = fields.Char(readonly=True)
    picking_id = fields.Many2one(
        "stock.picking",
        string="Transfer",
        readonly=True,
        ondelete="restrict",
        index="btree_not_null",
    )
    location_id = fields.Many2one(
        "stock.location", string="From", readonly=True, ondelete="restrict"
    )
    location_name = fields.Char(readonly=True)
    location_dest_id = fields.Many2one(
        "stock.location", string="To", readonly=True, ondelete="restrict"
    )
    location_dest_name = fields.Char(readonly=True)
    raw_text = fields.Char(string="Text read", readonly=True, trim=False)
    reason = fields.Char(readonly=True)
    origin = fields.Char(string="Document", readonly=True)
    res_model = fields.Char(readonly=True)
    res_id = fields.Many2oneReference(model_field="res_model", readonly=True)

    @api.model
    def _record(self, vals_list):
        """Write events; product, DI and names come from the lot unless given.

        :param vals_list: values as for `create`; `kind` is needed, and what it is
            about: `lot_id`, `product_id` or `picking_id`
        :return: the new events
        """
        return self.sudo().create(self._with_snapshots(vals_list))

    def _with_snapshots(self, vals_list):
        now, station = fields.Datetime.now(), self._station()
        completed = []
        for vals, known in zip(vals_list, self._named(vals_list), strict=True):
            lot, picking = known["lot_id"], known["picking_id"]
            product = known["product_id"] or lot.product_id
            user = known["user_id"] or self.env.user
            company = known["company_id"] or picking.company_id or lot.company_id
            completed.append(
                {
                    "happened_at": now,
                    "user_id": user.id,
                    "user_name": user.name,
                    "station": station,
                    "company_id": (company or self.env.company).id,
                    "product_id": product.id,
                    "product_name": product.display_name,
                    "lot_name": lot.name,
                    "di_code": lot.udi_di_id.code,
                    "uom_id": product.uom_id.id,
                    "package_name": known["package_id"].name,
                    "partner_name": known["partner_id"].display_name,
                    "location_name": known["location_id"].complete_name,
                    "location_dest_name": known["location_dest_id"].complete_name,
                    "origin": picking.name,
                    **vals,
                }
            )
        return completed

    def _named(self, vals_list):
        """For each vals, the records it names, read together."""
        names = [name for name, field in self._fields.items() if field.comodel_name]
        sets = {
            name: self.env[self._fields[name].comodel_name]
            .sudo()
            .browse({vals[name] for vals in vals_list if vals.get(name)})
            for name in names
        }
        by_id = {
            name: {record.id: record for record in records}
            for name, records in sets.items()
        }
        return [
            {
                name: by_id[name].get(vals.get(name), sets[name].browse())
                for name in names
            }
            for vals in vals_list
        ]
