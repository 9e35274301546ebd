from odoo.tests import HttpCase, new_test_user

from .notice_case import NoticeCase

HERE = ("never_left", "back", "transit", "out")
THERE = ("used", "returned", "destroyed", "passed_on", "held", "lost", "no_word")


class WholeCase(NoticeCase, HttpCase):
    """Ten pumps with one battery lot: shelf, reserved, on the way, three customers."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.story.unlink()
        (cls.anna | cls.nord).country_id = cls.env.ref("base.ie")
        cls.medica.country_id = cls.env.ref("base.us")
        cls.anna.lang = cls.nord.lang = cls.medica.lang = "en_US"
        cls.colleague = cls._user("colleague", "udi_recall.group_recall_manager")
        cls.buyer = new_test_user(cls.env, "recall_buyer", groups="base.group_portal")
        cls.buyer.partner_id.parent_id = cls.medica

    @classmethod
    def _story(cls):
        cls.cell = cls._lots(cls.bp7, "C-778")
        cls._receive(cls.cell, 10)
        cls.serials = cls._serials(10)
        cls._make_each(cls.serials, cls.cell)
        cls._deliver(cls.serials[4:7], cls.anna)
        cls._deliver(cls.serials[7:9], cls.medica)
        cls._deliver(cls.serials[9], cls.nord)
        way = cls.env.ref("stock.stock_location_inter_company")
        cls.move_lots({cls.serials[3]: 1}, cls.shelf, way)
        cls.reserved = cls.make_delivery([(cls.ip200, 1)], cls.nord)
        return cls._recall(cls.cell)

    def _tour(self, name, user, path=None):
        path = path or f"/odoo/udi-recalls/{self.recall.id}"
        login = user and user.login
        self.start_tour(path, f"udi_recall_whole_{name}", login=login)
        self.env.invalidate_all()

    def _mail(self, partner):
        return f"quality@{partner.name.split()[0].lower()}.example"

    def _state(self, partner):
        return self._consignee(self.recall, partner).answer_state

    def _days_ago(self, count):
        """Whoever was told was told some days ago."""
        self.env.flush_all()
        self.env.cr.execute(
            """
            UPDATE udi_recall_message
            SET sent_at = sent_at - make_interval(days => %(days)s),
                create_date = create_date - make_interval(days => %(days)s)
            WHERE recall_id = %(recall)s
            """,
            {"days": count, "recall": self.recall.id},
        )
        self.env.invalidate_all()

    def _whole(self, left=3, back=0, transit=1, out=6, **there):
        """Where the ten are, by stock; and the six that left, by what is known."""
        recall = self.recall.sudo()
        here = {name: recall[f"quantity_{name}"] for name in HERE}
        expected = dict(zip(HERE, (left, back, transit, out), strict=True))
        self.assertEqual(here, expected)
        self.assertEqual(sum(here.values()), 10)
        self.assertEqual(recall.quantity_total, 10)
        if not there:
            return
        rows = self.env["udi.recall.balance"].search([("recall_id", "=", recall.id)])
        told = {name: sum(rows.mapped(name)) for name in THERE}
        self.assertEqual(told, dict.fromkeys(THERE, 0) | there)
        self.assertEqual(left + transit + sum(told.values()), 10)
        self.assertFalse(sum(rows.mapped("too_many")))
