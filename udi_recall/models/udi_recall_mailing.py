from odoo import api, fields, models
from odoo.fields import Domain

from ..tools.regions import REGIONS
from .udi_recall_message_send import SENDABLE

READY = Domain("state", "=", "ready") & Domain("means", "=", "mail")
LEAVING_IN = ("running", "reconciling", "completed", "cancelled")
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
            [("recall_id.state", "in", LEAVING_IN)]
        )
        rounds._note_departures()
        self.env["udi.recall.message"]._sending_recalls()._wake_mailing()
        self._work_off()

    @api.model
    def _busy(self):
        return [("state", "=", "open")]

    def _left(self):
        if self.state != "open":
            return 0
        messages = self.env["udi.recall.message"].sudo()
        return messages.search_count(messages._sendable(self.recall_id))

    def _do_part(self):
        self.ensure_one()
        messages = self.env["udi.recall.message"]
        left = messages._to_send(self.recall_id, PART)._send()
        self.done_count += len(left)
        if not left or not messages._to_send(self.recall_id, 1):
            self.state = "done"

    def _ended(self):
        count = self.done_count
        if count == 1:
            return self.env._("1 notice is on its way."), True
        return self.env._("%(count)s notices are on their way.", count=count), True


class UdiRecallMessage(models.Model):
    _inherit = "udi.recall.message"

    @api.model
    def _to_send(self, recall=None, limit=None):
        """What may leave by mail at this moment, oldest first."""
        recalls = recall or self._sending_recalls()
        return self.sudo().search(self._sendable(recalls), order="id", limit=limit)

    @api.model
    def _sending_recalls(self):
        """Those with a mail that may leave."""
        groups = self.sudo()._read_group(READY, ["recall_id"])
        recalls = self.env["udi.recall"].sudo().concat(*(each for [each] in groups))
        return recalls.filtered(
            lambda recall: self.sudo().search_count(self._sendable(recall), limit=1)
        )

    @api.model
    def _sendable(self, recalls):
        """Domain: what the state of the recall and the gate of the place let out."""
        return Domain.AND([READY, Domain.OR(map(self._sendable_of, recalls.sudo()))])

    @api.model
    def _sendable_of(self, recall):
        kinds = [kind for kind in SENDABLE if recall._sends(kind)]
        shut = [code for code, _name in REGIONS if not recall._gate_is_open(code)]
        let_out = Domain("consignee_id.region", "not in", shut)
        return (
            Domain("recall_id", "=", recall.id)
            & Domain("kind", "in", kinds)
            & (let_out | Domain("kind", "=", "cancellation"))
        )
