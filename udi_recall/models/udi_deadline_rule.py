from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..tools.deadlines import MOST, PLAIN, ROLLED, TWICE, WEEKDAYS
from ..tools.duties import EACH, FIRST, LATER, Duty
from ..tools.regions import REGIONS

UNITS = [
    ("hour", "Hours"),
    ("day", "Calendar days"),
    ("working_day", "Working days"),
    ("week", "Weeks"),
    ("month", "Months"),
    ("year", "Years"),
    ("immediately", "Immediately"),
    ("promptly", "Promptly"),
    ("without_delay", "Without delay"),
    ("in_advance", "In advance"),
    ("with", "Together with it"),
    ("periodic", "From time to time"),
    ("none", "No time given"),
    ("record", "A record to keep"),
    ("rule", "How to count"),
    ("percent", "Percent of consignees"),
]
# no law gives a number for these, so none of them is ever late
NEVER_LATE = ("immediately", "promptly", "without_delay", "with")
# these say how, not when: no clock is made of them
NO_CLOCK = ("record", "rule", "percent")
READINGS = [
    (PLAIN, "As it stands"),
    (ROLLED, "EU: on to a working day, two of them at least"),
    (WEEKDAYS, "Hours of weekdays"),
    (TWICE, "Same hour, and end of that day"),
]
MOMENTS = [
    ("aware", "Aware"),
    ("decided", "Decided"),
    ("before", "Before the first notice"),
    ("draft", "Draft notice sent to the authority"),
    ("report", "Report sent to the authority"),
    ("initiated", "First notice left"),
    ("ordered", "Ordered by the authority"),
    ("completed", "Recall completed"),
    ("typed", "Typed by a person"),
]


class UdiDeadlineRule(models.Model):
    """What a law asks of a recall, until when, and where that was read."""

    _name = "udi.deadline.rule"
    _description = "Deadline rule"
    _inherit = ["udi.recall.shipped"]
    _order = "region, subject, moment, id"

    name = fields.Char("Duty", required=True, translate=True)
    region = fields.Selection(
        [place for place in REGIONS if place[0] != "other"],
        "Where",
        required=True,
        index=True,
    )
    law = fields.Selection(
        [("mdr", "MDR devices"), ("ivdr", "IVDR devices")],
        "Only for",
        help="Empty: for all devices.",
    )
    subject = fields.Selection(
        [
            ("action", "The recall itself"),
            ("order", "Ordered by the authority"),
            ("incident", "Report of an incident"),
            ("dealer", "Dealer or user"),
            ("authority", "What the authority does"),
            ("tracking", "Tracking"),
            ("check", "Effectiveness"),
            ("record", "Keeping of records"),
            ("rule", "How to count"),
            ("other", "Other"),
        ],
        required=True,
        default="action",
        index=True,
    )
    is_automatic = fields.Boolean(
        "On each recall there", help="Copied when a recall starts; else added by hand."
    )
    moment = fields.Selection(MOMENTS, "Runs from", required=True, default="typed")
    trigger = fields.Char("In words of the law")
    limit = fields.Integer(aggregator=None)
    limit_to = fields.Integer(
        "Up to", aggregator=None, help="Where the law gives a range."
    )
    unit = fields.Selection(UNITS, required=True, default="day")
    reading = fields.Selection(READINGS, "Counted", required=True, default=PLAIN)
    who = fields.Char("Whose duty")
    to_whom = fields.Char("To whom")
    basis = fields.Char(required=True)
    verified = fields.Char(
        "Source of the rule",
        required=True,
        default="memory",
        help="Begins with “text” where the law or the authority's page was read. All "
        "else asks a person on each recall.",
    )
    is_verified = fields.Boolean("Verified", compute="_compute_verified", store=True)
    levels = fields.Char("Classes", help="1, 2, 3 with commas; empty: all.")
    rounds = fields.Selection(
        [
            (EACH, "Each round"),
            (FIRST, "The first round"),
            (LATER, "Each widening"),
        ],
        required=True,
        default=EACH,
    )
    only_implants = fields.Boolean("Only implants")
    is_report = fields.Boolean(
        "Is the report", help="Done when the report of the place is marked as sent."
    )
    repeats = fields.Boolean("Again and again", help="Once done, the next one runs.")
    remind_days = fields.Integer("Remind days before", aggregator=None)

    _limit_positive = models.Constraint(
        'CHECK("limit" >= 0 AND limit_to >= 0 AND remind_days >= 0)',
        "Numbers of a deadline are 0 or more.",
    )

    @api.depends("verified")
    def _compute_verified(self):
        for rule in self:
            rule.is_verified = (rule.verified or "").startswith("text")

    @api.constrains("limit", "unit")
    def _check_limit(self):
        for rule in self:
            most = MOST.get(rule.unit)
            if most and rule.limit > most:
                raise ValidationError(
                    self.env._(
                        "%(duty)s, limit: %(limit)s is too far away. Type %(most)s at "
                        "the most.",
                        duty=rule.name,
                        limit=rule.limit,
                        most=most,
                    )
                )

    @api.constrains("levels")
    def _check_levels(self):
        for rule in self:
            if any(level not in ("1", "2", "3") for level in rule._levels()):
                raise ValidationError(
                    self.env._(
                        "%(duty)s, classes: “%(levels)s” cannot be read. Type 1, 2 or "
                        "3, with commas between them.",
                        duty=rule.name,
                        levels=rule.levels,
                    )
                )

    def _levels(self):
        return [level.strip() for level in (self.levels or "").split(",") if level]

    def _duty(self):
        return Duty(
            frozenset(map(int, self._levels())),
            self.law or "",
            self.only_implants,
            self.rounds,
        )
