from odoo import fields, models
from odoo.exceptions import AccessError, UserError

from ..tools.sampling import ShareNeeded, draw, raised, share_of, too_many_failed
from .udi_recall_check import QUESTIONS

# Who did not act on one kind of notice is told in another
OTHER_WAY = {"mail": "registered", "letter": "registered", "registered": "visit"}


class UdiRecall(models.Model):
    """Effectiveness: a random share is asked, and more when too many checks fail."""

    _inherit = "udi.recall"

    sample_seed = fields.Integer("Seed of the draw", readonly=True, copy=False)
    check_limit = fields.Float(
        "Raise the level above, %",
        default=10.0,
        tracking=True,
        help="If more checks than this share fail, the next higher level is drawn.",
    )
    check_wanted = fields.Integer("To ask", compute="_compute_check_counts")
    check_count = fields.Integer("Drawn", compute="_compute_check_counts")
    check_done_count = fields.Integer("Checked", compute="_compute_check_counts")
    check_failed_count = fields.Integer(
        "Not effective", compute="_compute_check_counts"
    )

    def _compute_check_counts(self):
        for recall in self:
            latest = recall.check_ids._latest()
            results = latest.mapped("result")
            recall.check_count = len(latest)
            recall.check_done_count = len(results) - results.count("waiting")
            recall.check_failed_count = len(results) - sum(
                results.count(good) for good in ("waiting", "effective")
            )
            recall.check_wanted = len(recall._to_draw()) if recall.started_on else 0

    def action_draw_sample(self):
        """Draw who is asked; drawn again, only those who were added."""
        self.ensure_one()
        self._check_manager()
        self._check_state("running", "reconciling")
        self._check_share()
        self._lock()
        drawn = self._to_draw()
        checks = self._draw(drawn)
        self.message_post(
            body=self.env._(
                "Checks drawn: %(count)s, level %(level)s, seed %(seed)s.",
                count=len(checks),
                level=self.check_level,
                seed=self.sample_seed,
            )
        )
        return self.action_open_checks()

    def _check_share(self):
        try:
            share_of(self.check_level or "A", self.check_share)
        except ShareNeeded as error:
            raise UserError(
                self.env._(
                    "Level B has no fixed share: “Share to check” is %(share)s. Write "
                    "more than 10 and less than 100.",
                    share=self.env["udi.finding"]._number(self.check_share),
                )
            ) from error
        if self.check_level == "B" and not (self.check_reason or "").strip():
            raise UserError(
                self.env._(
                    "Level B needs a reason for its share. Fill in “Why this level”."
                )
            )

    def _to_draw(self):
        """The consignees still to be drawn, round by round in their random order."""
        level = self.check_level or "A"
        if level == "B" and not 10 < self.check_share < 100:
            return self.consignee_ids.browse()
        rows = self.sudo()
        everybody = rows.consignee_ids.filtered(lambda row: row.answer_state != "gone")
        drawn = rows.check_ids.consignee_id.ids
        found = []
        for of_round in everybody.grouped("round_id").values():
            found += draw(level, of_round.ids, self._seed(), self.check_share, drawn)
        return self.consignee_ids.browse(found)

    def _seed(self):
        return self.sample_seed or self.id

    def _draw(self, consignees):
        self.sudo().sample_seed = self._seed()
        return (
            self.env["udi.recall.check"]
            .sudo()
            .create(
                [
                    {
                        "recall_id": self.id,
                        "consignee_id": row.id,
                        "round_id": row.round_id.id,
                        "level": self.check_level or "A",
                    }
                    for row in consignees
                ]
            )
        )

    def _raise_level(self):
        """More checks failed than may: the whole level goes up, and more are drawn."""
        latest = self.sudo().check_ids._latest()
        ended = latest.filtered(lambda check: check.result != "waiting")
        failed = ended.filtered(lambda check: check.result != "effective")
        higher = raised(self.check_level or "A")
        if not higher or not too_many_failed(len(failed), len(ended), self.check_limit):
            return
        reason = self.env._(
            "Raised from %(level)s: %(failed)s of %(ended)s checks were not effective.",
            level=self.check_level,
            failed=len(failed),
            ended=len(ended),
        )
        values = {"check_level": higher, "check_reason": reason}
        if higher == "B":
            values["check_share"] = 50.0
        self.sudo().write(values)
        self._draw(self._to_draw())
        self.message_post(body=reason)


