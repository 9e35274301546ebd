from decimal import Decimal, InvalidOperation

from odoo import api, fields, models
from odoo.exceptions import ValidationError


def decimal(text):
    """The number that a printed text says, or none."""
    try:
        return Decimal(text or "")
    except InvalidOperation:
        return None


class UdiDeviceSize(models.Model):
    """One clinically relevant size.

    Values stay as they are printed: 90.0 is not 90, and 32/6 is a size too.
    """

    _name = "udi.device.size"
    _description = "Size of a Device"
    _order = "device_id, sequence, id"
    _rec_name = "size_type_id"

    device_id = fields.Many2one(
        "udi.device", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(
        related="device_id.company_id", store=True, index="btree_not_null"
    )
    sequence = fields.Integer(default=10)
    size_type_id = fields.Many2one(
        "udi.code",
        string="Size",
        required=True,
        domain=[("code_list", "=", "size_type")],
        ondelete="restrict",
    )
    precision = fields.Selection(
        [("value", "Value"), ("range", "From – to"), ("text", "Text")],
        string="Told as",
        required=True,
        default="value",
    )
    value = fields.Char(help="As printed.")
    value_min = fields.Char(string="From")
    value_max = fields.Char(string="To")
    unit_id = fields.Many2one(
        "udi.code",
        domain=[("code_list", "=", "size_unit")],
        ondelete="restrict",
    )
    text = fields.Char(string="Size as text")
    type_description_ids = fields.One2many(
        "udi.text",
        "size_id",
        string="Description of the size",
        domain=[("kind", "=", "size_type_other")],
        copy=True,
    )
    unit_description_ids = fields.One2many(
        "udi.text",
        "size_id",
        string="Description of the unit",
        domain=[("kind", "=", "size_unit_other")],
        copy=True,
    )

    @api.depends("size_type_id", "value", "value_min", "value_max", "unit_id", "text")
    def _compute_display_name(self):
        for size in self:
            told = {
                "value": size.value,
                "range": f"{size.value_min or ''}–{size.value_max or ''}",
                "text": size.text,
            }[size.precision or "value"]
            unit = size.precision != "text" and size.unit_id.name
            parts = (size.size_type_id.name, told, unit)
            size.display_name = " ".join(part for part in parts if part)

    @api.constrains("precision", "value", "value_min", "value_max", "text")
    def _check_told(self):
        for size in self:
            needed = {
                "value": ("value",),
                "range": ("value_min", "value_max"),
                "text": ("text",),
            }[size.precision]
            for name in needed:
                if not size[name]:
                    raise ValidationError(
                        self.env._(
                            "%(size)s: fill in “%(field)s”, or tell it another way.",
                            size=size.size_type_id.display_name,
                            field=self._fields[name]._description_string(self.env),
                        )
                    )
            size._check_range()

    def _check_range(self):
        low, high = decimal(self.value_min), decimal(self.value_max)
        if self.precision == "range" and None not in (low, high) and low > high:
            raise ValidationError(
                self.env._(
                    "%(size)s: it goes from %(low)s to %(high)s. Put the smaller "
                    "value first.",
                    size=self.size_type_id.display_name,
                    low=self.value_min,
                    high=self.value_max,
                )
            )
