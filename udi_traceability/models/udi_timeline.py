from datetime import datetime, time

from dateutil.relativedelta import relativedelta
from pytz import timezone, utc

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import format_date, format_datetime

from ..tools.seal import ranges

PAGE = 50  # rows of one look
GROUPS = {
    "scans": ("scanned", "refused", "undone", "overridden"),
    "moves": (
        "received",
        "shipped",
        "returned",
        "made",
        "consumed",
        "moved",
        "packed",
        "unpacked",
    ),
    "prints": ("printed", "published"),
    "holds": ("held", "released", "recalled"),
    "edits": ("edited", "changed"),
}
ICONS = {
    "received": "fa-sign-in",
    "shipped": "fa-truck",
    "returned": "fa-reply",
    "made": "fa-cogs",
    "consumed": "fa-cogs",
    "moved": "fa-exchange",
    "packed": "fa-cubes",
    "unpacked": "fa-cubes",
    "scanned": "fa-barcode",
    "refused": "fa-hand-paper-o",
    "undone": "fa-undo",
    "overridden": "fa-gavel",
    "edited": "fa-pencil",
    "changed": "fa-pencil",
    "held": "fa-lock",
    "released": "fa-unlock",
    "printed": "fa-print",
    "published": "fa-certificate",
    "recalled": "fa-bullhorn",
}
STOPS, LOOKS = ("refused", "recalled"), ("overridden", "edited", "changed", "held")


class UdiTimeline(models.AbstractModel):
    """What the ledger tells of one thing: by month, newest first.

    Only the newest month comes with its rows; the others are counted, and read when
    somebody unfolds them. So ten thousand events cost no more than fifty.
    """

    _name = "udi.timeline"
    _description = "Timeline of Events"

    udi_timeline = fields.Json(
        string="Timeline",
        compute="_compute_udi_timeline",
        groups="udi_traceability.group_udi_user",
    )

    def _compute_udi_timeline(self):
        for record in self:
            record.udi_timeline = record._origin.id and record._udi_months()

    def _udi_timeline_domain(self):
        """Domain of the events of this one thing."""
        raise NotImplementedError

    def udi_timeline_rows(self, month, group=False, offset=0):
        """The events of one month, a page of them: a remote method.

        :param str month: its first day, as `udi_timeline` names it
        :param group: a key of GROUPS, or False for all
        :return: list of dicts, newest first
        """
        self.ensure_one()
        self.check_access("read")
        try:
            first = fields.Date.to_date(month)
        except (ValueError, TypeError):
            first = None
        known = group is False or (isinstance(group, str) and group in GROUPS)
        if not first or not known:
            raise UserError(
                self.env._("This month cannot be read. Reload the page and try again.")
            )
        offset = offset if isinstance(offset, int) and offset > 0 else 0
        return self._udi_rows(first, group, offset)

    def _udi_months(self):
        events = self.env["udi.event"].with_context(tz=self._udi_zone())
        counted = events._read_group(
            self._udi_timeline_domain(),
            ["happened_at:month", "kind"],
            ["__count"],
            order="happened_at:month desc",
        )
        group_of = {kind: group for group, kinds in GROUPS.items() for kind in kinds}
        months = {}
        for moment, kind, count in counted:
            day = fields.Date.to_string(moment.date())
            month = months.setdefault(day, {"month": day, "count": 0, "groups": {}})
            month["label"] = format_date(self.env, moment, date_format="MMMM y")
            month["count"] += count
            groups = month["groups"]
            groups[group_of[kind]] = groups.get(group_of[kind], 0) + count
        found = list(months.values())
        for month in found[:1]:
            first = fields.Date.to_date(month["month"])
            month["rows"] = self._udi_rows(first, False, 0)
        return {"months": found, "page": PAGE}

    def _udi_rows(self, first, group, offset):
        # months begin at midnight of who looks
        begin, end = (
            self._udi_midnight(day) for day in (first, first + relativedelta(months=1))
        )
        domain = Domain(self._udi_timeline_domain()) & Domain(
            [("happened_at", ">=", begin), ("happened_at", "<", end)]
        )
        if group:
            domain &= Domain("kind", "in", GROUPS[group])
        events = self.env["udi.event"].search(
            domain, order="id desc", limit=PAGE, offset=offset
        )
        seals = self._udi_seals_of(events)
        return [self._udi_row(event, seals.get(event.id, 0)) for event in events]

    def _udi_zone(self):
        return self.env.context.get("tz") or self.env.user.tz or "UTC"

    def _udi_midnight(self, day):
        """The moment in UTC at which a day begins where this person is."""
        here = timezone(self._udi_zone())
        midnight = here.localize(datetime.combine(day, time.min))
        return midnight.astimezone(utc).replace(tzinfo=None)

    def _udi_row(self, event, seal):
        severity = "stop" if event.kind in STOPS else "ok"
        return {
            "id": event.id,
            "at": format_datetime(
                self.env,
                event.happened_at,
                tz=self._udi_zone(),
                dt_format="d MMM HH:mm",
            ),
            "kind": event.kind,
            "icon": ICONS[event.kind],
            "severity": "warn" if event.kind in LOOKS else severity,
            "sentence": self._udi_sentence(event),
            "who": event.user_name or "",
            "document": event.origin or "",
            "picking_id": event.picking_id.id,
            "seal": seal,
        }

    @api.model
    def _udi_seals_of(self, events):
        """Event id -> number of its seal, for those that are sealed."""
        if not events:
            return {}
        seals = (
            self.env["udi.seal"]
            .sudo()
            .search(
                [
                    ("last_id", ">=", min(events.ids)),
                    ("first_id", "<=", max(events.ids)),
                ]
            )
        )
        pairs = [
            (first, last, seal.number)
            for seal in seals
            for first, last in ranges(seal.events)
        ]
        return {
            number: seal
            for number in events.ids
            for first, last, seal in pairs
            if first <= number <= last
        }
