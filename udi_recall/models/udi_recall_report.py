from odoo import api, fields, models

from ..tools.document import differences, from_json, to_sheets

KINDS = [
    ("status", "Status report"),
    ("us_806", "US: report of correction or removal (806)"),
    ("us_status", "US: status report"),
    ("cn_event", "CN: recall event report form"),
    ("cn_investigation", "CN: investigation and evaluation report"),
    ("cn_plan", "CN: recall plan"),
    ("cn_status", "CN: implementation of the recall plan"),
    ("cn_summary", "CN: summary evaluation report"),
    ("eu_fsca", "EU: report of a field safety corrective action"),
    ("eu_fsn", "EU: field safety notice"),
    ("consignees", "Consignee list"),
    ("final", "Final report"),
]
OF_REGION = {"us": "US", "cn": "CN", "eu": "EU"}


class UdiRecallReport(models.Model):
    """A report as it was made: its text and figures never change.

    The page to print and the sheet are both made from what is kept here.
    """

    _name = "udi.recall.report"
    _description = "Report of a recall"
    _inherit = "udi.evidence"
    _order = "recall_id, id desc"

    recall_id = fields.Many2one(
        "udi.recall", required=True, readonly=True, ondelete="restrict", index=True
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, ondelete="restrict", index=True
    )
    region_id = fields.Many2one(
        "udi.recall.region",
        "For",
        readonly=True,
        ondelete="restrict",
        index="btree_not_null",
    )
    kind = fields.Selection(KINDS, required=True, readonly=True)
    number = fields.Integer(required=True, readonly=True, aggregator=None)
    reference = fields.Char(readonly=True, help="As the authority counts it.")
    frozen_at = fields.Datetime("As of", required=True, readonly=True)
    figures = fields.Json(required=True, readonly=True)
    sections = fields.Json(required=True, readonly=True)
    content_sha256 = fields.Char("SHA-256", required=True, readonly=True)
    user_id = fields.Many2one("res.users", "By", readonly=True, ondelete="restrict")
    previous_id = fields.Many2one(
        "udi.recall.report", "The one before", readonly=True, ondelete="restrict"
    )
    # linked from their side: this row itself can never be written again
    attachment_ids = fields.One2many(
        "ir.attachment",
        "res_id",
        "Files",
        readonly=True,
        domain=[("res_model", "=", "udi.recall.report")],
    )
    body = fields.Html(compute="_compute_body", sanitize=False)
    changes = fields.Html("Since the last", compute="_compute_body", sanitize=False)
    empty_count = fields.Integer("Empty headings", compute="_compute_empty_count")

    _recall_kind_number_uniq = models.UniqueIndex(
        "(recall_id, COALESCE(region_id, 0), kind, number)", "A report has one number."
    )

    @api.depends("kind", "number", "recall_id")
    @api.depends_context("lang")
    def _compute_display_name(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        for report in self:
            report.display_name = (
                f"{report.recall_id.name} · {kinds[report.kind]} {report.number}"
            )

    @api.depends("sections")
    def _compute_empty_count(self):
        for report in self:
            report.empty_count = sum(
                part.is_empty and not part.optional for part in report._parts()
            )

    @api.depends("sections", "figures")
    def _compute_body(self):
        for report in self:
            report.body = self.env["ir.qweb"]._render(
                "udi_recall.report_body", {"parts": report._parts()}
            )
            report.changes = report._changes_html()

    def _parts(self):
        return from_json(self.sections)

    def _differences(self):
        before = self.previous_id.figures
        return differences(before, self.figures) if before else ()

    def _changes_html(self):
        if not self.previous_id:
            return self.env._("This is the first of its kind.")
        rows = self._differences()
        if not rows:
            return self.env._("Nothing changed since the last one.")
        return self.env["ir.qweb"]._render(
            "udi_recall.report_changes", {"rows": [self._change(*row) for row in rows]}
        )

    def _change(self, name, then, now):
        return {
            "name": name.replace("_", " ").replace(".", " · "),
            "then": "–" if then is None else then,
            "now": "–" if now is None else now,
        }

    def _head(self):
        """Lines above the sections, on the page and on the sheet."""
        recall = self.recall_id
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        lines = [
            (self.env._("Report"), kinds[self.kind]),
            (self.env._("Number"), self.reference or str(self.number)),
            (self.env._("Recall"), recall.display_name),
            (self.env._("Firm"), self.company_id.name),
            (self.env._("As of"), f"{fields.Datetime.to_string(self.frozen_at)} UTC"),
            (self.env._("SHA-256"), self.content_sha256),
        ]
        if not recall._real():
            lines.insert(0, (self.env._("EXERCISE"), self.env._("Nothing is wrong.")))
        return lines

    def _file_name(self, ending):
        name = f"{self.recall_id.name}-{self.kind}-{self.number}".replace("/", "-")
        return f"{name}.{ending}"

    def _sheets(self):
        sheets = to_sheets(
            dict(KINDS)[self.kind].replace(":", ""), self._head(), self._parts()
        )
        changes = [
            tuple(map(str, self._change(*row).values())) for row in self._differences()
        ]
        if changes:
            columns = (self.env._("Figure"), self.env._("Then"), self.env._("Now"))
            sheets.append((self.env._("Changes"), columns, changes))
        return sheets

    def action_print(self):
        self.ensure_one()
        self.check_access("read")
        return self.env.ref("udi_recall.udi_recall_report_paper").report_action(self)
