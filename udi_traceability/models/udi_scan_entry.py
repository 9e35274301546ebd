from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

# What one request may carry, so that its answer comes within a second or so
MOST_SCANS = 100
LONGEST_KEY = 64
LONGEST_TEXT = 1000
# A reader that was offline sends what it kept; an older clock is a wrong clock
OLDEST = timedelta(days=30)


class UdiScanEntry(models.Model):
    """One read of one transfer, under the key that the reader's page gave it.

    Working memory, not evidence (that is `udi.event`): a scan that is sent again
    after a lost connection finds its old answer here, and is not counted twice.
    """

    _name = "udi.scan.entry"
    _description = "Read of One Transfer"
    _order = "id desc"
    _log_access = False
    _rec_name = "text"

    picking_id = fields.Many2one(
        "stock.picking", required=True, readonly=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(
        related="picking_id.company_id", store=True, precompute=True
    )
    key = fields.Char(required=True, readonly=True)
    text = fields.Char(string="Text read", readonly=True, trim=False)
    state = fields.Selection(
        [
            ("counted", "Counted"),
            ("refused", "Not counted"),
            ("half", "Half read"),
            ("undone", "Undone"),
            ("aside", "Put aside"),
            ("from", "Taken from here"),
            ("to", "Put here"),
        ],
        required=True,
        readonly=True,
    )
    severity = fields.Char(readonly=True)
    product_id = fields.Many2one("product.product", readonly=True)
    lot_id = fields.Many2one("stock.lot", readonly=True, ondelete="set null")
    move_line_id = fields.Many2one(
        "stock.move.line", readonly=True, ondelete="set null", index="btree_not_null"
    )
    units = fields.Float(digits="Product Unit", readonly=True)
    location_id = fields.Many2one("stock.location", readonly=True, ondelete="set null")
    answer = fields.Json(readonly=True)
    user_id = fields.Many2one("res.users", required=True, readonly=True)
    scanned_at = fields.Datetime(string="Read at", required=True, readonly=True)

    _key_uniq = models.UniqueIndex(
        "(picking_id, key)", "This scan is kept already. Send it again as a new one."
    )
    # the places are asked for with every scan
    _place_idx = models.Index("(picking_id) WHERE location_id IS NOT NULL")

    @api.model
    def _checked(self, scans):
        """Scans as a page or a program sends them: [(key, text, moment, why)]."""
        if not isinstance(scans, list) or not all(isinstance(s, dict) for s in scans):
            raise UserError(
                self.env._("Send a list of scans, each with a key and a text.")
            )
        if len(scans) > MOST_SCANS:
            raise UserError(
                self.env._(
                    "%(count)s scans are too many at once. Send at most %(most)s.",
                    count=len(scans),
                    most=MOST_SCANS,
                )
            )
        return [
            (
                self._checked_key(scan.get("key")),
                self.env["udi.scan"]._clean(scan.get("text")),
                self._checked_moment(scan.get("at")),
                self._checked_discard(scan.get("discard")),
            )
            for scan in scans
        ]

    @api.model
    def _checked_key(self, key):
        if not isinstance(key, str) or not key or len(key) > LONGEST_KEY or "\0" in key:
            raise UserError(
                self.env._(
                    "Each scan needs a key of its own: a text of 1 to %(most)s "
                    "characters.",
                    most=LONGEST_KEY,
                )
            )
        return key

    def _checked_discard(self, reason):
        """Why a scan that was kept is not to be checked any more, or nothing."""
        if reason is None or reason is False:
            return ""
        if not isinstance(reason, str) or not reason.strip() or "\0" in reason:
            raise UserError(self.env._("Say why the scans are discarded, in words."))
        return reason.strip()[:LONGEST_TEXT]

    def _checked_moment(self, at):
        """When it was read, by the reader's clock; now if that cannot be."""
        now = fields.Datetime.now()
        try:
            moment = fields.Datetime.to_datetime(at) or now
        except (ValueError, TypeError):
            return now
        if moment.tzinfo or not now - OLDEST <= moment <= now + timedelta(days=1):
            return now
        return moment.replace(microsecond=0)

    @api.model
    def _of(self, picking, keys):
        """Key -> entry of this transfer; the caller has checked the rights."""
        entries = self.sudo().search(
            [("picking_id", "=", picking.id), ("key", "in", list(keys))]
        )
        return {entry.key: entry for entry in entries}

    @api.model
    def _enter(self, picking, key, text, moment, answer):
        """Keep a read with its answer."""
        answer = dict(answer, key=key, at=fields.Datetime.to_string(moment))
        state = answer.setdefault(
            "state", "counted" if answer["accepted"] else "refused"
        )
        return self.sudo().create(
            {
                "picking_id": picking.id,
                "key": key,
                "text": answer.pop("joined", False) or text[:LONGEST_TEXT],
                "state": state,
                "severity": answer["severity"],
                "product_id": answer.get("product_id"),
                "lot_id": answer.get("lot_id"),
                "move_line_id": answer.get("line_id"),
                "units": answer.get("units", 0),
                "location_id": answer.get("location_id"),
                "answer": answer,
                "user_id": self.env.uid,
                "scanned_at": moment,
            }
        )

    def _become(self, state, **said):
        """Another state; the answer that a resend gets says it too."""
        for entry in self.sudo():
            entry.write(
                {"state": state, "answer": {**entry.answer, **said, "state": state}}
            )

    def _answered(self):
        """The answer, as it was given and stands now."""
        self.ensure_one()
        return {**self.answer, "state": self.state}

    def _shown(self):
        """Entries for the page's history, the newest first."""
        own = self.env.user
        return [
            {
                **entry._answered(),
                "text": entry.text,
                "by": False if entry.user_id == own else entry.user_id.sudo().name,
            }
            for entry in self
        ]

    @api.autovacuum
    def _gc_of_closed(self):
        """The answers of a transfer closed long ago are asked for by nobody."""
        limit = fields.Datetime.now() - OLDEST
        self.search(
            [
                ("picking_id.state", "in", ("done", "cancel")),
                ("scanned_at", "<", limit),
            ],
            limit=100_000,
        ).unlink()
