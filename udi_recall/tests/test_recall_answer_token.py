from odoo.tests import tagged

from .test_recall_answer_page import PageCase


@tagged("post_install", "-at_install")
class TestRecallAnswerToken(PageCase):
    """A link opens one page and nothing else, whatever is tried with it."""

    def test_a_wrong_link_says_nothing_else(self):
        token = self.path.rsplit("/", 1)[1]
        other = self._address(self.nord)
        pages = set()
        for path in (
            f"/recall/{self.address.id}/{token}x",
            f"/recall/{self.address.id}/{token[:-1]}",
            f"/recall/{other.id}/{token}",
            f"/recall/{self.address.id + 10**6}/{token}",
            f"/recall/{10**12}/{token}",
            f"/recall/{self.address.id}/ü",
            f"/recall/{self.address.id}/False",
        ):
            with self.subTest(path=path):
                response = self._get(path=path)
                self.assertEqual(response.status_code, 404)
                text = self._text(response)
                self.assertIn("This link does not work.", text)
                self.assertNotIn(self.recall.name, response.text)
                pages.add(text)
        self.assertEqual(len(pages), 1, pages)

    def test_every_door_is_shut_to_a_wrong_link(self):
        path = f"/recall/{self.address.id}/wrong"
        for step in ("read", "units", "onward", "did", "save", "scan", "list", "tell"):
            response = self._post(step, path, read_understood="1", affected="none")
            self.assertEqual(response.status_code, 404, step)
        for file in ("copy.pdf", "paper.pdf", "list.xlsx"):
            self.assertEqual(self.url_open(f"{path}/{file}").status_code, 404)
        self.assertFalse(self.address.reply_ids)

    def test_without_a_token_there_is_no_page(self):
        other = self._address(self.nord)
        other.access_token = False
        self.env.flush_all()
        for token in ("False", "None", "", "null"):
            response = self._get(path=f"/recall/{other.id}/{token}")
            self.assertEqual(response.status_code, 404)

    def test_the_page_names_nobody_else(self):
        pages = self._get().text + self._get("units").text
        for words in ("SN0001", "St Anna", "University Hospital Nord"):
            self.assertNotIn(words, pages)

    def test_lines_of_others_cannot_be_answered(self):
        foreign = next(iter(self._address(self.nord)._asked()))
        self._post("read", page="read", read_understood="1", affected="yes")
        self.url_open(
            f"{self.path}/units",
            data={f"s-{foreign}": "destroyed", f"q-{foreign}-destroyed": "1"},
        )
        self._post("units", page="units", go="all-held")
        self._post("did", page="did", go="send", name="Ruth")
        lines = self._consignee(self.recall, self.nord).line_ids
        self.assertFalse(sum(lines.mapped("answer_destroyed")))
        given = self.address._given().line_ids.consignee_line_id
        self.assertEqual(given.consignee_id.partner_id, self.medica)

    def test_no_fields_of_records_can_be_sent(self):
        self._post(
            "read",
            page="read",
            read_understood="1",
            affected="none",
            state="given",
            version="99",
            answered_at="2020-01-01",
            recall_id="1",
        )
        draft = self.address._begun()
        self.assertEqual((draft.state, draft.version), ("draft", 1))
        self.assertEqual(set(draft.typed), {"read_understood", "affected"})

    def test_wrong_links_from_one_place_are_slowed_down(self):
        path = f"/recall/{self.address.id}/wrong"
        codes = [self._get(path=path).status_code for _time in range(22)]
        self.assertEqual(codes[:20], [404] * 20)
        self.assertEqual(codes[-1], 429)
        self.assertEqual(self._get().status_code, 200, "the right link still opens")

    def test_a_link_before_the_start_opens_nothing(self):
        self.recall.state = "approved"
        self.assertEqual(self._get().status_code, 404)

    def test_unknown_steps_lead_home(self):
        self.assertIn(self.recall.name, self._text(self._post("unlink")))
        self.assertEqual(self._get("__class__").status_code, 200)

    def test_too_much_is_cut(self):
        self._post(
            "read",
            page="read",
            read_understood="1",
            affected="none",
            remarks="x" * 200_000,
            signature="data:image/png;base64," + "A" * 900_000,
        )
        draft = self.address._begun()
        self.assertEqual(len(draft.typed["remarks"]), 4000)
        self.assertNotIn("signature", draft.typed)

    def test_old_calls_are_forgotten(self):
        self._get(path=f"/recall/{self.address.id}/wrong")
        knocks = self.env["udi.recall.knock"].search([])
        self.assertTrue(knocks)
        self.assertNotIn("127.0.0.1", "".join(knocks.mapped("key")))
        self.env.cr.execute("UPDATE udi_recall_knock SET since = '2020-01-01'")
        knocks.invalidate_recordset()
        self.env["udi.recall.knock"]._gc_knocks()
        self.assertFalse(knocks.exists())
