from dataclasses import replace

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tools.misc import file_path

from ..tools.label import Fonts, LabelTemplate, compose
from ..tools.label_presets import PRESETS
from ..tools.symbol import KINDS

SYMBOLS = [(kind.code, kind.name) for kind in KINDS.values()]
RESOLUTIONS = [(dots, f"{dots} dpi") for dots in ("152", "203", "300", "600")]
OPEN_SANS = "web/static/fonts/google/Open_Sans/Open_Sans"
# What a matrix symbol of GS1 becomes for a device of another agency
OTHER_SYMBOLS = {"HIBCC": "hibc_datamatrix"}
# What says nothing about the label: where it is listed, and the lot that is shown
FREE = {"sequence", "active", "preview_lot_id"}

# What of its elements is seen on the label
DRAWN = ("sequence", "kind", "x", "y", "width", "height", "content", "size")
DRAWN += ("min_size", "bold", "align", "valign", "lang_id", "symbol", "module")
DRAWN += ("condition", "stack", "stack_row", "line")


class UdiLabelTemplate(models.Model):
    _name = "udi.label.template"
    _description = "Label Template"
    _order = "sequence, id"
    _check_company_auto = True

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", index="btree_not_null", help="Empty: all companies."
    )
    locked = fields.Boolean(
        string="Preset",
        readonly=True,
        copy=False,
        help="Presets stay as they are. Make your own from one.",
    )
    width = fields.Float(string="Width (mm)", digits=(7, 2), default=50.0)
    height = fields.Float(string="Height (mm)", digits=(7, 2), default=25.0)
    symbol = fields.Selection(SYMBOLS, required=True, default="gs1_datamatrix")
    dpi = fields.Selection(RESOLUTIONS, string="Printer", required=True, default="300")
    lang_ids = fields.Many2many(
        "res.lang",
        string="Languages",
        help="Names and descriptions are printed in each of them.",
    )
    element_ids = fields.One2many(
        "udi.label.element", "template_id", string="Elements", copy=True
    )
    preview_lot_id = fields.Many2one(
        "stock.lot",
        string="Preview with",
        store=False,
        domain=[("udi_di_id", "!=", False)],
        help="Empty: a sample.",
    )
    preview = fields.Html(compute="_compute_preview", sanitize=False)

    _size = models.Constraint(
        "CHECK(width BETWEEN 5 AND 500 AND height BETWEEN 5 AND 500)",
        "A label is between 5 and 500 mm wide and high.",
    )

    @api.depends(
        "width",
        "height",
        "symbol",
        "dpi",
        "lang_ids",
        "preview_lot_id",
        *(f"element_ids.{name}" for name in DRAWN),
    )
    @api.depends_context("lang")
    def _compute_preview(self):
        for template in self:
            lot = template.preview_lot_id._origin
            data = lot._udi_label_data()[lot.id] if lot else template._sample()
            layout = template._compose([data])[0]
            template.preview = self.env["udi.label.finding"]._preview(layout, template)

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            vals_list = [dict(vals, locked=False) for vals in vals_list]
        return super().create(vals_list)

    def write(self, vals):
        """A preset changes with the addon only, but for its place in the list."""
        changed = set(vals) - FREE
        if changed and not self.env.su:
            self.check_access("write")
            self._check_unlocked()
            vals = {name: value for name, value in vals.items() if name != "locked"}
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_own_only(self):
        if not self.env.su:
            self._check_unlocked()

    def _check_unlocked(self):
        locked = self.filtered("locked")
        if locked:
            raise UserError(
                self.env._(
                    "%(template)s is a preset and stays as it is. Press Make my own "
                    "and change the copy.",
                    template=locked[0].name,
                )
            )

    def copy_data(self, default=None):
        return [
            dict(vals, name=self.env._("%(name)s (own)", name=template.name))
            for template, vals in zip(self, super().copy_data(default), strict=True)
        ]

    def action_make_own(self):
        """A copy that may be changed; the preset stays."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.copy().id,
            "views": [(False, "form")],
        }

    def _compose(self, data):
        """The `Layout` of each of these `LabelData`, whatever is wrong with it."""
        self.ensure_one()
        template, fonts = self._label_template(), self._fonts()
        by_agency, layouts = {"GS1": template}, []
        for each in data:
            agency = each.udi.agency
            if agency not in by_agency:
                by_agency[agency] = self._for_agency(template, agency)
            layouts.append(compose(by_agency[agency], each, fonts))
        return layouts

    def _for_agency(self, template, agency):
        kind = KINDS[template.symbol]
        if not kind.gs1 or kind.linear:
            return template
        return replace(template, symbol=OTHER_SYMBOLS.get(agency, "datamatrix"))

    def _label_template(self):
        """This record as the frozen value that labels are composed of."""
        self.ensure_one()
        return LabelTemplate(
            code=str(self.id),
            name=self.name or "",
            width=self.width,
            height=self.height,
            elements=tuple(each._label_element() for each in self._ordered()),
            symbol=self.symbol or "gs1_datamatrix",
            dpi=int(self.dpi or 300),
            languages=tuple(self.lang_ids.mapped("code")),
        )

    def _ordered(self):
        """Its lines as printed, also while a form is open and not saved."""
        return self.element_ids.sorted("sequence")

    @api.model
    def _fonts(self):
        """The fonts that Odoo brings: Latin, Greek, Cyrillic; embedded in the PDF."""
        return Fonts(
            regular=file_path(f"{OPEN_SANS}-Regular.ttf"),
            bold=file_path(f"{OPEN_SANS}-Bold.ttf"),
        )

    @api.model
    def _load_presets(self):
        """Presets come from `tools` only: made or renewed with each update."""
        self._load_records(
            [
                {
                    "xml_id": f"udi_traceability.udi_label_template_{preset.code}",
                    "values": self._preset_vals(preset, number),
                }
                for number, preset in enumerate(PRESETS)
            ],
        )

    def _preset_vals(self, preset, number):
        lines = (
            self.env["udi.label.element"]._element_vals(e) for e in preset.elements
        )
        return {
            "name": preset.name,
            "sequence": number,
            "locked": True,
            "width": preset.width,
            "height": preset.height,
            "symbol": preset.symbol,
            "dpi": str(preset.dpi),
            "element_ids": [
                Command.clear(),
                *(
                    Command.create(dict(line, sequence=place))
                    for place, line in enumerate(lines)
                ),
            ],
        }