class UdiRecallCheck(models.Model):
    _inherit = "udi.recall.check"

    def _latest(self):
        """Of each consignee the last attempt: that one counts."""
        by_consignee = {}
        for check in self.sorted("attempt"):
            by_consignee[check.consignee_id] = check
        return self.browse([check.id for check in by_consignee.values()])

    def action_record(self):
        """Effective if all was well; else a new notice goes out by another way."""
        self.ensure_one()
        self._check_may_record()
        missing = [name for name in ("means", "spoke_to") if not self[name]]
        missing += [name for name in QUESTIONS if not self[name]]
        self._check_answered(missing)
        answers = [self[name] for name in (*QUESTIONS, "right_depth")]
        self._end("failed" if "no" in answers else "effective")
        return True

    def action_not_reached(self):
        """The next attempt is another row; after the last one the check has failed."""
        self.ensure_one()
        self._check_may_record()
        self._check_answered([] if self.means else ["means"])
        last = self.attempt >= max(1, self.recall_id.attempts)
        self._end("failed" if last else "not_reached")
        if not last:
            self._again()
        return True

    def action_again(self):
        """Once more, after a new notice."""
        self.ensure_one()
        self._check_may_open()
        latest = self.recall_id.check_ids._latest()
        if self not in latest or self.result == "waiting":
            raise UserError(
                self.env._(
                    "The check at %(customer)s waits already. Record that one.",
                    customer=self.consignee_id.display_name,
                )
            )
        self._again()
        return True

    def _again(self):
        return self.sudo().create(
            {
                "recall_id": self.recall_id.id,
                "consignee_id": self.consignee_id.id,
                "round_id": self.round_id.id,
                "level": self.level,
                "attempt": self.attempt + 1,
            }
        )

    def _end(self, result):
        self.sudo().write(
            {
                "result": result,
                "user_id": self.env.uid,
                "checked_at": self.checked_at or fields.Datetime.now(),
            }
        )
        if result == "failed":
            self._tell_again()
        self.recall_id._raise_level()

    def _tell_again(self):
        """A check that failed leads to a new notice, by another way than the last."""
        recall, consignee = self.recall_id, self.consignee_id.sudo()
        told = consignee.message_ids.filtered("sent_at").sorted("sent_at")
        means = OTHER_WAY.get(told[-1:].means, "registered")
        why = self.env._("An effectiveness check failed.")
        self.sudo().message_id = consignee._notify_again(means, why)[:1]
        recall.activity_schedule(
            "mail.mail_activity_data_todo",
            summary=self.env._(
                "Tell %(customer)s again, by another way",
                customer=self.consignee_id.display_name,
            ),
            note=self.note,
            user_id=recall.responsible_id.id or self.env.uid,
        )

    def _check_may_open(self):
        self.recall_id._check_manager()
        self.recall_id._check_state("running", "reconciling")

    def _check_may_record(self):
        """By somebody else than who typed their answer."""
        self._check_may_open()
        self._check_waiting()
        typed = self.sudo().consignee_id.reply_ids.filtered(
            lambda reply: reply.state == "given"
        )
        if self.env.user in typed.typed_by_id:
            raise AccessError(
                self.env._(
                    "You typed the answer of %(customer)s. Someone else must check "
                    "whether it is so.",
                    customer=self.consignee_id.display_name,
                )
            )

    def _check_answered(self, missing):
        if missing:
            described = self.fields_get(missing, ["string"])
            raise UserError(
                self.env._(
                    "%(customer)s: fill in first: %(fields)s.",
                    customer=self.consignee_id.display_name,
                    fields=", ".join(described[name]["string"] for name in missing),
                )
            )
