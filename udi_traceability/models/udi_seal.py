import base64
from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL

from ..tools.seal import FORMS, Content, gaps, ids_text, ranges, seal_hash

FORM = max(FORMS)
SEAL_SIZE = 10_000  # events of one seal: what is in memory at one time
# A row gets its id before its transaction is known to others, by milliseconds
SETTLED = timedelta(hours=1)
# Two people never make the same seal; any number does
SEALING = 7_304_513_902


class UdiSeal(models.Model):
    """A SHA-256 chain over the ledger: each seal holds the one before.

    How a hash is counted says `tools/seal.py`; anybody can count it again.
    """

    _name = "udi.seal"
    _description = "Seal over the Ledger"
    _inherit = "udi.evidence"
    _log_access = False
    _order = "number desc"
    _rec_name = "number"

    number = fields.Integer(required=True, readonly=True, aggregator=None)
    form = fields.Integer(required=True, readonly=True, aggregator=None)
    sealed_at = fields.Datetime(required=True, readonly=True)
    events = fields.Text(required=True, readonly=True, help="Their numbers, as ranges.")
    first_id = fields.Integer(
        string="First event", required=True, readonly=True, aggregator=None
    )
    last_id = fields.Integer(
        string="Up to event", required=True, readonly=True, aggregator=None
    )
    count = fields.Integer(string="How many", required=True, readonly=True)
    closed_to = fields.Integer(
        required=True,
        readonly=True,
        aggregator=None,
        help="No event with a lower number can come any more.",
    )
    horizon = fields.Char(
        required=True, readonly=True, help="Transactions below this one had ended."
    )
    content = fields.Char(string="Hash of the events", required=True, readonly=True)
    previous = fields.Char(string="Hash of the seal before", readonly=True)
    hash = fields.Char(required=True, readonly=True)
    marks = fields.Binary(attachment=False, required=True, readonly=True)
    checked_at = fields.Datetime(
        string="Verified on", compute="_compute_checked_at", compute_sudo=True
    )

    _number_uniq = models.UniqueIndex("(number)", "This seal exists already.")

    def _compute_checked_at(self):
        """When a check last found it whole."""
        checks = self.env["udi.seal.check"].search(
            [("state", "in", ("whole", "broken"))], order="ended_at"
        )
        for seal in self:
            good = checks.filtered(lambda check, seal=seal: check._covers(seal))
            seal.checked_at = good[-1:].ended_at

    def action_verify(self):
        """Look at all of them, and at what they seal."""
        return self.env["udi.seal.check"]._start()

    def action_verify_file(self):
        self.env["udi.seal.check"]._check_may()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Verify against a file"),
            "res_model": "udi.seal.check",
            "views": [(False, "form")],
            "target": "current",
        }

    def action_export(self):
        """All seals as a file to be kept elsewhere."""
        self.env["udi.seal.check"]._check_may()
        return {
            "type": "ir.actions.act_url",
            "url": "/udi/seals",
            "target": "download",
        }

    @api.model
    def _cron_seal(self):
        """Seal all that is there, seal by seal; each is committed."""
        while True:
            count = self._seal_next()
            left = self._still_to_come() if count == SEAL_SIZE else 0
            if not count or not self.env["ir.cron"]._commit_progress(
                count, remaining=left
            ):
                return

    @api.model
    def _seal_next(self):
        """One seal over the next events that no seal names; how many those are."""
        self.env.cr.execute(SQL("SELECT pg_try_advisory_xact_lock(%s)", SEALING))
        if not self.env.cr.fetchone()[0]:
            return 0
        self.env.flush_all()
        last = self.sudo().search([], limit=1)
        content = Content()
        for row in self._unsealed_rows(last.closed_to):
            content.add(row)
        if content.count:
            self._keep(last, content)
        return content.count

    def _keep(self, last, content):
        now = fields.Datetime.now()
        self.env.cr.execute("SELECT pg_snapshot_xmax(pg_current_snapshot())::text")
        [horizon] = self.env.cr.fetchone()
        closed_to = max(self._settled(now), last.closed_to)
        if content.count == SEAL_SIZE:
            # what a gap still holds comes with the next seal
            closed_to = min(closed_to, content.ids[-1])
        head = {
            "form": FORM,
            "number": last.number + 1,
            "sealed_at": fields.Datetime.to_string(now),
            "events": ids_text(content.ids),
            "count": content.count,
            "closed_to": closed_to,
            "content": content.hexdigest(),
            "previous": last.hash or None,
        }
        self.sudo().create(
            {
                **head,
                "hash": seal_hash(**head),
                "first_id": content.ids[0],
                "last_id": content.ids[-1],
                "horizon": horizon,
                "marks": base64.b64encode(content.marks),
            }
        )

    def _settled(self, now):
        """Up to which id every transaction has ended that took one.

        A seal saw its last id; who took a lower one had begun before. Once all those
        have ended, what is not there will never come.
        """
        self.env.cr.execute(
            SQL(
                """
                SELECT COALESCE(MAX(last_id), 0) FROM udi_seal
                WHERE sealed_at <= %s
                AND horizon::numeric <= (
                    pg_snapshot_xmin(pg_current_snapshot())::text::numeric
                )
                """,
                now - SETTLED,
            )
        )
        return self.env.cr.fetchone()[0]

    @api.model
    def _named_ranges(self):
        """Ranges of all ids that some seal names."""
        self.env.cr.execute("SELECT events FROM udi_seal ORDER BY number")
        return [pair for (text,) in self.env.cr.fetchall() for pair in ranges(text)]

    def _unsealed(self, closed_to, most=None):
        """SQL of the tables in which only events that no seal names are found.

        :param most: of each gap only so many, so that not all are sorted each time
        """
        pairs = sorted(self._named_ranges())
        end = max((last for _first, last in pairs), default=0)
        open_gaps = [
            (max(first, closed_to + 1), last)
            for first, last in gaps([(0, 0), *pairs])
            if last > closed_to
        ]
        # the end is asked for by itself: its plan must go along the index
        return SQL(
            """
            FROM (
                SELECT late.*
                FROM unnest(%(firsts)s::int[], %(lasts)s::int[]) AS gap (first, last)
                CROSS JOIN LATERAL (
                    SELECT * FROM udi_event WHERE id BETWEEN gap.first AND gap.last
                    ORDER BY id LIMIT %(most)s
                ) AS late
                UNION ALL (
                    SELECT * FROM udi_event WHERE id > %(end)s
                    ORDER BY id LIMIT %(most)s
                )
            ) AS event
            """,
            firsts=[first for first, _last in open_gaps],
            lasts=[last for _first, last in open_gaps],
            end=end,
            most=most,
        )

    def _unsealed_rows(self, closed_to):
        self.env.cr.execute(
            SQL(
                "SELECT %s %s ORDER BY event.id LIMIT %s",
                self._columns(FORM),
                self._unsealed(closed_to, SEAL_SIZE),
                SEAL_SIZE,
            )
        )
        return self.env.cr.fetchall()

    @api.model
    def _unsealed_count(self):
        last = self.sudo().search([], limit=1)
        self.env.flush_all()
        self.env.cr.execute(SQL("SELECT COUNT(*) %s", self._unsealed(last.closed_to)))
        return self.env.cr.fetchone()[0]

    def _still_to_come(self):
        """About how many events are left, without counting them all each time."""
        last = self.sudo().search([], limit=1)
        self.env.cr.execute("SELECT COALESCE(MAX(id), 0) FROM udi_event")
        return max(self.env.cr.fetchone()[0] - last.last_id, 0)

    @api.model
    def _columns(self, form):
        return SQL(", ").join(SQL.identifier("event", column) for column in FORMS[form])

    def _told(self):
        """What a file keeps of these seals."""
        return [
            {
                "number": seal.number,
                "form": seal.form,
                "sealed_at": fields.Datetime.to_string(seal.sealed_at),
                "events": seal.events,
                "count": seal.count,
                "closed_to": seal.closed_to,
                "content": seal.content,
                "previous": seal.previous or None,
                "hash": seal.hash,
            }
            for seal in self
        ]
