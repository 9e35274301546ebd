import base64
from datetime import timedelta

from odoo import api, fields, models

from ..tools import UdiError, text_of
from ..tools.gs1 import elements_of
from ..tools.symbol import SymbolError, encode, png

SYMBOLS = {"GS1": "gs1_datamatrix", "HIBCC": "hibc_datamatrix", "MA": "qr"}
# Codes of a donation number that have no check flags of their own (ST-001)
NO_FLAGS = "00"
DONATION_LENGTH = 13
SOON = 90  # days


class StockLot(models.Model):
    """The symbol of a lot, and what only some agencies put into it."""

    _inherit = "stock.lot"

    udi_symbol = fields.Binary(string="Symbol", compute="_compute_udi_symbol")
    udi_label_count = fields.Integer(
        string="Prints",
        compute="_compute_udi_label_count",
        groups="udi_traceability.group_udi_user",
    )
    udi_days_left = fields.Integer(compute="_compute_udi_days_left")
    udi_tracking = fields.Selection(related="product_id.tracking", string="Tracked by")

    @api.depends("udi_text")
    def _compute_udi_symbol(self):
        for lot in self:
            lot.udi_symbol = lot._udi_symbol_png()

    def _udi_symbol_png(self):
        if not self.udi_text:
            return False
        udi = self._udi_value()
        try:
            payload = elements_of(udi) if udi.agency == "GS1" else text_of(udi)
            symbol = encode(SYMBOLS.get(udi.agency, "datamatrix"), payload)
        except (UdiError, SymbolError):
            # the text beside it can be written where no symbol can be made here
            return False
        return base64.b64encode(png(symbol, dots=6))

    def _compute_udi_label_count(self):
        counted = dict(
            self.env["udi.event"]._read_group(
                [("lot_id", "in", self.ids), ("kind", "=", "printed")],
                ["lot_id"],
                ["__count"],
            )
        )
        for lot in self:
            lot.udi_label_count = counted.get(lot, 0)

    @api.depends("udi_expiration_date", "expiration_date")
    @api.depends_context("company")
    def _compute_udi_days_left(self):
        """Days till the last day of use, where that is soon; else 0."""
        for lot in self:
            expiry = lot._udi_expiry()
            today = (lot.company_id or self.env.company)._udi_today()
            soon = expiry and today < expiry <= today + timedelta(days=SOON)
            lot.udi_days_left = (expiry - today).days if soon else 0

    def _udi_further(self, agency):
        """(name, value) pairs that carriers of this agency alone have."""
        number = self.udi_donation_number or ""
        if agency == "iccbba" and number:
            flags = number[DONATION_LENGTH:] or NO_FLAGS
            return (
                ("donation_id", number[:DONATION_LENGTH]),
                ("donation_id_flags", flags),
            )
        if agency == "ma" and self.udi_sterilization_lot:
            return (("sterilisation_lot", self.udi_sterilization_lot),)
        return ()
