"""What two people do at the same moment, each on a connection of their own."""

from contextlib import contextmanager

from psycopg2.errors import LockNotAvailable, SerializationFailure

from odoo import SUPERUSER_ID, api
from odoo.modules.registry import Registry
from odoo.tests import get_db_name, tagged
from odoo.tools import mute_logger

from .two_connections import AsFound


@contextmanager
def somebody():
    """An environment on a new connection; what is not committed is rolled back."""
    with Registry(get_db_name()).cursor() as cr:
        cr.execute("SET lock_timeout = '2s'")
        yield api.Environment(cr, SUPERUSER_ID, {})
        cr.rollback()


@tagged("post_install", "-at_install")
class TestTwoPackers(AsFound):
    def setUp(self):
        super().setUp()
        with somebody() as env:
            prefix = env["udi.gtin.prefix"].create({"name": "950600099"})
            self.prefix_id = prefix.id
            env.cr.commit()

    def take(self, env, count=1):
        return env["udi.gtin.prefix"].browse(self.prefix_id)._take_sscc(count)

    def test_nobody_gets_the_number_of_another(self):
        with somebody() as one, somebody() as other:
            self.take(one, 3)
            with mute_logger("odoo.sql_db"), self.assertRaises(LockNotAvailable):
                self.take(other)
            other.cr.rollback()
            one.cr.commit()
            self.assertEqual(self.take(other)[0][10:17], "0000004")

    def test_who_began_before_is_asked_to_begin_again(self):
        with somebody() as one, somebody() as other:
            # a transaction sees what was there when it first looked
            other["udi.gtin.prefix"].browse(self.prefix_id).mapped("sscc_next")
            self.take(one)
            one.cr.commit()
            with mute_logger("odoo.sql_db"), self.assertRaises(SerializationFailure):
                self.take(other)

    def test_what_was_rolled_back_is_given_again(self):
        with somebody() as one:
            lost = self.take(one)
            one.cr.rollback()
            self.assertEqual(self.take(one), lost)
