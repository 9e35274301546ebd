from odoo import api, fields, models

from ..tools.label import Element
from .udi_label_template import SYMBOLS

MILLIMETRES = (7, 3)


class UdiLabelElement(models.Model):
    """One thing on a label, in a place that it must not leave."""

    _name = "udi.label.element"
    _description = "Element of a Label"
    _order = "sequence, id"
    _rec_name = "content"

    template_id = fields.Many2one(
        "udi.label.template", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(
        related="template_id.company_id", store=True, index="btree_not_null"
    )
    sequence = fields.Integer(default=10)
    kind = fields.Selection(
        [
            ("text", "Text"),
            ("hri", "Text of the symbol"),
            ("symbol", "Symbol"),
            ("picture", "Mark or picture"),
            ("box", "Box or rule"),
        ],
        required=True,
        default="text",
    )
    x = fields.Float(string="Left", digits=MILLIMETRES, help="mm from the left edge.")
    y = fields.Float(string="Top", digits=MILLIMETRES, help="mm from the upper edge.")
    width = fields.Float(digits=MILLIMETRES, default=20.0)
    height = fields.Float(digits=MILLIMETRES, default=4.0)
    content = fields.Char(
        trim=False,
        help="Text: words with fields such as {lot}. Symbol and its text: identifiers "
        "such as 02,37, !00 for all but these, empty for all. Mark: mark:lot, marks "
        "for all marks of the device.",
    )
    size = fields.Float(string="Text size", digits=MILLIMETRES, default=2.0)
    min_size = fields.Float(string="Least size", digits=MILLIMETRES, default=1.2)
    bold = fields.Boolean()
    align = fields.Selection(
        [("left", "Left"), ("center", "Centre"), ("right", "Right")],
        string="Across",
        required=True,
        default="left",
    )
    valign = fields.Selection(
        [("top", "Top"), ("middle", "Middle"), ("bottom", "Bottom")],
        string="Down",
        required=True,
        default="top",
    )
    lang_id = fields.Many2one(
        "res.lang",
        string="Language",
        ondelete="restrict",
        help="Empty: those of the template.",
    )
    symbol = fields.Selection(
        SYMBOLS, string="Own symbol", help="Empty: that of the template."
    )
    module = fields.Float(
        string="Largest module", digits=MILLIMETRES, default=0.5, help="In mm."
    )
    condition = fields.Char(
        string="Only with", help="Printed only if this field or mark is there."
    )
    stack = fields.Char(help="Rows of one stack close up where one is not printed.")
    stack_row = fields.Integer(string="Row")
    line = fields.Float(digits=MILLIMETRES, default=0.2)

    @api.model_create_multi
    def create(self, vals_list):
        elements = super().create(vals_list)
        elements._check_unlocked()
        return elements

    def write(self, vals):
        self.check_access("write")
        self._check_unlocked()
        result = super().write(vals)
        self._check_unlocked()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_own_only(self):
        self._check_unlocked()

    def _check_unlocked(self):
        """The elements of a preset change with the addon only."""
        if not self.env.su:
            self.template_id._check_unlocked()

    def _label_element(self):
        """This line as the frozen value that labels are composed of."""
        self.ensure_one()
        return Element(
            kind=self.kind or "text",
            x=self.x,
            y=self.y,
            width=self.width,
            height=self.height,
            content=self.content or "",
            size=self.size,
            min_size=self.min_size,
            bold=self.bold,
            align=self.align or "left",
            language=self.lang_id.code or "",
            symbol=self.symbol or "",
            module=self.module,
            when=self.condition or "",
            valign=self.valign or "top",
            stack=self.stack or "",
            row=self.stack_row,
            line=self.line,
        )

    def _element_vals(self, element):
        """The values of a line for an `Element`; no language of its own."""
        return {
            "kind": element.kind,
            "x": element.x,
            "y": element.y,
            "width": element.width,
            "height": element.height,
            "content": element.content,
            "size": element.size,
            "min_size": element.min_size,
            "bold": element.bold,
            "align": element.align,
            "symbol": element.symbol or False,
            "module": element.module,
            "condition": element.when,
            "valign": element.valign,
            "stack": element.stack,
            "stack_row": element.row,
            "line": element.line,
        }

    def _label_name(self):
        """How sentences call this line."""
        self.ensure_one()
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        kind = kinds.get(self.kind, "")
        return f"{kind} “{self.content}”" if self.content else kind
