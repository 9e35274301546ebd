import re

from stdnum.cn import uscc

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..tools.check_digit import gtin_check_digit

# field -> pattern. SRN: MDCG 2021-13; DUNS, notified body, USCC (GB 32100-2015), GLN
PATTERNS = {
    "udi_srn_mf": r"[A-Z]{2}-MF-[0-9]{9}",
    "udi_srn_pr": r"[A-Z]{2}-PR-[0-9]{9}",
    "udi_srn_ar": r"[A-Z]{2}-AR-[0-9]{9}",
    "udi_srn_im": r"[A-Z]{2}-IM-[0-9]{9}",
    "udi_duns": r"[0-9]{9}",
    "udi_nb_code": r"[0-9]{4}",
    "udi_uscc": r"[0-9A-HJ-NPQRTUWXY]{18}",
    "udi_gln": r"[0-9]{13}",
    "udi_fei": r"[0-9]{7}|[0-9]{10}",
}


class ResPartner(models.Model):
    _inherit = "res.partner"

    udi_name_zh = fields.Char(string="Legal name in Chinese")
    udi_name_en = fields.Char(string="Legal name in English")
    udi_duns = fields.Char(
        string="DUNS number", size=9, help="Nine digits, leading zeros kept."
    )
    udi_fei = fields.Char(string="FDA establishment identifier", size=10)
    udi_srn_mf = fields.Char(string="SRN as manufacturer", size=15)
    udi_srn_pr = fields.Char(string="SRN as system or procedure pack producer", size=15)
    udi_srn_ar = fields.Char(string="SRN as authorised representative", size=15)
    udi_srn_im = fields.Char(string="SRN as importer", size=15)
    udi_nb_code = fields.Char(string="Notified body number", size=4)
    udi_uscc = fields.Char(string="Unified social credit code", size=18)
    udi_gln = fields.Char(string="Global location number", size=13)
    udi_phone_extension = fields.Char(string="Telephone extension")
    udi_fax = fields.Char(string="Fax")

    @api.constrains(*PATTERNS)
    def _check_udi_numbers(self):
        for partner in self:
            for name, pattern in PATTERNS.items():
                value = partner[name]
                if value and not re.fullmatch(pattern, value):
                    raise ValidationError(partner._udi_number_error(name, value))
            partner._check_udi_gln()
            partner._check_udi_uscc()

    def _udi_number_error(self, name, value):
        examples = {
            "udi_duns": "123456789",
            "udi_nb_code": "0123",
            "udi_uscc": "91310115MA1K300070",
            "udi_gln": "9506000134352",
            "udi_fei": "3001234567",
        }
        role = name.removeprefix("udi_srn_").upper()
        return self.env._(
            "%(field)s of %(partner)s: “%(value)s” is not in the right form. "
            "Write it like %(example)s.",
            field=self._fields[name]._description_string(self.env),
            partner=self.display_name,
            value=value,
            example=examples.get(name, f"DE-{role}-000012345"),
        )

    def _udi_address(self):
        """Street to country, a line each, as a label has it."""
        lines = self._display_address(without_company=True).splitlines()
        return "\n".join(line.strip() for line in lines if line.strip())

    def _check_udi_gln(self):
        gln = self.udi_gln
        if not gln:
            return
        digit = str(gtin_check_digit(gln[:-1]))
        if gln[-1] != digit:
            raise ValidationError(
                self.env._(
                    "Global location number %(gln)s of %(partner)s: the last digit "
                    "should be %(digit)s. Use %(right)s.",
                    gln=gln,
                    partner=self.display_name,
                    digit=digit,
                    right=gln[:-1] + digit,
                )
            )

    def _check_udi_uscc(self):
        """GB 32100-2015: the last of 18 characters checks the others."""
        code = self.udi_uscc
        if not code:
            return
        right = code[:-1] + uscc.calc_check_digit(code[:-1])
        if code != right:
            raise ValidationError(
                self.env._(
                    "Unified social credit code %(code)s of %(partner)s: the last "
                    "character should be %(character)s. Use %(right)s, or check the "
                    "others.",
                    code=code,
                    partner=self.display_name,
                    character=right[-1],
                    right=right,
                )
            )
