from hashlib import sha256

from odoo import api, fields, models
from odoo.exceptions import AccessDenied, AccessError, UserError

SHOWN = 20


class UdiSignature(models.TransientModel):
    """One signature: what is signed, what it means, why, and the password.

    Asked each time, by Odoo's own check of passwords. What is signed is fixed when
    the dialog opens; if it has changed since, nothing is signed. A model to be signed
    has three methods:

    - `_udi_sign_check(act)` refuses who may not
    - `_udi_sign_content(act)` gives the lines that say what is signed
    - `_udi_signed(act, values, signature)` does it; what it returns is opened
    """

    _name = "udi.signature"
    _description = "Sign"

    name = fields.Char(string="What is signed", readonly=True)
    res_model = fields.Char(readonly=True)
    res_ids = fields.Json(readonly=True)
    act = fields.Char(readonly=True)
    values = fields.Json(readonly=True)
    record_count = fields.Integer(string="Records", readonly=True)
    content = fields.Text(string="In words", readonly=True)
    content_hash = fields.Char(readonly=True)
    short_hash = fields.Char(string="Hash", compute="_compute_short_hash")
    meaning = fields.Char(readonly=True)
    reason = fields.Char()
    message = fields.Char(readonly=True)
    password = fields.Char(store=False)

    @api.depends("content_hash")
    def _compute_short_hash(self):
        for wizard in self:
            wizard.short_hash = (wizard.content_hash or "")[:12]

    @api.model
    def _ask(self, records, act, title, meaning, **values):
        """Open the dialog.

        :param str act: what is done when it is signed, for the hooks of the model
        :param str meaning: what the signature stands for, in one sentence
        :param values: JSON values that the act needs; `reason` is proposed as reason
        """
        records._udi_sign_check(act)
        content = records._udi_sign_content(act, values)
        wizard = self.sudo().create(
            {
                "name": title,
                "res_model": records._name,
                "res_ids": records.ids,
                "act": act,
                "values": values,
                "record_count": len(records),
                "content": "\n".join(content[:SHOWN]),
                "content_hash": self._hash(title, meaning, content),
                "meaning": meaning,
                "reason": values.get("reason"),
            }
        )
        return wizard._action_open()

    def _action_open(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Sign"),
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
            "target": "new",
        }

    def _hash(self, title, meaning, content):
        return sha256("\n".join([title, meaning, *content]).encode()).hexdigest()

    def write(self, vals):
        """What is signed was fixed when the dialog opened; the reason is theirs."""
        if not self.env.su and set(vals) - {"reason", "password"}:
            raise AccessError(
                self.env._("What is signed cannot be changed here, only the reason.")
            )
        return super().write(vals)

    def action_sign(self):
        """The password comes as Odoo's own dialog sends it, and is kept nowhere."""
        self.ensure_one()
        self.check_access("write")
        if not (self.reason or "").strip():
            raise UserError(self.env._("“Reason” is empty. Say why you sign."))
        records = self._records()
        records._udi_sign_check(self.act)
        content = records._udi_sign_content(self.act, self.values)
        if self._hash(self.name, self.meaning, content) != self.content_hash:
            raise UserError(
                self.env._(
                    "What you are about to sign has changed since you opened it. "
                    "Nothing was signed. Close this and open it again."
                )
            )
        if not self._is_right(self.env.context.get("password")):
            return self._refused()
        signature = self._keep("signed")
        return records._udi_signed(self.act, self.values, signature)

    def _records(self):
        records = self.env[self.res_model].browse(self.res_ids).exists()
        if len(records) != len(self.res_ids):
            raise UserError(
                self.env._(
                    "Some of what you are about to sign is gone. Nothing was signed. "
                    "Close this and open it again."
                )
            )
        return records

    def _is_right(self, password):
        credential = {
            "type": "password",
            "login": self.env.user.login,
            "password": password or "",
        }
        user = self.env.user
        try:
            # after many wrong ones Odoo makes everybody wait, as at its login
            with user._assert_can_auth(user=user.id):
                user._check_credentials(credential, {"interactive": True})
        except AccessDenied:
            return False
        return True

    def _refused(self):
        """Not by an error: its rollback would take the log along."""
        self._keep("refused")
        self.sudo().message = self.env._(
            "Password not right. Nothing was changed; the attempt is logged."
        )
        return self._action_open()

    def _keep(self, result):
        return (
            self.env["udi.signature.record"]
            .sudo()
            .create(
                {
                    "name": self.name,
                    "result": result,
                    "meaning": self.meaning,
                    "reason": self.reason.strip(),
                    "user_id": self.env.uid,
                    "user_name": self.env.user.name,
                    "signed_at": fields.Datetime.now(),
                    "company_id": self.env.company.id,
                    "res_model": self.res_model,
                    "res_ids": self.res_ids,
                    "record_count": self.record_count,
                    "content_hash": self.content_hash,
                    "content": self.content,
                }
            )
        )
