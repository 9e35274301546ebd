import io
import re
import threading
import zipfile
from unittest.mock import patch

from odoo.tests import tagged

from .test_recall_answer_page import PageCase

STEPS = ("read", "units", "onward", "did", "save", "scan", "list", "tell", "unlink")
# What stands on the pages of others and on no page of Medica
OF_OTHERS = ("SN0001", "SN0007", "St Anna", "Ward 3", "University Hospital Nord")
KNOCKS = "odoo.addons.udi_recall.models.udi_recall_knock.UdiRecallKnock._allows"


class DoorCase(PageCase):
    """All routes of the addon, read from the server: a new one cannot be forgotten."""

    def setUp(self):
        super().setUp()
        # how often one may try is shown elsewhere
        self.startPatcher(patch(KNOCKS, lambda *args: True))
        thread = threading.current_thread()
        name = self.env.cr.dbname
        self.startPatcher(patch.object(thread, "dbname", name, create=True))

    def _rules(self):
        """(address with its parameters, method) of each route of this addon"""
        for rule in self.env["ir.http"].routing_map().iter_rules():
            module = rule.endpoint.func.__module__
            if module.startswith("odoo.addons.udi_recall.controllers"):
                methods = rule.endpoint.routing["methods"] or ("GET", "POST")
                for method in methods:
                    yield rule, method

    def _doors(self, base):
        """(path, method) of all routes below ``base``, each step of a post."""
        for rule, method in self._rules():
            path = re.sub(r"<int:number>(?:/<string:token>)?", base, rule.rule)
            path = re.sub(r"^/(?:recall|my/recalls)/", "/", path)
            for step in STEPS if "<string:step>" in path else ("",):
                yield path.replace("<string:step>", step), method

    def _knock(self, path, method, **data):
        self.env.flush_all()
        if method == "POST":
            data = {"read_understood": "1", "affected": "none", **data}
            answer = self.url_open(path, data=data, allow_redirects=False)
        else:
            answer = self.url_open(path, allow_redirects=False, timeout=60)
        self.env.invalidate_all()
        return answer

    def _written(self):
        """What an answer, a word or a name would leave behind."""
        return [
            self.env[model].search_count([])
            for model in (
                "udi.recall.reply",
                "udi.recall.addressee",
                "udi.recall.message",
                "udi.recall.consignee",
                "mail.message",
                "mail.activity",
                "ir.attachment",
                "res.partner",
            )
        ]

    def _words(self, response):
        """Everything that the answer says, whatever kind of file it is."""
        if response.content.startswith(b"PK"):
            book = zipfile.ZipFile(io.BytesIO(response.content))
            return " ".join(
                book.read(name).decode("utf-8", "ignore") for name in book.namelist()
            )
        return response.content.decode("utf-8", "ignore")


