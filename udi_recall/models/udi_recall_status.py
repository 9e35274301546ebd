from odoo import fields, models
from odoo.tools import SQL

from ..tools.balance import FIGURES, Total, of_sums, percentile
from .udi_recall_check import QUESTIONS

LEFT = ("sent", "delivered")
# 21 CFR 7.49 and the guidance: received, understood, followed, at the right depth
ASKED = (*QUESTIONS, "right_depth")
NOTICES = ("notice", "correction")


class UdiRecall(models.Model):
    """How far a recall has come, as plain figures that a report can keep."""

    _inherit = "udi.recall"

    def _status_figures(self):
        """Nested dict of numbers and short texts; JSON as it is."""
        self.ensure_one()
        recall = self.sudo()
        return {
            "recall": recall.name,
            "state": recall.state,
            "consignees": recall._consignee_figures(),
            "addressees": recall._addressee_figures(),
            "means": recall._means_figures(),
            "on_hand": recall._on_hand(),
            "units": recall._as_figures(recall._balance_sums().get(recall.id, Total())),
            "countries": recall._figures_by("country_id"),
            "rounds": recall._figures_by("round_id"),
            "here": recall._here_figures(),
            "disposals": recall._disposal_figures(),
            "checks": recall._check_figures(),
            "hours": recall._hour_figures(),
        }

    def _consignee_figures(self):
        rows = self.consignee_ids
        states = rows.mapped("answer_state")
        told = self._told_ids()
        bounced = self.env["udi.recall.message"]._read_group(
            [("recall_id", "=", self.id), ("state", "in", ("bounced", "failed"))],
            aggregates=["consignee_id:count_distinct"],
        )[0][0]
        silent = rows.filtered(lambda row: row.answer_state == "none")
        spoke = (rows - silent).filtered(lambda row: row.answer_state != "gone")
        return {
            "all": len(rows),
            "notified": len(told & set(rows.ids)),
            "bounced": bounced,
            "answered": len(rows) - len(silent) - states.count("gone"),
            "complete": states.count("complete") + states.count("none_found"),
            "not_answered": len(silent),
            "gone": states.count("gone"),
            "answered_share": self._of(
                len(rows) - len(silent) - states.count("gone"),
                len(rows) - states.count("gone"),
            ),
            "answered_units_share": self._of(
                sum(spoke.mapped("quantity")), sum(rows.mapped("quantity"))
            ),
        }

    def _of(self, part, whole):
        return round(100.0 * part / whole, 1) if whole else None

    def _told_ids(self):
        groups = self.env["udi.recall.message"]._read_group(
            [
                ("recall_id", "=", self.id),
                ("kind", "in", NOTICES),
                ("state", "in", LEFT),
            ],
            ["consignee_id"],
        )
        return {consignee.id for (consignee,) in groups}

    def _addressee_figures(self):
        """China counts receivers who must answer, and the others, apart."""
        self.env.flush_all()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT addressee.must_answer, COUNT(*), COUNT(first.at),
                    MIN(first.at), MAX(first.at)
                FROM udi_recall_addressee addressee
                LEFT JOIN (
                    SELECT addressee_id, MIN(sent_at) AS at
                    FROM udi_recall_message
                    WHERE recall_id = %(recall)s AND state IN %(left)s
                        AND kind IN %(kinds)s
                    GROUP BY addressee_id
                ) first ON first.addressee_id = addressee.id
                WHERE addressee.recall_id = %(recall)s
                GROUP BY addressee.must_answer
                """,
                recall=self.id,
                left=LEFT,
                kinds=NOTICES,
            )
        )
        found = {bool(must): each for must, *each in rows}
        return {
            name: self._told(*found.get(must, (0, 0, None, None)))
            for name, must in (("must_answer", True), ("others", False))
        }

    def _told(self, to_tell, told, first, last):
        return {
            "to_notify": to_tell,
            "notified": told,
            "first": fields.Datetime.to_string(first) or "",
            "last": fields.Datetime.to_string(last) or "",
        }

    def _means_figures(self):
        groups = self.env["udi.recall.message"]._read_group(
            [("recall_id", "=", self.id), ("state", "in", LEFT)],
            ["means"],
            ["__count"],
        )
        return dict(groups)

    def _on_hand(self):
        """What they had when the notice came: nobody can reconstruct it later."""
        [[quantity]] = self.env["udi.recall.reply.line"]._read_group(
            [("recall_id", "=", self.id), ("reply_id.state", "=", "given")],
            aggregates=["quantity_on_hand:sum"],
        )
        return quantity or 0.0

    def _as_figures(self, found):
        names = ("shipped", "used", "returned", "received", "destroyed", "passed_on")
        names += ("held", "lost", "no_word", "too_many", "accounted")
        shares = ("accounted_share", "recovered_share", "unknown_share")
        return {name: getattr(found, name) for name in (*names, *shares)}

    def _figures_by(self, field):
        """Totals by country code, or by number of the round."""
        names = (*FIGURES, "no_word", "too_many")
        groups = self.env["udi.recall.balance"]._read_group(
            [("recall_id", "=", self.id)],
            [field],
            ["__count", *(f"{name}:sum" for name in names)],
        )
        key = "code" if field == "country_id" else "number"
        figures = {
            str(record[key] or "?"): self._as_figures(
                of_sums(dict(zip(names, sums, strict=True)), count)
            )
            for record, count, *sums in groups
        }
        return dict(sorted(figures.items()))

    def _here_figures(self):
        names = ("quantity_here", "quantity_transit", "quantity_gone")
        [sums] = self.env["udi.recall.lot"]._read_group(
            [("recall_id", "=", self.id)],
            aggregates=["__count", *(f"{name}:sum" for name in names)],
        )
        count, *units = sums
        return {
            "lots": count,
            "lots_held": self.hold_count,
            **{
                name.removeprefix("quantity_"): each or 0.0
                for name, each in zip(names, units, strict=True)
            },
        }

    def _disposal_figures(self):
        groups = self.env["udi.recall.disposal"]._read_group(
            [("recall_id", "=", self.id), ("state", "=", "done")],
            ["kind"],
            ["quantity:sum"],
        )
        return dict(groups)

    def _check_figures(self):
        latest = self.check_ids._latest()
        results = latest.mapped("result")
        return {
            "level": self.check_level or "",
            "drawn": len(results),
            "attempts": len(self.check_ids),
            "effective": results.count("effective"),
            "failed": results.count("failed"),
            "waiting": results.count("waiting") + results.count("not_reached"),
            **{name: latest.mapped(name).count("yes") for name in ASKED},
        }

    def _hour_figures(self):
        """From the decision to holds, first and last notice; from notice to answer."""
        first, last = self.round_ids[:1], self.round_ids
        decided = self.decided_at
        waits = sorted(self._hours_to_answer())
        return {
            "holds": self._hours(decided, first.held_at),
            "first_notice": self._hours(decided, first.initiated_at),
            "last_notice": self._hours(
                decided, max(filter(None, last.mapped("notified_at")), default=None)
            ),
            "answer_median": percentile(waits, 50),
            "answer_p90": percentile(waits, 90),
        }

    def _hours(self, start, end):
        if not (start and end):
            return None
        return round((end - start).total_seconds() / 3600, 1)

    def _hours_to_answer(self):
        self.env.flush_all()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT EXTRACT(EPOCH FROM answer.at - notice.at)::float / 3600
                FROM (
                    SELECT consignee_id, MIN(sent_at) AS at FROM udi_recall_message
                    WHERE recall_id = %(recall)s AND state IN %(left)s
                    GROUP BY consignee_id
                ) notice
                JOIN (
                    SELECT consignee_id, MIN(answered_at) AS at FROM udi_recall_reply
                    WHERE recall_id = %(recall)s AND state <> 'draft'
                    GROUP BY consignee_id
                ) answer USING (consignee_id)
                WHERE answer.at >= notice.at
                """,
                recall=self.id,
                left=LEFT,
            )
        )
        return [round(hours, 1) for (hours,) in rows]
