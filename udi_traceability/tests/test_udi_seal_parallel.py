from datetime import timedelta
from unittest.mock import patch

from odoo import SUPERUSER_ID, api
from odoo.tests import tagged

from ..models import udi_seal
from .two_connections import TwoConnections


@tagged("post_install", "-at_install")
class TestSealTwoPeople(TwoConnections):
    """Somebody still works while the ledger is sealed, and commits afterwards."""

    def setUp(self):
        super().setUp()
        self.startPatcher(patch.object(udi_seal, "SETTLED", timedelta(0)))
        with self.connection() as env:
            product = env["product.product"].create({"name": "Sealed in parallel"})
            self.product = product.id

    def tell(self, env):
        return env["udi.event"]._record(
            [{"kind": "printed", "product_id": self.product}]
        )

    def seal(self):
        with self.connection() as env:
            seals = env["udi.seal"]
            while seals._seal_next():
                env.cr.commit()
            last = seals.search([], limit=1)
            return last.number, last.events, last.closed_to

    def verify(self):
        with self.connection() as env:
            check = env["udi.seal.check"].browse(
                env["udi.seal"].action_verify()["res_id"]
            )
            while check.state == "running":
                check._do_part()
            return check.state, check.wrong_code, check.wrong_event

    def test_who_commits_late_breaks_nothing_and_is_sealed_later(self):
        with self.registry.cursor() as slow:
            late = self.tell(api.Environment(slow, SUPERUSER_ID, {})).id
            with self.connection() as env:
                early = self.tell(env).id
            self.assertLess(late, early)
            first, events, closed_to = self.seal()
            self.assertEqual(events.split()[-1].split("-")[-1], str(early))
            self.assertLess(closed_to, late, "its number may still come")
            self.assertEqual(self.verify(), ("whole", False, 0))
            with self.connection() as env:
                following = self.tell(env).id
            second, events, closed_to = self.seal()
            self.assertEqual((second, events), (first + 1, str(following)))
            self.assertLess(closed_to, late)
            slow.commit()
        self.assertEqual(self.verify(), ("whole", False, 0))
        third, events, _closed_to = self.seal()
        self.assertEqual((third, events), (second + 1, str(late)))
        self.assertEqual(self.verify(), ("whole", False, 0))

    def test_two_seal_at_one_moment(self):
        """The second one leaves it to the first: no event is in two seals."""
        with self.connection() as env:
            self.tell(env)
        with self.connection() as first:
            self.assertTrue(first["udi.seal"]._seal_next())
            with self.connection() as second:
                self.assertFalse(second["udi.seal"]._seal_next())
        with self.connection() as env:
            self.assertFalse(env["udi.seal"]._unsealed_count())
        self.assertEqual(self.verify(), ("whole", False, 0))
