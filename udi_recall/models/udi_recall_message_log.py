from odoo import models
from odoo.exceptions import UserError
from odoo.tools.mimetypes import guess_mimetype

from .udi_recall_message import LETTERS

LOGGED_IN = ("running", "reconciling", "completed", "cancelled")


class UdiRecallMessage(models.Model):
    """The buttons on one message: read it, send it again, say what was done by hand."""

    _inherit = "udi.recall.message"

    def action_open_paper(self):
        return self._open_file(("pdf", "html"))

    def action_open_sheet(self):
        return self._open_file(("csv",))

    def action_open_workbook(self):
        return self._open_file(("xlsx",))

    def action_open_json(self):
        return self._open_file(("json",))

    def _open_file(self, kinds):
        """Download one of the files; it is made now if it never was.

        The link to the page stands in each: not for who only reads recalls.
        """
        self.ensure_one()
        self.check_access("read")
        self.recall_id._check_manager()
        file = self.sudo()._file(kinds)
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content/{file.id}?download=1",
        }

    def action_log(self):
        """What was called, visited or posted."""
        self.ensure_one()
        return self._open_dialog("log")

    def action_again(self):
        """The same notice once more, by another way."""
        self.ensure_one()
        return self._open_dialog("again")

    def _open_dialog(self, what):
        self.recall_id._check_manager()
        titles = {
            "log": self.env._("What was done"),
            "again": self.env._("Send by another way"),
        }
        return {
            "type": "ir.actions.act_window",
            "name": titles[what],
            "res_model": "udi.recall.contact",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_message_id": self.id, "default_what": what},
        }

    def _check_gate(self):
        """A call or a letter tells them just as a mail does."""
        recall, code = self.recall_id, self.consignee_id.region
        if self.kind != "cancellation" and not recall.sudo()._gate_is_open(code):
            places = dict(
                self.consignee_id._fields["region"]._description_selection(self.env)
            )
            raise UserError(
                self.env._(
                    "%(customer)s must not hear of it yet: %(place)s wants the report "
                    "first. Record the report, or say why it is urgent.",
                    customer=self.consignee_id.partner_id.name,
                    place=places[code],
                )
            )

    def _log(self, means, at, reached, said, reference):
        """Write down a call, a visit or a posted letter, as one message.

        What was asked for and not done yet is that message; else it is a new one.
        """
        self.ensure_one()
        recall = self.recall_id
        recall._check_manager()
        recall._check_state(*LOGGED_IN)
        self._check_gate()
        recall._lock()
        row = self.sudo()
        asked = row.addressee_id.message_ids.filtered(
            lambda each: each.state == "ready" and each.means == means
        )[:1]
        row = asked or row._again(means, self.env._("Logged by hand."))
        row._freeze()
        row.write({"user_id": self.env.uid, "note": said, "reference": reference})
        if means in LETTERS:
            row._depart(at)
        elif reached:
            row._arrived(at)
        else:
            row.sent_at = at
            row._not_arrived("failed", said or self.env._("Not reached."))
        return row

    def _add_proofs(self, files):
        """Kept with the customer: who reads recalls may read them."""
        replies = self.env["udi.recall.reply"]
        made = (
            self.env["ir.attachment"]
            .sudo()
            .create(
                [
                    {
                        "name": replies._file_name(name, content),
                        "raw": content,
                        "mimetype": guess_mimetype(content),
                        "res_model": self.consignee_id._name,
                        "res_id": self.consignee_id.id,
                    }
                    for name, content in files
                ]
            )
        )
        self.sudo().proof_ids |= made
