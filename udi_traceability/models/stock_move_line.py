from odoo import api, fields, models

# What a scanned label says, under the same names here and on the lot
LABEL = (
    "udi_di_id",
    "udi_lot_number",
    "udi_serial_number",
    "udi_manufacture_date",
    "udi_expiration_date",
    "udi_software_version",
    "udi_donation_number",
    "udi_sterilization_lot",
)


class StockMoveLine(models.Model):
    _inherit = "stock.move.line"

    udi_di_id = fields.Many2one(
        "udi.di", string="DI", ondelete="restrict", index="btree_not_null", copy=False
    )
    udi_manufacture_date = fields.Date(string="Made on", copy=False)
    udi_expiration_date = fields.Date(string="Expires on", copy=False)
    udi_lot_number = fields.Char(string="Lot on the label", copy=False)
    udi_serial_number = fields.Char(string="Serial on the label", copy=False)
    udi_software_version = fields.Char(string="Software version", copy=False)
    udi_donation_number = fields.Char(string="Donation number", copy=False)
    udi_sterilization_lot = fields.Char(string="Sterilisation lot", copy=False)
    udi_scanned_qty = fields.Float(
        string="Scanned",
        digits="Product Unit",
        copy=False,
        help="Units counted by scanning, in the unit of the product.",
    )

    _udi_lot_done_idx = models.Index("(lot_id, state) WHERE lot_id IS NOT NULL")
    _udi_result_package_idx = models.Index(
        "(result_package_id) WHERE result_package_id IS NOT NULL"
    )

    @api.depends("udi_expiration_date")
    def _compute_expiration_date(self):
        """The day on the label, before the lot exists; never a usual shelf life."""
        labelled = self.filtered(lambda line: not line.lot_id and line._udi_is_read())
        for line in labelled:
            day = line.udi_expiration_date
            company = line.company_id or self.env.company
            line.expiration_date = day and company._udi_noon(day)
        return super(StockMoveLine, self - labelled)._compute_expiration_date()

    def write(self, vals):
        if "lot_id" in vals or "lot_name" in vals:
            self._udi_forget_scans(vals)
        return super().write(vals)

    def _action_done(self):
        """Whatever road a transfer takes to here, what must not leave stays.

        Context keys skip dialogs, not this.
        """
        lots = self.lot_id
        new_lots = lots - lots._udi_in_stock()
        self._udi_check_stops()
        result = super()._action_done()
        lines = self.exists()
        lines._udi_complete_lots(new_lots)
        # a lot found by its name only now may be one that is on hold
        lines.filtered(lambda line: line.lot_id not in lots)._udi_check_stops()
        self.env["udi.event"]._record_moves(lines)
        self.env["udi.event"]._record_packing(lines)
        return result

    def _udi_forget_scans(self, vals):
        """What was scanned says nothing about another number typed in its place."""
        if "udi_scanned_qty" in vals:
            return
        name, lot = vals.get("lot_name"), vals.get("lot_id")
        if lot:
            # callers write an id or, as Odoo itself may, the record
            lot_id = lot.id if isinstance(lot, models.Model) else lot
            name = self.env["stock.lot"].browse(lot_id).name
        other = self.filtered(
            lambda line: (
                line.state != "done"
                and (line.udi_scanned_qty or line._udi_is_read())
                and (line.lot_id.name or line.lot_name) != name
            )
        )
        if other:
            other.write(dict.fromkeys(LABEL, False) | {"udi_scanned_qty": 0})

    def _prepare_new_lot_vals(self):
        vals = super()._prepare_new_lot_vals()
        if not self._udi_is_read():
            return vals
        vals.update(self._udi_label_vals())
        vals["expiration_date"] = (
            self.company_id._udi_noon(self.udi_expiration_date)
            if self.udi_expiration_date
            else False
        )
        return vals

    def _udi_is_read(self):
        """Whether a label was read for this line."""
        self.ensure_one()
        return bool(self.udi_lot_number or self.udi_serial_number)

    def _udi_label_vals(self):
        return {name: self[name] for name in LABEL} | {"udi_di_id": self.udi_di_id.id}

    def _udi_complete_lots(self, new_lots):
        """Give lots that exist already what their label says and they lack."""
        lots_by_vals = {}
        for line in self.sudo():
            lot = line.lot_id
            vals = line._udi_label_vals() if line._udi_is_read() else {}
            if lot in new_lots and line.location_id.usage == "production":
                vals.update(line._udi_made_vals())
            lacking = tuple(
                (name, value) for name, value in vals.items() if value and not lot[name]
            )
            if lacking:
                lots_by_vals[lacking] = lots_by_vals.get(lacking, lot) | lot
        for vals, lots in lots_by_vals.items():
            lots.with_context(tracking_disable=True)._udi_fill(dict(vals))

    def _udi_made_vals(self):
        """A lot of a device made here is born today, with the shelf life it got."""
        lot, device = self.lot_id, self.lot_id.udi_device_id
        if not device:
            return {}
        expires = device.pi_expiration_date and lot.expiration_date
        return {
            "udi_manufacture_date": self.company_id._udi_today(),
            "udi_expiration_date": expires and self.company_id._udi_day(expires),
        }
