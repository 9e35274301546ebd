import socket

from odoo import fields, models
from odoo.tools import email_normalize, formataddr

from ..tools.regions import REPORT_FIRST
from .udi_recall_message import LEFT

# While a recall is so, this may leave
SENDABLE = {
    "notice": ("running", "reconciling", "completed"),
    "correction": ("running", "reconciling", "completed"),
    "reminder": ("running", "reconciling"),
    "cancellation": ("cancelled",),
}
QUIET = {
    "mail_create_nolog": True,
    "mail_create_nosubscribe": True,
    "tracking_disable": True,
}
SHORT = 200


class UdiRecallMessage(models.Model):
    """The way out: into the outbox once, and what became of it.

    Nothing leaves to where the authority must know first and does not yet: that is
    asked here, whoever calls.
    """

    _inherit = "udi.recall.message"

    def _send(self):
        """Hand over what may leave by mail; those that left.

        The mail and the word that it is on its way are one transaction: a killed
        server has written both or none. Its Message-ID is that of the message, so a
        mail that a server gets a second time is known there as the same.
        """
        rows = self.sudo().with_context(**QUIET).try_lock_for_update()
        rows.invalidate_recordset(["state", "mail_id"])
        rows = rows.filtered(
            lambda row: row.state == "ready" and row.means == "mail" and not row.mail_id
        )
        rows = rows._may_leave()
        rows._freeze()
        exercise = rows.filtered(lambda row: not row.recall_id._real())
        exercise._depart(note=self.env._("Exercise: nothing left the house."))
        real = rows - exercise
        real._make_files()
        mails = self.env["mail.mail"].sudo().create([row._mail() for row in real])
        for row, mail in zip(real, mails, strict=True):
            row.write({"mail_id": mail.id, "state": "sending"})
        if mails:
            self.env.ref("mail.ir_cron_mail_scheduler_action").sudo()._trigger()
        return rows

    def _may_leave(self):
        """Those that may; where the gate shut again they wait."""
        shut = self.filtered(
            lambda row: (
                row.kind != "cancellation"
                and not row.recall_id._gate_is_open(row.consignee_id.region)
            )
        )
        shut.write({"state": "waiting"})
        return (self - shut).filtered(lambda row: row.recall_id._sends(row.kind))

    def _freeze(self):
        """From here on it says what it says.

        What says something else than this version said before is a new version: a
        reminder after the text was changed tells that it is another one.
        """
        for row in self.filtered(lambda row: not row.body):
            digest, lines = row.addressee_id._notice_digests()
            said = {"digest": digest, "line_digests": lines}
            row.write(said | row._renewed(digest))
            row.write(row._text())

    def _renewed(self, digest):
        """What makes this message a new version; nothing where it repeats one."""
        rows = self.addressee_id.message_ids - self
        told = rows.filtered(lambda row: row.state in (*LEFT, "sending"))
        told = told.filtered(lambda row: row.kind != "cancellation")
        same = told.filtered(lambda row: row.version == self.version)
        if self.kind == "cancellation" or not any(row.digest != digest for row in same):
            return {}
        latest = told.sorted(lambda row: (row.version, row.attempt))[-1:]
        return {
            "kind": "correction",
            "version": latest.version + 1,
            "supersedes_id": latest.id,
        }

    def _mail(self):
        recall = self.recall_id
        person, company = recall._notice_contact(), self.company_id
        sender = company.email_formatted or person.email_formatted
        return {
            "subject": self.subject,
            "body_html": self.body,
            "email_from": sender,
            "reply_to": person.email_formatted or sender,
            "email_to": formataddr(
                (self.addressee_id.partner_id.display_name, self.email)
            ),
            "author_id": company.partner_id.id,
            "model": self._name,
            "res_id": self.id,
            "message_id": self._mail_key(),
            "headers": repr({"X-Recall-Notice": f"{recall.name}/{self.id}"}),
            "auto_delete": False,
            "attachment_ids": [fields.Command.set(self.attachment_ids.ids)],
        }

    def _mail_key(self):
        uuid = self.env["ir.config_parameter"].sudo().get_param("database.uuid")
        return f"<recall-notice-{self.id}.{uuid}@{socket.gethostname()}>"

    # -- what became of it ---------------------------------------------------------

    def _depart(self, at=None, **values):
        """They are out of the house; the round knows its first and last one."""
        self.write({"state": "sent", "sent_at": at or fields.Datetime.now(), **values})
        self.round_id._note_departures()

    def _arrived(self, at=None, note=None):
        """There is proof that they were received."""
        at = at or fields.Datetime.now()
        values = {"state": "delivered", "delivered_at": at}
        if note:
            values["note"] = note
        for row in self:
            row.write(values | {"sent_at": row.sent_at or at})
        self.round_id._note_departures()

    def _not_arrived(self, state, reason):
        reason = " ".join((reason or "").split())[:SHORT]
        for row in self:
            tried = row.sent_at or fields.Datetime.now()
            row.write({"state": state, "failure": reason, "sent_at": tried})
        for recall in self.recall_id:
            recall._tell_not_arrived()

    def _message_receive_bounce(self, email, partner):
        """Mail that came back: the mail gateway found which one it was."""
        result = super()._message_receive_bounce(email, partner)
        rows = self.sudo().filtered(lambda row: row.state in ("sending", "sent"))
        rows._not_arrived(
            "bounced", self.env._("%(address)s: came back", address=email)
        )
        return result

    def _as_of(self):
        """The day on which it left, at the company."""
        return self.company_id._udi_day(self.sent_at or self.create_date)


class UdiRecallAddressee(models.Model):
    """Where a message to this addressee goes."""

    _inherit = "udi.recall.addressee"

    def _mail_to(self):
        """The address of its own, else of the hospital it belongs to."""
        partner = self.partner_id
        for one in (partner, partner.commercial_partner_id):
            if address := email_normalize(one.email):
                return address
        return False

    def _phone_to(self):
        partner = self.partner_id
        return partner.phone or partner.commercial_partner_id.phone or False

    def _was_told(self):
        return bool(self.message_ids.filtered(lambda row: row.state in LEFT))


class UdiRecall(models.Model):
    _inherit = "udi.recall"

    def _sends(self, kind):
        """Whether messages of a kind leave while the recall is as it is."""
        return self.state in SENDABLE[kind]

    def _gate_is_open(self, code):
        """Whether customers in a jurisdiction may hear of this recall now."""
        rows = self.region_ids.filtered(lambda region: region.code == code)
        return rows._gate_open() if rows else code not in REPORT_FIRST
