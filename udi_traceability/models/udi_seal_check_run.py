import base64
from bisect import bisect_right

from odoo import models
from odoo.tools import SQL, format_datetime

from ..tools import seal_file
from ..tools.seal import FORMS, Content, first_wrong, gaps, ranges, seal_hash

SEALS = 5  # seals of one part: some seconds


class UdiSealCheck(models.Model):
    """How a check runs: seal after seal, then what no seal names."""

    _inherit = "udi.seal.check"

    def _raw(self):
        return base64.b64decode(self.file)

    def _busy(self):
        return [("state", "=", "running")]

    def _left(self):
        return self.upto - self.reached if self.state == "running" else 0

    def _ended(self):
        return self.message, self.state == "whole"

    def _do_part(self):
        """The next seals; the last part looks at what is in none of them."""
        self.ensure_one()
        self.env.flush_all()
        seals = self.env["udi.seal"].search(
            [("number", ">=", self.reached), ("number", "<=", self.upto)],
            order="number",
            limit=SEALS + bool(self.reached),
        )
        before = seals.filtered(lambda seal: seal.number == self.reached)
        todo = seals - before
        for seal in todo:
            wrong = self._wrong_seal(before, seal) or self._wrong_rows(seal)
            if wrong:
                self._break(*wrong)
                return
            self.write({"reached": seal.number, "place": self.place + seal.count})
            before = seal
        if self.reached < self.upto and todo:
            return
        wrong = self._wrong_end()
        if wrong:
            self._break(*wrong)
        else:
            self._close_whole()

    def _wrong_seal(self, before, seal):
        """(code, seal, event) where the chain itself does not hold."""
        if seal.number != self.reached + 1:
            return "seal_missing", self.reached + 1, 0
        told = seal._told()[0]
        if seal.form not in FORMS:
            return "seal_changed", seal.number, 0
        if told.pop("hash") != seal_hash(**told):
            return "seal_changed", seal.number, 0
        if (seal.previous or None) != (before.hash or None):
            return "seal_changed", seal.number, 0
        return None

    def _wrong_rows(self, seal):
        pairs = ranges(seal.events)
        rows = self._rows(seal, pairs)
        content = Content()
        for row in rows:
            content.add(row)
        if content.hexdigest() == seal.content:
            return None
        marks = base64.b64decode(seal.with_context(bin_size=False).marks)
        code, number = first_wrong(pairs, marks, rows) or ("changed", 0)
        return code, seal.number, number

    def _rows(self, seal, pairs):
        """The rows that are there now for the ids of a seal, rising."""
        self.env.cr.execute(
            SQL(
                """SELECT %s FROM udi_event event
                WHERE id BETWEEN %s AND %s ORDER BY id""",
                seal._columns(seal.form),
                seal.first_id,
                seal.last_id,
            )
        )
        firsts = [first for first, _last in pairs]
        return [
            row
            for row in self.env.cr.fetchall()
            if row[0] <= pairs[bisect_right(firsts, row[0]) - 1][1]
        ]

    def _wrong_end(self):
        """What is in no seal though it should be, and seals kept elsewhere."""
        if self.reached < self.upto:
            return "seal_missing", self.reached + 1, 0
        seals = self.env["udi.seal"]
        added = self._added()
        if added:
            return "added", 0, added
        if self.file:
            told = seals.search([("number", "<=", self.upto)])._told()
            found = seal_file.first_difference(self._kept(), told)
            if found:
                return f"file_{found[0]}", found[1], 0
        return None

    def _added(self):
        """The first event that was slipped in between sealed ones, or 0."""
        seals = self.env["udi.seal"]
        last = seals.search([("number", "=", self.upto)])
        closed = [
            (first, min(until, last.closed_to))
            for first, until in gaps([(0, 0), *seals._named_ranges()])
            if first <= last.closed_to
        ]
        self.env.cr.execute(
            SQL(
                """
                SELECT MIN(event.id)
                FROM unnest(%s::int[], %s::int[]) AS gap (first, last)
                JOIN udi_event event ON event.id BETWEEN gap.first AND gap.last
                """,
                [first for first, _until in closed],
                [until for _first, until in closed],
            )
        )
        return self.env.cr.fetchone()[0] or 0

    def _close_whole(self):
        seals = self.env["udi.seal"]
        unsealed = seals._unsealed_count()
        self._end("whole", unsealed=unsealed, message=self._said_whole(unsealed))

    def _events_told(self, count):
        if count == 1:
            return self.env._("1 event")
        return self.env._("%(count)s events", count=f"{count:,}")

    def _seals_told(self, count):
        if count == 1:
            return self.env._("1 seal")
        return self.env._("%(count)s seals", count=f"{count:,}")

    def _said_whole(self, unsealed):
        if not self.upto:
            said = self.env._("Nothing is sealed yet: seals are made every hour.")
        else:
            first = self.env["udi.seal"].search([("number", "=", 1)])
            said = self.env._(
                "%(events)s in %(seals)s, unbroken since the first seal of %(day)s.",
                events=self._events_told(self.place),
                seals=self._seals_told(self.upto),
                day=format_datetime(self.env, first.sealed_at, dt_format="d MMM y"),
            )
        if unsealed:
            said += " " + self.env._(
                "Newer and not sealed yet: %(events)s.",
                events=self._events_told(unsealed),
            )
        if self.file:
            said += " " + self.env._("Every seal of the file is here, as it was.")
        return said

    def _break(self, code, seal, event):
        self._end(
            "broken",
            wrong_code=code,
            wrong_seal=seal,
            wrong_event=event,
            message=self._said_broken(code, seal, event),
        )
        company = self.env["udi.event"].browse(event).exists().company_id
        self.env["udi.alert"]._raise(
            [
                {
                    "kind": "seal_broken",
                    "company_id": (company or self.user_id.company_id).id,
                    "res_model": self._name,
                    "res_id": self.id,
                    "summary": self.message.splitlines()[0],
                }
            ]
        )

    def _said_broken(self, code, seal, event):
        number, told = f"{event:,}", self._event_told(event)
        what = {
            "changed": self.env._(
                "Broken in seal %(seal)s at event %(event)s: content changed.",
                seal=seal,
                event=told,
            ),
            "missing": self.env._(
                "Broken in seal %(seal)s: event %(event)s is missing.",
                seal=seal,
                event=number,
            ),
            "added": self.env._(
                "Event %(event)s was slipped in: no seal knows it.",
                event=told,
            ),
            "seal_missing": self.env._("Seal %(seal)s is missing.", seal=seal),
            "seal_changed": self.env._("Seal %(seal)s itself was changed.", seal=seal),
            "file_seal_missing": self.env._(
                "Seal %(seal)s of the file is not here.", seal=seal
            ),
            "file_seal_changed": self.env._(
                "Seal %(seal)s is another one than in the file: the chain was made "
                "anew.",
                seal=seal,
            ),
        }[code]
        before = (
            self.env._(
                "Sound before it: %(events)s.", events=self._events_told(self.place)
            )
            if self.place and not code.startswith("file")
            else ""
        )
        then = self.env._("Tell quality. Keep a backup of today before anything else.")
        return "\n".join(filter(None, (what, before, then)))

    def _event_told(self, number):
        """Number, and what the row says now: which lot, what, when."""
        event = self.env["udi.event"].browse(number).exists()
        if not event:
            return "?"
        kinds = dict(event._fields["kind"]._description_selection(self.env))
        when = format_datetime(self.env, event.happened_at, dt_format="d MMM y HH:mm")
        told = filter(None, (event.lot_name, kinds.get(event.kind), when))
        return f"{number:,} ({', '.join(told)})"

    def _end(self, state, **vals):
        self.write({"state": state, "ended_at": self.env.cr.now(), **vals})
