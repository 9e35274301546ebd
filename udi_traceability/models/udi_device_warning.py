from odoo import api, fields, models
from odoo.exceptions import ValidationError

# EUDAMED's MR safe, MR conditional, MR unsafe: told by the field, so never twice
MRI_WARNINGS = ("CW025", "CW026", "CW027")


class UdiDeviceWarning(models.Model):
    _name = "udi.device.warning"
    _description = "Critical Warning of a Device"
    _order = "device_id, sequence, id"
    _rec_name = "code_id"

    device_id = fields.Many2one(
        "udi.device", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(
        related="device_id.company_id", store=True, index="btree_not_null"
    )
    sequence = fields.Integer(default=10)
    code_id = fields.Many2one(
        "udi.code",
        string="Warning",
        required=True,
        domain=[("code_list", "=", "warning"), ("code", "not in", MRI_WARNINGS)],
        ondelete="restrict",
    )
    words = fields.Char(string="Text", compute="_compute_words")
    text_ids = fields.One2many(
        "udi.text",
        "warning_id",
        string="In words",
        domain=[("kind", "=", "warning_comment")],
        copy=True,
    )

    _code_uniq = models.Constraint(
        "UNIQUE(device_id, code_id)", "This device has this warning already."
    )

    @api.depends("text_ids.value")
    def _compute_words(self):
        for line in self:
            line.words = " · ".join(line.text_ids.mapped("value"))

    @api.constrains("code_id")
    def _check_not_mri(self):
        for warning in self:
            if warning.code_id.code in MRI_WARNINGS:
                raise ValidationError(
                    self.env._(
                        "%(warning)s: choose it under “%(field)s” instead. The "
                        "warning follows from there.",
                        warning=warning.code_id.display_name,
                        field=self.env["udi.device"]
                        ._fields["mri_safety"]
                        ._description_string(self.env),
                    )
                )
