from markupsafe import Markup

from odoo import api, fields, models

AT_ONCE = 500  # labels; more run in the background


class UdiLabelPrint(models.TransientModel):
    _name = "udi.label.print"
    _description = "Print Labels"

    what = fields.Selection(
        [("lot", "Each lot or serial"), ("package", "Each package")],
        string="A label for",
        required=True,
        default="lot",
    )
    lot_ids = fields.Many2many("stock.lot", string="Lots/serials")
    package_ids = fields.Many2many("stock.package", string="Packages")
    template_id = fields.Many2one(
        "udi.label.template",
        required=True,
        compute="_compute_template_id",
        store=True,
        readonly=False,
        precompute=True,
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
        help="What the package is, or is made up of. Empty: the DI of the lot.",
    )
    reason = fields.Char(string="Why again")
    record_count = fields.Integer(string="Chosen", compute="_compute_count")
    label_count = fields.Integer(compute="_compute_count")
    background = fields.Boolean(compute="_compute_count")
    again_count = fields.Integer(compute="_compute_history")
    history = fields.Char(compute="_compute_history")
    preview = fields.Html(compute="_compute_preview", sanitize=False)

    @api.depends("what")
    def _compute_template_id(self):
        for wizard in self:
            wizard.template_id = wizard._usual()

    @api.depends("lot_ids", "package_ids", "what")
    def _compute_device_ids(self):
        for wizard in self:
            devices = wizard._lots().sudo().udi_device_id
            wizard.device_ids = devices if len(devices) == 1 else devices.browse()

    @api.depends("lot_ids", "package_ids", "what", "copies")
    def _compute_count(self):
        for wizard in self:
            wizard.record_count = len(wizard._records())
            wizard.label_count = wizard.record_count * max(wizard.copies, 0)
            wizard.background = wizard.label_count > AT_ONCE

    @api.depends("lot_ids", "package_ids", "what", "di_id")
    def _compute_history(self):
        for wizard in self:
            printed = wizard._printed()
            wizard.again_count = len(printed)
            wizard.history = printed and wizard._told(printed)

    @api.depends(
        "lot_ids", "package_ids", "what", "template_id", "file_format", "di_id"
    )
    @api.depends_context("lang")
    def _compute_preview(self):
        for wizard in self:
            wizard.preview = wizard._shown()

    def _printed(self):
        """Record -> (times, last event) of those whose label was printed before."""
        name = f"{self.what}_id"
        domain = [("kind", "=", "printed"), (name, "in", self._records().ids)]
        if self.what == "lot" and self.di_id:
            domain.append(("di_code", "=", self.di_id.code))
        elif self.what == "lot":
            packages = self._lots().sudo().udi_device_id.package_di_ids.mapped("code")
            domain.append(("di_code", "not in", packages))
        counted = (
            self.env["udi.event"]
            .sudo()
            ._read_group(domain, [name], ["__count", "id:max"])
        )
        return {record: (count, last) for record, count, last in counted}

    def _told(self, printed):
        """Which print this is, and who made the last one."""
        times, _last = max(printed.values())
        newest = max(last for _times, last in printed.values())
        event = self.env["udi.event"].sudo().browse(newest)
        facts = {
            "user": event.user_name,
            "day": self.env["udi.finding"]._day(event.happened_at),
        }
        if self.record_count == 1:
            return self.env._(
                "Print number %(number)s, last by %(user)s on %(day)s.",
                number=times + 1,
                **facts,
            )
        return self.env._(
            "%(again)s of %(all)s were printed before, last by %(user)s on %(day)s.",
            again=len(printed),
            all=self.record_count,
            **facts,
        )

    def _shown(self):
        """The first and the last label."""
        records, template = self._ordered(), self.template_id._origin
        if not records or not template:
            return False
        ends = records[:1] | records[-1:]
        data = self._data(ends)
        layouts = template._compose([data[record.id] for record in ends])
        finding = self.env["udi.label.finding"]
        shown = [
            finding._preview(layout, template, record.display_name)
            for record, layout in zip(ends, layouts, strict=True)
        ]
        return Markup("").join(shown)
