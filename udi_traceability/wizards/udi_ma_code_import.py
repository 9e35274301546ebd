from base64 import b64decode

from odoo import fields, models
from odoo.exceptions import UserError

from ..tools.ma_list import listed

LARGEST = 10_000_000  # bytes of one list
SHOWN = 5  # lines that are named


class UdiMaCodeImport(models.TransientModel):
    _name = "udi.ma.code.import"
    _description = "Import MA Codes of the Issuer"

    text = fields.Text(
        string="Codes", help="As copied from the platform of the issuer."
    )
    file = fields.Binary(string="Or a text file (csv, txt)")
    file_name = fields.Char()

    def action_import(self):
        """Add the codes that are new; say what was known and what cannot be read."""
        self.ensure_one()
        found, unread = listed(f"{self.text or ''}\n{self._file_text()}")
        if not found:
            raise UserError(
                self.env._(
                    "There is no MA code in this list. A code begins with MA. and has "
                    "five parts, such as MA.156.M0.123456.01234565."
                )
            )
        Code = self.env["udi.ma.code"]
        known = set(Code.sudo().search([("code", "in", list(found))]).mapped("code"))
        Code.create(
            [
                {"code": code, "note": note or False}
                for code, note in found.items()
                if code not in known
            ]
        )
        return self._told(len(found) - len(known), len(known), unread)

    def _file_text(self):
        if not self.file:
            return ""
        content = b64decode(self.file)
        if len(content) > LARGEST:
            raise UserError(
                self.env._(
                    "The file is larger than 10 MB. Split it and import the parts."
                )
            )
        for encoding in ("utf-8-sig", "gb18030"):
            try:
                return content.decode(encoding)
            except UnicodeDecodeError:
                continue
        raise UserError(
            self.env._(
                "The file is no text. Save the list as csv and choose that file."
            )
        )

    def _told(self, new, known, unread):
        message = self.env._(
            "%(new)s codes are new, %(known)s were known.", new=new, known=known
        )
        if unread:
            lines = ", ".join(f"{number}: {raw[:40]}" for number, raw in unread[:SHOWN])
            message += " " + self.env._(
                "%(count)s cannot be read (line: text): %(lines)s.",
                count=len(unread),
                lines=lines,
            )
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "message": message,
                "type": "warning" if unread else "success",
                "sticky": bool(unread),
                "next": {"type": "ir.actions.act_window_close"},
            },
        }
