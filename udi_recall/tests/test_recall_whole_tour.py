from email.utils import parseaddr

from odoo.tests import tagged

from .whole_case import WholeCase

HOME = "/odoo/action-udi_traceability.udi_overview_action"


@tagged("post_install", "-at_install")
class TestRecallWhole(WholeCase):
    """From "lot C-778 is bad" to closed, by the clicks of those who do it."""

    def _approved_by_clicks(self):
        """A manager writes it, from the page of the app; an approver signs it."""
        before = self.env["udi.recall"].search([])
        self._tour("write", self.manager, HOME)
        self.recall = self.env["udi.recall"].search([]) - before
        self.assertEqual(self.recall.state, "scoped")
        self._whole()
        self._tour("approve", self.approver, HOME)
        self.assertEqual(self.recall.approved_by_id, self.approver)
        self._whole()

    def _address(self, partner):
        return self._consignee(self.recall, partner)._answering()

    def _posted_to(self):
        """Whom mails reached since this was asked last."""
        self._work()
        found = {parseaddr(mail["To"])[1] for mail in self.posted}
        self.posted.clear()
        return found

    def test_twelfth_click_budget(self):
        """Budget 12: component lot to notices sent; 5 + 4 + 4 clicks, one password."""
        self._approved_by_clicks()
        self._tour("budget", self.manager)
        self._posted_to()
        self.assertEqual(self.recall.consignee_ids.mapped("notice_state"), ["sent"] * 3)

    def test_a_whole_recall(self):
        self._approved_by_clicks()
        self._begun()
        self._answered()
        self._came_back()
        self._ended()

    def _begun(self):
        self._tour("start", self.manager)
        self.assertEqual(self.recall.hold_ids.lot_id, self.serials[:4])
        self.assertFalse(self.reserved.move_line_ids, "taken out of the delivery")
        self.assertEqual(self._posted_to(), {self._mail(self.medica)})
        self._whole(no_word=6)
        self._tour("report", self.manager)
        told = {self._mail(partner) for partner in (self.anna, self.nord)}
        self.assertEqual(self._posted_to(), told)
        self._whole(no_word=6)

    def _answered(self):
        link = self._address(self.anna)._reply_path()
        self._tour("link", None, link)
        self.assertEqual(self._state(self.anna), "partial")
        self._whole(used=1, held=1, no_word=4)
        self._tour("portal", self.buyer, "/my/recalls")
        self.assertEqual(self._state(self.medica), "complete")
        self._whole(used=1, held=3, no_word=2)
        self._days_ago(2)
        self._tour("remind", self.manager)
        self.assertEqual(self._posted_to(), {self._mail(self.nord)})
        self._whole(used=1, held=3, no_word=2)
        self._tour("typed", self.colleague)
        self.assertEqual(self._state(self.nord), "complete")
        self._whole(used=1, held=4, no_word=1)

    def _came_back(self):
        self._tour("returns", self.manager)
        self._whole(used=1, held=4, no_word=1)
        back = 0
        for name, units in (("anna", 1), ("medica", 2), ("nord", 1)):
            partner = getattr(self, name)
            consignee = self._consignee(self.recall, partner).sudo()
            page = f"/odoo/udi-scan/{consignee.return_ids.id}"
            self._tour(f"back_{name}", self.worker, page)
            self.assertEqual(consignee.return_ids.state, "done")
            back += units
            self._count_moved()
            self._whole(
                back=back, out=6 - back, used=1, returned=back, held=4 - back, no_word=1
            )
        came = self.serials[4] | self.serials[7:]
        self.assertTrue(all(lot.location_id._udi_in_quarantine() for lot in came))
        self.assertTrue(all(came.mapped("udi_on_hold")))

    def _ended(self):
        last = {"back": 4, "out": 2, "used": 1, "returned": 4, "no_word": 1}
        # who typed an answer in does not check it
        self._tour("checks", self.manager)
        results = self.recall.sudo().check_ids.mapped("result")
        self.assertEqual(results, ["effective"] * 3)
        self._whole(**last)
        for name, user, state in (
            ("complete", self.manager, "completed"),
            ("authorities", self.manager, "completed"),
            ("close", self.approver, "closed"),
        ):
            self._tour(name, user)
            self.assertEqual(self.recall.state, state)
            self._whole(**last)
        outcomes = self.recall.region_ids.mapped("outcome")
        self.assertEqual(sorted(outcomes), ["accepted", "terminated"])
        seal = self.recall.close_signature_id
        self.assertEqual(seal.user_id, self.approver)
        self.assertTrue(seal.content_hash)
