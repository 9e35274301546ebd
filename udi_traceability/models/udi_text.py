import re

from odoo import api, fields, models
from odoo.exceptions import ValidationError

HIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")

# kind of text -> field of the record it belongs to
PARENTS = {
    "trade_name": "device_id",
    "description": "device_id",
    "medical_purpose": "basic_udi_id",
    "storage_comment": "storage_id",
    "warning_comment": "warning_id",
    "substance_name": "substance_id",
    "size_type_other": "size_id",
    "size_unit_other": "size_id",
}
LINKS = tuple(dict.fromkeys(PARENTS.values()))
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

    device_id = fields.Many2one(
        "udi.device", ondelete="cascade", index="btree_not_null"
    )
    basic_udi_id = fields.Many2one(
        "udi.basic.udi", ondelete="cascade", index="btree_not_null"
    )
    size_id = fields.Many2one(
        "udi.device.size", ondelete="cascade", index="btree_not_null"
    )
    storage_id = fields.Many2one(
        "udi.device.storage", ondelete="cascade", index="btree_not_null"
    )
    warning_id = fields.Many2one(
        "udi.device.warning", ondelete="cascade", index="btree_not_null"
    )
    substance_id = fields.Many2one(
        "udi.device.substance", ondelete="cascade", index="btree_not_null"
    )
    company_id = fields.Many2one(
        "res.company",
        compute="_compute_company_id",
        store=True,
        index="btree_not_null",
    )
    kind = fields.Selection(
        [
            ("trade_name", "Trade name"),
            ("description", "Description"),
            ("medical_purpose", "Medical purpose"),
            ("storage_comment", "Storage condition"),
            ("warning_comment", "Warning"),
            ("substance_name", "Name of a substance"),
            ("size_type_other", "Description of a size"),
            ("size_unit_other", "Description of a unit"),
        ],
        required=True,
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
    _one_parent = models.Constraint(
        f"CHECK(num_nonnulls({', '.join(LINKS)}) = 1)",
        "A text belongs to one device, family or line. Choose one.",
    )
    _one_text = models.UniqueIndex(
        "(kind, language, COALESCE("
        "basic_udi_id, size_id, storage_id, warning_id, substance_id"
        ")) WHERE device_id IS NULL",
        "There is a text in this language already. Change that one.",
    )

    @api.depends(*(f"{link}.company_id" for link in LINKS))
    def _compute_company_id(self):
        for text in self:
            text.company_id = text[PARENTS.get(text.kind, "device_id")].company_id

    @api.constrains("kind", *LINKS)
    def _check_parent(self):
        for text in self:
            if not text[PARENTS[text.kind]]:
                kinds = dict(self._fields["kind"]._description_selection(self.env))
                raise ValidationError(
                    self.env._(
                        "“%(text)s”: a text of the kind “%(kind)s” stands elsewhere. "
                        "Choose another kind.",
                        text=text.value,
                        kind=kinds[text.kind],
                    )
                )

    @api.constrains("value")
    def _check_value(self):
        """XML 1.0 (2.2) has no place for most control characters."""
        for text in self:
            found = HIDDEN.search(text.value)
            if found:
                raise ValidationError(
                    self.env._(
                        "“%(text)s”: a hidden control character follows. Type the "
                        "text again instead of pasting it.",
                        text=text.value[: found.start()],
                    )
                )
