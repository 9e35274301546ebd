import binascii
from base64 import b64decode

from odoo import fields, models
from odoo.exceptions import UserError

from ..tools.notice_read import MOST_BYTES


class UdiRecallIncomingFile(models.TransientModel):
    """Bring a maker's notice from its file."""

    _name = "udi.recall.incoming.file"
    _description = "Bring a maker's notice"

    file = fields.Binary("The maker's file", required=True, attachment=False)
    file_name = fields.Char()

    def action_read(self):
        self.ensure_one()
        name = self.file_name or self.env._("The file")
        if len(self.file) > MOST_BYTES * 4 // 3 + 4:
            raise UserError(
                self.env._(
                    "%(file)s is larger than 10 MB. Ask the maker for the notice "
                    "without its attachments.",
                    file=name,
                )
            )
        try:
            content = b64decode(self.file, validate=True)
        except binascii.Error as error:
            raise UserError(
                self.env._("%(file)s did not arrive whole. Choose it again.", file=name)
            ) from error
        return self.env["udi.recall.incoming"]._from_file(name, content)._open_form()
