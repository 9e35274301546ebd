from .common import UdiCase


class TraceCase(UdiCase):
    """Short words for what the engine answers: names in place of ids."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.cell = cls.make_product("Cell")
        cls.board = cls.make_product("Board")
        cls.trace = cls.env["udi.trace"]

    def lots(self, product, *names):
        return [self.make_lot(product, name) for name in names]

    def down(self, *lots, **options):
        found = self.trace.downstream(self.union(*lots), **options)
        return {self.name(each.lot_id): (each.depth, each.certain) for each in found}

    def up(self, lot, **options):
        found = self.trace.upstream(lot, **options)
        return {self.name(each.lot_id): (each.depth, each.certain) for each in found}

    def union(self, *lots):
        return self.env["stock.lot"].union(*lots)

    def name(self, lot_id):
        return self.env["stock.lot"].browse(lot_id).name

    def who(self, row):
        """The name of the partner or the place of a row."""
        partner = self.env["res.partner"].browse(row.partner_id)
        return partner.name or self.env["stock.location"].browse(row.location_id).name

    def held(self, *lots, **options):
        """{(lot name, kind, partner or place name): quantity}"""
        found = self.trace.holdings(self.union(*lots), **options)
        return {
            (self.name(each.lot_id), each.kind, self.who(each)): each.quantity
            for each in found
        }

    def adds_up(self, totals):
        """The sum that the screen shows, of the certain and of the possible."""
        for part in ("certain", "possible"):
            amount = {name: getattr(each, part) for name, each in totals.items()}
            self.assertAlmostEqual(
                amount["received"] + amount["made"] + amount["adjusted"],
                amount["shelf"]
                + amount["reserved"]
                + amount["transit"]
                + amount["delivered"]
                - amount["returned"]
                + amount["sent_back"]
                + amount["consumed"]
                + amount["scrapped"],
            )
