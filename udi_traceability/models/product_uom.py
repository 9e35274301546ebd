from odoo import api, models
from odoo.exceptions import ValidationError

from ..tools.check_digit import gtin_is_valid, gtin_spellings


class ProductUom(models.Model):
    """The bar code of a packaging is the DI of a package, and the reverse."""

    _inherit = "product.uom"

    @api.constrains("barcode", "product_id")
    def _check_udi_owner(self):
        self.env["udi.di"]._check_barcode_owner(
            {row.barcode: row.product_id for row in self if row.barcode}
        )

    @api.model_create_multi
    def create(self, vals_list):
        rows = super().create(vals_list)
        rows._udi_join()
        return rows

    def write(self, vals):
        if not {"barcode", "uom_id", "product_id"} & set(vals):
            return super().write(vals)
        before = {row: (row._udi_package(), row.product_id) for row in self}
        result = super().write(vals)
        for row, (di, product) in before.items():
            same = row.product_id == product
            if di and same and row.barcode in gtin_spellings(di.code):
                di._take_unit(row.uom_id)
            elif di:
                row._udi_rename(di, product)
        self._udi_join()
        return result

    def unlink(self):
        """The DI stays; only Odoo's unit is no longer tied to it."""
        dis = self.env["udi.di"].sudo().union(*(row._udi_package() for row in self))
        result = super().unlink()
        dis.exists().filtered("uom_id").uom_id = False
        return result

    def _udi_package(self):
        """The package DI that this bar code says, in a device not yet withdrawn."""
        code = (self.barcode or "").zfill(14)
        return self.product_id.sudo().udi_device_ids.di_ids.filtered(
            lambda di: (
                di.role == "package"
                and di.issuing_agency == "gs1"
                and di.code == code
                and di.device_id.state != "withdrawn"
            )
        )

    def _udi_rename(self, di, product):
        """A new bar code is a new DI: a draft takes it, a device in use does not."""
        draft = di.device_id.state in ("draft", "review")
        if self.product_id == product and draft and gtin_is_valid(self.barcode or ""):
            mine = di.sudo(False)
            if mine.has_access("write"):
                code = self.barcode
                mine.write({"code": code, "gtin_format": str(len(code))})
            return
        raise ValidationError(
            self.env._(
                "Packaging %(unit)s: %(code)s is the DI of a package of %(device)s and "
                "stays its bar code. Add another package to the device instead.",
                unit=self.uom_id.name,
                code=di.code,
                device=di.device_id.name,
            )
        )

    def _udi_join(self):
        """Tie packagings to package DIs; a draft gets the DI that it lacks."""
        for row in self.filtered(lambda row: gtin_is_valid(row.barcode or "")):
            di = row._udi_package()
            if di:
                di._take_unit(row.uom_id)
                continue
            device = row.product_id._udi_draft()
            if device and self.env["udi.di"].has_access("create"):
                device._add_packaging(row)


class UdiDi(models.Model):
    _inherit = "udi.di"

    def _take_unit(self, unit):
        if self.uom_id != unit:
            self.uom_id = unit

    @api.model
    def _check_barcode_owner(self, products):
        """A bar code that is one device's DI is no other product's.

        :param dict products: bar code -> product that wants it
        """
        wanted = {
            barcode.zfill(14): product
            for barcode, product in products.items()
            if gtin_is_valid(barcode)
        }
        if not wanted:
            return
        domain = [
            ("code", "in", list(wanted)),
            ("issuing_agency", "=", "gs1"),
            ("role", "in", ("primary", "package")),
            ("device_id.product_id", "!=", False),
        ]
        for di in self.sudo().search(domain):
            if di.device_id.product_id != wanted[di.code]:
                raise ValidationError(
                    self.env._(
                        "%(product)s: the bar code %(code)s is the DI of another "
                        "device. A DI stands for one device only: use another number.",
                        product=wanted[di.code].display_name,
                        code=di.code,
                    )
                )


class UdiDevice(models.Model):
    _inherit = "udi.device"

    def _add_packaging(self, row):
        """A package DI from a packaging of Odoo, if its levels come out even."""
        inner, quantity = self._level_below(row.uom_id)
        if inner and quantity > 1 and quantity == int(quantity):
            self.env["udi.di"].create(
                {
                    "device_id": self.id,
                    "code": row.barcode,
                    "role": "package",
                    "contains_di_id": inner.id,
                    "contains_qty": int(quantity),
                    "package_level_name": row.uom_id.name,
                    "uom_id": row.uom_id.id,
                }
            )

    def _level_below(self, unit):
        """The next lower DI for a unit, and how many of it the unit holds."""
        lower = self.package_di_ids.filtered(
            lambda di: di.uom_id and di.uom_id == unit.relative_uom_id
        )
        if lower:
            return lower[:1], unit.relative_factor
        base = self.primary_di_id.uom_id or self.product_id.uom_id
        if not base or not unit._has_common_reference(base):
            return self.env["udi.di"], 0
        return self.primary_di_id, round(unit.factor / base.factor, 6)

    def action_add_packagings(self):
        """Make package DIs of the bar codes that Odoo has for packagings."""
        self.ensure_one()
        self.check_access("write")
        known = set(self.di_ids.mapped("code"))
        rows = self.product_id.product_uom_ids.sorted(lambda row: row.uom_id.factor)
        for row in rows:
            if gtin_is_valid(row.barcode) and row.barcode.zfill(14) not in known:
                self._add_packaging(row)
