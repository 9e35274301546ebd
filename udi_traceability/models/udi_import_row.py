from odoo import api, fields, models
from odoo.exceptions import UserError

from ..tools.finding import Finding
from ..tools.import_check import PROPOSED, SURE, use

FINDINGS = [
    ("padding", "Leading zeros lost"),
    ("spelling", "DI written another way"),
    ("check_digit", "Last digit of a DI"),
    ("scientific", "DI shortened by a spreadsheet"),
    ("lookalike", "Letter in place of a digit"),
    ("bad_di", "DI not written as its agency says"),
    ("unknown_agency", "Agency not known"),
    ("no_primary", "No primary DI"),
    ("several_primary", "Several primary DIs"),
    ("di_twice", "A DI twice in one row"),
    ("too_many_dis", "Too many DIs"),
    ("contains_unknown", "Content of a package not known"),
    ("package_loop", "A package in itself"),
    ("no_quantity", "Package without a quantity"),
    ("cumulative", "Quantity looks cumulative"),
    ("one_inside", "Package of one"),
    ("spaces", "Blanks to take out"),
    ("marks", "Sign of a trade mark"),
    ("no_name", "Neither brand nor model"),
    ("too_small", "Number too small"),
    ("low_above_high", "Lower limit above the upper"),
    ("unreadable", "Cell that cannot be read"),
    ("unknown_value", "Value not on the list"),
    ("unknown_country", "Country not known"),
    ("unknown_product", "Product not known"),
    ("unknown_kind", "Kind of certificate not known"),
    ("certificate_number", "Number of a certificate"),
    ("no_maker_rights", "Maker is no contact yet"),
    ("party_words", "Contact in other words"),
    ("previous_di", "Earlier DI not known here"),
    ("duplicate", "The same DI in another row"),
    ("elsewhere", "DI belongs to another device"),
    ("several_devices", "DIs of several devices"),
    ("not_read", "Said, but not kept"),
    ("refused", "Refused at entering"),
]


