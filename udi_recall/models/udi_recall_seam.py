from odoo import fields, models
from odoo.exceptions import UserError

from ..tools.regions import region_of


class UdiRecallSeam(models.AbstractModel):
    """What the parts of a recall ask of each other."""

    _name = "udi.recall.seam"
    _description = "Common ground of the parts of a recall"

    def _real(self):
        """A drill goes the same way and touches nothing."""
        self.ensure_one()
        return self.kind != "drill"

    def _stamp(self, kind, lots, text):
        """A line in the ledger about these lots, or about the recall as a whole."""
        self.ensure_one()
        if not self._real():
            return self.env["udi.event"]
        common = {
            "kind": kind,
            "company_id": self.company_id.id,
            "reason": text,
            "origin": self.name,
            "res_model": self._name,
            "res_id": self.id,
        }
        rows = [{**common, "lot_id": lot.id} for lot in lots or ()]
        return self.env["udi.event"]._record(rows or [common])

    def _who(self, role):
        """Who has this role, or stands in; whoever runs the recall if nobody does."""
        self.ensure_one()
        row = self.sudo().role_ids.filtered(lambda each: each.role == role)
        people = row.user_id | row.alternate_id | self.sudo().responsible_id
        return people.filtered("active")[:1].with_env(self.env)

    def _regions(self):
        """Keep a row for each jurisdiction that the recall touches.

        Where its customers are, where the firm itself is (its authority is told even if
        no goods are there), and what people added.
        """
        regions = self.env["udi.recall.region"].sudo()
        for recall in self.sudo():
            wanted = recall._regions_touched()
            known = recall.region_ids
            if not recall.started_on:
                gone = known.filtered(
                    lambda row, w=wanted: not row.added and row.code not in w
                )
                known -= gone
                gone.unlink()
            regions.create(
                [
                    {"recall_id": recall.id, "code": code, "added": False}
                    for code in sorted(wanted - set(known.mapped("code")))
                ]
            )
        self.invalidate_recordset(["region_ids"])
        return self.region_ids

    def _regions_touched(self):
        groups = self.env["udi.recall.consignee"]._read_group(
            [("recall_id", "=", self.id)], ["region"]
        )
        own = self.company_id.country_id.code
        seat = {region_of(own)} if own else set()
        return {code for (code,) in groups if code} | seat

    def _check_answerable(self):
        """Only before the first notices: later the day may have passed."""
        if self.reply_by and self.reply_by < fields.Date.context_today(self):
            raise UserError(
                self.env._(
                    "%(recall)s: nobody can answer by %(date)s, it is past. Choose a "
                    "later day.",
                    recall=self.name,
                    date=self.reply_by,
                )
            )
