from odoo import fields, models

from .udi_recall_message import LEFT

GONE = tuple(state for state in LEFT if state != "failed")


class UdiRecallMessage(models.Model):
    _inherit = "udi.recall.message"

    event_id = fields.Many2one(
        "udi.event",
        "In the ledger",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )

    def _stamp_departures(self):
        """One line in the ledger for each of these that left, written together."""
        rows = self.filtered(lambda row: row.recall_id._real()).try_lock_for_update()
        rows.invalidate_recordset(["event_id"])
        rows = rows.filtered(lambda row: not row.event_id)
        events = self.env["udi.event"]._record([row._departure() for row in rows])
        for row, event in zip(rows, events, strict=True):
            row.event_id = event

    def _departure(self):
        partner = self.addressee_id.partner_id
        user = self.user_id or self.env.user
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        means = dict(self._fields["means"]._description_selection(self.env))
        return {
            "kind": "recalled",
            "company_id": self.company_id.id,
            "partner_id": partner.id,
            "happened_at": self.sent_at,
            "user_id": user.id,
            "user_name": user.name,
            "reason": self.env._(
                "%(what)s, version %(version)s, by %(means)s to %(who)s. It says "
                "SHA-256 %(digest)s.",
                what=kinds[self.kind],
                version=self.version,
                means=means[self.means].lower(),
                who=self.email if self.means == "mail" else partner.display_name,
                digest=self.digest,
            ),
            "origin": self.recall_id.name,
            "res_model": self.recall_id._name,
            "res_id": self.recall_id.id,
        }


class UdiRecallRound(models.Model):
    _inherit = "udi.recall.round"

    def _note_departures(self):
        """First and last notice of a round; the first starts clocks, and only once.

        Read from the messages, so that it is right whoever sent them and however
        late this runs. What was tried and failed has not left.
        """
        messages = self.env["udi.recall.message"].sudo()
        groups = messages._read_group(
            [("round_id", "in", self.ids), ("state", "in", ("sent", "delivered"))],
            ["round_id"],
            ["sent_at:min", "sent_at:max"],
        )
        for round_, first, last in groups:
            new = not round_.initiated_at
            if new:
                round_.sudo().initiated_at = first
            if round_.notified_at != last:
                round_.sudo().notified_at = last
            if new:
                round_.recall_id._restart_clocks("initiated", first)
        messages.search(
            [
                ("round_id", "in", self.ids),
                ("state", "in", GONE),
                ("event_id", "=", False),
            ],
            order="id",
        )._stamp_departures()
