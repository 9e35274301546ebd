import base64
from collections.abc import Callable
from dataclasses import dataclass

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..tools import fill_fields, fill_sheet, fill_text
from ..tools.forms import FormError
from .udi_recall_report import KINDS


@dataclass(frozen=True)
class Form:
    """How a kind of file begins, is read and is filled."""

    start: bytes
    names: Callable
    fill: Callable
    needs_names: bool = False  # without a place in it, it is of no use


FORMS = {
    ".xlsx": Form(b"PK", fill_sheet.names, fill_sheet.fill, needs_names=True),
    ".docx": Form(b"PK", fill_text.names, fill_text.fill),
    ".pdf": Form(b"%PDF", fill_fields.names, fill_fields.fill),
}


class UdiRecallTemplate(models.Model):
    """An authority's own file, filled where it has places for our headings."""

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
        help="A workbook (xlsx) with named cells, a text (docx) with places such as "
        "{{US-CR.4}}, or a PDF with fields.",
    )
    file_name = fields.Char(required=True)
    names = fields.Text("Places to fill", compute="_compute_names", store=True)

    is_unnamed = fields.Boolean(compute="_compute_names", store=True)

    @api.depends("file", "file_name")
    def _compute_names(self):
        for template in self:
            found = template._places()
            template.names = ", ".join(found) or False
            template.is_unnamed = bool(template.file) and not found

    @api.constrains("file", "file_name")
    def _check_file(self):
        for template in self:
            content, form = template._content(), template._form()
            if not form or not content.startswith(form.start):
                raise ValidationError(
                    self.env._(
                        "%(file)s is no workbook (xlsx), text (docx) or PDF. Save it "
                        "as one of these.",
                        file=template.file_name,
                    )
                )
            try:
                form.names(content)
            except FormError as error:
                raise ValidationError(template._refused(error.code)) from error

    def _content(self):
        return base64.b64decode(self.with_context(bin_size=False).file or b"")

    def _form(self):
        ending = "." + (self.file_name or "").rpartition(".")[2].lower()
        return FORMS.get(ending)

    def _places(self):
        """None of a file that cannot be read: the constraint says so."""
        form = self._form()
        if not form or not self.file:
            return ()
        try:
            return form.names(self._content())
        except FormError:
            return ()

    def _refused(self, code):
        return {
            "too_big": self.env._(
                "%(file)s is too big: 10 MB at most. Take pictures out of it.",
                file=self.file_name,
            ),
            "broken": self.env._(
                "%(file)s cannot be read. Open it, save it again, then upload it.",
                file=self.file_name,
            ),
            "no_names": self.env._(
                "%(file)s has no place for a heading of this report. Name cells or "
                "fields such as US_CR_4, or write {{US-CR.4}} in a text.",
                file=self.file_name,
            ),
            "locked": self.env._(
                "%(file)s is locked by a password. Save it without one.",
                file=self.file_name,
            ),
            "no_package": self.env._(
                "%(file)s cannot be filled: the server lacks “python-docx” or “pypdf”. "
                "Ask whoever runs it to install them.",
                file=self.file_name,
            ),
        }[code]
