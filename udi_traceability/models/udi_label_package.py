from collections import defaultdict

from odoo import api, models

from ..tools.container import container
from ..tools.label import LabelData


class UdiLabelData(models.AbstractModel):
    """What labels say about packages: the container, and what it holds.

    GS1 General Specifications 6.6: an SSCC (AI 00); for one article, its GTIN and
    count (02, 37), and lot and expiry where all units share them. A package that is
    itself an article, a case, says its own GTIN (01) instead.
    """

    _inherit = "udi.label.data"

    @api.model
    def _of_packages(self, packages, di=None, spare=""):
        """Package id -> `LabelData`; the number of queries does not grow with them.

        :param di: `udi.di` of the pack level: what each package is, or is made up of
        :param spare: SSCC that a preview shows for a package without one
        """
        packages = packages.sudo()
        content = self._content_of(packages)
        lots = self.env["stock.lot"].sudo()
        products = self.env["product.product"].sudo()
        for held in content.values():
            for product, lot in held:
                products, lots = products | product, lots | lot
        languages = self._languages()
        names = self._names(products, languages)
        facts = {
            device: self._device_facts(device, languages)
            for device in (*lots.udi_device_id, lots.udi_device_id.browse())
        }
        places = self._places_of(packages)
        return {
            package.id: LabelData(
                udi=self._package_value(
                    package._udi_sscc() or spare, content[package], di
                ),
                **self._content_facts(content[package], names),
                **facts[self._only_lots(content[package]).udi_device_id],
                **places[package],
            )
            for package in packages
        }

    def _content_of(self, packages):
        """Package -> {(product, lot): quantity}: what lies in it, or soon will."""
        content = {package: defaultdict(float) for package in packages}
        quants = self.env["stock.quant"].search(
            [("package_id", "child_of", packages.ids), ("quantity", ">", 0)]
        )
        by_id = {package.id: package for package in packages}
        for quant in quants:
            for number in filter(by_id.get, self._path(quant.package_id)):
                content[by_id[number]][quant.product_id, quant.lot_id] += quant.quantity
        children, every = packages._get_all_children_package_dest_ids()
        around = defaultdict(set)
        for package in packages:
            for number in (package.id, *children[package]):
                around[number].add(package)
        for line in self._coming_lines(every):
            for package in around[line.result_package_id.id]:
                # what moves as it lies was counted above
                if package.id not in self._path(line.package_id):
                    held = content[package]
                    held[line.product_id, line.lot_id] += line.quantity_product_uom
        return content

    def _coming_lines(self, package_ids):
        return self.env["stock.move.line"].search(
            [
                ("result_package_id", "in", list(package_ids)),
                ("state", "not in", ("done", "cancel")),
                ("quantity", ">", 0),
            ]
        )

    def _path(self, package):
        """Ids of a package and all that it lies in."""
        return [int(each) for each in (package.parent_path or "").split("/") if each]

    def _only_lots(self, held):
        """The lots of a package with one article in it; none if there are several."""
        lots = self.env["stock.lot"].sudo().union(*(lot for _product, lot in held))
        products = {product for product, _lot in held}
        single = len(products) == 1 and len(lots.udi_di_id) == 1
        return lots if single and all(lot for _, lot in held) else lots.browse()

    def _package_value(self, number, held, di):
        """The `Udi` of a package: what all units in it share, else its number only."""
        lots, total = self._only_lots(held), sum(held.values())
        level = (di or lots.udi_di_id).sudo()
        count, rest = divmod(total, level.unit_qty or 1)
        if not lots or rest or level.issuing_agency != "gs1":
            return container(number)
        expiries = set(lots.mapped("udi_expiration_date"))
        return container(
            number,
            article=level.code if di and count == 1 else "",
            content=level.code,
            count=int(count),
            lot=self._lot_number(lots),
            expiry=expiries.pop() or None if len(expiries) == 1 else None,
        )

    def _lot_number(self, lots):
        """The lot that all units share; serial numbers have no place on a package."""
        numbers = {lot._udi_value().lot for lot in lots}
        return (numbers.pop() or "") if len(numbers) == 1 else ""

    def _content_facts(self, held, names):
        """What people read: the article or that they are mixed, and how many."""
        products = self.env["product.product"].union(*(product for product, _ in held))
        if len(products) != 1:
            mixed = self.env._("%(count)s articles", count=len(products))
            empty = self.env._("Empty package")
            return {"names": ((self.env.lang or "en_US", mixed if held else empty),)}
        total = sum(held.values())
        return {
            "names": names[products.id],
            "quantity": int(total) if total == int(total) else None,
            "unit": products.uom_id.name,
        }

    def _places_of(self, packages):
        """Package -> where it comes from and goes to, by its newest delivery."""
        _children, every = packages._get_all_children_package_dest_ids()
        lines = self.env["stock.move.line"].search(
            [
                ("result_package_id", "in", list(every)),
                ("picking_id.picking_type_code", "=", "outgoing"),
                ("state", "!=", "cancel"),
            ],
            order="id desc",
        )
        deliveries = {}
        for line in lines:
            for number in self._path(line.result_package_id):
                deliveries.setdefault(number, line.picking_id)
        return {
            package: self._places(deliveries.get(package.id)) for package in packages
        }

    def _places(self, delivery):
        if not delivery:
            return {}
        warehouse = delivery.picking_type_id.warehouse_id
        sender = warehouse.partner_id or delivery.company_id.partner_id
        return {
            "ship_from": self._place(sender),
            "ship_to": self._place(delivery.partner_id),
            "order": delivery.origin or delivery.name,
        }

    def _place(self, partner):
        if not partner:
            return ""
        return f"{partner.display_name}\n{partner._udi_address()}"
