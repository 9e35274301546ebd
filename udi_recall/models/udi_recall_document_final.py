from dataclasses import replace

from odoo import models

from ..tools.document import section, table


class UdiRecallDocument(models.AbstractModel):
    """Our own reports: how far it is, and the whole of it with its evidence."""

    _inherit = "udi.recall.document"

    def _of_status(self, recall, region):
        figures = recall._status_figures()
        yield section(
            "1",
            self.env._("Recall"),
            "\n".join(
                filter(
                    None, (recall.display_name, recall.summary, self._schedule(recall))
                )
            ),
        )
        yield replace(self._told_section(recall, figures), code="2")
        yield section("3", self.env._("Answers"), self._answers_text(figures))
        yield self._balance_table(
            recall,
            "4",
            self.env._("By country"),
            "country",
            self._accounted_text(figures["units"]),
            region,
        )
        yield self._balance_table(
            recall, "5", self.env._("By round"), "round", "", region
        )
        yield self._balance_table(
            recall, "6", self.env._("By consignee"), "consignee", "", region
        )
        yield section(
            "7", self.env._("Effectiveness checks"), self._checks_text(figures)
        )
        yield self._disposals_table(recall, "8", self.env._("Disposal"))
        yield section("9", self.env._("Time needed"), self._times_text(figures))

    def _answers_text(self, figures):
        people = figures["consignees"]
        return self.env._(
            "%(answered)s of %(all)s answered, %(silent)s did not, %(gone)s are out of "
            "business. On hand when the notice came: %(units)s.",
            answered=people["answered"],
            all=people["all"],
            silent=people["not_answered"],
            gone=people["gone"],
            units=self.env["udi.finding"]._units(figures["on_hand"]),
        )

    def _times_text(self, figures):
        names = {
            "holds": self.env._("Decision to holds set"),
            "first_notice": self.env._("Decision to first notice"),
            "last_notice": self.env._("Decision to last notice"),
            "answer_median": self.env._("Notice to answer, median"),
            "answer_p90": self.env._("Notice to answer, 90 in 100"),
        }
        return "\n".join(
            self.env._("%(what)s: %(hours)s h", what=names[name], hours=f"{value:g}")
            for name, value in figures["hours"].items()
            if value is not None
        )

    def _of_final(self, recall, region):
        yield from self._of_status(recall, region)
        yield section("10", self.env._("What happened and why"), self._events(recall))
        yield section("11", self.env._("Harm that was told"), self._harm(recall))
        yield self._lots_table(recall, "12", self.env._("Lots in reach"))
        yield self._balance_table(recall, "13", self.env._("By lot"), "lot")
        yield self._checks_table(recall, "14", self.env._("Each check"))
        yield self._letters_table(recall, "15", self.env._("Communications"))
        yield self._clocks_table(recall, "16", self.env._("Deadlines"))
        yield self._regions_table(recall, "17", self.env._("Authorities"))
        yield self._points_table(recall, "18", self.env._("What stayed open, and why"))
        yield self._reports_table(recall, "19", self.env._("Reports made before"))
        yield self._signatures_table(recall, "20", self.env._("Signatures"))
        yield section("21", self.env._("Ledger and seal"), self._ledger_text(recall))
        yield self._files_table(recall, "final", "22", self.env._("Files enclosed"))
        yield section(
            "23",
            self.env._("How long this is kept"),
            "\n".join(filter(None, (recall.keep_title, recall.keep_text))),
        )

    def _clocks_table(self, recall, code, heading):
        columns = (
            self.env._("Where"),
            self.env._("Duty"),
            self.env._("Basis"),
            self.env._("Source of the rule"),
            self.env._("Due (UTC)"),
            self.env._("Done (UTC)"),
            self.env._("By"),
            self.env._("Proof"),
        )
        rows = [
            (
                row.region,
                row.name,
                row.basis,
                row.verified,
                row.due_at and f"{row.due_at:%Y-%m-%d %H:%M}",
                row.done_at and f"{row.done_at:%Y-%m-%d %H:%M}",
                row.done_by_id.name,
                row.proof_note or row.proof_id.name,
            )
            for row in recall.deadline_ids
        ]
        return table(code, heading, columns, rows)

    def _regions_table(self, recall, code, heading):
        rows = recall.region_ids
        names = dict(rows._fields["code"]._description_selection(self.env))
        gates = dict(rows._fields["gate_state"]._description_selection(self.env))
        outcomes = dict(rows._fields["outcome"]._description_selection(self.env))
        columns = (
            self.env._("Where"),
            self.env._("Class by us"),
            self.env._("Class by the authority"),
            self.env._("Report"),
            self.env._("Number"),
            self.env._("Authority's numbers"),
            self.env._("Last word"),
            self.env._("On"),
        )
        return table(
            code,
            heading,
            columns,
            [
                (
                    names[row.code],
                    row.class_firm,
                    row.class_authority,
                    gates[row.gate_state],
                    row.report_number,
                    ", ".join(row.number_ids.mapped("name")),
                    outcomes[row.outcome],
                    self._day(row.outcome_on),
                )
                for row in rows
            ],
        )

    def _points_table(self, recall, code, heading):
        rows = recall.point_ids.filtered(lambda row: row.state == "reasoned")
        return table(
            code,
            heading,
            (self.env._("What"), self.env._("Why it may stay so"), self.env._("By")),
            [(row.name, row.reason, row.user_id.name) for row in rows],
        )

    def _reports_table(self, recall, code, heading):
        columns = (
            self.env._("Report"),
            self.env._("As of (UTC)"),
            self.env._("By"),
            self.env._("SHA-256"),
        )
        return table(
            code,
            heading,
            columns,
            [
                (
                    row.display_name,
                    f"{row.frozen_at:%Y-%m-%d %H:%M}",
                    row.user_id.name,
                    row.content_sha256,
                )
                for row in recall.report_ids.sorted("id")
            ],
        )

    def _signatures_table(self, recall, code, heading):
        columns = (
            self.env._("What"),
            self.env._("Meaning"),
            self.env._("By"),
            self.env._("When (UTC)"),
            self.env._("SHA-256"),
        )
        regions = set(recall.region_ids.ids)
        disposals = set(recall.disposal_ids.ids)
        of_model = {
            "udi.recall": {recall.id},
            "udi.recall.region": regions,
            "udi.recall.disposal": disposals,
        }
        rows = self.env["udi.signature.record"].search(
            [("res_model", "in", list(of_model)), ("result", "=", "signed")],
            order="id",
        )
        return table(
            code,
            heading,
            columns,
            [
                (
                    row.name,
                    row.meaning,
                    row.user_name,
                    f"{row.signed_at:%Y-%m-%d %H:%M}",
                    row.content_hash,
                )
                for row in rows
                if of_model[row.res_model] & set(row.res_ids or ())
            ],
        )

    def _ledger_text(self, recall):
        """Which seal covers the events: anybody can count its hash again."""
        events = self.env["udi.event"].search(
            [("res_model", "=", "udi.recall"), ("res_id", "=", recall.id)], order="id"
        )
        seal = self.env["udi.seal"].search([], limit=1)
        lines = [
            self.env._("%s events of this recall in the ledger.", len(events)),
        ]
        if events:
            lines.append(
                self.env._(
                    "Numbers %(first)s to %(last)s.",
                    first=events[0].id,
                    last=events[-1].id,
                )
            )
        if seal:
            lines.append(
                self.env._(
                    "Last seal: number %(number)s up to event %(last)s, %(hash)s.",
                    number=seal.number,
                    last=seal.last_id,
                    hash=seal.hash,
                )
            )
        return "\n".join(lines)
