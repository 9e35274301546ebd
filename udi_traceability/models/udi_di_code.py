import re

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..tools import Udi, UdiError, text_of
from ..tools.basic_udi import check as check_basic_udi
from ..tools.check_digit import gtin_is_valid
from ..tools.typed_di import proposal, typed_di

# Agencies whose standards say how a DI is written; AHM publishes none
WRITTEN = ("HIBCC", "ICCBBA", "IFA", "MA")


class UdiDi(models.Model):
    """How a DI is written: typed in any form, kept in one, its check digits judged."""

    _inherit = "udi.di"

    proposed_code = fields.Char(
        compute="_compute_proposed_code", help="With the check digits that fit."
    )

    @api.depends("code", "issuing_agency")
    def _compute_proposed_code(self):
        for di in self:
            agency = (di.issuing_agency or "").upper()
            di.proposed_code = proposal(agency, di.code or "")

    @api.onchange("code", "issuing_agency")
    def _onchange_code(self):
        """Show at once what is kept, whatever form was typed or scanned."""
        vals = self._canonical(
            {"code": self.code, "issuing_agency": self.issuing_agency}
        )
        if vals.get("code"):
            self.update(vals)

    @api.constrains("code", "issuing_agency")
    def _check_code(self):
        for di in self:
            problem = di._code_problem()
            if problem:
                raise ValidationError(
                    self.env._(
                        "DI %(code)s: %(problem)s", code=di.code, problem=problem
                    )
                )

    def _code_problem(self):
        """What its agency's standard says against this code, and what is right."""
        agency = self.issuing_agency.upper()
        if agency == "GS1":
            return self._gtin_problem()
        try:
            if agency == "EUDAMED":
                check_basic_udi(agency, self.code)
            elif agency in WRITTEN:
                text_of(Udi(agency=agency, di=self.code))
        except UdiError as error:
            return self.env["udi.finding"]._misspelt(error)
        return ""

    def _gtin_problem(self):
        if not re.fullmatch(r"[0-9]{14}", self.code):
            return self.env._(
                "a GTIN has 8, 12, 13 or 14 digits and nothing else. Type the number "
                "printed below the bar code."
            )
        if gtin_is_valid(self.code):
            return ""
        right = proposal("GS1", self.code)
        return self.env._(
            "the last digit should be %(digit)s. Use %(right)s, or check the other "
            "digits.",
            digit=right[-1],
            right=right,
        )

    @api.model
    def _canonical(self, vals):
        """Spaces, a whole label text and missing leading zeros are spelling only."""
        if not (vals.get("code") or "").strip():
            return vals
        agency = vals.get("issuing_agency", self[:1].issuing_agency) or "gs1"
        today = self.env.company._udi_today()
        typed = typed_di(vals["code"], agency.upper(), today)
        vals = dict(vals, code=typed.code)
        if typed.agency.lower() != agency:
            vals["issuing_agency"] = typed.agency.lower()
        if typed.gtin_format:
            vals.setdefault("gtin_format", typed.gtin_format)
        return vals