class UdiImportRow(models.Model):
    """One device of a file, as it was read and as it would enter."""

    _name = "udi.import.row"
    _description = "Row of an Import"
    _order = "import_id, number, id"
    _rec_name = "number"

    import_id = fields.Many2one(
        "udi.import", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(
        related="import_id.company_id", store=True, index="btree_not_null"
    )
    number = fields.Integer(string="Row", aggregator=None)
    brand_name = fields.Char(string="Brand")
    model_number = fields.Char(string="Model")
    di_code = fields.Char(string="DI", index=True)
    read_values = fields.Json()
    values = fields.Json()
    notes = fields.Json()
    read_findings = fields.Json()
    findings = fields.Json(string="What was found")
    refusal = fields.Char()
    used = fields.Char(string="Corrections used")
    is_kept = fields.Boolean(string="Taken as it is")
    is_sure = fields.Boolean(string="Has a correction")
    is_duplicate = fields.Boolean(string="Duplicate")
    status = fields.Selection(
        [
            ("ready", "Ready"),
            ("decide", "To decide"),
            ("stop", "Cannot enter"),
            ("left_out", "Left out"),
            ("same", "Unchanged"),
            ("entered", "Entered"),
        ],
        index=True,
    )
    effect = fields.Selection(
        [("new", "New"), ("change", "Changes"), ("same", "Unchanged")],
        string="Would be",
    )
    finding_code = fields.Selection(FINDINGS, string="Finding")
    finding_field = fields.Char(string="Field")
    finding_text = fields.Char(string="Findings", compute="_compute_finding_text")
    proposal = fields.Char(compute="_compute_finding_text")
    has_proposal = fields.Boolean(compute="_compute_finding_text")
    device_id = fields.Many2one(
        "udi.device", ondelete="set null", index="btree_not_null"
    )
    comparison = fields.Json(compute="_compute_comparison")

    _import_number = models.Index("(import_id, number, id)")

    @api.depends("findings", "refusal")
    @api.depends_context("lang")
    def _compute_finding_text(self):
        say = self.env["udi.import.say"]
        for row in self:
            found = row._found()
            row.finding_text = " ".join(say._sentence(finding) for finding in found)
            proposed = [str(f.expected) for f in found if f.code in PROPOSED]
            row.proposal = " · ".join(proposed)
            row.has_proposal = bool(proposed)

    def _found(self):
        """The findings of one row, as they were kept."""
        return [Finding(*kept) for kept in self.findings or ()]

    def action_use(self):
        """Put in what is proposed for these rows."""
        self._check_open()
        self._use({finding.code for row in self for finding in row._found()})
        self.import_id._count()

    def action_keep(self):
        """Take the rows as they are: somebody looked."""
        self._check_open()
        stopped = self.filtered(lambda row: row.status == "stop")
        if stopped and stopped == self:
            raise UserError(
                self.env._(
                    "Row %(row)s cannot enter like this: %(why)s",
                    row=stopped[0].number,
                    why=stopped[0].finding_text,
                )
            )
        (self - stopped).sudo().write({"is_kept": True})
        (self - stopped)._look()
        self.import_id._count()

    def action_leave_out(self):
        """Leave the rows out, or take them in again."""
        self._check_open()
        left = self.filtered(lambda row: row.status == "left_out")
        (self - left).sudo().write({"status": "left_out"})
        left.sudo().write({"status": False})
        left._look()
        self.import_id._count()

    def action_undo(self):
        self._check_open()
        self._undo()
        self.import_id._count()

    def action_open_device(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "udi.device",
            "res_id": self.device_id.id,
            "views": [(False, "form")],
        }

    def _check_open(self):
        for job in self.import_id:
            job._check_may(("check", "done"))
        entered = self.filtered(lambda row: row.status == "entered")
        if entered:
            raise UserError(
                self.env._(
                    "Row %(row)s entered already. Change the device itself.",
                    row=entered[0].number,
                )
            )

    def _use_sure(self):
        self._use(set(SURE))

    def _use(self, codes):
        """Correct the values of the rows by their findings of these codes."""
        for row in self.sudo():
            found = [f for f in row._found() if f.code in codes & set(PROPOSED)]
            if found:
                used = {*(row.used or "").split(), *(f.code for f in found)}
                row.write(
                    {
                        "values": use(row.values, found),
                        "used": " ".join(sorted(used)),
                    }
                )
        self._look()

    def _undo(self):
        for row in self.sudo():
            row.write({"values": row.read_values, "used": False, "is_kept": False})
        self._look()

    def _mark_duplicates(self):
        """Two rows of one primary DI say two things: somebody must choose."""
        groups = self.env["udi.import.row"]._read_group(
            [("id", "in", self.ids), ("di_code", "!=", False)],
            ["di_code"],
            ["id:recordset"],
            having=[("__count", ">", 1)],
        )
        doubled = self.browse().union(*(rows for _code, rows in groups))
        doubled.sudo().write({"is_duplicate": True})
        doubled.with_user(self.import_id.user_id)._look()


class UdiImportGroup(models.Model):
    """All rows of an import with one finding, to be settled together."""

    _name = "udi.import.group"
    _description = "Finding of an Import"
    _order = "severity desc, row_count desc, id"
    _rec_name = "code"

    import_id = fields.Many2one(
        "udi.import", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(
        related="import_id.company_id", store=True, index="btree_not_null"
    )
    code = fields.Selection(FINDINGS, string="Finding", required=True)
    severity = fields.Selection(
        [("info", "To know"), ("1_warn", "To decide"), ("2_stop", "Cannot enter")],
        string="Means",
    )
    row_count = fields.Integer(string="Rows")
    has_proposal = fields.Boolean()
    example = fields.Char(string="For example")

    def action_use(self):
        self.ensure_one()
        self._rows()._check_open()
        self._rows()._use({self.code})
        self.import_id._count()

    def action_keep(self):
        self.ensure_one()
        self._rows().action_keep()

    def action_show(self):
        self.ensure_one()
        action = self.import_id.action_rows()
        domain = [("import_id", "=", self.import_id.id), ("id", "in", self._rows().ids)]
        return dict(action, domain=domain)

    def _rows(self):
        rows = self.env["udi.import.row"].search(
            [
                ("import_id", "=", self.import_id.id),
                ("status", "in", ("ready", "decide", "stop")),
                ("finding_code", "!=", False),
            ]
        )
        return rows.filtered(lambda row: self.code in {f.code for f in row._found()})
