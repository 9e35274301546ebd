from odoo import api, fields, models

CODE_LISTS = [
    ("emdn", "EMDN"),
    ("gmdn", "GMDN"),
    ("fda_product_code", "FDA product code"),
    ("nmpa_class", "NMPA classification"),
    ("carrier", "UDI carrier"),
    ("annex_xvi", "MDR Annex XVI"),
    ("sterilization_method", "Sterilisation method"),
    ("size_type", "Size type"),
    ("size_unit", "Size unit"),
    ("storage_kind", "Storage condition"),
    ("storage_unit", "Storage unit"),
    ("warning", "Critical warning"),
]


class UdiCode(models.Model):
    _name = "udi.code"
    _description = "Entry of an Official Code List"
    _order = "code_list, code"
    _rec_names_search = ["code", "name"]

    code_list = fields.Selection(CODE_LISTS, string="List", required=True, index=True)
    code = fields.Char(required=True)
    name = fields.Char(string="Meaning", required=True, translate=True)
    active = fields.Boolean(
        default=True, help="Obsolete codes are archived, never deleted."
    )

    _list_code_uniq = models.Constraint(
        "UNIQUE(code_list, code)", "This code is in this list already."
    )

    @api.depends("code_list", "code", "name")
    def _compute_display_name(self):
        for entry in self:
            # the code of a carrier is ours; those of the other lists are on papers
            parts = (entry.code_list != "carrier" and entry.code, entry.name)
            entry.display_name = " ".join(part for part in parts if part)
