import binascii
from base64 import b64decode

from odoo import api, models
from odoo.exceptions import UserError

from ..tools.published import ImportFileError
from ..tools.scan_list import scan_texts

# Base64 of about ten megabytes: no list of scans is longer
LONGEST = 14_000_000


class UdiScan(models.AbstractModel):
    """Lists of scans, as readers with a memory and other programs give them."""

    _inherit = "udi.scan"

    @api.model
    def udi_read_list(self, name, content):
        """The codes in a file.

        :param str name: what the file is called
        :param str content: the file in Base64
        :return: dict with `texts`, and a `note` for the person who brought it
        """
        self._check_may_read()
        if not isinstance(content, str) or len(content) > LONGEST:
            raise UserError(
                self.env._("A list has at most 10 MB. Split it and bring the parts.")
            )
        try:
            texts = scan_texts(
                b64decode(content, validate=True),
                as_of=self.env.company._udi_today(),
                separators=self.env.company._udi_separators(),
            )
        except binascii.Error as error:
            raise UserError(
                self.env._("%(file)s did not arrive whole. Choose it again.", file=name)
            ) from error
        except ImportFileError as error:
            raise UserError(self.env["udi.import"]._say_file(error)) from error
        note = "" if texts else self.env._("%(file)s holds no codes.", file=name)
        return {"texts": texts, "note": note}
