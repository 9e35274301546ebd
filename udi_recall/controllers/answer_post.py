"""What the answer pages send: each leads to the next page by its address.

So reloading sends nothing twice.
"""

import json

from odoo.exceptions import UserError
from odoo.http import request

from odoo.addons.udi_traceability.tools.published import ImportFileError
from odoo.addons.udi_traceability.tools.tabular import table

from ..tools.answer_form import all_as, from_form, merged
from ..tools.answer_list import rows as list_rows
from ..tools.answers import PARTS
from .answer_page import HEADERS, AnswerPage, wait

MOST_LIST = 5_000
NAMED = ("person", "email", "phone", "name")


class AnswerPost(AnswerPage):
    """One post to the pages of one address."""

    def post(self, step):
        if step == "tell":
            return self._told(request.httprequest.form)
        if not self.addressee._may_answer():
            return self._to()
        step_of = {
            "read": self._read,
            "units": self._numbers,
            "onward": self._named,
            "did": self._did,
            "list": self._listed,
            "scan": self._scan,
            "save": self._save,
        }
        if step not in step_of:
            return self._to()
        form = request.httprequest.form
        if self._is_late(form):
            return self._json(saved=False) if step == "save" else self._to("done")
        return step_of[step](form)

    def _is_late(self, form):
        """Sent before: a second tap, or what was typed while the answer went out."""
        base = form.get("base")
        return base is not None and base != self.base_version()

    def _to(self, step=""):
        response = request.redirect(self.page_url(step), code=303)
        response.headers.update(HEADERS)
        return response

    def _typed(self, form):
        actions = len(self.addressee._instructions())
        pairs = list(form.items(multi=True))
        values = from_form(pairs, self.asked, actions)
        if form.get("page") == "read":
            values.setdefault("read_understood", False)
        if form.get("page") == "did":
            values.setdefault("return_label", False)
        return values

    def _keep(self, form):
        values = self._typed(form)
        values.pop("signature", None)
        draft = self.draft or self.addressee._begin(self.channel)
        draft._keep(values)
        self.draft = draft
        return draft

    def _read(self, form):
        self._keep(form)
        if not self.values.get("read_understood"):
            return self.render("read", 422, problems=[self._tick_first()])
        return self._to(self._next())

    def _numbers(self, form):
        draft, go = self._keep(form), form.get("go", "")
        if go.startswith("all-") and go[4:] in PARTS:
            draft._keep(all_as(draft.typed, self.asked, go[4:]))
            return self._to("units")
        if go == "scan":
            return self._scan(form)
        if self.passed_on_lines(self.values):
            return self._to("onward")
        return self._to("did")

    def _named(self, form):
        self._keep(form)
        if form.get("go") == "more":
            return self.render("onward", more=5)
        return self._to("did")

    def _did(self, form):
        draft = self._keep(form)
        if form.get("go") == "all_done":
            count = len(self.addressee._instructions())
            done = {str(number): {"done": "yes"} for number in range(1, count + 1)}
            draft._keep({"actions": done})
            return self._to("did")
        values = merged(draft.typed, self._typed(form))
        problems = draft._file_problems(self._files()) + draft._problems(values)
        if problems:
            return self.render("did", 422, problems=problems)
        draft._add_files(self._files())
        draft._give(values, self.channel)
        return self._to("done")

    def _files(self):
        if not hasattr(self, "read_files"):
            self.read_files = [
                (file.filename or "file", file.read())
                for file in request.httprequest.files.getlist("files")[:20]
                if file.filename
            ]
        return self.read_files

    def _save(self, form):
        draft = self._keep(form)
        return self._json(saved=True, warnings=draft._warnings(draft.typed))

    def _scan(self, form):
        if not self._within("scan", 600):
            return self._wait()
        verdict, said, lines = self.addressee._scanned(form.get("code", "")[:1000])
        if lines and form.get("page") == "units":
            draft = self.draft or self.addressee._begin(self.channel)
            draft._keep(self._one_held(draft.typed, lines))
            self.draft = draft
        if form.get("answer") == "json":
            return self._json(verdict=verdict, said=said, line=lines.id)
        return self.render("units", scanned=(verdict, said))

    def _one_held(self, values, line):
        """A unit in the hand is here; what was said of it before is taken back."""
        cell = (values or {}).get("lines", {}).get(str(line.id), {})
        asked = self.asked[line.id]
        rest = asked - sum(cell.get(part) or 0 for part in PARTS)
        if asked == 1:
            cell = {**dict.fromkeys(PARTS, 0.0), "held": 1.0}
        elif rest >= 1:
            cell = {**cell, "held": (cell.get("held") or 0) + 1}
        return {"lines": {str(line.id): cell}}

    def _listed(self, _form):
        """A list of what became of each unit, as the hospital keeps it anyhow."""
        if not self._within("list", 30):
            return self._wait()
        found, problem = self._read_list()
        if problem:
            return self.render("units", 422, problems=[("list", problem)])
        draft = self.draft or self.addressee._begin(self.channel)
        values, results = self.addressee._take_list(draft.typed or {}, found)
        draft._keep(values)
        self.draft = draft
        return self.render("units", results=results)

    def _read_list(self):
        file = request.httprequest.files.get("list")
        content = file.read() if file else b""
        if not content:
            return None, self._no_list()
        try:
            found = table(content)
            lines = []
            for line in found.rows:
                lines.append(line)
                if len(lines) > MOST_LIST:
                    return None, self._long_list(MOST_LIST)
        except ImportFileError:
            return None, self._broken_list()
        taken = list_rows(found.header, lines)
        return (taken, None) if taken else (None, self._no_codes())

    def _told(self, form):
        if not self._within("tell", 10):
            return self._wait()
        try:
            with self.env.cr.savepoint():
                if form.get("what") == "person" and self.addressee._may_answer():
                    named = self.addressee._name_other(
                        {key: form.get(key, "") for key in NAMED}
                    )
                    return self.render("told", named=named)
                self.addressee._tell(form.get("text", ""), form.get("name", ""))
        except UserError as error:
            return self.render("tell", 422, problems=[("text", str(error))], typed=form)
        return self.render("told")

    # -- limits --------------------------------------------------------------------

    def _within(self, kind, most):
        knocks = self.env["udi.recall.knock"].sudo()
        return knocks._allows(kind, self.addressee.id, most)

    def _wait(self):
        return wait()

    def _json(self, **values):
        return request.make_response(
            json.dumps(values),
            headers=[("Content-Type", "application/json"), *HEADERS.items()],
        )
