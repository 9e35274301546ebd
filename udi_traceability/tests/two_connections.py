from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from psycopg2 import IntegrityError

from odoo import SUPERUSER_ID, api
from odoo.modules.registry import Registry
from odoo.service.model import retrying
from odoo.tests.common import BaseCase, get_db_name
from odoo.tools import SQL, mute_logger


class AsFound(BaseCase):
    """Whatever is committed here goes again at the end, evidence too.

    Only a test may do so: nobody else works in its database.
    """

    def setUp(self):
        super().setUp()
        self.registry = Registry(get_db_name())
        with self.registry.cursor() as cr:
            self.addCleanup(self._leave_as_found, self._tables(cr))

    def _leave_as_found(self, found):
        with self.registry.cursor() as cr:
            cr.execute("SET LOCAL lock_timeout = '30s'")
            now = self._tables(cr)
            more = {
                table: last
                for table, (rows, last) in found.items()
                if last is not None and now[table] != (rows, last)
            }
            for table in more:
                cr.execute(SQL("ALTER TABLE %s DISABLE TRIGGER USER", _name(table)))
            self._delete_behind(cr, more)
            for table in more:
                cr.execute(SQL("ALTER TABLE %s ENABLE TRIGGER USER", _name(table)))
            left = self._tables(cr)
        self.assertEqual(left, found, "the test leaves rows behind, or took some")

    def _tables(self, cr):
        """{table: (its rows, its last id)}; a table of pairs has no id, so None."""
        cr.execute(
            """
            SELECT c.relname, EXISTS (
                   SELECT FROM pg_attribute a
                    WHERE a.attrelid = c.oid AND a.attname = 'id')
              FROM pg_class c
             WHERE c.relkind = 'r' AND c.relnamespace = current_schema::regnamespace
               AND c.relname NOT LIKE 'orm_signaling_%'
            """
        )
        parts = [
            SQL(
                "SELECT %s, count(*), %s FROM %s",
                table,
                SQL("coalesce(max(id), 0)") if has_id else SQL("NULL::integer"),
                _name(table),
            )
            for table, has_id in cr.fetchall()
        ]
        cr.execute(SQL(" UNION ALL ").join(parts))
        return {table: (rows, last) for table, rows, last in cr.fetchall()}

    def _delete_behind(self, cr, last_ids):
        """What others point at comes after them: round by round."""
        waiting = dict(last_ids)
        while waiting:
            gone = [each for each in waiting.items() if self._deleted(cr, *each)]
            self.assertTrue(gone, f"rows that hold each other: {sorted(waiting)}")
            for table, _last in gone:
                del waiting[table]

    def _deleted(self, cr, table, last):
        try:
            with mute_logger("odoo.sql_db"), cr.savepoint(flush=False):
                cr.execute(SQL("DELETE FROM %s WHERE id > %s", _name(table), last))
        except IntegrityError:
            return False
        return True


def _name(table):
    return SQL.identifier(table)


class TwoConnections(AsFound):
    """What two people do at one moment, in real transactions that are committed."""

    @contextmanager
    def connection(self):
        """An environment of a connection of its own; committed at the end."""
        with self.registry.cursor() as cr:
            yield api.Environment(cr, SUPERUSER_ID, {})

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
            # what a transaction saw of other sessions it sees until it ends
            env.cr.execute("SELECT pg_stat_clear_snapshot()")
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
