import re

from odoo.tests import new_test_user, tagged

from .test_recall_doors import OF_OTHERS, DoorCase


@tagged("post_install", "-at_install")
class TestRecallPortalDoors(DoorCase):
    """Who logs in sees the pages of their own account and no others."""

    def setUp(self):
        super().setUp()
        contact = self.env["res.partner"].create(
            {"name": "Dr Lopez", "parent_id": self.medica.id, "lang": "en_US"}
        )
        self.lopez = new_test_user(
            self.env, "lopez_portal", groups="base.group_portal", partner_id=contact.id
        )
        self.authenticate("lopez_portal", "lopez_portal")

    def _portal(self, number):
        for rule, method in self._rules():
            if rule.rule.startswith("/my/recalls/<int:number>"):
                path = rule.rule.replace("<int:number>", str(number))
                for step in ("read", "tell") if "<string:step>" in path else ("",):
                    yield path.replace("<string:step>", step), method

    def _csrf(self, path):
        page = self.url_open(path).text
        return re.search(r'csrf_token" value="([^"]+)"', page).group(1)

    def test_their_own_page(self):
        path = f"/my/recalls/{self.address.id}"
        self.assertIn("Read and understood", self._text(self.url_open(path)))
        listed = self.url_open("/my/recalls").text
        self.assertIn(self.recall.name, listed)
        for words in OF_OTHERS:
            self.assertNotIn(words, listed)

    def test_the_pages_of_others_are_not_there(self):
        csrf = self._csrf(f"/my/recalls/{self.address.id}")
        before = self._written()
        for number in (self._address(self.nord).id, 10**9, 10**12):
            for door, method in self._portal(number):
                response = self._knock(door, method, csrf_token=csrf)
                self.assertEqual(response.status_code, 404, (door, response.headers))
                self.assertNotIn("University Hospital Nord", response.text)
        self.assertEqual(self._written(), before)

    def test_without_a_notice_nothing_is_there(self):
        self.address.consignee_id.message_ids.write({"sent_at": False})
        for door, method in self._portal(self.address.id):
            if method == "GET":
                self.assertEqual(self._knock(door, method).status_code, 404, door)

    def test_who_is_not_logged_in_comes_to_the_login(self):
        self.logout()
        for door, method in self._portal(self.address.id):
            if method == "GET":
                response = self._knock(door, method)
                self.assertEqual(response.status_code, 303, door)
                self.assertIn("/web/login", response.headers["Location"])
