from odoo import api, models
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
USUAL = {"lot": "unit_50x25", "package": "case_100x150"}


class UdiLabelPrint(models.TransientModel):
    """What the labels are printed for."""

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
