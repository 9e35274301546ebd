import re

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.udi_traceability.models.res_partner import PATTERNS

SRNS = ("udi_srn_mf", "udi_srn_pr", "udi_srn_ar")
PLAYGROUND = {name: f"{name}_playground" for name in SRNS}


class ResPartner(models.Model):
    """An actor is registered in each of EUDAMED's environments apart."""

    _inherit = "res.partner"

    udi_srn_mf_playground = fields.Char(
        string="Playground SRN as manufacturer",
        size=15,
        help="Empty: the same as in production.",
    )
    udi_srn_pr_playground = fields.Char(
        string="Playground SRN as system or procedure pack producer", size=15
    )
    udi_srn_ar_playground = fields.Char(
        string="Playground SRN as authorised representative", size=15
    )

    @api.constrains(*PLAYGROUND.values())
    def _check_playground_srn(self):
        for partner in self:
            for name, field in PLAYGROUND.items():
                value = partner[field]
                if value and not re.fullmatch(PATTERNS[name], value):
                    role = name.removeprefix("udi_srn_").upper()
                    raise ValidationError(
                        self.env._(
                            "%(field)s of %(partner)s: “%(value)s” is not in the right "
                            "form. Write it like %(example)s.",
                            field=self._fields[field]._description_string(self.env),
                            partner=partner.display_name,
                            value=value,
                            example=f"DE-{role}-000012345",
                        )
                    )

    def _udi_srn_in(self, environment):
        """``{field: SRN}`` where this environment of EUDAMED has another one."""
        if environment != "playground":
            return {}
        return {name: self[field] for name, field in PLAYGROUND.items() if self[field]}
