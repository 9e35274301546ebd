from odoo.tests import tagged
from odoo.tools import mute_logger

from .two_connections import TwoConnections


@tagged("post_install", "-at_install")
class TestTwoGivers(TwoConnections):
    def setUp(self):
        super().setUp()
        with self.connection() as env:
            self.prefix_id = env["udi.gtin.prefix"].create({"name": "950600077"}).id
            self.ids = (
                env["udi.device"]
                .create([{"model_number": f"Two {number}"} for number in range(4)])
                .ids
            )

    def give(self, *numbers):
        def run(env):
            wizard = (
                env["udi.gtin.allocate"]
                .with_context(
                    active_model="udi.device",
                    active_ids=[self.ids[number] for number in numbers],
                )
                .create({"prefix_id": self.prefix_id})
            )
            wizard._propose()
            action = wizard.action_give()
            return action["res_model"], wizard.line_ids.mapped("code_0")

        return run

    @mute_logger("odoo.sql_db")
    def test_two_people_never_give_one_number(self):
        one, other = self.meanwhile(self.give(0, 1), self.give(2, 3))
        self.assertEqual(one[0], "udi.gtin.allocation")
        self.assertEqual(other[0], "udi.gtin.allocation")
        self.assertFalse(set(one[1]) & set(other[1]))
        with self.connection() as env:
            codes = env["udi.device"].browse(self.ids).di_ids.mapped("code")
            self.assertEqual(len(set(codes)), 4)
            prefix = env["udi.gtin.prefix"].browse(self.prefix_id)
            self.assertEqual(prefix.item_next, 4)
