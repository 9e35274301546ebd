from odoo import fields, models

# EUDAMED's codes (EL is Greek, ANY no language in particular), and Chinese
LANGUAGES = [
    ("ANY", "Any language"),
    ("BG", "Bulgarian"),
    ("CS", "Czech"),
    ("DA", "Danish"),
    ("DE", "German"),
    ("EL", "Greek"),
    ("EN", "English"),
    ("ES", "Spanish"),
    ("ET", "Estonian"),
    ("FI", "Finnish"),
    ("FR", "French"),
    ("GA", "Irish"),
    ("HR", "Croatian"),
    ("HU", "Hungarian"),
    ("IS", "Icelandic"),
    ("IT", "Italian"),
    ("LT", "Lithuanian"),
    ("LV", "Latvian"),
    ("MT", "Maltese"),
    ("NL", "Dutch"),
    ("NO", "Norwegian"),
    ("PL", "Polish"),
    ("PT", "Portuguese"),
    ("RO", "Romanian"),
    ("SK", "Slovak"),
    ("SL", "Slovenian"),
    ("SV", "Swedish"),
    ("TR", "Turkish"),
    ("ZH", "Chinese"),
]


class UdiText(models.Model):
    """A text in one language.

    Not an Odoo translation: those need an installed language, fall back silently
    and cannot hold two texts of one language.
    """

    _name = "udi.text"
    _description = "Device Text in One Language"
    _order = "kind, sequence, id"
    _rec_name = "value"

    device_id = fields.Many2one("udi.device", ondelete="cascade", index=True)
    company_id = fields.Many2one(
        related="device_id.company_id", store=True, index="btree_not_null"
    )
    kind = fields.Selection(
        [("trade_name", "Trade name"), ("description", "Description")], required=True
    )
    sequence = fields.Integer(default=10)
    language = fields.Selection(LANGUAGES, required=True, default="EN")
    value = fields.Text(string="Text", required=True)

    _one_description = models.UniqueIndex(
        "(device_id, language) WHERE kind = 'description'",
        "This device has a description in this language already. Change that one.",
    )
    _no_any_description = models.Constraint(
        "CHECK(kind <> 'description' OR language <> 'ANY')",
        "A description is written in one language. Choose which.",
    )
