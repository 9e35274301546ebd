from odoo import api, fields, models

from ..tools.check_digit import gtin_is_valid, gtin_spellings
from ..tools.packs import nodes, problems


class UdiDevice(models.Model):
    """The identifiers of a device as one tree, and as bar codes in Odoo."""

    _inherit = "udi.device"

    package_tree = fields.Json(compute="_compute_package_tree")
    has_proposed_code = fields.Boolean(compute="_compute_has_proposed_code")

    @api.depends("di_ids.proposed_code")
    def _compute_has_proposed_code(self):
        for device in self:
            device.has_proposed_code = any(device.di_ids.mapped("proposed_code"))

    @api.depends(
        "device_count",
        "di_ids.code",
        "di_ids.role",
        "di_ids.contains_di_id",
        "di_ids.contains_qty",
        "di_ids.package_level_name",
        "di_ids.qty_confirmed",
        "di_ids.discontinue_date",
        "di_ids.uom_id",
        "product_id.product_uom_ids.barcode",
    )
    @api.depends_context("lang")
    def _compute_package_tree(self):
        for device in self:
            device.package_tree = device._package_tree()

    def _package_tree(self):
        """What the `udi_tree` widget draws: levels from the lowest up."""
        levels = self.di_ids.filtered(
            lambda di: di.role in ("primary", "package", "secondary")
        )
        by_key = {di._level(): di for di in levels}
        packs = levels.sorted(lambda di: di.role != "primary")._packs()
        found = problems(packs)
        above = {pack.inside for pack in packs}
        rows = [
            dict(
                by_key[node.pack.key]._tree_row(found.get(node.pack.key, ())),
                depth=node.depth,
                units=node.units,
            )
            for node in nodes(packs)
            # a second agency's DI is no level, unless packages are built on it
            if by_key[node.pack.key].role != "secondary" or node.pack.key in above
        ]
        return {"rows": rows, "loose": self._loose_packagings()}

    def _loose_packagings(self):
        """GTINs that Odoo has as packagings of the product, and no DI says."""
        known = set(self.di_ids.mapped("code"))
        return [
            {
                "barcode": row.barcode,
                "unit": row.uom_id.name,
                "id": row._origin.id,
            }
            for row in self.product_id.sudo().product_uom_ids
            if gtin_is_valid(row.barcode or "") and row.barcode.zfill(14) not in known
        ]

    @api.model_create_multi
    def create(self, vals_list):
        devices = super().create(vals_list)
        devices._take_product_barcode()
        return devices

    def write(self, vals):
        result = super().write(vals)
        if vals.get("state") == "active":
            # a second device of one product is refused here, before bar codes change
            self.flush_recordset(["state"])
            self.env["udi.di.given"]._in_use(self)
        if "product_id" in vals:
            self._take_product_barcode()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_identifiers(self):
        """Through the ORM: what was given out stays known after a cascade too."""
        self.filtered(lambda device: device.state == "draft").di_ids.unlink()

    def action_give_identifiers(self):
        """The dialog for those chosen, or for all that have no DI yet."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "udi_traceability.udi_gtin_allocate_action"
        )
        context = {"dialog_size": "extra-large"}
        if self:
            context |= {"active_model": self._name, "active_ids": self.ids}
        return dict(action, context=context)

    def _take_product_barcode(self):
        """A draft without DI gets the GTIN that its product has as bar code."""
        wanted = {}
        for device in self:
            barcode = device.product_id.barcode or ""
            draft = device.state in ("draft", "review")
            if draft and not device.primary_di_id and gtin_is_valid(barcode):
                wanted[barcode.zfill(14)] = device, barcode
        if not wanted or not self.env["udi.di"].has_access("create"):
            return
        given = self.env["udi.di.given"].sudo()
        taken = set(given.search([("code", "in", list(wanted))]).mapped("code"))
        self.env["udi.di"].create(
            [
                {"device_id": device.id, "code": barcode}
                for code, (device, barcode) in wanted.items()
                if code not in taken
            ]
        )

    def _sync_product_barcode(self):
        """Give products and packagings the GTINs of these devices as bar codes.

        A bar code of one's own stays; that of the device before this one does not.
        """
        wanted = {}
        for device in self:
            di, product = device.primary_di_id, device.product_id
            if di.issuing_agency == "gs1" and product._udi_takes_barcode(di):
                wanted[di] = product
        packages = self.package_di_ids.filtered(
            lambda di: (
                di.issuing_agency == "gs1" and di.uom_id and di.device_id.product_id
            )
        )
        taken = self._taken_barcodes(packages | self.env["udi.di"].union(*wanted))
        for di, product in wanted.items():
            if not taken & set(gtin_spellings(di.code)):
                product.sudo().barcode = di._barcode()
        self._make_packagings(
            packages.filtered(lambda di: not taken & set(gtin_spellings(di.code)))
        )

    def _make_packagings(self, dis):
        """Bar codes of packagings, and the packagings themselves on the products."""
        self.env["product.uom"].sudo().create(
            [
                {
                    "product_id": di.device_id.product_id.id,
                    "uom_id": di.uom_id.id,
                    "barcode": di._barcode(),
                    "company_id": di.company_id.id,
                }
                for di in dis
            ]
        )
        for template, mine in dis.grouped(
            lambda di: di.device_id.product_id.product_tmpl_id
        ).items():
            new = mine.uom_id - template.uom_id - template.uom_ids
            if new:
                template.sudo().uom_ids |= new

    def _taken_barcodes(self, dis):
        """Those of these GTINs that are some product's or packaging's bar code."""
        wanted = [each for di in dis for each in gtin_spellings(di.code)]
        domain = [("barcode", "in", wanted)]
        Product = self.env["product.product"].sudo().with_context(active_test=False)
        taken = set(Product.search(domain).mapped("barcode"))
        return taken | set(
            self.env["product.uom"].sudo().search(domain).mapped("barcode")
        )


class UdiDi(models.Model):
    _inherit = "udi.di"

    def _tree_row(self, findings):
        said = self._quantity_sentences(findings)
        problem = self.uom_id and self._uom_problem()
        if problem:
            spoken = self.env["udi.finding"]._spoken("unit", "warn", problem, "", "")
            said.append(spoken)
        origin = self._origin
        return {
            "id": origin.id or False,
            "code": self.code or "",
            "agency": dict(self._fields["issuing_agency"].selection).get(
                self.issuing_agency, ""
            ),
            "name": self.package_level_name or "",
            "primary": self.role == "primary",
            "quantity": self.contains_qty,
            "unit": self.uom_id.name or "",
            "ended": self.distribution_status == "ended",
            "findings": said,
        }
