from lxml import html

from odoo.tests import HttpCase, tagged

from .answer_case import AnswerCase


class PageCase(AnswerCase, HttpCase):
    """The pages as a phone without scripts sees them: plain forms."""

    def setUp(self):
        super().setUp()
        self.address = self._address(self.medica)
        self.path = self.address._reply_path()

    def _get(self, step=None, path=None):
        asks = f"?step={step}" if step else ""
        return self.url_open(f"{path or self.path}{asks}")

    def _post(self, step, path=None, files=None, **fields):
        fields = {key.replace("__", "-"): value for key, value in fields.items()}
        url = f"{path or self.path}/{step}"
        answer = self.url_open(url, data=fields or {"x": "1"}, files=files)
        self.env.invalidate_all()
        return answer

    def _text(self, response):
        """What a person reads: tokens of forms and scripts stand outside of it."""
        page = html.fromstring(response.text)
        return " ".join(page.get_element_by_id("wrap").text_content().split())

    def _line(self):
        return next(iter(self.address._asked()))


@tagged("post_install", "-at_install")
class TestRecallAnswerPage(PageCase):
    def test_the_link_shows_their_units_and_what_to_do(self):
        response = self._get()
        self.assertEqual(response.status_code, 200)
        text = self._text(response)
        for words in (
            self.recall.name,
            "The battery may lose contact.",
            "1. " if "1. " in text else "Set them apart.",
            "Read and understood",
            "C-778",
            "Medica SA",
        ):
            self.assertIn(words, text)
        self.assertEqual(response.headers["Referrer-Policy"], "no-referrer")
        self.assertEqual(response.headers["Cache-Control"], "no-store")
        self.assertIn("noindex", response.headers["X-Robots-Tag"])

    def test_looking_writes_no_answer(self):
        self._get()
        self.assertFalse(self.address.reply_ids)
        self.assertTrue(self.address.opened_at)
        self.assertEqual(self._state(self.medica), "none")

    def test_none_in_two_pages(self):
        response = self._post("read", page="read", read_understood="1", affected="none")
        self.assertIn("You have none of them", self._text(response))
        response = self._post("did", page="did", go="send", name="Ruth", base="0")
        self.assertIn("Your answer has arrived", self._text(response))
        self.assertEqual(self._state(self.medica), "none_found")
        reply = self.address._given()
        self.assertEqual((reply.name, reply.channel), ("Ruth", "link"))

    def test_the_tick_is_asked_for(self):
        response = self._post("read", page="read", affected="none")
        self.assertEqual(response.status_code, 422)
        self.assertIn("Tick first", self._text(response))

    def test_numbers_then_what_was_done(self):
        line = self._line()
        self._post("read", page="read", read_understood="1", affected="yes")
        fields = {f"q-{line}-held": "4", f"q-{line}-used": "1", f"q-{line}-lost": "1"}
        self.url_open(f"{self.path}/units", data={"page": "units", **fields})
        text = self._text(self._get("units"))
        self.assertIn("set apart here 4 · used before the notice 1", text)
        self.assertIn("= 6 of 6", text)
        response = self._post("did", page="did", go="all_done")
        for field in ("adverse_text", "remarks", "patients_to_follow", "files"):
            self.assertIn(f'name="{field}"', response.text)
        response = self._post(
            "did", page="did", go="send", name="Ruth", adverse_events="no"
        )
        self.assertIn("we will call you", self._text(response))
        self.assertEqual(self._state(self.medica), "complete")

    def test_all_in_one_tap(self):
        self._post("read", page="read", read_understood="1", affected="yes")
        self._post("units", page="units", go="all-held")
        self.assertIn("= 6 of 6", self._text(self._get("units")))

    def test_more_than_shipped_is_said(self):
        line = self._line()
        self._post("read", page="read", read_understood="1", affected="yes")
        response = self.url_open(f"{self.path}/save", data={f"q-{line}-held": "7"})
        self.assertEqual(
            response.json()["warnings"],
            ["C-778: you had 6 from us; this makes 7."],
        )

    def test_a_draft_outlives_the_browser(self):
        line = self._line()
        self._post("read", page="read", read_understood="1", affected="yes")
        self.url_open(f"{self.path}/save", data={f"q-{line}-held": "3", "base": "0"})
        self.opener.cookies.clear()
        self.assertIn("set apart here 3 = 3 of 6", self._text(self._get()))

    def test_what_comes_late_begins_nothing_anew(self):
        self._post("read", page="read", read_understood="1", affected="none")
        self._post("did", page="did", go="send", name="Ruth", base="0")
        late = self.url_open(f"{self.path}/save", data={"name": "X", "base": "0"})
        self.assertFalse(late.json()["saved"])
        again = self._post("did", page="did", go="send", name="Ruth", base="0")
        self.assertIn("Your answer has arrived", self._text(again))
        self.assertEqual(len(self.address.reply_ids), 1)

    def test_an_answer_can_be_changed(self):
        self._post("read", page="read", read_understood="1", affected="none")
        self._post("did", page="did", go="send", name="Ruth")
        self.assertIn("version 1", self._text(self._get()))
        self._post("read", page="read", read_understood="1", affected="yes", base="1")
        self._post("units", page="units", go="all-used", base="1")
        self._post("did", page="did", go="all_done", base="1")
        self._post("did", page="did", go="send", name="Ruth", base="1")
        self.assertEqual(self.address._given().version, 2)
        self.assertEqual(self._state(self.medica), "complete")

    def test_is_this_one_of_them(self):
        anna = self._address(self.anna)
        for code, verdict in (
            (self.pumps[0].name, "theirs"),
            (self.pumps[6].name, "elsewhere"),
            ("SN9999", "none"),
            ("\x00" * 40, "none"),
        ):
            with self.subTest(code=code):
                answer = self.url_open(
                    f"{anna._reply_path()}/scan", data={"code": code, "answer": "json"}
                ).json()
                self.assertEqual(answer["verdict"], verdict)
        self.assertFalse(anna.reply_ids, "looking alone is no answer")

    def test_a_scan_sets_one_apart(self):
        anna = self._address(self.anna)
        self._post(
            "read", anna._reply_path(), page="read", read_understood="1", affected="yes"
        )
        response = self._post(
            "scan", anna._reply_path(), page="units", code=self.pumps[0].name
        )
        self.assertIn("Yes, SN0001 is one of them", self._text(response))
        self.assertIn("= 1 of 4", self._text(response))

    def test_a_list_is_entered_row_by_row(self):
        anna = self._address(self.anna)
        path = anna._reply_path()
        self._post("read", path, page="read", read_understood="1", affected="yes")
        content = (
            "Serial;State\nSN0001;used\nSN0002;here\nSN0007;here\nSN77;here\n"
            "SN0003;stolen\n"
        )
        response = self._post(
            "list", path, files={"list": ("stock.csv", content)}, page="units"
        )
        text = self._text(response)
        self.assertIn("rows entered 2, not entered 3.", text)
        self.assertIn("Row 4: SN0007 – In this recall, but we did not deliver it", text)
        self.assertIn("SN77 – Not part of this recall", text)
        self.assertIn("“stolen” is not known", text)
        self.assertIn("= 2 of 4", text)

    def test_a_file_that_is_no_list(self):
        response = self._post(
            "list", files={"list": ("a.xlsx", b"PK\x03\x04junk")}, x=""
        )
        self.assertEqual(response.status_code, 422)
        self.assertIn("cannot be read as a list", self._text(response))
        response = self._post("list", files={"list": ("a.csv", b"Name\nx\n")}, x="")
        self.assertIn("No column named UDI", self._text(response))

    def test_our_list_comes_back_filled(self):
        response = self.url_open(f"{self.path}/list.xlsx")
        self.assertEqual(response.status_code, 200)
        self.assertTrue(response.content.startswith(b"PK"))
        self._post("read", page="read", read_understood="1", affected="yes")
        answer = self._post("list", files={"list": ("a.xlsx", response.content)}, x="")
        self.assertIn("= 6 of 6", self._text(answer))

    def test_passed_on_asks_to_whom(self):
        line = self._line()
        self._post("read", page="read", read_understood="1", affected="yes")
        cells = {f"q-{line}-held": "4", f"q-{line}-passed_on": "2"}
        response = self.url_open(
            f"{self.path}/units", data={"page": "units", "go": "next", **cells}
        )
        self.assertIn("To whom did you pass them on?", self._text(response))
        taker = {"name": "Praxis Kim", "email": "k@kim.example", "quantity": "2"}
        fields = {f"o-0-{key}": value for key, value in taker.items()}
        self.url_open(
            f"{self.path}/onward",
            data={"page": "onward", "go": "next", "o-0-line": str(line), **fields},
        )
        self._post("did", page="did", go="all_done")
        self._post("did", page="did", go="send", name="Ruth")
        child = self._consignee(self.recall, self.medica).child_ids
        self.assertEqual(child.partner_id.name, "Praxis Kim")

    def test_a_file_and_a_word_too_much(self):
        self._post("read", page="read", read_understood="1", affected="none")
        for file, words in (
            (("a.svg", b"<svg onload='x'/>"), "only PDF, PNG, JPEG and XLSX"),
            (("a.pdf", b"%PDF-1.4 x"), "Your answer has arrived"),
        ):
            response = self._post(
                "did", files={"files": file}, page="did", go="send", name="Ruth"
            )
            self.assertIn(words, self._text(response))
        self.assertEqual(self.address._given().attachment_ids.name, "a.pdf")

    def test_paper(self):
        for kind in ("paper", "copy"):
            response = self.url_open(f"{self.path}/{kind}.pdf", timeout=60)
            self.assertEqual(response.status_code, 200)

    def test_after_the_end_it_shows_the_answer_and_takes_a_word(self):
        self._post("read", page="read", read_understood="1", affected="none")
        self._post("did", page="did", go="send", name="Ruth")
        self.recall.state = "closed"
        text = self._text(self._get())
        self.assertIn("This is closed", text)
        self.assertIn("None found", text)
        self._post("read", page="read", read_understood="1", affected="yes")
        self.assertEqual(self._state(self.medica), "none_found")
        before = self.recall.activity_ids
        response = self._post("tell", what="found", text="One <b>box</b>", name="Ruth")
        self.assertIn("we have it", self._text(response))
        self.assertEqual(len(self.recall.activity_ids - before), 1)
        self.assertIn("&lt;b&gt;", self.recall.message_ids[0].body)

    def test_the_languages_of_the_notice(self):
        self.env["res.lang"]._activate_lang("de_DE")
        there = self.recall.with_context(lang="de_DE")
        there.reason_text = "Der Akku kann den Kontakt verlieren."
        there.instructions = "Nicht mehr benutzen."
        self.env.flush_all()
        text = self._text(self.url_open(f"{self.path}?lang=de_DE"))
        self.assertIn("Der Akku kann den Kontakt verlieren.", text)
        text = self._text(self.url_open(f"{self.path}?lang=xx_XX"))
        self.assertIn("The battery may lose contact.", text)

    def test_a_drill_says_so(self):
        self.recall.kind = "drill"
        self.assertIn("EXERCISE – nothing is wrong", self._text(self._get()))
