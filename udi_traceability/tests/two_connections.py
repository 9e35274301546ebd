from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from odoo import SUPERUSER_ID, api
from odoo.modules.registry import Registry
from odoo.service.model import retrying
from odoo.tests.common import BaseCase, get_db_name
from odoo.tools import SQL


class TwoConnections(BaseCase):
    """What two people do at one moment, in real transactions that are committed.

    Whatever a test makes it must delete: `forget` takes a function for the end.
    """

    def setUp(self):
        super().setUp()
        self.registry = Registry(get_db_name())

    @contextmanager
    def connection(self):
        """An environment of a connection of its own; committed at the end."""
        with self.registry.cursor() as cr:
            yield api.Environment(cr, SUPERUSER_ID, {})

    def forget(self, clean):
        """At the end of the test, call `clean(env)` and commit."""

        def run():
            with self.connection() as env:
                clean(env)

        self.addCleanup(run)

    def forget_product(self, product_id):
        """At the end, everything of a product, its events too: only a test may."""
        tables = ("udi_event", "stock_quant", "stock_move_line", "stock_move")

        def clean(env):
            env.cr.execute("ALTER TABLE udi_event DISABLE TRIGGER USER")
            for table in (*tables, "stock_lot"):
                env.cr.execute(
                    SQL(
                        "DELETE FROM %s WHERE product_id = %s",
                        *(SQL.identifier(table), product_id),
                    )
                )
            env.cr.execute("ALTER TABLE udi_event ENABLE TRIGGER USER")
            env["product.product"].browse(product_id).product_tmpl_id.unlink()

        self.forget(clean)

    def meanwhile(self, first, second):
        """`first(env)` is done but not committed while `second(env)` begins.

        The second has read the database before: its snapshot is the older one. It
        waits for a lock of the first, or fails on it, and is tried again as Odoo
        does with every request.
        :return: (what the first returned, what the second returned or raised)
        """
        with ThreadPoolExecutor(max_workers=1) as pool:
            with self.registry.cursor() as late:
                late_env = api.Environment(late, SUPERUSER_ID, {})
                late.execute("SELECT count(*) FROM udi_device")
                with self.connection() as env:
                    done = first(env)
                    env.flush_all()
                    answer = pool.submit(self._tried, late_env, second)
                    self._wait_for_lock(env, answer)
                return done, answer.result(timeout=60)

    def _wait_for_lock(self, env, answer):
        """Until the second one stands before a lock of the first, or is through."""
        while not answer.done():
            env.cr.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
                " AND datname = current_database()"
            )
            if env.cr.fetchone()[0]:
                return
            env.cr.execute("SELECT pg_sleep(0.05)")

    def _tried(self, env, second):
        try:
            return retrying(lambda: self._flushed(env, second), env)
        except Exception as error:
            # what the other person is told is what the test looks at
            env.cr.rollback()
            return error

    def _flushed(self, env, second):
        result = second(env)
        env.flush_all()
        return result
