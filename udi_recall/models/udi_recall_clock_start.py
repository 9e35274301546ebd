from odoo import api, fields, models

from ..tools.duties import level_of

CLASS = {"class_firm", "class_authority"}


class UdiRecallDeadline(models.Model):
    """New rows take the moments that are known already."""

    _inherit = "udi.recall.deadline"

    def _begin(self):
        for moment, at in self._known_moments().items():
            self.filtered(lambda row, key=moment: row._moment_key() == key)._start(at)
        waiting = self.filtered(lambda row: not row.start_at)
        waiting._count()
        for region in self.recall_id.region_ids.filtered("report_sent_at"):
            region._report_done()

    def _moment_key(self):
        place = self.region if self.moment in ("draft", "report") else ""
        return self.recall_id, self.round_id, place, self.moment

    def _known_moments(self):
        """{whose moment: when} of these rows."""
        found = {}
        for row in self:
            recall, round = row.recall_id, row.round_id
            region = recall.region_ids.filtered_domain([("code", "=", row.region)])
            found[row._moment_key()] = {
                "aware": recall.aware_at,
                "decided": round.decided_at or recall.decided_at,
                "initiated": round.initiated_at,
                "completed": recall.completed_at,
                "draft": region.draft_sent_at,
                "report": region.report_sent_at,
            }.get(row.moment)
        return {key: at for key, at in found.items() if at}


class UdiRecallRound(models.Model):
    """A round's own moments start its own clocks."""

    _inherit = "udi.recall.round"

    def write(self, vals):
        result = super().write(vals)
        for trigger in ("decided", "initiated"):
            if at := vals.get(f"{trigger}_at"):
                rows = self.sudo().recall_id.deadline_ids.filtered(
                    lambda row, key=trigger: row.moment == key and row.round_id in self
                )
                rows._start(fields.Datetime.to_datetime(at))
        return result


class UdiRecallRegion(models.Model):
    """A class brings its own limits; a report sent is a duty done."""

    _inherit = "udi.recall.region"

    next_due = fields.Char("Due next", compute="_compute_next_due")

    @api.depends("recall_id.deadline_ids.state", "recall_id.deadline_ids.due_at")
    @api.depends_context("lang")
    def _compute_next_due(self):
        now = fields.Datetime.now()
        for region in self:
            row = region.recall_id._next_deadline(region.code)
            region.next_due = f"{row.name}: {row._left_text(now)}" if row else False

    @api.model_create_multi
    def create(self, vals_list):
        regions = super().create(vals_list)
        for region in regions.filtered("added"):
            # those that a widening brings get theirs from its round
            region._first_duties()
        return regions

    def _first_duties(self):
        recall = self.recall_id.sudo()
        if recall.deadline_ids:
            recall._copy_deadlines(recall.round_id, self)

    def write(self, vals):
        result = super().write(vals)
        if CLASS & vals.keys():
            self._duties_again()
        if at := vals.get("draft_sent_at"):
            self._clocks("draft")._start(fields.Datetime.to_datetime(at))
        if at := vals.get("report_sent_at"):
            self._clocks("report")._start(fields.Datetime.to_datetime(at))
            self._report_done()
        if vals.get("gate_state") == "urgent":
            self._clocks("report")._start(fields.Datetime.now())
        return result

    def _level(self):
        """The authority's class before ours; None: neither is given."""
        return level_of(self.class_authority) or level_of(self.class_firm)

    def _duties_again(self):
        """Only where the duties were given out already; before that, at the start."""
        for region in self.sudo():
            rows = region.recall_id.deadline_ids.filtered(
                lambda row, code=region.code: row.region == code
            )
            for round in rows.round_id:
                region.recall_id._copy_deadlines(round, region)

    def _clocks(self, moment):
        return self.sudo().recall_id.deadline_ids.filtered(
            lambda row: (
                row.moment == moment
                and (row.recall_id, row.region)
                in [(region.recall_id, region.code) for region in self]
            )
        )

    def _report_done(self):
        for region in self.sudo():
            rows = region.recall_id.deadline_ids.filtered(
                lambda row, code=region.code: row.is_report and row.region == code
            )
            number = region.report_number or self.env._("The report was sent.")
            rows._done(region.report_sent_at, number, region.report_file_id)
