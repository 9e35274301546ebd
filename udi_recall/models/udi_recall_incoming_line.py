from odoo import api, fields, models

from odoo.addons.udi_traceability.tools import UdiError, parse

UNITS = {"digits": "Product Unit"}


class UdiRecallIncomingLine(models.Model):
    """One DI with a lot or serial in a maker's notice, and what of it is ours."""

    _name = "udi.recall.incoming.line"
    _description = "Units in an incoming recall"
    _order = "incoming_id, number, id"
    _rec_name = "description"

    incoming_id = fields.Many2one(
        "udi.recall.incoming", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(
        related="incoming_id.company_id", store=True, index=True
    )
    number = fields.Integer("Line", default=1)
    udi_full = fields.Char("UDI", help="Scan or paste the label: the rest follows.")
    udi_di = fields.Char("DI")
    catalogue = fields.Char("Catalogue number")
    description = fields.Char("Product")
    lot = fields.Char()
    serial = fields.Char()
    expiry = fields.Char("Expires")
    uom = fields.Char("Unit")
    document = fields.Char("Their delivery")
    ship_to = fields.Char("Delivered to")
    quantity_shipped = fields.Float("They sent us", **UNITS)
    quantity_asked = fields.Float(
        "They ask about", help="Sent to us less what we sent back before.", **UNITS
    )
    certainty = fields.Selection(
        [("certain", "Certain"), ("possible", "Possible")],
        required=True,
        default="certain",
    )
    found = fields.Selection(
        [
            ("device", "Device not known here"),
            ("several", "Several devices: type the DI"),
            ("number", "Never here"),
            ("yes", "Found"),
        ],
        "Ours",
        readonly=True,
    )
    lot_ids = fields.Many2many(
        "stock.lot",
        "udi_recall_incoming_line_lot_rel",
        "line_id",
        "lot_id",
        string="Our lots",
        readonly=True,
    )
    lot_count = fields.Integer("Lots", readonly=True)
    quantity_here = fields.Float("With us", readonly=True, **UNITS)
    quantity_out = fields.Float("At customers", readonly=True, **UNITS)
    quantity_used = fields.Float("Built in", readonly=True, **UNITS)
    quantity_destroyed = fields.Float("Scrapped", readonly=True, **UNITS)
    quantity_returned = fields.Float("Sent back", readonly=True, **UNITS)

    @api.depends("description", "udi_di", "catalogue", "lot", "serial")
    def _compute_display_name(self):
        for line in self:
            what = line.description or line.udi_di or line.catalogue
            number = line.serial or line.lot
            line.display_name = " · ".join(filter(None, (number, what)))

    @api.onchange("udi_full")
    def _onchange_udi_full(self):
        """A label that was scanned fills the line; another text stays as it is."""
        if not self.udi_full:
            return
        company = self.env.company
        try:
            udi = parse(
                self.udi_full,
                as_of=company._udi_today(),
                separators=company._udi_separators(),
            )
        except UdiError:
            return
        self.udi_di = udi.di or self.udi_di
        self.lot = udi.lot or self.lot
        self.serial = udi.serial or self.serial
        self.expiry = str(udi.expiry) if udi.expiry else self.expiry

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            for vals in vals_list:
                self._check_typed(vals.keys())
        lines = super().create(vals_list)
        if not self.env.su:
            lines._notice_changed()
        return lines

    def write(self, vals):
        if self.env.su:
            return super().write(vals)
        self._check_typed(vals.keys())
        self._notice_changed()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_only_while_open(self):
        if not self.env.su:
            self._notice_changed()

    def _check_typed(self, names):
        """What was found here is never typed."""
        readonly = {name for name in names if self._fields[name].readonly}
        if readonly:
            self.incoming_id._check_typed(readonly | {"matched_at"})

    def _notice_changed(self):
        """Other units: what was found before is not of them."""
        notices = self.incoming_id
        notices._check_open({"line_ids"})
        matched = notices.filtered(lambda notice: notice.state == "matched")
        matched.sudo().write({"state": "new", "matched_at": False})
