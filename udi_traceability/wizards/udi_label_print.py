from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

AT_ONCE = 500  # labels; more run in the background
MOST = 100_000


class UdiLabelPrint(models.TransientModel):
    _name = "udi.label.print"
    _description = "Print Labels"

    lot_ids = fields.Many2many("stock.lot", string="Lots/serials", required=True)
    template_id = fields.Many2one(
        "udi.label.template", required=True, default=lambda self: self._usual()
    )
    copies = fields.Integer(default=1, required=True, help="Of each label.")
    file_format = fields.Selection(
        [("pdf", "PDF"), ("zpl", "ZPL")], string="File", default="pdf", required=True
    )
    device_ids = fields.Many2many("udi.device", compute="_compute_device_ids")
    di_id = fields.Many2one(
        "udi.di",
        string="Pack level",
        domain="[('device_id', 'in', device_ids), ('role', '=', 'package')]",
        help="For the label of a package: its DI. Empty: the DI of the lot.",
    )
    reason = fields.Char(string="Why again")
    lot_count = fields.Integer(compute="_compute_count")
    label_count = fields.Integer(compute="_compute_count")
    background = fields.Boolean(compute="_compute_count")
    again_count = fields.Integer(compute="_compute_history")
    history = fields.Char(compute="_compute_history")
    preview = fields.Html(compute="_compute_preview", sanitize=False)

    @api.model
    def _usual(self):
        """The template this person printed last, else the first."""
        last = self.env["udi.label.job"].search(
            [("user_id", "=", self.env.uid), ("template_id.active", "=", True)], limit=1
        )
        preset = self.env.ref("udi_traceability.udi_label_template_unit_50x25")
        return last.template_id or preset

    @api.model
    def default_get(self, fields):
        defaults = super().default_get(fields)
        if "lot_ids" in fields and "lot_ids" not in defaults:
            lots = self._lots_of(
                self.env.context.get("active_model"),
                self.env.context.get("active_ids") or [],
            )
            # the browser takes commands only, no list of ids
            defaults["lot_ids"] = [Command.set(lots.ids)]
        return defaults

    @api.model
    def _lots_of(self, model, ids):
        """The lots and serials of devices among what was chosen."""
        if model == "stock.lot":
            return self.env["stock.lot"].browse(ids)
        if model == "stock.picking":
            lots = self.env[model].browse(ids).move_line_ids.lot_id
        elif model == "stock.package":
            lots = self.env[model].browse(ids).contained_quant_ids.lot_id
        else:
            lots = self.env["stock.lot"]
        return lots.filtered("udi_di_id")

    @api.model
    def _action_open(self, records):
        """The dialog for what `records` hold."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Print labels"),
            "res_model": self._name,
            "views": [(False, "form")],
            "target": "new",
            "context": {"active_model": records._name, "active_ids": records.ids},
        }

    @api.depends("lot_ids")
    def _compute_device_ids(self):
        for wizard in self:
            devices = wizard.lot_ids._origin.sudo().udi_device_id
            wizard.device_ids = devices if len(devices) == 1 else devices.browse()

    @api.depends("lot_ids", "copies")
    def _compute_count(self):
        for wizard in self:
            wizard.lot_count = len(wizard.lot_ids)
            wizard.label_count = wizard.lot_count * max(wizard.copies, 0)
            wizard.background = wizard.label_count > AT_ONCE

    @api.depends("lot_ids", "di_id")
    def _compute_history(self):
        for wizard in self:
            printed = wizard._printed()
            wizard.again_count = len(printed)
            wizard.history = printed and wizard._told(printed)

    @api.depends("lot_ids", "template_id", "file_format", "di_id")
    @api.depends_context("lang")
    def _compute_preview(self):
        for wizard in self:
            wizard.preview = wizard._shown()

    def _printed(self):
        """Lot -> (times, last event) of those whose label was printed before."""
        lots = self.lot_ids._origin
        domain = [("lot_id", "in", lots.ids), ("kind", "=", "printed")]
        if self.di_id:
            domain.append(("di_code", "=", self.di_id.code))
        else:
            packages = lots.sudo().udi_device_id.package_di_ids.mapped("code")
            domain.append(("di_code", "not in", packages))
        counted = (
            self.env["udi.event"]
            .sudo()
            ._read_group(domain, ["lot_id"], ["__count", "id:max"])
        )
        return {lot: (count, last) for lot, count, last in counted}

    def _told(self, printed):
        """Which print this is, and who made the last one."""
        times, _last = max(printed.values())
        newest = max(last for _times, last in printed.values())
        event = self.env["udi.event"].sudo().browse(newest)
        facts = {
            "user": event.user_name,
            "day": self.env["udi.finding"]._day(event.happened_at),
        }
        if len(self.lot_ids) == 1:
            return self.env._(
                "Print number %(number)s, last by %(user)s on %(day)s.",
                number=times + 1,
                **facts,
            )
        return self.env._(
            "%(again)s of %(all)s were printed before, last by %(user)s on %(day)s.",
            again=len(printed),
            all=len(self.lot_ids),
            **facts,
        )

    def _shown(self):
        """The first and the last label."""
        lots, template = self._ordered(), self.template_id._origin
        if not lots or not template:
            return False
        ends = lots[:1] | lots[-1:]
        data = ends._udi_label_data(self.di_id._origin)
        layouts = template._compose([data[lot.id] for lot in ends])
        finding = self.env["udi.label.finding"]
        shown = [
            finding._preview(layout, template, lot.display_name)
            for lot, layout in zip(ends, layouts, strict=True)
        ]
        return Markup("").join(shown)

    def _ordered(self):
        lots = self.lot_ids._origin
        return lots.sorted(lambda lot: (lot.product_id.id, lot.name, lot.id))

    def action_print(self):
        """Make the file at once, or start a run in the background."""
        self.ensure_one()
        self._check_may_print()
        lots = self._ordered()
        job = self.env["udi.label.job"].sudo().create(self._job_vals(lots))
        if self.background:
            job._wake()
            return {
                "type": "ir.actions.act_window",
                "res_model": job._name,
                "res_id": job.id,
                "views": [(False, "form")],
            }
        while job.state in ("queued", "running"):
            job._print_part()
        if job.state == "failed":
            # the transaction goes back: nothing was printed, nothing is counted
            raise UserError(
                self.env._("Nothing was printed. %(why)s", why=job.stopped_by)
            )
        # the web client closes the dialog for a target other than "download"
        download = job.with_user(self.env.user).action_download()
        return dict(download, target="new", close=True)

    def _check_may_print(self):
        self.lot_ids.check_access("read")
        self.template_id.check_access("read")
        self.di_id.check_access("read")
        if not self.lot_ids:
            raise UserError(
                self.env._("There is nothing to print. Choose lots or serials.")
            )
        if not self.copies >= 1 or self.label_count > MOST:
            raise UserError(
                self.env._(
                    "%(copies)s copies of %(lots)s labels cannot be printed. Copies: 1 "
                    "or more, and no more than %(most)s labels in all.",
                    copies=self.copies,
                    lots=self.lot_count,
                    most=MOST,
                )
            )
        if self.di_id and self.di_id.device_id != self.lot_ids.sudo().udi_device_id:
            raise UserError(
                self.env._(
                    "Pack level %(code)s is not of the device of these lots. Choose "
                    "a level of that device, and lots of one device.",
                    code=self.di_id.code,
                )
            )
        if self.again_count and not (self.reason or "").strip():
            raise UserError(
                self.env._("%(history)s Say why again.", history=self.history)
            )

    def _job_vals(self, lots):
        return {
            "name": self.env._(
                "%(template)s, %(count)s labels",
                template=self.template_id.name,
                count=self.label_count,
            ),
            "template_id": self.template_id.id,
            "company_id": self.env.company.id,
            "user_id": self.env.uid,
            "file_format": self.file_format,
            "copies": self.copies,
            "di_id": self.di_id.id,
            "reason": (self.reason or "").strip() or False,
            "lot_list": lots.ids,
            "lot_count": len(lots),
        }
