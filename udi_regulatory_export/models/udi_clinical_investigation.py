from odoo import fields, models


class UdiClinicalInvestigation(models.Model):
    """Clinical investigation or performance study (MDR Annex VI Part A 2.15)."""

    _name = "udi.clinical.investigation"
    _description = "Clinical Investigation"
    _order = "basic_udi_id, reference"
    _rec_name = "reference"

    basic_udi_id = fields.Many2one(
        "udi.basic.udi", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(
        related="basic_udi_id.company_id", store=True, index="btree_not_null"
    )
    reference = fields.Char(
        required=True, size=255, help="In the EU: the single identification number."
    )
    non_eu_country_ids = fields.Many2many(
        "res.country",
        "udi_clinical_investigation_country_rel",
        string="Countries outside the EU",
    )
    version = fields.Integer(
        string="EUDAMED version", readonly=True, copy=False, help="Given by EUDAMED."
    )

    _reference_uniq = models.Constraint(
        "UNIQUE(basic_udi_id, reference)", "This family has this reference already."
    )