@tagged("post_install", "-at_install")
class TestRecallDoors(DoorCase):
    def test_each_route_asks_for_a_secret_or_a_login(self):
        found = {(rule.rule, method) for rule, method in self._rules()}
        self.assertGreaterEqual(len(found), 10)
        for rule, _method in self._rules():
            routing = rule.endpoint.routing
            with self.subTest(rule=rule.rule):
                if routing["auth"] == "public":
                    self.assertTrue(
                        rule.rule.startswith("/recall/<int:number>/<string:token>")
                    )
                    self.assertFalse(routing["sitemap"])
                else:
                    self.assertEqual(routing["auth"], "user")
                    self.assertTrue(rule.rule.startswith("/my/recalls"))
                    self.assertTrue(routing.get("csrf", True))
                if "GET" in routing["methods"]:
                    self.assertNotIn("POST", routing["methods"])

    def _links(self, right):
        other = self._address(self.nord)
        foreign = other._token()
        number = self.address.id
        end = "A" if right[-1] != "A" else "B"
        return {
            "changed": f"/recall/{number}/{right[:-1]}{end}",
            "shorter": f"/recall/{number}/{right[:-1]}",
            "longer": f"/recall/{number}/{right}A",
            "of another": f"/recall/{number}/{foreign}",
            "at another": f"/recall/{other.id}/{right}",
            "nobody's": f"/recall/{number + 10**6}/{right}",
            "too large": f"/recall/{10**12}/{right}",
            "nothing": f"/recall/{number}/None",
            "false": f"/recall/{number}/False",
            "blank": f"/recall/{number}/%20",
            "sign of the database": f"/recall/{number}/%25",
            "no text": f"/recall/{number}/%00",
            "other letters": f"/recall/{number}/ü",
        }

    def test_behind_each_wrong_link_is_the_same_page(self):
        right = self.address._token()
        links = self._links(right)
        rules = [rule for rule, _m in self._rules() if "token" in rule.rule]
        self.assertTrue(rules)
        before = self._written()
        pages = {}
        for name, link in links.items():
            for path, method in self._public(link):
                response = self._knock(path, method)
                pages.setdefault(self._text(response), []).append((name, path))
                self.assertEqual(response.status_code, 404, path)
                self.assertNotIn(self.recall.name, response.text)
        self.assertEqual(len(pages), 1, pages.keys())
        self.assertEqual(self._written(), before)

    def _public(self, link):
        """All doors of one link; of those with steps two steps are enough here."""
        for rule, method in self._rules():
            if "<string:token>" in rule.rule:
                path = rule.rule.replace("/recall/<int:number>/<string:token>", link)
                for step in ("read", "tell") if "<string:step>" in path else ("",):
                    yield path.replace("<string:step>", step), method

    def test_no_link_opens_before_the_start_or_without_a_secret(self):
        path = self.address._reply_path()
        for state in ("draft", "scoped", "approved"):
            self.recall.state = state
            for door, method in self._public(path):
                self.assertEqual(self._knock(door, method).status_code, 404, door)
        self.recall.state = "running"
        self.address.access_token = False
        for door, method in self._public(path):
            self.assertEqual(self._knock(door, method).status_code, 404, door)

    def test_the_right_link_names_nobody_else(self):
        path = self.address._reply_path()
        self._post("read", page="read", read_understood="1", affected="yes")
        seen = 0
        for door, method in self._public(path):
            said = self._words(self._knock(door, method, affected="yes"))
            for words in OF_OTHERS:
                self.assertNotIn(words, said, door)
            seen += 1
        for step in ("read", "units", "onward", "did", "tell", "done"):
            said = self._get(step).text
            for words in OF_OTHERS:
                self.assertNotIn(words, said, step)
        self.assertGreaterEqual(seen, 5)

    def test_numbers_of_others_change_nothing_there(self):
        nord = self._address(self.nord)
        foreign = next(iter(nord._asked()))
        cells = {
            f"s-{foreign}": "destroyed",
            f"q-{foreign}-destroyed": "1",
            f"h-{foreign}": "1",
            "o-0-line": str(foreign),
            "o-0-name": "Kim",
            "o-0-quantity": "1",
            "addressee_id": str(nord.id),
            "consignee_id": str(nord.consignee_id.id),
            "number": str(nord.id),
        }
        for step in STEPS:
            self._knock(f"{self.path}/{step}", "POST", page=step, **cells)
        self.assertFalse(nord.reply_ids)
        self.assertEqual(self._state(self.nord), "none")
        lines = nord.consignee_id.line_ids
        self.assertFalse(sum(lines.mapped("answer_destroyed")))
        draft = self.address._begun()
        self.assertNotIn(str(foreign), (draft.typed or {}).get("lines", {}))

    def test_the_link_is_no_key_to_anything_else(self):
        nord = self._address(self.nord)
        reply = self._answer(self.nord, self._lines(self.nord, held=1))
        reply._add_files([("scan.pdf", b"%PDF-1.4 of Nord")])
        notice = self.address._notice()
        file = notice._file(("json",))
        token = self.address._token()
        self._get()
        for path in (
            f"/web/content/{reply.attachment_ids.id}",
            f"/web/content/{reply.attachment_ids.id}?access_token={token}",
            f"/web/content/{file.id}?access_token={token}",
            f"/report/pdf/udi_recall.udi_recall_reply_report/{nord.id}",
            f"/report/html/udi_recall.udi_recall_message_report/{notice.id}",
            f"/my/recalls/{self.address.id}",
            f"/my/recalls?access_token={token}",
            f"/mail/view?model=udi.recall&res_id={self.recall.id}&access_token={token}",
            "/odoo/udi-recalls",
        ):
            response = self.url_open(path, allow_redirects=False)
            self.assertIn(response.status_code, (302, 303, 403, 404), path)
            self.assertNotIn("of Nord", response.text)
            if response.is_redirect:
                self.assertIn("/web/login", response.headers["Location"], path)

    def test_a_closed_recall_takes_a_word_and_no_answer(self):
        for state in ("closed", "cancelled"):
            self.recall.state = state
            self._get()
            before = self._written()
            for door, method in self._public(self.address._reply_path()):
                response = self._knock(door, method)
                self.assertIn(response.status_code, (200, 303, 422), door)
            self.assertEqual(self._written(), before)

    def test_who_is_archived_still_answers(self):
        (self.medica | self.address.partner_id).active = False
        self.assertIn("Read and understood", self._text(self._get()))
        self._post("read", page="read", read_understood="1", affected="none")
        self._post("did", page="did", go="send", name="Ruth")
        self.assertEqual(self._state(self.medica), "none_found")

    def test_the_page_is_that_of_its_company(self):
        other = self.env["res.company"].create({"name": "Elsewhere Ltd"})
        self.env.ref("base.public_user").write(
            {"company_ids": [(6, 0, other.ids)], "company_id": other.id}
        )
        text = self._text(self._get())
        self.assertIn(self.recall.company_id.name, text)
        self.assertNotIn("Elsewhere", text)
