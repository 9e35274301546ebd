from datetime import timezone

from odoo import api, fields, models

from ..tools.deadlines import due
from ..tools.regions import REGIONS
from .udi_deadline_rule import MOMENTS, NEVER_LATE, READINGS, UNITS

# What a row keeps of its rule, as it was on the day of the copy
COPIED = (
    "name",
    "region",
    "who",
    "to_whom",
    "basis",
    "verified",
    "is_verified",
    "trigger",
    "moment",
    "limit",
    "unit",
    "reading",
    "is_report",
    "repeats",
    "remind_days",
)


class UdiRecallDeadline(models.Model):
    """One duty with its clock, copied as the table said on that day.

    Nobody writes one: the methods here do, after asking who may.
    """

    _name = "udi.recall.deadline"
    _description = "Deadline of a recall"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "due_at, id"
    _mail_post_access = "read"

    recall_id = fields.Many2one(
        "udi.recall", required=True, ondelete="cascade", index=True, readonly=True
    )
    company_id = fields.Many2one(related="recall_id.company_id", store=True, index=True)
    kind = fields.Selection(related="recall_id.kind", store=True)
    round_id = fields.Many2one(
        "udi.recall.round", ondelete="restrict", index="btree_not_null", readonly=True
    )
    rule_id = fields.Many2one(
        "udi.deadline.rule",
        "Row of the table",
        ondelete="restrict",
        index="btree_not_null",
        readonly=True,
    )
    number = fields.Integer(
        "Time", required=True, readonly=True, default=1, aggregator=None
    )
    by_hand = fields.Boolean("Added by hand", readonly=True)
    region = fields.Selection(REGIONS, "Where", required=True, readonly=True)
    name = fields.Char("Duty", required=True, readonly=True)
    who = fields.Char("Whose duty", readonly=True)
    to_whom = fields.Char("To whom", readonly=True)
    basis = fields.Char(readonly=True)
    verified = fields.Char("Source of the rule", readonly=True)
    is_verified = fields.Boolean(readonly=True)
    accepted_by_id = fields.Many2one("res.users", "Accepted by", readonly=True)
    accepted_at = fields.Datetime("Accepted on", readonly=True)
    is_live = fields.Boolean(
        "Drives a clock", compute="_compute_is_live", store=True, index=True
    )
    trigger = fields.Char("In words of the law", readonly=True)
    moment = fields.Selection(MOMENTS, "Starts with", readonly=True)
    start_at = fields.Datetime("Runs from", readonly=True, tracking=True)
    limit = fields.Integer(readonly=True, aggregator=None)
    unit = fields.Selection(UNITS, readonly=True)
    reading = fields.Selection(READINGS, "Counted", readonly=True)
    tz = fields.Char("Time zone", readonly=True)
    due_at = fields.Datetime("Due", readonly=True, index=True, tracking=True)
    last_at = fields.Datetime("At the latest", readonly=True, tracking=True)
    days_known = fields.Boolean("All holidays known", readonly=True, default=True)
    class_open = fields.Boolean("Class not given", readonly=True)
    is_report = fields.Boolean(readonly=True)
    repeats = fields.Boolean(readonly=True)
    remind_days = fields.Integer("Remind days before", readonly=True, aggregator=None)
    state = fields.Selection(
        [("open", "Open"), ("done", "Done"), ("void", "Does not apply")],
        required=True,
        readonly=True,
        default="open",
        index=True,
        tracking=True,
    )
    done_at = fields.Datetime("Done on", readonly=True)
    done_by_id = fields.Many2one("res.users", "Done by", readonly=True)
    proof_id = fields.Many2one(
        "ir.attachment", "Proof file", readonly=True, ondelete="restrict"
    )
    proof_note = fields.Char("Proof in words", readonly=True)
    void_reason = fields.Char("Why it does not apply", readonly=True, tracking=True)

    # the arbiter where two people start, widen or classify at one moment
    _rule_uniq = models.UniqueIndex(
        "(recall_id, round_id, rule_id, number)", "This duty stands there already."
    )

    @api.depends("is_verified", "accepted_by_id")
    def _compute_is_live(self):
        """A rule that nobody read in the law waits for a person's tick."""
        for row in self:
            row.is_live = row.is_verified or bool(row.accepted_by_id)

    @api.model
    def _late_domain(self):
        return [
            ("state", "=", "open"),
            ("is_live", "=", True),
            ("last_at", "<", fields.Datetime.to_string(fields.Datetime.now())),
            ("unit", "not in", NEVER_LATE),
        ]

    @api.model
    def _values_of(self, rule):
        """What a row copies of a rule; nothing in it follows the table later."""
        return {name: rule[name] for name in COPIED} | {"rule_id": rule.id}

    def _asks_for_something(self):
        """Whether the recall cannot be completed, or closed, with this open."""
        if self.moment == "draft" or self.unit == "periodic" or self.repeats:
            return False
        return bool(self.start_at) or self.moment == "before"

    def _start(self, at):
        """Let the clocks run from ``at``; where they run from it already, nothing."""
        moved = self.filtered(lambda row: row.state == "open" and row.start_at != at)
        moved.sudo().write({"start_at": at})
        moved._count()
        return moved

    def _count(self):
        """Due and last by the holidays as they are known now."""
        days = self.env["udi.working.day"]
        for (region, company), rows in self.grouped(
            lambda row: (row.region, row.company_id)
        ).items():
            calendar = days._calendar(region, company)
            for row in rows.sudo():
                row.write(row._counted(calendar))
        self._tell()

    def _counted(self, calendar):
        found = None
        if self.start_at:
            start = self.start_at.replace(tzinfo=timezone.utc)
            found = due(start, self.limit, self.unit, calendar, self.reading)
        return {
            "tz": calendar.zone.key,
            "due_at": found and _stored(found.due),
            "last_at": found and _stored(found.last),
            "days_known": found.known if found else True,
        }


def _stored(moment):
    """As Odoo keeps it: in UTC, without saying so."""
    return moment.astimezone(timezone.utc).replace(tzinfo=None, microsecond=0)
