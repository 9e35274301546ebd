from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from ..models.udi_recall_freeze import OWN
from ..models.udi_recall_report import KINDS


class UdiRecallReportMake(models.TransientModel):
    """Which report, and a word for each heading of which the records say nothing."""

    _name = "udi.recall.report.make"
    _description = "Make a report of a recall"

    recall_id = fields.Many2one("udi.recall", required=True, readonly=True)
    kind = fields.Selection(KINDS, "Report", required=True)
    region_id = fields.Many2one(
        "udi.recall.region", "For", domain="[('recall_id', '=', recall_id)]"
    )
    firm = fields.Char(
        "FDA registration number", help="Seven digits; without one, zeros are printed."
    )
    template_id = fields.Many2one(
        "udi.recall.template",
        "Authority's own file",
        domain="[('kind', '=', kind)]",
    )
    gap_ids = fields.One2many("udi.recall.report.gap", "make_id", "Not in the records")
    gap_count = fields.Integer(compute="_compute_gap_count")
    filled_count = fields.Integer("Headings filled", readonly=True)

    @api.depends("gap_ids")
    def _compute_gap_count(self):
        for wizard in self:
            wizard.gap_count = len(wizard.gap_ids)

    @api.onchange("kind")
    def _onchange_kind(self):
        """Headings with nothing to say, with what was said about them last time."""
        self.gap_ids = [Command.clear()]
        if not self.kind:
            return
        recall = self.recall_id
        self.region_id = recall._region_of(self.kind)
        sections = recall._report_sections(self.kind, self.region_id, {}, "0")
        last = recall._last_report(self.kind, self.region_id)
        said = {part.code: part for part in last._parts()} if last else {}
        empty = [part for part in sections if part.is_empty]
        self.filled_count = len(sections) - len(empty)
        self.gap_ids = [
            Command.create(self._gap(part, said.get(part.code, part)))
            for part in empty
            if self.kind not in OWN
        ]

    def _gap(self, part, said):
        return {
            "code": part.code,
            "heading": part.heading,
            "optional": part.optional,
            "text": said.text,
            "why_missing": said.why_missing,
            "missing_until": said.missing_until or False,
        }

    def action_make(self):
        self.ensure_one()
        recall = self.recall_id
        answers = {gap.code: gap._answer() for gap in self.gap_ids}
        self._check_explained(
            recall._report_sections(self.kind, self.region_id, answers, "0")
        )
        report = recall._freeze_report(
            self.kind,
            self.region_id,
            {**answers, "firm": self.firm},
            self.template_id,
        )
        return {
            "type": "ir.actions.act_window",
            "res_model": report._name,
            "res_id": report.id,
            "views": [(False, "form")],
        }

    def _check_explained(self, sections):
        codes = self.recall_id._unexplained(self.kind, sections)
        if codes:
            headings = {part.code: part.heading for part in sections}
            raise UserError(
                self.env._(
                    "These headings are empty. Answer each, or say why it is missing "
                    "and when it will come:\n%(headings)s",
                    headings="\n".join(f"{code} {headings[code]}" for code in codes),
                )
            )


class UdiRecallReportGap(models.TransientModel):
    """One heading of which the records say nothing."""

    _name = "udi.recall.report.gap"
    _description = "Heading to be explained"
    _order = "id"

    make_id = fields.Many2one(
        "udi.recall.report.make", required=True, ondelete="cascade"
    )
    code = fields.Char("No.", required=True)
    heading = fields.Char(required=True)
    optional = fields.Boolean()
    text = fields.Text("Answer")
    why_missing = fields.Char("Or why it is missing")
    missing_until = fields.Date("Comes by")

    def _answer(self):
        return {
            "text": self.text or "",
            "why_missing": self.why_missing or "",
            "missing_until": fields.Date.to_string(self.missing_until) or "",
        }
