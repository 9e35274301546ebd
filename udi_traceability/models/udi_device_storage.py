from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .udi_device_size import decimal


class UdiDeviceStorage(models.Model):
    """One storage or handling condition: the warehouse holds to it, too.

    Limits stay as they are printed, in the unit of the label.
    """

    _name = "udi.device.storage"
    _description = "Storage Condition of a Device"
    _order = "device_id, sequence, id"
    _rec_name = "kind_id"

    device_id = fields.Many2one(
        "udi.device", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(
        related="device_id.company_id", store=True, index="btree_not_null"
    )
    sequence = fields.Integer(default=10)
    kind_id = fields.Many2one(
        "udi.code",
        string="Condition",
        required=True,
        domain=[("code_list", "=", "storage_kind")],
        ondelete="restrict",
    )
    stage = fields.Selection(
        [("storage", "Storage"), ("handling", "Handling")],
        required=True,
        default="storage",
    )
    low = fields.Char(string="Lowest")
    high = fields.Char(string="Highest")
    unit_id = fields.Many2one(
        "udi.code",
        domain=[("code_list", "=", "storage_unit")],
        ondelete="restrict",
    )
    words = fields.Char(string="Text", compute="_compute_words")
    text_ids = fields.One2many(
        "udi.text",
        "storage_id",
        string="In words",
        domain=[("kind", "=", "storage_comment")],
        copy=True,
    )

    @api.depends("kind_id", "low", "high", "unit_id")
    def _compute_display_name(self):
        for line in self:
            limits = "–".join(limit for limit in (line.low, line.high) if limit)
            parts = (line.kind_id.name, limits, limits and line.unit_id.name)
            line.display_name = " ".join(part for part in parts if part)

    @api.depends("text_ids.value")
    def _compute_words(self):
        for line in self:
            line.words = " · ".join(line.text_ids.mapped("value"))

    @api.constrains("low", "high", "unit_id")
    def _check_limits(self):
        for line in self:
            for name in ("low", "high"):
                if line[name] and decimal(line[name]) is None:
                    raise ValidationError(line._not_a_number(name))
            low, high = decimal(line.low), decimal(line.high)
            if None not in (low, high) and low > high:
                problem = self.env._(
                    "%(low)s to %(high)s: put the smaller value first.",
                    low=line.low,
                    high=line.high,
                )
            elif (line.low or line.high) and not line.unit_id:
                problem = self.env._("a limit needs its unit. Choose one.")
            else:
                continue
            raise ValidationError(
                self.env._(
                    "%(condition)s: %(problem)s",
                    condition=line.kind_id.display_name,
                    problem=problem,
                )
            )

    def _not_a_number(self, name):
        return self.env._(
            "%(condition)s, “%(field)s”: %(value)s is no number. Write it like -20 "
            "or 2.5.",
            condition=self.kind_id.display_name,
            field=self._fields[name]._description_string(self.env),
            value=self[name],
        )
