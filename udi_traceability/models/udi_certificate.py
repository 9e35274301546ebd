from odoo import api, fields, models

CERTIFICATE_KINDS = [
    ("mdr_technical_documentation", "MDR technical documentation"),
    ("mdr_type_examination", "MDR type examination"),
    ("mdr_quality_management_system", "MDR quality management system"),
    ("mdr_quality_assurance", "MDR quality assurance"),
    ("mdr_product_verification", "MDR product verification"),
    ("ivdr_technical_documentation", "IVDR technical documentation"),
    ("ivdr_type_examination", "IVDR type examination"),
    ("ivdr_quality_management_system", "IVDR quality management system"),
    ("ivdr_production_quality_assurance", "IVDR production quality assurance"),
    ("us_510k", "FDA 510(k)"),
    ("us_pma", "FDA PMA"),
    ("us_pdp", "FDA PDP"),
    ("us_hde", "FDA HDE"),
    ("us_bla", "FDA BLA"),
    ("us_nda", "FDA NDA"),
    ("us_de_novo", "FDA De Novo"),
    ("cn_registration", "NMPA registration"),
    ("cn_filing", "NMPA filing"),
]


class UdiCertificate(models.Model):
    _name = "udi.certificate"
    _description = "Certificate, Approval or Registration"
    _inherit = ["mail.thread"]
    _order = "valid_to, number"
    _rec_name = "number"
    _check_company_auto = True

    kind = fields.Selection(CERTIFICATE_KINDS, required=True, tracking=True)
    number = fields.Char(required=True, tracking=True)
    revision = fields.Char(tracking=True)
    notified_body_id = fields.Many2one("res.partner", check_company=True, tracking=True)
    holder_id = fields.Many2one("res.partner", check_company=True, tracking=True)
    valid_from = fields.Date(tracking=True)
    valid_to = fields.Date(tracking=True)
    device_ids = fields.Many2many("udi.device", string="Devices", check_company=True)
    company_id = fields.Many2one("res.company", index="btree_not_null")

    _dates_ordered = models.Constraint(
        "CHECK(valid_to IS NULL OR valid_from IS NULL OR valid_to >= valid_from)",
        "The certificate ends before it begins. Change one of the two dates.",
    )

    @api.depends("number", "revision")
    def _compute_display_name(self):
        for certificate in self:
            parts = (certificate.number, certificate.revision)
            certificate.display_name = " ".join(part for part in parts if part)
