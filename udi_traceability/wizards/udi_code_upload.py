from base64 import b64decode

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..models.udi_code import CODE_LISTS, OWN_LISTS
from ..tools import code_list, tabular
from ..tools.published import ImportFileError

MOST_BYTES = 20 * 1024 * 1024
SHOWN = 5
VALUES = ("name", "is_group", "gudid_code", "eudamed_code", "nmpa_code")


class UdiCodeUpload(models.TransientModel):
    """An official list from its publisher's file; what it will do is told first."""

    _name = "udi.code.upload"
    _description = "Upload a Code List"

    code_list = fields.Selection(CODE_LISTS, string="List", required=True)
    file = fields.Binary(required=True, attachment=False)
    file_name = fields.Char()
    retire = fields.Boolean(
        string="The file is the whole list",
        compute="_compute_retire",
        store=True,
        readonly=False,
        help="Codes that are not in it become obsolete.",
    )
    new_count = fields.Integer(string="New", readonly=True)
    changed_count = fields.Integer(string="Changed", readonly=True)
    same_count = fields.Integer(string="As before", readonly=True)
    obsolete_count = fields.Integer(string="Become obsolete", readonly=True)
    refused = fields.Text(string="Left out", readonly=True)
    is_read = fields.Boolean(readonly=True)

    @api.depends("code_list")
    def _compute_retire(self):
        """Lists of ours say more than any regulator's: they only grow."""
        for upload in self:
            upload.retire = upload.code_list not in OWN_LISTS

    @api.onchange("code_list", "file", "retire")
    def _onchange_file(self):
        self.is_read = False

    def action_read(self):
        """What loading it would do, without doing it."""
        self.ensure_one()
        plan, found = self._plan()
        self.write(
            {
                "is_read": True,
                "new_count": len(plan["new"]),
                "changed_count": len(plan["changed"]),
                "same_count": len(found.entries)
                - len(plan["new"])
                - len(plan["changed"]),
                "obsolete_count": len(plan["obsolete"]),
                "refused": self._say_refused(found.refused),
            }
        )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Upload a code list"),
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
            "target": "new",
        }

    def action_load(self):
        self.ensure_one()
        Code = self.env["udi.code"]
        plan, _found = self._plan()
        Code.create(plan["new"])
        for code, vals in plan["changed"].items():
            code.write(vals)
        plan["obsolete"].active = False
        return {"type": "ir.actions.act_window_close"}

    def _plan(self):
        """New values, changed records with theirs, and records to archive."""
        found = self._read()
        known = {
            entry.code: entry
            for entry in self.env["udi.code"]
            .with_context(active_test=False)
            .search([("code_list", "=", self.code_list)])
        }
        new, changed = [], {}
        for code, entry in found.entries.items():
            vals = {name: getattr(entry, name) for name in VALUES}
            if code not in known:
                new.append({"code_list": self.code_list, "code": code, **vals})
                continue
            differing = self._differing(known[code], vals)
            if differing:
                changed[known[code]] = differing
        gone = found.obsolete
        if self.retire:
            gone = gone | (known.keys() - found.entries.keys())
        obsolete = self.env["udi.code"].union(
            *(known[code] for code in gone if code in known and known[code].active)
        )
        return {"new": new, "changed": changed, "obsolete": obsolete}, found

    @api.model
    def _differing(self, code, vals):
        """What the file says otherwise; a regulator's code it leaves out stays."""
        differing = {
            name: value
            for name, value in vals.items()
            if (value or name == "is_group") and code[name] != value
        }
        return differing if code.active else {**differing, "active": True}

    def _read(self):
        if len(self.file or "") * 3 // 4 > MOST_BYTES:
            raise UserError(
                self.env._(
                    "%(file)s is larger than 20 MB. Save its list as CSV.",
                    file=self.file_name or self.env._("The file"),
                )
            )
        try:
            table = tabular.table(b64decode(self.file))
            found = code_list.read(table.header, table.rows)
        except ImportFileError as error:
            raise UserError(
                self.env._(
                    "%(file)s cannot be read as a table (%(code)s). Save it as xlsx "
                    "or CSV and choose it again.",
                    file=self.file_name or self.env._("The file"),
                    code=error.code,
                )
            ) from error
        if found is None:
            raise UserError(
                self.env._(
                    "%(file)s has no columns “code” and “name”; it has %(header)s. "
                    "Rename the two columns.",
                    file=self.file_name or self.env._("The file"),
                    header=", ".join(table.header),
                )
            )
        return found

    def _say_refused(self, refused):
        words = {
            "no_code": self.env._("no code"),
            "no_name": self.env._("no name"),
            "too_long": self.env._("the code is too long"),
            "twice": self.env._("the code stands above already"),
        }
        lines = [
            self.env._("Row %(row)s: %(why)s", row=row, why=words[why])
            for row, why in refused[:SHOWN]
        ]
        if len(refused) > SHOWN:
            lines.append(
                self.env._("and %(count)s more rows", count=len(refused) - SHOWN)
            )
        return "\n".join(lines)
