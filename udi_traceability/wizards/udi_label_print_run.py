from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Command

# Where people print from -> where its lots and packages are. Orders of production
# are there only with their addon, on which this one does not depend.
LOTS = {
    "stock.lot": (),
    "stock.picking": ("move_line_ids.lot_id",),
    "stock.package": ("contained_quant_ids.lot_id", "move_line_ids.lot_id"),
    "sale.order": ("picking_ids.move_line_ids.lot_id",),
    "mrp.production": ("lot_producing_ids", "finished_move_line_ids.lot_id"),
}
PACKAGES = {
    "stock.package": (),
    "stock.picking": ("move_line_ids.result_package_id",),
}
MOST = 100_000  # labels of one print
USUAL = {"lot": "unit_50x25", "package": "case_100x150"}


class UdiLabelPrint(models.TransientModel):
    """What the labels are printed for, and what happens when Print is pressed."""

    _inherit = "udi.label.print"

    @api.model
    def default_get(self, fields):
        defaults = super().default_get(fields)
        model = self.env.context.get("active_model")
        ids = self.env.context.get("active_ids") or []
        # the browser takes commands only, no list of ids
        if "lot_ids" in fields and "lot_ids" not in defaults and model in LOTS:
            lots = self._found(model, ids, LOTS[model])
            # who chose a lot gets told why it has no label
            lots = lots if model == "stock.lot" else lots.filtered("udi_di_id")
            defaults["lot_ids"] = [Command.set(lots.ids)]
        if "package_ids" in fields and model in PACKAGES:
            packages = self._found(model, ids, PACKAGES[model])
            defaults.setdefault("package_ids", [Command.set(packages.ids)])
        if model == "stock.package" and "default_what" not in self.env.context:
            defaults["what"] = "package"
        return defaults

    @api.model
    def _found(self, model, ids, paths):
        """The lots or packages that lie at the end of these paths."""
        records = self.env[model].browse(ids)
        if not paths:
            return records
        first, *others = (records.mapped(path) for path in paths)
        return first.union(*others)

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

    def _usual(self):
        """The template this person printed last for such things, else a preset."""
        last = self.env["udi.label.job"].search(
            [
                ("user_id", "=", self.env.uid),
                ("what", "=", self.what),
                ("template_id.active", "=", True),
            ],
            limit=1,
        )
        preset = f"udi_traceability.udi_label_template_{USUAL[self.what or 'lot']}"
        return last.template_id or self.env.ref(preset)

    def _records(self):
        """The lots or packages that get a label each."""
        records = self.package_ids if self.what == "package" else self.lot_ids
        return records._origin

    def _ordered(self):
        records = self._records()
        if self.what == "package":
            return records.sorted(lambda package: (package.name, package.id))
        return records.sorted(lambda lot: (lot.product_id.id, lot.name, lot.id))

    def _lots(self):
        """The lots that the labels are about, in packages too."""
        if self.what != "package":
            return self.lot_ids._origin
        packages = self.package_ids._origin
        return self._found("stock.package", packages.ids, LOTS["stock.package"])

    def _data(self, records):
        """Record id -> `LabelData`; a package shows the number it would get."""
        data, di = self.env["udi.label.data"], self.di_id._origin
        if self.what != "package":
            return data._of_lots(records, di)
        prefix = self.env["udi.gtin.prefix"]._of_company(self.env.company)
        spare = prefix._coming_sscc() if prefix else ""
        return data._of_packages(records, di, spare)

    def action_print(self):
        """Make the file at once, or start a run in the background."""
        self.ensure_one()
        self._check_may_print()
        records = self._ordered()
        if self.what == "package" and self.template_id._prints("sscc"):
            records._udi_give_sscc(self.env.company)
        job = self.env["udi.label.job"].sudo().create(self._job_vals(records))
        if self.background:
            job._wake()
            return {
                "type": "ir.actions.act_window",
                "res_model": job._name,
                "res_id": job.id,
                "views": [(False, "form")],
            }
        while job.state in ("queued", "running"):
            job._do_part()
        if job.state == "failed":
            # the transaction goes back: nothing was printed, nothing is counted
            raise UserError(
                self.env._("Nothing was printed. %(why)s", why=job.stopped_by)
            )
        # the web client closes the dialog for a target other than "download"
        download = job.with_user(self.env.user).action_download()
        return dict(download, target="new", close=True)

    def _check_may_print(self):
        """Refuse what cannot be printed, or not by this person."""
        for records in (self.lot_ids, self.package_ids, self.template_id, self.di_id):
            records.check_access("read")
        self._check_count()
        self._check_level()
        if self.again_count and not (self.reason or "").strip():
            raise UserError(
                self.env._("%(history)s Say why again.", history=self.history)
            )

    def _check_count(self):
        if not self.record_count:
            raise UserError(
                self.env._("There is nothing to print. Choose lots or packages.")
            )
        if not self.copies >= 1 or self.label_count > MOST:
            raise UserError(
                self.env._(
                    "%(copies)s copies of %(count)s labels cannot be printed. Copies: "
                    "1 or more, and no more than %(most)s labels in all.",
                    copies=self.copies,
                    count=self.record_count,
                    most=MOST,
                )
            )

    def _check_level(self):
        """A pack level belongs to the device, and goes into each package evenly."""
        if not self.di_id:
            return
        if self.di_id.device_id != self._lots().sudo().udi_device_id:
            raise UserError(
                self.env._(
                    "Pack level %(code)s is not of the device of these lots. Choose "
                    "a level of that device, and lots of one device.",
                    code=self.di_id.code,
                )
            )
        if self.what == "package":
            self._check_whole()

    def _check_whole(self):
        packages, units = self._records().sudo(), self.di_id.sudo().unit_qty
        for package, held in self.env["udi.label.data"]._content_of(packages).items():
            if sum(held.values()) % units:
                raise UserError(
                    self.env._(
                        "%(package)s holds %(units)s, no whole number of "
                        "%(level)s. Empty the pack level, or count again.",
                        package=package.name,
                        units=self.env["udi.finding"]._units(sum(held.values())),
                        level=self.di_id.display_name,
                    )
                )

    def _job_vals(self, records):
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
            "what": self.what,
            "record_list": records.ids,
            "record_count": len(records),
        }
