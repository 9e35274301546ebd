from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools.sql import column_exists, create_column

from ..tools import Udi, UdiError, text_of


class StockLot(models.Model):
    _inherit = "stock.lot"

    udi_di_id = fields.Many2one(
        "udi.di",
        string="DI",
        compute="_compute_udi_di_id",
        store=True,
        readonly=False,
        precompute=True,
        ondelete="restrict",
        index="btree_not_null",
        tracking=True,
        domain="[('device_id.product_id', '=', product_id)]",
        help="The DI on the label of this lot.",
    )
    udi_device_id = fields.Many2one(
        "udi.device",
        string="Device",
        related="udi_di_id.device_id",
        store=True,
        index="btree_not_null",
    )
    udi_lot_number = fields.Char(string="Lot on the label", tracking=True)
    udi_serial_number = fields.Char(string="Serial on the label", tracking=True)
    udi_manufacture_date = fields.Date(string="Made on", tracking=True)
    udi_expiration_date = fields.Date(
        string="Expires on", tracking=True, index="btree_not_null"
    )
    udi_software_version = fields.Char(string="Software version", tracking=True)
    udi_donation_number = fields.Char(
        string="Donation number",
        tracking=True,
        help="Of ISBT 128: thirteen characters and two flags.",
    )
    udi_sterilization_lot = fields.Char(string="Sterilisation lot", tracking=True)
    udi_text = fields.Char(string="UDI", compute="_compute_udi_text")
    udi_hold_ids = fields.One2many(
        "udi.hold",
        "lot_id",
        string="Holds",
        groups="udi_traceability.group_udi_user",
    )
    udi_on_hold = fields.Boolean(
        string="On hold", compute="_compute_udi_on_hold", store=True, index=True
    )
    udi_part_held = fields.Boolean(
        string="Partly on hold",
        compute="_compute_udi_on_hold",
        store=True,
        index=True,
        help="A part of its stock is on hold.",
    )
    udi_expired = fields.Boolean(string="Expired", compute="_compute_udi_expired")
    udi_state = fields.Selection(
        [("good", "Good"), ("expired", "Expired"), ("on_hold", "On hold")],
        string="State",
        compute="_compute_udi_state",
    )
    udi_event_count = fields.Integer(
        compute="_compute_udi_event_count", groups="udi_traceability.group_udi_user"
    )

    def _auto_init(self):
        # no lot has a DI or a hold yet: nothing to compute for a million of them
        for name, kind in (
            ("udi_di_id", "int4"),
            ("udi_device_id", "int4"),
            ("udi_on_hold", "bool"),
            ("udi_part_held", "bool"),
        ):
            if not column_exists(self.env.cr, self._table, name):
                create_column(self.env.cr, self._table, name, kind)
        return super()._auto_init()

    @api.depends("product_id")
    def _compute_udi_di_id(self):
        """A new lot belongs to the device that its product is today."""
        for lot in self.filtered(lambda lot: not lot.udi_di_id):
            di = lot.product_id.sudo().udi_device_id.primary_di_id
            company = lot.company_id or self.env.company
            lot.udi_di_id = di if di.company_id in (company, company[:0]) else False

    @api.depends("udi_expiration_date")
    def _compute_expiration_date(self):
        """Odoo's moment follows the day on the label.

        A lot whose label was read has the date of its label or none: the product's
        usual shelf life would be a guess.
        """
        labelled = self.filtered(
            lambda lot: (
                lot.udi_expiration_date or lot.udi_lot_number or lot.udi_serial_number
            )
        )
        for lot in labelled:
            lot.expiration_date = lot._udi_expiration_moment()
        return super(StockLot, self - labelled)._compute_expiration_date()

    def _compute_dates(self):
        """Odoo's other moments follow too, also where no form is open.

        Odoo moves them by the difference that a form shows; outside a form it sees
        none, and a removal date stays where it was, years off.
        """
        labelled = self.filtered(
            lambda lot: lot.udi_expiration_date and lot.product_id.use_expiration_date
        )
        for lot in labelled:
            product, moment = lot.product_id, lot.expiration_date
            lot.use_date = moment - timedelta(days=product.use_time)
            lot.removal_date = moment - timedelta(days=product.removal_time)
            lot.alert_date = moment - timedelta(days=product.alert_time)
        return super(StockLot, self - labelled)._compute_dates()

    @api.depends(
        "name",
        "udi_di_id.code",
        "udi_lot_number",
        "udi_serial_number",
        "udi_manufacture_date",
        "udi_expiration_date",
        "udi_software_version",
        "udi_donation_number",
        "udi_sterilization_lot",
    )
    def _compute_udi_text(self):
        for lot in self:
            lot.udi_text = lot._udi_label_text()

    @api.depends("udi_expiration_date", "expiration_date")
    def _compute_udi_expired(self):
        for lot in self:
            expiry = lot._udi_expiry()
            company = lot.company_id or self.env.company
            lot.udi_expired = bool(expiry and expiry < company._udi_today())

    @api.depends("udi_on_hold", "udi_expired")
    def _compute_udi_state(self):
        for lot in self:
            if lot.udi_on_hold:
                lot.udi_state = "on_hold"
            else:
                lot.udi_state = "expired" if lot.udi_expired else "good"

    def _compute_udi_event_count(self):
        counted = dict(
            self.env["udi.event"]._read_group(
                [("lot_id", "in", self.ids)], ["lot_id"], ["__count"]
            )
        )
        for lot in self:
            lot.udi_event_count = counted.get(lot, 0)

    @api.model
    def _udi_find(self, udi, products=None):
        """The lots that a label may mean, at most one per product.

        The same number on two products is normal, so the DI decides; without it the
        products given do, and without those every product that has this number.

        :param udi: a parsed `Udi`
        :param products: `product.product` records, when the DI is not on the label
        """
        numbers = [number for number in (udi.serial, udi.lot) if number]
        if not numbers:
            return self.browse()
        if udi.di:
            products = self.env["udi.di"]._find(udi).device_id.product_id
        domain = Domain("name", "in", numbers)
        if products is not None:
            domain &= Domain("product_id", "in", products.ids)
        return self.search(domain).filtered(lambda lot: lot._udi_is_named(udi))

    def _udi_is_named(self, udi):
        """Whether a label's serial (or lot, for goods kept by lot) is this lot."""
        if self.product_id.tracking == "serial":
            return self.name == udi.serial
        return self.name == udi.lot

    def _udi_expiration_moment(self):
        """Odoo's moment for the day on the label: noon, so no time zone shifts it."""
        self.ensure_one()
        if not self.udi_expiration_date:
            return False
        company = self.company_id or self.env.company
        return company._udi_noon(self.udi_expiration_date)

    def _udi_expiry(self):
        """The last day of use: as on the label, else as Odoo counted it."""
        self.ensure_one()
        if self.udi_expiration_date or not self.udi_device_id:
            return self.udi_expiration_date
        if not self.expiration_date:
            return False
        return (self.company_id or self.env.company)._udi_day(self.expiration_date)

    def _udi_value(self):
        """What the label of this lot says, as the frozen value that a scan gives."""
        self.ensure_one()
        by_serial = self.product_id.tracking == "serial"
        # a lot of several companies may bear the DI of a device of one of them
        di = self.udi_di_id.sudo()
        return Udi(
            agency=(di.issuing_agency or "").upper(),
            di=di.code or None,
            lot=self.udi_lot_number or (not by_serial and self.name) or None,
            serial=self.udi_serial_number or (by_serial and self.name) or None,
            expiry=self.udi_expiration_date or None,
            mfg_date=self.udi_manufacture_date or None,
            software_version=self.udi_software_version or None,
            extra=self._udi_further(di.issuing_agency),
        )

    def _udi_label_text(self):
        di = self.udi_di_id.sudo()
        if not di or not self.name:
            return False
        try:
            return text_of(self._udi_value(), "readable")
        except UdiError:
            # a number that no carrier of this agency can hold, as GS1 has no blank
            return False

    def _udi_label_data(self, di=None):
        """Lot id -> `LabelData` of these lots, read in sets."""
        return self.env["udi.label.data"]._of_lots(self, di)

    def _udi_in_stock(self):
        """Those of these lots that stock has seen before, anywhere."""
        quants = (
            self.env["stock.quant"]
            .sudo()
            ._read_group([("lot_id", "in", self.ids)], ["lot_id"])
        )
        return self.browse([lot.id for (lot,) in quants])
