from odoo import api, fields, models

from .udi_recall_step import UNANSWERED


class UdiRecallRegion(models.Model):
    """How far the recall is in one jurisdiction: notices, and what is due next."""

    _inherit = "udi.recall.region"

    notices_text = fields.Char("Notices", compute="_compute_notices_text")

    @api.depends("recall_id.notice_ids.state", "recall_id.consignee_ids.answer_state")
    @api.depends_context("lang")
    def _compute_notices_text(self):
        messages = self.env["udi.recall.message"].sudo()
        said = self._notice_words()
        groups = messages._read_group(
            [("recall_id", "in", self.recall_id.ids), ("kind", "=", "notice")],
            ["recall_id", "consignee_id", "state"],
            ["__count"],
        )
        counts = {}
        for recall, consignee, state, count in groups:
            place = counts.setdefault((recall.id, consignee.region), {})
            place[state] = place.get(state, 0) + count
        answered = self._answered()
        for region in self:
            key = (region.recall_id._origin.id, region.code)
            found = counts.get(key, {})
            texts = [words % found[state] for state, words in said if found.get(state)]
            given, asked = answered.get(key, (0, 0))
            if asked and region.recall_id.started_on:
                texts.append(
                    self.env._(
                        "%(given)s of %(asked)s answered", given=given, asked=asked
                    )
                )
            region.notices_text = ", ".join(texts)

    def _notice_words(self):
        """Each state of a notice with a number; what needs a hand comes first."""
        return (
            ("bounced", self.env._("%s came back")),
            ("failed", self.env._("%s not sent")),
            ("waiting", self.env._("%s waiting for the report")),
            ("ready", self.env._("%s ready to leave")),
            ("sending", self.env._("%s leaving")),
            ("sent", self.env._("%s sent")),
            ("delivered", self.env._("%s delivered")),
        )

    def _answered(self):
        """By recall and jurisdiction: how many customers answered, of how many."""
        groups = (
            self.env["udi.recall.consignee"]
            .sudo()
            ._read_group(
                [("recall_id", "in", self.recall_id.ids)],
                ["recall_id", "region", "answer_state"],
                ["__count"],
            )
        )
        found = {}
        for recall, region, state, count in groups:
            given, asked = found.get((recall.id, region), (0, 0))
            done = count if state not in UNANSWERED else 0
            found[recall.id, region] = (given + done, asked + count)
        return found

    def _waiting_text(self, what):
        """What marking the report does, in numbers of this moment."""
        if not self or what == "draft":
            return False
        waiting = self.env["udi.recall.message"].search_count(
            [
                ("recall_id", "=", self.recall_id.id),
                ("consignee_id.region", "=", self.code),
                ("state", "=", "waiting"),
            ]
        )
        if not waiting:
            return self.env._("No notice waits there yet.")
        if what == "urgent":
            return self.env._(
                "%(count)s notices for %(place)s leave when someone else has signed.",
                count=waiting,
                place=self._place(),
            )
        return self.env._(
            "%(count)s notices for %(place)s leave now.",
            count=waiting,
            place=self._place(),
        )
