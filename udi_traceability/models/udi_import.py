from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

BUSY = ("queued", "running")
AT_ONCE = 300  # rows that are done while a person waits


class UdiImport(models.Model):
    """One file of devices, from the file to what entered.

    Rows wait in a table of their own, for days and for two people if need be; nothing
    touches a device before somebody accepts.
    """

    _name = "udi.import"
    _inherit = ["udi.background"]
    _description = "Import of Devices"
    _order = "id desc"

    name = fields.Char(string="File", readonly=True, required=True)
    state = fields.Selection(
        [
            ("file", "File"),
            ("columns", "Columns"),
            ("check", "Check"),
            ("accept", "Accept"),
            ("done", "Done"),
        ],
        required=True,
        readonly=True,
        default="file",
    )
    job = fields.Selection(
        [("queued", "Waiting"), ("running", "Working"), ("failed", "Stopped")],
        readonly=True,
        index="btree_not_null",
    )
    step = fields.Selection(
        [
            ("read", "Reading"),
            ("check", "Checking"),
            ("use", "Correcting"),
            ("accept", "Entering"),
        ],
        readonly=True,
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        readonly=True,
        ondelete="cascade",
        index=True,
        default=lambda self: self.env.company,
    )
    user_id = fields.Many2one(
        "res.users",
        string="By",
        required=True,
        readonly=True,
        ondelete="restrict",
        default=lambda self: self.env.uid,
    )
    source = fields.Selection(
        [
            ("table", "Spreadsheet"),
            ("gudid", "FDA GUDID"),
            ("nmpa", "NMPA UDID"),
            ("eudamed", "EUDAMED"),
        ],
        readonly=True,
    )
    content = fields.Binary(attachment=True, readonly=True)
    sheet = fields.Char(readonly=True)
    sheet_list = fields.Json(readonly=True)
    signature = fields.Char(readonly=True, help="The same for files of one layout.")
    column_ids = fields.One2many("udi.import.column", "import_id", string="Columns")
    group_ids = fields.One2many("udi.import.group", "import_id", readonly=True)
    row_ids = fields.One2many("udi.import.row", "import_id", readonly=True)
    row_count = fields.Integer(string="Rows", readonly=True)
    place = fields.Integer(readonly=True, help="How far the running step is.")
    progress = fields.Float(compute="_compute_progress")
    ready_count = fields.Integer(string="Ready", readonly=True)
    decide_count = fields.Integer(string="To decide", readonly=True)
    stop_count = fields.Integer(string="Cannot enter", readonly=True)
    same_count = fields.Integer(string="Unchanged", readonly=True)
    new_count = fields.Integer(string="New", readonly=True)
    change_count = fields.Integer(string="Changed", readonly=True)
    correction_count = fields.Integer(string="Corrections", readonly=True)
    corrected_count = fields.Integer(string="Corrected", readonly=True)
    entered_new = fields.Integer(string="New devices", readonly=True)
    entered_changed = fields.Integer(string="Changed devices", readonly=True)
    message = fields.Char(readonly=True)

    @api.depends("place", "row_count", "step")
    def _compute_progress(self):
        for job in self:
            job.progress = 100.0 * job.place / (job.row_count or 1)

    def write(self, vals):
        """People change the columns; all else is written by the steps."""
        if not self.env.su and set(vals) - {"column_ids"}:
            raise AccessError(
                self.env._("An import goes on by its buttons only. Use one of them.")
            )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_not_busy(self):
        busy = self.filtered(lambda job: job.job in BUSY)
        if busy:
            raise UserError(
                self.env._(
                    "%(file)s is being worked on. Stop it first.", file=busy[0].name
                )
            )

    def action_check(self):
        """Read the rows by these columns and look for what is wrong."""
        self.ensure_one()
        self._check_may(("columns", "check"))
        if self.source == "table":
            self.column_ids._check_ready()
            self.column_ids._remember()
        self._start("read")

    def action_columns(self):
        """Back to the columns: the rows are read anew afterwards."""
        self.ensure_one()
        self._check_may(("check",))
        self.sudo().state = "columns"

    def action_use_all(self):
        """Put in every correction that follows from the text alone."""
        self.ensure_one()
        self._check_may(("check",))
        self._start("use")

    def action_undo(self):
        """Take all corrections back: the rows are as the file has them."""
        self.ensure_one()
        self._check_may(("check",))
        self.row_ids.filtered("used")._undo()
        self._count()

    def action_accept(self):
        """Let the ready rows in; the others stay here."""
        self.ensure_one()
        self._check_may(("check", "done"))
        if not self.ready_count:
            raise UserError(
                self.env._("No row is ready. Decide about the rows with a finding.")
            )
        self.sudo().state = "accept"
        self._start("accept")

    def action_stop(self):
        """Stop between two parts; what entered stays, the rest waits."""
        self.check_access("write")
        for job in self.sudo().filtered(lambda job: job.job in BUSY):
            job.write({"job": "failed", "message": self.env._("Stopped.")})

    def action_resume(self):
        self.check_access("write")
        stopped = self.sudo().filtered(lambda job: job.job == "failed")
        stopped.write({"job": "queued", "message": False})
        stopped._wake()

    def action_rows(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "udi_traceability.udi_import_row_action"
        )
        return dict(action, domain=[("import_id", "=", self.id)])

    def action_download_left(self):
        """What did not enter, as a sheet to mend and bring again."""
        self.ensure_one()
        self.check_access("read")
        left = self.row_ids.filtered(lambda row: row.status in ("decide", "stop"))
        return self.env["udi.device.export"]._download(
            self.env._("left of %(file)s", file=self.name),
            [row.values for row in left],
            [row.finding_text for row in left],
        )

    def _check_may(self, states):
        """One step at a time: who comes at the same moment is told to wait."""
        self.check_access("write")
        if self.job in BUSY or not self.sudo().try_lock_for_update():
            raise UserError(
                self.env._(
                    "%(file)s is being worked on. Wait for the end.", file=self.name
                )
            )
        if self.state not in states:
            names = dict(self._fields["state"]._description_selection(self.env))
            raise UserError(
                self.env._(
                    "%(file)s is at “%(state)s”. Load the page again.",
                    file=self.name,
                    state=names[self.state],
                )
            )
