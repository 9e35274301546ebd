from datetime import timedelta

from odoo.tests import tagged

from .two_connections import TwoConnections


@tagged("post_install", "-at_install")
class TestAlertTwoPeople(TwoConnections):
    def test_one_alert_of_both(self):
        def raised(env):
            company = env["res.company"].search([], limit=1)
            return (
                env["udi.alert"]
                ._raise(
                    [
                        {
                            "kind": "override",
                            "company_id": company.id,
                            "res_model": "res.company",
                            "res_id": company.id,
                            "summary": "Allowed by two people",
                        }
                    ]
                )
                .ids
            )

        first, second = self.meanwhile(raised, raised)
        self.assertEqual(first, second)
        with self.connection() as env:
            alert = env["udi.alert"].browse(first)
            self.assertEqual(alert.count, 2)
            self.assertGreater(timedelta(minutes=5), alert.last_seen - alert.first_seen)
