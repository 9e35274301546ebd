from unittest.mock import patch

from odoo import fields

from ..models import stock_move_line_quant
from .common import UdiCase

KEY = ("product_id", "location_id", "lot_id", "package_id", "owner_id")
FACTS = ("quantity", "reserved_quantity", "in_date")


class BothWays(UdiCase):
    """Whatever moves ends where Odoo's own way, quant by quant, would have put it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.serials = cls.env["stock.lot"].create(
            [
                {"name": f"SN{number}", "product_id": cls.pump.product_id.id}
                for number in range(8)
            ]
        )
        cls.lots = cls.env["stock.lot"].create(
            [
                {"name": f"L{number}", "product_id": cls.glove.product_id.id}
                for number in range(8)
            ]
        )
        cls.products = cls.pump.product_id + cls.glove.product_id

    def quants(self):
        """Each quant that holds something: its key and what it says."""
        self.env.invalidate_all()
        found = self.env["stock.quant"].search(
            [("product_id", "in", self.products.ids)]
        )
        return sorted(
            tuple(quant[name].id or 0 for name in KEY)
            + tuple(quant[name] for name in FACTS)
            for quant in found
            if quant.quantity or quant.reserved_quantity
        )

    def both_ways(self, scenario):
        """The quants after `scenario`, and the empty ones left, by either way."""
        now = fields.Datetime.now()
        found = []
        for few in (stock_move_line_quant.FEW, 1_000_000):
            with (
                patch.object(stock_move_line_quant, "FEW", few),
                patch.object(fields.Datetime, "now", lambda: now),
                self.env.cr.savepoint(flush=True) as savepoint,
            ):
                scenario()
                found.append(self.quants())
                savepoint.rollback()
            self.env.invalidate_all()
        self.assertTrue(found[0])
        self.assertEqual(*found)
        return found[0]
