from base64 import b64decode, b64encode

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..tools import columns, import_file, tabular
from ..tools.published import ImportFileError


class UdiImport(models.Model):
    """The first step: what came over the network, and what kind of file it is."""

    _inherit = "udi.import"

    def action_upload(self, files):
        """Take one file that the browser sends, and show what is in it.

        :param files: ``[{"name": …, "content": base64}]``
        """
        self.browse().check_access("write")
        if not files:
            raise UserError(self.env._("There is no file. Choose one."))
        made = self.browse()
        for file in files:
            made |= self._of_file(*self._received(file))
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "udi_traceability.udi_import_action"
        )
        if len(made) > 1:
            return dict(action, domain=[("id", "in", made.ids)])
        return dict(action, res_id=made.id, views=[(False, "form")])

    @api.model
    def _received(self, file):
        """Name and bytes of what came over the network, whoever sent it."""
        name = str(file.get("name") or self.env._("File"))
        try:
            return name, b64decode(file.get("content") or "", validate=True)
        except (TypeError, ValueError) as error:
            raise UserError(
                self.env._("%(file)s did not arrive whole. Choose it again.", file=name)
            ) from error

    @api.model
    def _of_file(self, name, content):
        made = self.sudo().create({"name": name, "user_id": self.env.uid})
        made._read_head(content)
        return made.with_env(self.env)

    def _read_head(self, content, sheet=""):
        """What the file is, and for a table which columns it has."""
        self.ensure_one()
        try:
            source = import_file.source_of(content, self.name)
            values = {"source": source, "content": b64encode(content)}
            if source == "table":
                values |= self._table_head(content, sheet)
        except ImportFileError as error:
            raise UserError(self._say_file(error)) from error
        self.sudo().write(values)
        if source != "table":
            self._start("read")

    def _table_head(self, content, sheet):
        names = tabular.sheets(content)
        table = tabular.table(content, sheet or (names[0] if names else ""))
        signature = columns.signature(table.header)
        lines = self.env["udi.import.column"]._proposed(
            table.header, table.samples(), signature, self.company_id
        )
        return {
            "state": "columns",
            "signature": signature,
            "sheet": table.sheet,
            "sheet_list": names,
            "column_ids": [fields.Command.clear()]
            + [fields.Command.create(line) for line in lines],
        }

    def action_other_sheet(self):
        """The next sheet of the book."""
        self.ensure_one()
        self._check_may(("columns",))
        names = self.sheet_list or []
        place = (names.index(self.sheet) + 1) % len(names)
        self._read_head(b64decode(self.content), names[place])
