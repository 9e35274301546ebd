from datetime import timedelta, timezone
from zoneinfo import ZoneInfo

from babel.dates import format_datetime

from odoo import api, fields, models
from odoo.tools import get_lang

from ..tools.deadlines import AT_ONCE, WORKING_DAY, days_left

LAST_SECOND = (23, 59, 59)
SOON = timedelta(hours=24)
HOUR = timedelta(hours=1)
# beyond this many hours people count in days
HOURS = 48


class UdiRecallDeadline(models.Model):
    """What a deadline says: how long still, until when there, and what is doubtful."""

    _inherit = "udi.recall.deadline"

    clock = fields.Json(
        compute="_compute_clock", help="What the deadline widget shows."
    )
    start_text = fields.Char("Runs from, there", compute="_compute_texts")
    due_text = fields.Char("Due there", compute="_compute_texts")
    last_text = fields.Char("At the latest, there", compute="_compute_texts")
    limit_text = fields.Char("How long", compute="_compute_texts")
    doubt = fields.Char("To look at", compute="_compute_doubt")

    @api.depends("start_at", "due_at", "last_at", "tz", "limit", "unit")
    @api.depends_context("lang")
    def _compute_texts(self):
        for row in self:
            row.start_text = row._there_text(row.start_at)
            row.due_text = row._there_text(row.due_at)
            same = row.last_at == row.due_at
            row.last_text = False if same else row._there_text(row.last_at)
            row.limit_text = row._limit_text()

    @api.depends("days_known", "class_open", "is_live", "state", "region")
    @api.depends_context("lang")
    def _compute_doubt(self):
        for row in self:
            row.doubt = " ".join(row._doubts()) if row.state == "open" else False

    @api.depends("state", "due_at", "last_at", "moment", "unit", "is_live", "done_at")
    @api.depends_context("lang")
    def _compute_clock(self):
        now = fields.Datetime.now()
        calendars = {}
        for row in self:
            key = row.region, row.company_id
            if row.unit == WORKING_DAY and key not in calendars:
                calendars[key] = self.env["udi.working.day"]._calendar(*key)
            kind, words = row._kind()
            row.clock = {
                "kind": kind,
                "words": words,
                "live": row.is_live,
                "days": row._working_days_left(now, calendars.get(key)),
            }

    def _kind(self):
        """(what the widget draws, its words where they do not count down)."""
        if self.state != "open":
            return self.state, self._ended_text()
        if self.moment == "before" and not self.start_at:
            return self._before_kind()
        if not self.start_at:
            return "waits", self.env._(
                "Waits for: %(moment)s", moment=self._moment_text()
            )
        if self.unit in AT_ONCE:
            return "at_once", self.env._("At once")
        if not self.due_at:
            return "no_date", self._label("unit")
        return "runs", ""

    def _before_kind(self):
        region = self.recall_id.region_ids.filtered(lambda row: row.code == self.region)
        if region.gate_state == "urgent":
            return "at_once", self.env._("At once: the notices did not wait")
        return "before", self.env._("Before the first notice")

    def _ended_text(self):
        if self.state == "void":
            return self.env._("Does not apply")
        return self.env._("Done %(day)s", day=self._there_text(self.done_at))

    def _moment_text(self):
        if self.moment == "typed" and self.trigger:
            return self.trigger
        return self._label("moment")

    def _label(self, name):
        return dict(self._fields[name]._description_selection(self.env)).get(self[name])

    def _working_days_left(self, now, calendar):
        counted = self.unit == WORKING_DAY and self.state == "open" and self.due_at
        if not counted:
            return None
        now = now.replace(tzinfo=timezone.utc)
        return days_left(now, self.due_at.replace(tzinfo=timezone.utc), calendar)

    def _left_text(self, now):
        """The widget's words, where there is no widget."""
        clock = self.clock
        if clock["kind"] != "runs":
            return clock["words"]
        if now > self.last_at:
            return self.env._("late %(time)s", time=self._span_text(now - self.last_at))
        if now > self.due_at:
            left = self._span_text(self.last_at - now)
            return self.env._("%(time)s to the last day", time=left)
        left = self.due_at - now
        if clock["days"] and left > SOON:
            if clock["days"] == 1:
                return self.env._("1 working day left")
            return self.env._("%(count)s working days left", count=clock["days"])
        return self.env._("%(time)s left", time=self._span_text(left))

    def _span_text(self, span):
        hours = span // HOUR
        if not hours:
            return self.env._("%(count)s min", count=span // timedelta(minutes=1))
        if hours < HOURS:
            return self.env._("%(count)s h", count=hours)
        return self.env._("%(count)s days", count=hours // 24)

    def _doubts(self):
        texts = []
        if not self.is_live:
            texts.append(
                self.env._(
                    "Not read in the law (%(origin)s). Accept it, or ask the "
                    "authority.",
                    origin=self.verified,
                )
            )
        if not self.days_known:
            texts.append(
                self.env._(
                    "The table of working days ends before it. Complete the table, "
                    "then count again."
                )
            )
        if self.class_open:
            texts.append(self.env._("No class is given: counted as the gravest."))
        return texts

    def _limit_text(self):
        unit = self._label("unit")
        return f"{self.limit} {unit.lower()}" if self.limit else unit

    def _there(self, moment):
        """A stored moment by the clock of the place."""
        zone = ZoneInfo(self.tz or "UTC")
        return moment.replace(tzinfo=timezone.utc).astimezone(zone)

    def _there_text(self, moment):
        """Day and time there; the end of a day is the day."""
        if not moment:
            return False
        there = self._there(moment)
        ends = (there.hour, there.minute, there.second) == LAST_SECOND
        return format_datetime(
            there,
            "EEE d MMM y" if ends else "EEE d MMM y HH:mm",
            locale=get_lang(self.env).code,
        )
