from threading import Thread

from odoo import SUPERUSER_ID, api
from odoo.exceptions import ConcurrencyError, ValidationError
from odoo.service.model import retrying
from odoo.sql_db import db_connect
from odoo.tests import tagged
from odoo.tests.common import get_db_name

from .two_connections import AsFound


@tagged("post_install", "-at_install")
class TestLotParallel(AsFound):
    """Two people, two connections, one number: real transactions, really committed."""

    def setUp(self):
        super().setUp()
        self.first, self.second = self.connect(), self.connect()
        self.product = self.first["product.product"].create(
            {"name": "Parallel", "is_storable": True, "tracking": "lot"}
        )
        self.first.cr.commit()

    def connect(self):
        cursor = db_connect(get_db_name()).cursor()
        self.addCleanup(cursor.close)
        return api.Environment(cursor, SUPERUSER_ID, {})

    def make(self, env, name="LP1", **values):
        return env["stock.lot"].create(
            {"name": name, "product_id": self.product.id, **values}
        )

    def count(self, name="LP1"):
        self.first.cr.rollback()
        self.first.cr.execute(
            "SELECT COUNT(*) FROM stock_lot WHERE product_id = %s AND name = %s",
            (self.product.id, name),
        )
        return self.first.cr.fetchone()[0]

    def at_once(self, work):
        """Run `work` in the second transaction while the first is still open."""
        # its view of the database is from before the first one's commit
        self.second.cr.execute("SELECT COUNT(*) FROM stock_lot")
        answers = []

        def run():
            try:
                answers.append(work(self.second))
            except (ConcurrencyError, ValidationError) as error:
                answers.append(error)

        other = Thread(target=run)
        other.start()
        other.join(0.5)
        self.assertTrue(other.is_alive(), "it waits for the first transaction")
        self.first.cr.commit()
        other.join(30)
        self.assertFalse(other.is_alive())
        return answers[0]

    def test_the_second_one_is_told_to_run_again(self):
        self.make(self.first)
        answer = self.at_once(self.make)
        self.assertIsInstance(answer, ConcurrencyError)
        self.second.cr.rollback()
        self.assertEqual(self.count(), 1)

    def test_run_again_it_finds_the_lot_of_the_first(self):
        def find_or_make(env):
            lot = env["stock.lot"].search(
                [("product_id", "=", self.product.id), ("name", "=", "LP1")]
            )
            return (lot or self.make(env)).id

        made = self.make(self.first)
        found = self.at_once(lambda env: retrying(lambda: find_or_make(env), env))
        self.assertEqual(found, made.id)
        self.assertEqual(self.count(), 1)

    def test_run_again_a_second_lot_is_refused_in_words(self):
        self.make(self.first)
        answer = self.at_once(
            lambda env: retrying(lambda: self.make(env), env),
        )
        self.assertIsInstance(answer, ValidationError)
        self.assertIn("this product has it already", str(answer))
        self.assertEqual(self.count(), 1)

    def test_a_rename_meets_the_same_door(self):
        self.make(self.second, "LP2")
        self.second.cr.commit()
        self.make(self.first)

        def rename(env):
            env["stock.lot"].search(
                [("product_id", "=", self.product.id), ("name", "=", "LP2")]
            ).name = "LP1"

        self.assertIsInstance(self.at_once(rename), ConcurrencyError)
        self.assertEqual(self.count(), 1)

    def test_where_the_first_gives_up_the_second_one_has_it(self):
        self.make(self.first)
        self.second.cr.execute("SELECT COUNT(*) FROM stock_lot")
        self.first.cr.rollback()
        self.make(self.second)
        self.second.cr.commit()
        self.assertEqual(self.count(), 1)

    def test_the_database_holds_the_rule(self):
        self.first.cr.execute(
            "SELECT indexdef FROM pg_indexes WHERE indexname = %s",
            ("stock_lot_udi_number_uniq",),
        )
        (definition,) = self.first.cr.fetchone()
        self.assertIn("UNIQUE", definition)
        self.assertIn("COALESCE(company_id, 0)", definition)
