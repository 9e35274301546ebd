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

# Their codes are ours or a regulator's inner ones: nobody knows them by heart
OWN_LISTS = (
    "carrier",
    "sterilization_method",
    "size_type",
    "size_unit",
    "storage_kind",
    "storage_unit",
)


class UdiCode(models.Model):
    _name = "udi.code"
    _description = "Entry of an Official Code List"
    _order = "code_list, code"
    _rec_names_search = ["code", "name"]

    code_list = fields.Selection(CODE_LISTS, string="List", required=True, index=True)
    code = fields.Char(required=True)
    name = fields.Char(string="Meaning", required=True, translate=True)
    definition = fields.Text(help="In the words of the list.")
    gudid_code = fields.Char(string="FDA", help="How FDA writes it.")
    eudamed_code = fields.Char(string="EUDAMED", help="How EUDAMED writes it.")
    nmpa_code = fields.Char(string="NMPA", help="How NMPA writes it.")
    is_group = fields.Boolean(
        string="Heading only", help="A device needs one of the codes below it."
    )
    active = fields.Boolean(
        default=True, help="Obsolete codes are archived, never deleted."
    )

    _list_code_uniq = models.Constraint(
        "UNIQUE(code_list, code)", "This code is in this list already."
    )

    @api.depends("code_list", "code", "name")
    def _compute_display_name(self):
        for entry in self:
            parts = (entry.code_list not in OWN_LISTS and entry.code, entry.name)
            entry.display_name = " ".join(part for part in parts if part)

    def action_upload(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Upload a code list"),
            "res_model": "udi.code.upload",
            "views": [(False, "form")],
            "target": "new",
        }
