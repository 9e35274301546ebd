from datetime import date, timedelta

from odoo.fields import Command
from odoo.tests import TransactionCase, new_test_user

from ..tools.check_digit import gtin_check_digit

GS = "\x1d"
FAR = date(2100, 1, 1)


def gtin(number, indicator=0):
    """A GTIN-14 with the right check digit below the example prefix of GS1."""
    body = f"{indicator}9506000{number:05d}"
    return body + gtin_check_digit(body)


def carrier(di=None, lot=None, serial=None, made=None, expires=None):
    """The text that a reader sends for a GS1 label."""
    text = "]d2"
    for code, value in (("01", di), ("11", made), ("17", expires)):
        if value:
            text += code + (value if isinstance(value, str) else f"{value:%y%m%d}")
    if lot:
        text += "10" + lot + (GS if serial else "")
    if serial:
        text += "21" + serial
    return text


class UdiCase(TransactionCase):
    """A company with a warehouse, customers, devices, and people in their roles."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls.env.company
        cls.company.partner_id.tz = "Europe/Berlin"
        cls.env.user.tz = "Europe/Berlin"
        cls.today = cls.company._udi_today()
        cls.env.user.group_ids += cls.env.ref("udi_traceability.group_udi_manager")
        cls.warehouse = cls.env["stock.warehouse"].search(
            [("company_id", "=", cls.company.id)], limit=1
        )
        cls.shelf = cls.warehouse.lot_stock_id
        cls.customers = cls.env.ref("stock.stock_location_customers")
        cls.suppliers = cls.env.ref("stock.stock_location_suppliers")
        cls.quarantine = cls.env["stock.location"].create(
            {
                "name": "Quarantine",
                "location_id": cls.warehouse.view_location_id.id,
                "usage": "internal",
                "udi_quarantine": True,
            }
        )
        cls.production = cls.env["stock.location"].search(
            [("usage", "=", "production"), ("company_id", "=", cls.company.id)], limit=1
        )
        cls.maker, cls.hospital, cls.clinic = cls.env["res.partner"].create(
            [
                {"name": "Maker", "is_company": True},
                {"name": "Hospital", "is_company": True},
                {"name": "Clinic", "is_company": True},
            ]
        )
        cls.hospital_ward = cls.env["res.partner"].create(
            {"name": "Ward 3", "parent_id": cls.hospital.id, "type": "delivery"}
        )
        cls.pump = cls.make_device("Pump P", 10001, tracking="serial")
        cls.glove = cls.make_device("Glove G", 10002, tracking="lot")

    @classmethod
    def make_user(cls, login, group=None, **values):
        # the group that Odoo gives every new employee; without it the delivery
        # addons of Odoo refuse stock users their own transfers
        groups = "base.group_user,base.group_partner_manager"
        groups += f",{group}" if group else ""
        return new_test_user(cls.env, login, groups=groups, **values)

    @classmethod
    def make_product(cls, name, tracking="lot", **values):
        return cls.env["product.product"].create(
            {
                "name": name,
                "type": "consu",
                "is_storable": True,
                "tracking": tracking,
                **values,
            }
        )

    @classmethod
    def make_device(cls, name, number, tracking="lot", active=True, **values):
        """An active device with its product, primary DI and a case of ten."""
        product = values.pop("product", None) or cls.make_product(name, tracking)
        device = cls.env["udi.device"].create(
            {
                "brand_name": name,
                "model_number": f"M{number}",
                "product_id": product.id,
                "manufacturer_id": cls.maker.id,
                "pi_lot": tracking == "lot",
                "pi_serial": tracking == "serial",
                "di_ids": [Command.create({"code": gtin(number)})],
                **values,
            }
        )
        cls.env["udi.di"].create(
            {
                "device_id": device.id,
                "code": gtin(number, 1),
                "role": "package",
                "contains_di_id": device.primary_di_id.id,
                "contains_qty": 10,
            }
        )
        if active:
            device.action_activate()
        return device

    @classmethod
    def make_lot(cls, device_or_product, name, **values):
        product = device_or_product
        if product._name == "udi.device":
            product = product.product_id
        return cls.env["stock.lot"].create(
            {"name": name, "product_id": product.id, **values}
        )

    @classmethod
    def relabel(cls, lot, **values):
        """Change what the label of a moved lot says, with a reason."""
        lot.write({**values, "udi_edit_reason": "Label compared"})

    @classmethod
    def make_picking(cls, src, dest, moves, partner=None, code="internal", **values):
        """A confirmed transfer.

        :param moves: list of (product, quantity)
        """
        kinds = {
            "incoming": cls.warehouse.in_type_id,
            "outgoing": cls.warehouse.out_type_id,
            "internal": cls.warehouse.int_type_id,
        }
        picking = cls.env["stock.picking"].create(
            {
                "picking_type_id": kinds[code].id,
                "location_id": src.id,
                "location_dest_id": dest.id,
                "partner_id": partner.id if partner else False,
                "move_ids": [
                    Command.create(
                        {
                            "product_id": product.id,
                            "product_uom_qty": quantity,
                            "product_uom": product.uom_id.id,
                            "location_id": src.id,
                            "location_dest_id": dest.id,
                        }
                    )
                    for product, quantity in moves
                ],
                **values,
            }
        )
        picking.action_confirm()
        return picking

    @classmethod
    def make_receipt(cls, moves, partner=None):
        partner = partner or cls.maker
        return cls.make_picking(cls.suppliers, cls.shelf, moves, partner, "incoming")

    @classmethod
    def make_delivery(cls, moves, partner=None):
        partner = partner or cls.hospital
        picking = cls.make_picking(cls.shelf, cls.customers, moves, partner, "outgoing")
        picking.action_assign()
        return picking

    @classmethod
    def move_lots(cls, quantities, src, dest, partner=None, code="internal"):
        """A done transfer of given lots.

        :param dict quantities: lot -> quantity
        """
        picking = cls.make_picking(src, dest, [], partner, code)
        cls.env["stock.move.line"].create(
            [
                {
                    "picking_id": picking.id,
                    "product_id": lot.product_id.id,
                    "lot_id": lot.id,
                    "quantity": quantity,
                    "location_id": src.id,
                    "location_dest_id": dest.id,
                    "picked": True,
                }
                for lot, quantity in quantities.items()
            ]
        )
        picking._action_done()
        return picking

    @classmethod
    def receive(cls, quantities, partner=None):
        partner = partner or cls.maker
        return cls.move_lots(
            quantities, cls.suppliers, cls.shelf, partner, code="incoming"
        )

    @classmethod
    def ship(cls, quantities, partner=None):
        partner = partner or cls.hospital
        return cls.move_lots(
            quantities, cls.shelf, cls.customers, partner, code="outgoing"
        )

    @classmethod
    def take_back(cls, quantities, partner=None):
        partner = partner or cls.hospital
        return cls.move_lots(
            quantities, cls.customers, cls.shelf, partner, code="incoming"
        )

    @classmethod
    def produce(cls, finished, components):
        """What an order of production leaves behind: lines, and links between them.

        :param dict finished: lot -> quantity made
        :param dict components: lot -> quantity used
        """
        used = cls._production_lines(components, cls.shelf, cls.production)
        made = cls._production_lines(finished, cls.production, cls.shelf)
        made.consume_line_ids = used
        return made

    @classmethod
    def _production_lines(cls, quantities, src, dest):
        moves = cls.env["stock.move"].create(
            [
                {
                    "product_id": lot.product_id.id,
                    "product_uom_qty": quantity,
                    "product_uom": lot.product_id.uom_id.id,
                    "location_id": src.id,
                    "location_dest_id": dest.id,
                    "picked": True,
                    "move_line_ids": [
                        Command.create(
                            {
                                "product_id": lot.product_id.id,
                                "lot_id": lot.id,
                                "quantity": quantity,
                                "location_id": src.id,
                                "location_dest_id": dest.id,
                                "picked": True,
                            }
                        )
                    ],
                }
                for lot, quantity in quantities.items()
            ]
        )
        moves._action_done()
        return moves.move_line_ids

    def in_days(self, count):
        return self.today + timedelta(days=count)

    def events(self, kind, **values):
        domain = [("kind", "=", kind)]
        domain += [(name, "=", value) for name, value in values.items()]
        return self.env["udi.event"].search(domain)
