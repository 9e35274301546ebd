from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..tools import seal_file

STATES = [
    ("draft", "Not begun"),
    ("running", "Running"),
    ("whole", "Unbroken"),
    ("broken", "Broken"),
]
MANAGER = "udi_traceability.group_udi_manager"
# What a person gives; all else is found
GIVEN = {"file", "file_name"}


class UdiSealCheck(models.Model):
    """A check of the whole ledger against its seals, and what came out."""

    _name = "udi.seal.check"
    _description = "Verification of the Ledger"
    _inherit = "udi.background"
    _order = "id desc"

    name = fields.Char(compute="_compute_name")
    state = fields.Selection(STATES, required=True, readonly=True, default="draft")
    user_id = fields.Many2one(
        "res.users",
        string="Started by",
        required=True,
        readonly=True,
        default=lambda self: self.env.user,
    )
    started_at = fields.Datetime(readonly=True)
    ended_at = fields.Datetime(readonly=True)
    file = fields.Binary(
        string="Seals kept elsewhere",
        help="A file made by “Export seals” on an earlier day.",
    )
    file_name = fields.Char()
    reached = fields.Integer(string="Seals seen", readonly=True, aggregator=None)
    upto = fields.Integer(string="Seals", readonly=True, aggregator=None)
    place = fields.Integer(string="Events seen", readonly=True, aggregator=None)
    row_count = fields.Integer(string="Events", readonly=True, aggregator=None)
    progress = fields.Float(compute="_compute_progress")
    unsealed = fields.Integer(string="Not sealed yet", readonly=True, aggregator=None)
    wrong_code = fields.Char(readonly=True)
    wrong_seal = fields.Integer(string="Broken in seal", readonly=True, aggregator=None)
    wrong_event = fields.Integer(string="At event", readonly=True, aggregator=None)
    message = fields.Text(string="Result", readonly=True)

    @api.depends("started_at")
    def _compute_name(self):
        self.name = self.env._("Verification of the ledger")

    @api.depends("place", "row_count")
    def _compute_progress(self):
        for check in self:
            check.progress = 100 * check.place / (check.row_count or 1)

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            vals_list = [self._only_given(vals) for vals in vals_list]
        return super().create(vals_list)

    def write(self, vals):
        if not self.env.su:
            if any(check.state != "draft" for check in self):
                raise UserError(
                    self.env._("What came out is evidence. Start another check.")
                )
            vals = self._only_given(vals)
        return super().write(vals)

    def _only_given(self, vals):
        return {name: value for name, value in vals.items() if name in GIVEN}

    @api.model
    def _check_may(self):
        if not self.env.user.has_group(MANAGER):
            raise AccessError(
                self.env._(
                    "You may read the ledger, not verify it. The role UDI manager can."
                )
            )

    def action_start(self):
        """Verify, and compare with the file that was given."""
        self.ensure_one()
        self._check_may()
        if self.state != "draft":
            raise UserError(
                self.env._("This check has run. Start another one from the seals.")
            )
        if self.file:
            self._kept()
        return self.sudo()._begin()

    @api.model
    def _start(self):
        self._check_may()
        return self.sudo().create({"user_id": self.env.uid})._begin()

    def _begin(self):
        self._open_run()
        # a small ledger is through before the page is there
        self._do_part()
        if self.state == "running":
            self.env.ref("udi_traceability.ir_cron_seal_check")._trigger()
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
        }

    def _open_run(self):
        last = self.env["udi.seal"].search([], limit=1)
        [[count]] = self.env["udi.seal"]._read_group([], [], ["count:sum"])
        self.write(
            {
                "state": "running",
                "started_at": fields.Datetime.now(),
                "upto": last.number,
                "row_count": count or 0,
            }
        )

    def action_events(self):
        """The events of the seal that is broken, as they are now."""
        self.ensure_one()
        seal = self.env["udi.seal"].search([("number", "=", self.wrong_seal)])
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "udi_traceability.udi_event_action"
        )
        low = seal.first_id or self.wrong_event
        high = seal.last_id or self.wrong_event
        return dict(action, domain=[("id", ">=", low), ("id", "<=", high)], context={})

    @api.model
    def _cron_check(self):
        """Go on with what runs; once a week begin by itself."""
        latest = self.search([("state", "!=", "draft")], limit=1)
        week_ago = fields.Datetime.subtract(fields.Datetime.now(), days=7)
        if not latest or (latest.ended_at and latest.ended_at < week_ago):
            self.create({})._open_run()
        self._work_off()

    def _covers(self, seal):
        """Whether this check has found this seal whole."""
        return seal.number <= self.upto and (
            self.state == "whole" or 0 < seal.number < self.wrong_seal
        )

    def _kept(self):
        """The seals in the file; a file that holds none is refused in words."""
        try:
            _database, seals = seal_file.read(self.with_context(bin_size=False)._raw())
        except seal_file.SealFileError as error:
            said = {
                "not_json": self.env._("It is no file of seals."),
                "not_seals": self.env._("It does not begin as a file of seals does."),
                "bad_seal": self.env._("Line %(line)s is no seal.", line=error.line),
            }
            raise UserError(
                self.env._(
                    "%(file)s cannot be compared. %(why)s Choose a file that “Export "
                    "seals” made.",
                    file=self.file_name or self.env._("The file"),
                    why=said[error.code],
                )
            ) from error
        return seals
