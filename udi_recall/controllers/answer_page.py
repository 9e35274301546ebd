"""The pages on which a customer answers: by link and in the portal they are the same.

Every button is a plain form post, so that a phone without scripts answers as well.
"""

from functools import cached_property

from odoo import http
from odoo.http import request

from ..tools.answers import PARTS
from .answer_words import AnswerWords

STEPS = ("read", "units", "onward", "did", "tell", "done")
MOST_SHOWN = 500
BLANK_ROWS = 2
HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
    "X-Frame-Options": "DENY",
    "Content-Security-Policy": "frame-ancestors 'none'",
}


class AnswerPage(AnswerWords):
    """One request to the pages of one address."""

    def __init__(self, addressee, base, channel, lang=None):
        recall = addressee.recall_id
        self.languages = self._languages(recall)
        known = {code for code, _name in self.languages}
        wanted = (lang, addressee.lang, addressee.consignee_id.lang)
        self.lang = next((code for code in wanted if code in known), "en_US")
        self.asks_lang = lang if lang in known else None
        request.update_context(lang=self.lang)
        self.addressee = addressee.with_context(lang=self.lang)
        self.env = self.addressee.env
        self.recall = self.addressee.recall_id
        self.base, self.channel = base, channel
        self.draft = self.addressee._begun()
        self.given = self.addressee._given()
        self.asked = self.addressee._asked()

    def _languages(self, recall):
        written = recall._text_languages()
        return [
            (code, name)
            for code, name in recall.env["res.lang"].get_installed()
            if code in written
        ]

    @property
    def values(self):
        return dict((self.draft or self.given).typed or {})

    # -- what is shown -------------------------------------------------------------

    def get(self, step=None):
        if not self.addressee._may_answer():
            return self.render("tell" if step == "tell" else "ended")
        if step not in STEPS:
            step = self._next() if self.draft else ("done" if self.given else "read")
        if step in ("units", "onward", "did") and not self.values.get("affected"):
            step = "read"
        if step == "done" and not self.given:
            step = self._next()
        return self.render(step)

    def _next(self):
        """Where someone goes on who comes back to what they began."""
        affected = self.values.get("affected")
        if not affected:
            return "read"
        return "units" if affected == "yes" else "did"

    def render(self, step, status=200, **shown):
        values = {
            "page": self,
            "step": step,
            "values": self.values,
            "problems": [],
            "results": [],
            "scanned": None,
            "typed": {},
            "named": None,
            **shown,
        }
        response = request.render("udi_recall.answer_page", values)
        response.status_code = status
        response.headers.update(HEADERS)
        return response

    def url(self, place="", **query):
        if self.asks_lang:
            query["lang"] = self.asks_lang
        asks = "&".join(f"{key}={value}" for key, value in query.items())
        return f"{self.base}{'/' + place if place else ''}{'?' + asks if asks else ''}"

    def page_url(self, step):
        return self.url(step=step) if step else self.url()

    def rows(self, values):
        """The lines asked about, with what was typed of each so far."""
        cells = values.get("lines", {})
        lines = self.addressee._asked_lines()[:MOST_SHOWN]
        return [self._row(line, cells.get(str(line.id), {})) for line in lines]

    def _row(self, line, cell):
        asked = self.asked[line.id]
        single = asked == 1 and line.product_id.tracking == "serial"
        chosen = next((part for part in PARTS if cell.get(part)), "")
        return {
            "id": line.id,
            "name": line.lot_id.name,
            "udi": line.udi_text or "",
            "product": line.product_id.display_name,
            "asked": asked,
            "certainty": line.certainty,
            "uom": line.uom_id.name,
            "single": single,
            "part": chosen,
            "parts": {part: cell.get(part) or 0 for part in PARTS},
            "on_hand": cell.get("on_hand"),
            "note": cell.get("note") or "",
            "changed": self._is_changed(line),
        }

    def _is_changed(self, line):
        """Asked about only since the last answer, or for another quantity."""
        if not self.given or self.given.affected != "yes":
            return False
        before = self.given.line_ids.filtered(lambda row: row.consignee_line_id == line)
        return not before or before.quantity_asked != self.asked[line.id]

    @cached_property
    def changed(self):
        return self.addressee._changed_since(self.given.message_version)

    def corrected(self):
        version = self.addressee._notice_version()
        return self.given and self.given.message_version < version

    def base_version(self):
        """The answer on which this page builds: what comes later is told apart."""
        return str(self.given.version or 0)

    def onward(self, values, more=0):
        rows = [dict(row) for row in values.get("onward", ())]
        return rows + [{} for _ in range(BLANK_ROWS + more)]

    def passed_on_lines(self, values):
        cells = values.get("lines", {})
        lines = self.addressee._asked_lines().filtered(
            lambda line: cells.get(str(line.id), {}).get("passed_on")
        )
        return [self._row(line, cells[str(line.id)]) for line in lines]


def wait():
    response = request.render("udi_recall.answer_wait", {})
    response.status_code = 429
    response.headers.update({**HEADERS, "Retry-After": "60"})
    return response


def file_response(content, mimetype, name):
    return request.make_response(
        content,
        headers=[
            ("Content-Type", mimetype),
            ("Content-Disposition", http.content_disposition(name)),
            ("X-Content-Type-Options", "nosniff"),
            *HEADERS.items(),
        ],
    )
