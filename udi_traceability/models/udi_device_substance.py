from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..tools.chemical import cas_problem, ec_problem

MEDICINES = ("medicinal", "human")


class UdiDeviceSubstance(models.Model):
    """A substance that the label must name (MDR Annex I 10.4.5) or EUDAMED asks for."""

    _name = "udi.device.substance"
    _description = "Substance in a Device"
    _order = "device_id, sequence, id"
    _rec_name = "kind"

    device_id = fields.Many2one(
        "udi.device", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(
        related="device_id.company_id", store=True, index="btree_not_null"
    )
    sequence = fields.Integer(default=10)
    kind = fields.Selection(
        [
            ("cmr", "Carcinogenic, mutagenic, toxic to reproduction"),
            ("endocrine", "Endocrine disrupting"),
            ("medicinal", "Medicinal"),
            ("human", "From human blood or plasma"),
        ],
        required=True,
        default="cmr",
    )
    cmr_category = fields.Selection([("1a", "1A"), ("1b", "1B")], string="Category")
    name_ids = fields.One2many(
        "udi.text",
        "substance_id",
        string="Names",
        domain=[("kind", "=", "substance_name")],
        copy=True,
    )
    cas_number = fields.Char(string="CAS number", size=12)
    ec_number = fields.Char(string="EC number", size=9)
    inn = fields.Char(string="INN", help="International non-proprietary name.")

    @api.depends("kind", "name_ids.value", "inn", "cas_number", "ec_number")
    def _compute_display_name(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        for substance in self:
            names = (
                substance.inn,
                substance.name_ids[:1].value,
                substance.cas_number,
                substance.ec_number,
                kinds.get(substance.kind),
            )
            substance.display_name = next((name for name in names if name), "")

    @api.constrains("kind", "cmr_category", "cas_number", "ec_number", "inn")
    def _check_numbers(self):
        for substance in self:
            problem = substance._problem()
            if problem:
                raise ValidationError(
                    self.env._(
                        "Substance %(name)s: %(problem)s",
                        name=substance.display_name,
                        problem=problem,
                    )
                )

    def _problem(self):
        if self.cas_number and (expected := cas_problem(self.cas_number)):
            return self._number_problem("cas_number", expected)
        if self.ec_number and (expected := ec_problem(self.ec_number)):
            return self._number_problem("ec_number", expected)
        if self.kind in MEDICINES and (self.cas_number or self.ec_number):
            return self.env._("a medicine has an INN. Clear the CAS and EC number.")
        if self.kind not in MEDICINES and self.inn:
            return self.env._("only a medicine has an INN. Clear it.")
        if self.kind != "cmr" and self.cmr_category:
            return self.env._("only a CMR substance has a category. Clear it.")
        return ""

    def _number_problem(self, name, expected):
        return self.env._(
            "%(field)s %(value)s is misspelt. Use %(expected)s, or check the digits.",
            field=self._fields[name]._description_string(self.env),
            value=self[name],
            expected=expected,
        )
