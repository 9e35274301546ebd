from odoo import models

from .udi_gtin_allocate import LEVELS


class UdiGtinAllocate(models.TransientModel):
    """Writing what was looked through: one create for each level, not for each line."""

    _inherit = "udi.gtin.allocate"

    def _allocate(self, lines):
        self._make_devices(lines)
        allocation = (
            self.env["udi.gtin.allocation"]
            .sudo()
            .create(
                {
                    "name": self.env._(
                        "%(count)s devices, from %(first)s",
                        count=len(lines),
                        first=lines[0].code_0,
                    ),
                    "prefix_id": self.prefix_id.id
                    if self.issuing_agency == "gs1"
                    else False,
                    "company_id": self.company_id.id,
                    "user_id": self.env.uid,
                    "device_count": len(lines),
                    "levels": self._levels(),
                }
            )
        )
        lowest = self._make_primary(lines, allocation)
        for level in LEVELS:
            upper = lines.filtered(lambda line, at=level: line[f"code_{at}"])
            made = self._make(
                [line._di_vals(level, lowest[line], allocation) for line in upper],
                upper,
            )
            lowest |= made
        allocation.di_count = len(allocation.di_ids)
        return allocation.sudo(False)

    def _levels(self):
        names = [f"{what}_{level}" for what in ("name", "qty") for level in LEVELS]
        return {name: self[name] for name in names}

    def _make_devices(self, lines):
        """A draft for each product that is no device yet."""
        new = lines.filtered(lambda line: not line.device_id)
        devices = self.env["udi.device"].create(
            [
                {
                    "product_id": line.product_id.id,
                    "model_number": line.product_id.default_code,
                    "company_id": line.product_id.company_id.id,
                    "pi_lot": line.product_id.tracking == "lot",
                    "pi_serial": line.product_id.tracking == "serial",
                    "pi_expiration_date": line.product_id.use_expiration_date,
                }
                for line in new
            ]
        )
        for line, device in zip(new, devices, strict=True):
            line.device_id = device

    def _make_primary(self, lines, allocation):
        """A draft may have got the bar code of its product as DI just now."""
        have = lines.filtered(lambda line: line.device_id.primary_di_id)
        for line in have:
            line.device_id.primary_di_id.write(line._di_vals(0, None, allocation))
        new = lines - have
        made = self._make([line._di_vals(0, None, allocation) for line in new], new)
        return made | {line: line.device_id.primary_di_id for line in have}

    def _make(self, values, lines):
        """{line: the DI made of its values}."""
        made = self.env["udi.di"].create(values)
        return dict(zip(lines, made, strict=True))
