from base64 import b64decode

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import html2plaintext

from ..models.udi_recall_message import LETTERS


class UdiRecallContact(models.TransientModel):
    """What was done by hand, or the way by which a notice goes once more."""

    _name = "udi.recall.contact"
    _description = "Contact with a customer in a recall"

    message_id = fields.Many2one("udi.recall.message", required=True, readonly=True)
    what = fields.Selection([("log", "Log"), ("again", "Again")], required=True)
    partner_id = fields.Many2one(related="message_id.addressee_id.partner_id")
    phone = fields.Char(related="message_id.phone")
    email = fields.Char(related="message_id.email")
    means = fields.Selection(
        [
            ("mail", "Mail"),
            ("letter", "Letter"),
            ("registered", "Registered letter"),
            ("phone", "Telephone"),
            ("visit", "Visit"),
        ],
        "By",
        required=True,
        default="phone",
    )
    is_letter = fields.Boolean(compute="_compute_is_letter")
    at = fields.Datetime("When", required=True, default=fields.Datetime.now)
    reached = fields.Selection(
        [("yes", "Spoke to them"), ("no", "Not reached")], "Reached?"
    )
    said = fields.Char("Who, and what was said")
    reference = fields.Char("Number of the letter")
    proof = fields.Binary(
        attachment=False, help="The receipt of the post, the signed list."
    )
    proof_name = fields.Char()
    why = fields.Char("Why again")
    script = fields.Text("To read out", compute="_compute_script")

    @api.model
    def default_get(self, fields):
        values = super().default_get(fields)
        message = self.env["udi.recall.message"].browse(values.get("message_id"))
        if message.state == "ready" and values.get("what") == "log":
            values["means"] = message.means
        return values

    @api.depends("means")
    def _compute_is_letter(self):
        for wizard in self:
            wizard.is_letter = wizard.means in LETTERS

    @api.depends("message_id")
    def _compute_script(self):
        """A call is confirmed in writing and says the same: the script is kept."""
        for wizard in self:
            wizard.script = html2plaintext(wizard.message_id.preview or "")

    def action_save(self):
        self.ensure_one()
        self._check_filled()
        if self.what == "again":
            self._send_again()
        else:
            files = self._proofs()
            row = self.message_id._log(
                self.means, self.at, self.reached == "yes", self.said, self.reference
            )
            row._add_proofs(files)
        return {"type": "ir.actions.act_window_close"}

    def _proofs(self):
        """(name, content) of what proves it; only what our people can open safely."""
        if not self.proof:
            return []
        files = [(self.proof_name or "proof", b64decode(self.proof))]
        if problems := self.env["udi.recall.reply"]._file_problems(files):
            raise UserError("\n".join(sentence for _field, sentence in problems))
        return files

    def _send_again(self):
        message = self.message_id
        message.recall_id._check_manager()
        message.recall_id._check_state("running", "reconciling", "completed")
        message.recall_id._lock()
        if self.means == "mail" and not message.email:
            raise UserError(
                self.env._(
                    "%(customer)s has no mail address. Enter one on the contact, or "
                    "choose another way.",
                    customer=self.partner_id.display_name,
                )
            )
        message._again(self.means, self.why)

    def _check_filled(self):
        """Whoever asks later why must find it here."""
        if self.what == "again" and not self.why:
            raise UserError(self.env._("Say why it is sent again."))
        if self.what == "again":
            return
        if self.means == "mail":
            raise UserError(
                self.env._(
                    "A mail is not logged by hand: use “Send again”. Choose what you "
                    "did: telephone, visit or letter."
                )
            )
        if self.at > fields.Datetime.now():
            raise UserError(
                self.env._("%(at)s is still to come. Enter when it was.", at=self.at)
            )
        if not self.is_letter and not self.reached:
            raise UserError(self.env._("Say whether you reached them."))
        if self.reached == "yes" and not self.is_letter and not self.said:
            raise UserError(self.env._("Say who it was and what was said."))
