from unittest.mock import patch

from odoo.tests import tagged

from .common import UdiCase


@tagged("post_install", "-at_install")
class TestTraceBudget(UdiCase):
    """What the page may ask of the database: not more because there is more to show."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.worker = cls.make_user("tracer", "udi_traceability.group_udi_user")
        cls.cell = cls.make_product("Cell")
        cls.few = cls.make_family("FEW", 5)
        cls.many = cls.make_family("MANY", 60)

    @classmethod
    def make_family(cls, name, count):
        """A component that went into so many serials."""
        lot = cls.make_lot(cls.cell, name)
        serials = cls.env["stock.lot"].create(
            [
                {"name": f"{name}-{number}", "product_id": cls.pump.product_id.id}
                for number in range(count)
            ]
        )
        cls.receive({lot: count})
        cls.produce(dict.fromkeys(serials, 1), {lot: count})
        return lot

    def ask(self, lot, method, *arguments):
        trace = self.env["udi.trace"].with_user(self.worker)
        return getattr(trace, f"udi_trace_{method}")("lot", lot.id, *arguments)

    def queries(self, lot, method, *arguments):
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.cr.sql_log_count
        self.ask(lot, method, *arguments)
        return self.cr.sql_log_count - before

    def calls(self, name, lot, method, *arguments):
        """What a method of the engine is asked while the page asks this."""
        trace = self.env.registry["udi.trace"]
        with patch.object(
            trace, name, autospec=True, side_effect=getattr(trace, name)
        ) as spy:
            self.ask(lot, method, *arguments)
        return spy.call_args_list

    def test_as_many_queries_for_sixty_serials_as_for_five(self):
        for question in (
            ("family", "down"),
            ("counts",),
            ("holdings",),
            ("holdings", "lot"),
            ("journey",),
        ):
            few, many = (
                min(self.queries(lot, *question) for _again in range(2))
                for lot in (self.few, self.many)
            )
            self.assertLessEqual(many, few, question)

    def test_as_many_queries_for_twelve_customers_as_for_two(self):
        customers = self.env["res.partner"].create(
            [
                {"name": f"Ward {n}", "country_id": self.env.ref(f"base.{code}").id}
                for n, code in enumerate(("de", "fr", "it", "es", "pl", "nl") * 2)
            ]
        )
        for customer in customers[:2]:
            self.ship({self.few: 1}, customer)
        for customer in customers:
            self.ship({self.many: 1}, customer)
        for question in (("holdings",), ("holdings", "country"), ("journey", "own")):
            few, many = (
                min(self.queries(lot, *question) for _again in range(2))
                for lot in (self.few, self.many)
            )
            self.assertLessEqual(many, few, question)

    def test_one_walk_for_each_question(self):
        for question in (
            ("holdings",),
            ("holdings", "lot"),
            ("holdings", "lot", 50),
            ("journey",),
            ("lines", {"step": "made"}),
        ):
            self.assertEqual(len(self.calls("_walk", self.many, *question)), 1)

    def test_only_what_a_page_shows_is_looked_into(self):
        [call] = self.calls("_link_rows", self.many, "family", "down")
        self.assertEqual(len(call.args[1]), 50)
        [call] = self.calls("_link_rows", self.many, "family", "down", False, 50)
        self.assertEqual(len(call.args[1]), 10)

    def test_a_further_page_by_lot_brings_its_rows_alone(self):
        first = self.ask(self.many, "holdings", "lot")
        self.assertIn("figures", first)
        self.assertFalse(self.calls("exposure", self.many, "holdings", "lot", 50))
        rest = self.ask(self.many, "holdings", "lot", 50)
        self.assertEqual({*rest}, {"by", "rows", "total"})
        rows = [row["lot_id"] for row in (*first["rows"], *rest["rows"])]
        self.assertEqual((len(set(rows)), rest["total"]), (61, 61))
