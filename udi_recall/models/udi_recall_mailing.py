from odoo import api, fields, models

PART = 20  # notices of one transaction: with their papers some seconds


class UdiRecallMailing(models.Model):
    """One sending: who let the notices of a recall leave, and how far it is.

    Goes on part by part in the background; each part is one transaction.
    """

    _name = "udi.recall.mailing"
    _inherit = ["udi.background"]
    _description = "Sending of recall notices"
    _order = "id desc"

    name = fields.Char(required=True, readonly=True)
    recall_id = fields.Many2one(
        "udi.recall", required=True, readonly=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="recall_id.company_id", store=True, index=True)
    user_id = fields.Many2one(
        "res.users",
        "By",
        required=True,
        readonly=True,
        default=lambda self: self.env.uid,
    )
    state = fields.Selection(
        [("open", "Running"), ("done", "Done")],
        required=True,
        readonly=True,
        default="open",
        index=True,
    )
    done_count = fields.Integer("Sent", readonly=True)

    _one_open_uniq = models.UniqueIndex(
        "(recall_id) WHERE state = 'open'", "This recall is being sent already."
    )

    @api.model
    def _wake(self):
        self.env.ref("udi_recall.ir_cron_recall_notice").sudo()._trigger()

    @api.model
    def _cron_send(self):
        """Whatever may leave leaves, also what nobody pressed a button for."""
        rounds = self.env["udi.recall.round"].search(
            [("recall_id.state", "in", ("running", "reconciling", "completed"))]
        )
        rounds._note_departures()
        for recall in self.env["udi.recall.message"]._to_send().recall_id:
            recall._wake_mailing()
        self._work_off()

    @api.model
    def _busy(self):
        return [("state", "=", "open")]

    def _left(self):
        return len(self._open_messages()) if self.state == "open" else 0

    def _open_messages(self, limit=None):
        rows = self.env["udi.recall.message"]._to_send(self.recall_id)
        return rows[:limit] if limit else rows

    def _do_part(self):
        self.ensure_one()
        rows = self._open_messages(PART)
        left = rows._send()
        self.done_count += len(left)
        if not left or not self._open_messages(1):
            self.state = "done"

    def _ended(self):
        count = self.done_count
        if count == 1:
            return self.env._("1 notice is on its way."), True
        return self.env._("%(count)s notices are on their way.", count=count), True


class UdiRecallMessage(models.Model):
    _inherit = "udi.recall.message"

    @api.model
    def _to_send(self, recall=None):
        """What may leave by mail at this moment, oldest first."""
        domain = [("state", "=", "ready"), ("means", "=", "mail")]
        if recall:
            domain.append(("recall_id", "=", recall.id))
        rows = self.sudo().search(domain, order="id")
        return rows.filtered(lambda row: row._may_be_sent())

    def _may_be_sent(self):
        recall, code = self.recall_id, self.consignee_id.region
        return recall._sends(self.kind) and (
            self.kind == "cancellation" or recall._gate_is_open(code)
        )
