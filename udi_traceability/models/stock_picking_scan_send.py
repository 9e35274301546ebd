from odoo import fields, models
from odoo.exceptions import UserError

from .stock_picking import SCANNED_STATES

SHOWN = 50


class StockPicking(models.Model):
    """The remote methods of the page that scans: each may be sent twice."""

    _inherit = "stock.picking"

    def udi_scan_send(self, scans):
        """Take scans in their order; one that was answered gets its old answer.

        :param list scans: dicts with `key` (of the sender, unique on this transfer),
            `text`, `at`: when it was read, in UTC as Odoo writes it, and `discard`:
            why it is only to be logged, if it was kept and is not wanted any more
        :return: list of answers, in the order of the scans
        """
        self.ensure_one()
        self._udi_check_may_scan()
        scans = self.env["udi.scan.entry"]._checked(scans)
        self._udi_one_at_a_time()
        entries = self.env["udi.scan.entry"]._of(self, {key for key, *_rest in scans})
        for key, text, moment, why in scans:
            if key not in entries:
                answer = (
                    self._udi_discarded(text, why)
                    if why
                    else self._udi_scan_text(text, moment)
                )
                entries[key] = self.env["udi.scan.entry"]._enter(
                    self, key, text, moment, answer
                )
        return [entries[key]._answered() for key, *_rest in scans]

    def udi_scan_check(self, scans):
        """What the answers to these scans would be; nothing is counted or kept."""
        self.ensure_one()
        self._udi_check_may_scan()
        savepoint = self.env.cr.savepoint()
        try:
            return self.udi_scan_send(scans)
        finally:
            savepoint.close(rollback=True)
            self.env.invalidate_all(flush=False)

    def udi_scan_undo(self, key):
        """Take one counted scan back; undoing twice is as once."""
        entry = self._udi_entry(key)
        if entry.state == "undone":
            return entry._answered()
        why = self._udi_why_not_undone(entry)
        if why:
            sentence = self.env["udi.finding"]._not_undone(why)
            return dict(self._udi_answer(False, sentence, [sentence], None), key=key)
        self.env["udi.scan"]._untake(entry)
        spoken = self.env["udi.finding"]._undone(entry)
        self._udi_write_undone(entry, spoken["message"])
        answer = self._udi_answer(True, spoken, [], None)
        counted, wanted = self._udi_progress(entry.product_id)
        answer.update(
            product=entry.answer["product"],
            product_id=entry.product_id.id,
            counted=counted,
            expected=wanted,
            key=key,
        )
        entry._become(
            "undone", **{name: spoken[name] for name in ("what", "why", "next")}
        )
        return answer

    def udi_scan_action(self, key, name, values=None):
        """What a button of an answer's card does.

        :param str name: as the answer's `actions` say
        :param dict values: as the answer's `actions` say
        :return: an answer as of `udi_scan_send`, or an action to be opened
        """
        entry = self._udi_entry(key)
        offered = [action["name"] for action in entry.answer.get("actions", ())]
        if name not in offered:
            raise UserError(
                self.env._("This cannot be done with this scan. Scan it again first.")
            )
        if not isinstance(values or {}, dict):
            raise UserError(self.env._("The values of a button are names and values."))
        return getattr(self, f"_udi_scan_action_{name}")(entry, values or {})

    def udi_scan_state(self):
        """Everything that the page shows, after a reload or when others scanned too."""
        self.ensure_one()
        self._udi_check_may_scan()
        entries = (
            self.env["udi.scan.entry"]
            .sudo()
            .search([("picking_id", "=", self.id)], limit=SHOWN)
        )
        counts = dict(
            self.env["udi.scan.entry"]
            .sudo()
            ._read_group([("picking_id", "=", self.id)], ["state"], ["__count"])
        )
        return {
            **self.env["udi.scan"]._card(self),
            "lines": self._udi_scan_lines(),
            "entries": entries._shown(),
            "refused": counts.get("refused", 0),
            "open": self.state in SCANNED_STATES,
            "finished": self._udi_how_it_ended(),
        }

    def _udi_one_at_a_time(self):
        """A second request of this transfer waits, and then sees the first's scans."""
        if self.state in SCANNED_STATES:
            self.udi_last_scan = fields.Datetime.now()
            self.flush_recordset(["udi_last_scan"])

    def _udi_entry(self, key):
        """The entry of a key; with the checks of a remote method."""
        self.ensure_one()
        self._udi_check_may_scan()
        key = self.env["udi.scan.entry"]._checked_key(key)
        self._udi_one_at_a_time()
        entry = self.env["udi.scan.entry"]._of(self, [key]).get(key)
        if not entry:
            raise UserError(
                self.env._("This scan is not known here. Open the transfer again.")
            )
        return entry

    def _udi_why_not_undone(self, entry):
        if self.state not in SCANNED_STATES:
            return self.env._("%(transfer)s is finished.", transfer=self.name)
        if entry.state != "counted":
            return self.env._("This scan was not counted.")
        line = entry.move_line_id
        if not line or line.udi_scanned_qty < entry.units:
            return self.env._("Its line was changed since.")
        return ""

    def _udi_write_undone(self, entry, message):
        self.env["udi.event"]._record(
            [
                {
                    "kind": "undone",
                    "company_id": self.company_id.id,
                    "product_id": entry.product_id.id,
                    "lot_id": entry.lot_id.id,
                    "lot_name": entry.answer.get("serial") or entry.answer.get("lot"),
                    "quantity": entry.units,
                    "picking_id": self.id,
                    "partner_id": self.partner_id.id,
                    "raw_text": entry.text,
                    "reason": message,
                }
            ]
        )
