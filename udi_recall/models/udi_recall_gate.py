from zoneinfo import ZoneInfo

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..tools.deadlines import weekday_hours

# From the approval until the firm has completed it, an authority may be told.
TELLING = ("approved", "running", "reconciling")
COMMENT_HOURS = 48


class UdiRecallRegion(models.Model):
    """The gate: where the report comes first nobody hears of the recall before it.

    It opens when the report is marked as sent, or when it is urgent and a second
    person signs that (MDR Article 87(8)).
    """

    _inherit = "udi.recall.region"

    comments_until = fields.Datetime(
        "Comments until",
        compute="_compute_comments_until",
        help="48 hours after the draft; Saturday and Sunday do not count.",
    )
    urgent_asked_by_id = fields.Many2one("res.users", "Urgent, asked by", readonly=True)
    urgent_signature_id = fields.Many2one(
        "udi.signature.record", readonly=True, ondelete="restrict"
    )
    gate_text = fields.Char("Report before notice", compute="_compute_gate_text")
    can_tell = fields.Boolean(compute="_compute_gate_text")

    @api.depends("draft_sent_at")
    def _compute_comments_until(self):
        """By the clock of the authority, as the deadline on the board."""
        utc = ZoneInfo("UTC")
        for region in self:
            sent = region.draft_sent_at
            region.comments_until = sent and (
                weekday_hours(sent.replace(tzinfo=utc), COMMENT_HOURS, region._zone())
                .astimezone(utc)
                .replace(tzinfo=None)
            )

    def _zone(self):
        return self.env["udi.working.day"]._zone(self.code, self.company_id)

    @api.depends("gate_state", "report_number", "draft_sent_at", "recall_id.state")
    @api.depends_context("lang", "tz")
    def _compute_gate_text(self):
        for region in self:
            region.can_tell = region.recall_id.state in TELLING
            region.gate_text = region._gate_words()

    def _gate_words(self):
        if self.gate_state == "sent":
            return self.env._("sent, %(number)s", number=self.report_number)
        if self.gate_state == "urgent":
            return self.env._("urgent: told afterwards")
        if self.gate_state == "free":
            return self.env._("not needed first")
        if self.urgent_asked_by_id:
            return self.env._("needed; “urgent” waits for a second signature")
        if self.draft_sent_at:
            until = self.recall_id._said_at(self.comments_until, self._zone().key)
            return self.env._(
                "needed; 48 h for comments end %(until)s (weekend not counted)",
                until=until,
            )
        return self.env._("needed")

    # -- buttons -------------------------------------------------------------------

    def action_sent(self):
        return self._ask_about("sent")

    def action_draft(self):
        return self._ask_about("draft")

    def action_urgent(self):
        return self._ask_about("urgent")

    def _ask_about(self, what):
        self.ensure_one()
        self._check_telling()
        return {
            "type": "ir.actions.act_window",
            "name": self._place(),
            "res_model": "udi.recall.gate",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_region_id": self.id, "default_what": what},
        }

    def action_sign_urgent(self):
        """The second person, with the password."""
        self.ensure_one()
        return self.env["udi.signature"]._ask(
            self,
            "urgent",
            self.env._(
                "%(recall)s, %(place)s: notices before the report",
                recall=self.recall_id.name,
                place=self._place(),
            ),
            self.env._("Waiting for the report would harm people; they hear it now."),
            reason=self.urgent_reason,
        )

    def _check_telling(self):
        self.recall_id._check_manager()
        self.recall_id._check_state(*TELLING)
        if not self.report_first:
            raise UserError(
                self.env._(
                    "%(place)s: no report is needed before the first notice.",
                    place=self._place(),
                )
            )

    # -- what they do ----------------------------------------------------------------

    def _tell_draft(self, at):
        """The authority has the draft: 48 hours run, weekends left out."""
        self._check_telling()
        self.sudo().draft_sent_at = at
        self._say(self.env._("%(place)s: draft notice sent.", place=self._place()))

    def _tell_urgent(self, reason):
        self._check_telling()
        self._check_shut()
        self.sudo().write({"urgent_reason": reason, "urgent_asked_by_id": self.env.uid})
        self._say(
            self.env._(
                "%(place)s: urgent, “%(reason)s”. A second person must sign.",
                place=self._place(),
                reason=reason,
            )
        )

    def _tell_report(self, number, at, file):
        """The report is away; if it was urgent, this is the proof that followed."""
        self._check_telling()
        if self.gate_state not in ("needed", "urgent"):
            self._check_shut()
        self._open_gate(
            "sent", report_number=number, report_sent_at=at, report_file_id=file.id
        )

    def _check_shut(self):
        if self._gate_open():
            raise UserError(
                self.env._(
                    "%(place)s: %(state)s already. Nothing was changed.",
                    place=self._place(),
                    state=self.gate_text,
                )
            )

    def _open_gate(self, state, **values):
        """Say why notices may leave to here, and let them.

        :param str state: `sent` or `urgent`
        :param values: fields that prove it
        """
        self.recall_id._lock()
        self.sudo().write({"gate_state": state, **values})
        for region in self:
            region._say(
                self.env._(
                    "%(place)s: report %(state)s. Its notices may leave.",
                    place=region._place(),
                    state=region.gate_text,
                )
            )
        for recall, regions in self.grouped("recall_id").items():
            recall._notices_released(regions)

    def _say(self, text):
        self.recall_id._stamp("recalled", None, text)
        self.recall_id.message_post(body=text)

    # -- the hooks of the signature dialog ---------------------------------------

    def _udi_sign_check(self, _act):
        for region in self:
            region._check_telling()
            region._check_shut()
            if not region.urgent_asked_by_id:
                raise UserError(
                    self.env._(
                        "%(place)s: nobody said why it is urgent. Press “Urgent…”.",
                        place=region._place(),
                    )
                )
            region.recall_id._check_second_person(region.urgent_asked_by_id)

    def _udi_sign_content(self, _act, _values):
        return [
            line
            for region in self
            for line in (
                region.recall_id.display_name,
                region._place(),
                self.env._("Urgent: %(reason)s", reason=region.urgent_reason),
            )
        ]

    def _udi_signed(self, _act, _values, signature):
        self._open_gate(
            "urgent", urgent_by_id=self.env.uid, urgent_signature_id=signature.id
        )
        return {"type": "ir.actions.act_window_close"}
