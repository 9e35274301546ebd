import base64
import hashlib
import json

from odoo import fields, models
from odoo.exceptions import UserError

from odoo.addons.udi_traceability.tools.sheets import workbook

from ..tools.document import completed, plain, to_json, unexplained
from ..tools.forms import FormError
from ..tools.report_number import report_number
from .udi_recall_report import OF_REGION

# 21 CFR 806.10(c)(13): what is missing, why, and when it will come
DATED = ("us_806",)
# our own: what did not happen needs no excuse
OWN = ("status", "final", "consignees")


class UdiRecall(models.Model):
    """Making a report: what it says on this day is kept as it is."""

    _inherit = "udi.recall"

    report_count = fields.Integer("Reports made", compute="_compute_report_count")

    def _compute_report_count(self):
        for recall in self:
            recall.report_count = len(recall.report_ids)

    def action_make_report(self):
        """Choose which, see what lacks, say why."""
        self.ensure_one()
        self._check_manager()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Make a report"),
            "res_model": "udi.recall.report.make",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_recall_id": self.id},
        }

    def _freeze_report(self, kind, region=None, answers=None, template=None):
        """Keep a report with its figures, and the sheet made from it.

        :param answers: what a person typed for headings the records say nothing of
        :param template: the authority's own file, to be filled
        """
        self.ensure_one()
        self._check_manager()
        self._lock()
        region = region or self._region_of(kind)
        before = self._last_report(kind, region)
        answers = answers or {}
        number = ""
        if kind == "us_806":
            number = report_number(*self._number_facts(answers.get("firm")))
        sections = self._report_sections(kind, region, answers, number)
        figures = self._status_figures()
        kept = to_json(sections)
        report = (
            self.env["udi.recall.report"]
            .sudo()
            .create(
                {
                    "recall_id": self.id,
                    "company_id": self.company_id.id,
                    "region_id": region.id,
                    "kind": kind,
                    "number": before.number + 1,
                    "reference": number,
                    "frozen_at": fields.Datetime.now(),
                    "figures": figures,
                    "sections": kept,
                    "content_sha256": self._digest(kept, figures),
                    "user_id": self.env.uid,
                    "previous_id": before.id,
                }
            )
        )
        self._attach_files(report, sections, template)
        self.message_post(body=self.env._("Report made: %s.", report.display_name))
        self._stamp("recalled", None, f"{report.display_name} {report.content_sha256}")
        return report.with_env(self.env)

    def _region_of(self, kind):
        code = OF_REGION.get(kind.split("_")[0])
        return self.region_ids.filtered(lambda row: row.code == code)[:1]

    def _last_report(self, kind, region):
        return self.report_ids.filtered(
            lambda row: row.kind == kind and row.region_id == region
        ).sorted("number")[-1:]

    def _digest(self, sections, figures):
        """Of the content as everybody can write it again: sorted, UTF-8."""
        text = json.dumps(
            {"figures": figures, "sections": sections},
            ensure_ascii=False,
            sort_keys=True,
            separators=(",", ":"),
        )
        return hashlib.sha256(text.encode()).hexdigest()

    def _number_facts(self, firm):
        """Of the next 806 report: registration number, day, letter, numbers used."""
        used = (
            self.env["udi.recall.report"]
            .sudo()
            .search(
                [
                    ("company_id", "=", self.company_id.id),
                    ("reference", "!=", False),
                ]
            )
        )
        in_place = self.kind == "field_correction" or self.physical_return == "no"
        return (
            firm or self.company_id.partner_id.udi_fei,
            self.company_id._udi_today(),
            "C" if in_place else "R",
            used.mapped("reference"),
        )

    def _report_sections(self, kind, region, answers, number=""):
        document = self.env["udi.recall.document"].sudo()
        sections = document._sections(self, kind, region)
        if kind == "us_806":
            answers = {**answers, "US-CR.1": {"text": number}}
        sections = completed(sections, answers)
        if kind == "us_806":
            sections += (document._missing_section(sections),)
        return sections

    def _attach_files(self, report, sections, template):
        files = [(report._file_name("xlsx"), workbook(report._sheets()))]
        document = self.env["udi.recall.document"].sudo()
        if enclosed := document._enclosure(self.sudo(), report.kind):
            files.append((report._file_name("zip"), enclosed))
        if template:
            files.append(self._filled(template, sections))
        self.env["ir.attachment"].sudo().create(
            [
                {
                    "name": name,
                    "raw": content,
                    "res_model": report._name,
                    "res_id": report.id,
                }
                for name, content in files
            ]
        )

    def _filled(self, template, sections):
        """The authority's file with our texts; one without places as it came."""
        content = base64.b64decode(template.sudo().file)
        form = template._form()
        if template.is_unnamed and not form.needs_names:
            return template.file_name, content
        texts = {part.code: plain(part) for part in sections}
        try:
            content, _filled = form.fill(content, texts)
        except FormError as error:
            raise UserError(template._refused(error.code)) from error
        return template.file_name, content

    def _unexplained(self, kind, sections):
        return () if kind in OWN else unexplained(sections, dated=kind in DATED)
