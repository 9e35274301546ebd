import base64

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..tools.fill_sheet import MOST_BYTES, SheetError, cell_names
from .udi_recall_report import KINDS

ENDINGS = {".xlsx": b"PK", ".docx": b"PK", ".pdf": b"%PDF"}


class UdiRecallTemplate(models.Model):
    """An authority's own file: a workbook is filled, others go along to be filled."""

    _name = "udi.recall.template"
    _description = "Form of an authority"
    _order = "kind, name"

    name = fields.Char(required=True)
    kind = fields.Selection(KINDS, "For", required=True)
    company_id = fields.Many2one(
        "res.company", default=lambda self: self.env.company, index=True
    )
    file = fields.Binary(
        required=True,
        attachment=True,
        help="A workbook is filled where its cells have names such as US_CR_4.",
    )
    file_name = fields.Char(required=True)
    names = fields.Text("Cells with a name", compute="_compute_names", store=True)

    is_unnamed = fields.Boolean(compute="_compute_names", store=True)

    @api.depends("file", "file_name")
    def _compute_names(self):
        for template in self:
            template.names = ", ".join(template._cell_names()) or False
            is_sheet = bool(template.file) and template._ending() == ".xlsx"
            template.is_unnamed = is_sheet and not template.names

    @api.constrains("file", "file_name")
    def _check_file(self):
        for template in self:
            content = template._content()
            start = ENDINGS.get(template._ending())
            if not start or not content.startswith(start):
                raise ValidationError(
                    self.env._(
                        "%(file)s is no workbook (xlsx), text (docx) or PDF. Save it "
                        "as one of these.",
                        file=template.file_name,
                    )
                )
            if len(content) > MOST_BYTES:
                raise ValidationError(template._refused("too_big"))
            if template._ending() == ".xlsx":
                template._check_sheet(content)

    def _check_sheet(self, content):
        try:
            cell_names(content)
        except SheetError as error:
            raise ValidationError(self._refused(error.code)) from error

    def _content(self):
        return base64.b64decode(self.with_context(bin_size=False).file or b"")

    def _ending(self):
        return "." + (self.file_name or "").rpartition(".")[2].lower()

    def _cell_names(self):
        """None of a file that cannot be read: the constraint says so."""
        if self._ending() != ".xlsx" or not self.file:
            return ()
        try:
            return cell_names(self._content())
        except SheetError:
            return ()

    def _refused(self, code):
        return {
            "too_big": self.env._(
                "%(file)s is too big: 10 MB at most. Take pictures out of it.",
                file=self.file_name,
            ),
            "broken": self.env._(
                "%(file)s cannot be read. Open it, save it as xlsx, upload it again.",
                file=self.file_name,
            ),
            "no_names": self.env._(
                "No cell of %(file)s has the name of a heading of this report. Name "
                "cells such as US_CR_4 or CN_R_8 for US-CR.4 or CN-R.8.",
                file=self.file_name,
            ),
        }[code]
