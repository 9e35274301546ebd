from odoo import api, models
from odoo.exceptions import ValidationError
from odoo.tools import float_compare

from ..tools.check_digit import gtin_spellings


class UdiDi(models.Model):
    """Odoo's bar codes follow the identifiers: the product's, and its packagings'.

    A packaging is a unit of measure; `product.uom` holds its bar code (Odoo 19).
    """

    _inherit = "udi.di"

    @api.constrains("uom_id", "contains_qty", "contains_di_id", "role")
    def _check_uom(self):
        """The unit must hold what the levels below multiply to."""
        for di in self.device_id.di_ids.filtered("uom_id"):
            problem = di._uom_problem()
            if problem:
                raise ValidationError(problem)

    def _uom_problem(self):
        unit, base = self.uom_id, self.device_id.product_id.uom_id
        if not base:
            return ""
        if not unit._has_common_reference(base):
            return self.env._(
                "%(code)s: the unit %(unit)s has nothing to do with %(base)s, the unit "
                "of the product. Choose one that is made of %(base)s.",
                code=self.code,
                unit=unit.name,
                base=base.name,
            )
        primary = self.device_id.primary_di_id.uom_id or base
        wanted = self.unit_qty * primary.factor / base.factor
        held = unit.factor / base.factor
        if self.role == "package" and float_compare(held, wanted, precision_digits=4):
            return self.env._(
                "%(code)s: the unit %(unit)s holds %(held)g × %(base)s, this package "
                "%(wanted)g. Choose another unit, or correct the quantity.",
                code=self.code,
                unit=unit.name,
                held=held,
                base=base.name,
                wanted=wanted,
            )
        return ""

    @api.model_create_multi
    def create(self, vals_list):
        dis = super().create(vals_list)
        dis._sync_barcodes()
        return dis

    def write(self, vals):
        if not {"code", "uom_id", "role", "device_id", "gtin_format"} & set(vals):
            return super().write(vals)
        rows = {di: di._packagings() for di in self}
        barcoded = {di: di.device_id.product_id for di in self if di._is_barcode()}
        result = super().write(vals)
        for di, packagings in rows.items():
            if packagings:
                di._move_packagings(packagings)
        for di, product in barcoded.items():
            if di.role == "primary" and di.device_id.product_id == product:
                product.sudo().barcode = di._barcode()
        self._sync_barcodes()
        return result

    def unlink(self):
        """The bar code of a packaging goes with the DI of a device in use."""
        in_use = self.filtered(lambda di: di.device_id.state == "active")
        packagings = self.env["product.uom"].sudo()
        for di in in_use:
            packagings |= di._packagings()
        result = super().unlink()
        packagings.unlink()
        return result

    def _barcode(self):
        """A GTIN that was issued with 13 digits is printed so."""
        self.ensure_one()
        return self.code[-int(self.gtin_format or 14) :]

    def _is_barcode(self):
        """True for a primary DI that is its product's bar code now."""
        barcode = self.device_id.product_id.barcode
        return (
            self.role == "primary"
            and self.issuing_agency == "gs1"
            and barcode in gtin_spellings(self.code)
        )

    def _packagings(self):
        """The packaging bar codes of its product that say this DI."""
        rows = self.device_id.product_id.sudo().product_uom_ids
        if self.issuing_agency != "gs1" or not rows:
            return rows.browse()
        spellings = gtin_spellings(self.code)
        return rows.filtered(lambda row: row.barcode in spellings)

    def _move_packagings(self, rows):
        """Carry a changed DI or unit into the bar code that Odoo has for it."""
        row = rows[:1]
        unit = self.uom_id or row.uom_id
        if (row.barcode, row.uom_id) != (self._barcode(), unit):
            row.write({"barcode": self._barcode(), "uom_id": unit.id})

    def _sync_barcodes(self):
        """Write to Odoo's bar codes what devices in use say."""
        self.device_id.filtered(
            lambda device: device.state == "active"
        )._sync_product_barcode()
