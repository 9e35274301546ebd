from base64 import b64encode

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..models.udi_scan import TEXT_LIMIT
from ..tools.symbol import SymbolError, encode, svg
from . import udi_reader_answer as reader

MODULE = 1.2  # mm on the screen: what a hand reader takes from an arm's length


class UdiReaderTest(models.TransientModel):
    """A page with a test symbol: scan it, and read how the reader is set."""

    _name = "udi.reader.test"
    _description = "Reader Test"

    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    text = fields.Char(string="Code", readonly=True, trim=False)
    ended = fields.Char(readonly=True)
    symbol = fields.Html(compute="_compute_symbol", sanitize=False)
    answer = fields.Html(compute="_compute_answer", sanitize=False)
    separator = fields.Char(compute="_compute_answer")
    known = fields.Char(
        string="Separators known here", compute="_compute_known", trim=False
    )

    @api.depends("company_id")
    def _compute_display_name(self):
        self.display_name = self.env._("Reader test")

    @api.depends("company_id")
    def _compute_symbol(self):
        try:
            drawn = svg(encode("gs1_datamatrix", reader.PAIRS), MODULE)
        except SymbolError as error:
            finding = self.env["udi.label.finding"]
            _what, why, then = finding._label_library_missing(error.finding)
            shown = {"image": False, "why": why, "next": then}
        else:
            image = b64encode(drawn.encode()).decode()
            shown = {"image": f"data:image/svg+xml;base64,{image}"}
        self.symbol = self.env["ir.qweb"]._render(
            "udi_traceability.reader_symbol", shown
        )

    @api.depends("text", "ended")
    def _compute_answer(self):
        for test in self:
            found = reader.read(test.text or "")
            test.separator = found and found.keepable and self._shown(found.separator)
            test.answer = self.env["ir.qweb"]._render(
                "udi_traceability.reader_answer",
                {
                    "asked": bool(test.text),
                    "lines": test._lines(found) if found else [],
                    "sent": self._shown(test.text or ""),
                },
            )

    @api.depends("company_id.udi_separators")
    def _compute_known(self):
        for test in self:
            known = test.company_id._udi_separators()
            test.known = "  ".join(map(self._shown, known)) or False

    def action_check(self, text, ended="enter"):
        """Take what the reader sent for the test symbol."""
        self.ensure_one()
        clean = self.env["udi.scan"]._clean(text)[:TEXT_LIMIT]
        self.write({"text": clean, "ended": "enter" if ended == "enter" else "button"})

    def action_keep(self):
        """From now on every scan in this company knows this separator."""
        self.ensure_one()
        found = reader.read(self.text or "")
        if not found or not found.keepable:
            raise UserError(
                self.env._(
                    "There is no separator to keep. Scan the test symbol; if nothing "
                    "or only letters stand after the lot, set the reader to ASCII 29."
                )
            )
        company = self.company_id
        known = company._udi_separators()
        if found.separator not in (reader.GS, *known):
            company._udi_keep_separators((*known, found.separator))

    def action_forget(self):
        """Only the separator of the standard is known again."""
        self.ensure_one()
        self.company_id._udi_keep_separators(())

    @api.model
    def _shown(self, text):
        """Text with what nobody can see in words."""
        marks = {"\x1d": "␝", "\x1e": "␞", "\x04": "␄", "\t": "⇥", "\r": "⏎", "\n": "⏎"}
        return "".join(marks.get(character, character) for character in text)

    def _lines(self, found):
        """One row for each setting: ok, what was found, how to set it."""
        return [
            self._line_of_aim(found),
            self._line_of_separator(found),
            self._line_of_case(found),
            self._line_of_keys(found),
            self._line_of_end(),
        ]

    def _line(self, sign, what, then=""):
        return {"sign": sign, "what": what, "next": then}

    def _line_of_aim(self, found):
        if found.aim == reader.AIM:
            return self._line("ok", self.env._("It says which symbol it read (]d2)."))
        then = self.env._("Switch on “AIM identifier” (“transmit code ID: AIM”).")
        if found.aim:
            what = self.env._(
                "It sends %(aim)s: it does not know this is GS1.", aim=found.aim
            )
            return self._line("warn", what, self.env._("Switch on “GS1 DataMatrix”."))
        what = self.env._("It does not say which symbol it read.")
        return self._line("warn", what, then)

    def _line_of_separator(self, found):
        if found.separator == reader.GS:
            return self._line("ok", self.env._("It sends the separator (ASCII 29)."))
        then = self.env._(
            "Set “GS1 separator” (“FNC1 substitution”, “GS replacement”) to ASCII 29, "
            "as Ctrl+] if the reader acts as a keyboard."
        )
        if not found.separator:
            what = self.env._(
                "The separator after the lot is missing: "
                "lot and serial run into each other."
            )
            return self._line("stop", what, then)
        what = self.env._(
            "It sends “%(text)s” for the separator.",
            text=self._shown(found.separator),
        )
        if not found.keepable:
            return self._line("stop", what, then)
        if found.separator in self.company_id._udi_separators():
            return self._line("ok", what, self.env._("That is known here."))
        return self._line("warn", what, self.env._("Press Keep this separator."))

    def _line_of_case(self, found):
        if found.keeps_case:
            return self._line("ok", self.env._("It keeps upper and lower case."))
        return self._line(
            "stop",
            self.env._("It changes upper and lower case."),
            self.env._("Switch off Caps Lock, and “case conversion” in the reader."),
        )

    def _line_of_keys(self, found):
        if not found.wrong_keys:
            return self._line("ok", self.env._("Its keyboard is that of the computer."))
        said = ", ".join(
            self.env._("%(typed)s for %(meant)s", typed=typed, meant=meant)
            for meant, typed in found.wrong_keys
        )
        return self._line(
            "stop",
            self.env._("It types %(keys)s.", keys=said),
            self.env._("Set its keyboard layout (country) to that of the computer."),
        )

    def _line_of_end(self):
        if self.ended == "enter":
            return self._line("ok", self.env._("It ends with Enter."))
        return self._line(
            "warn",
            self.env._("It does not end with Enter."),
            self.env._("Set the suffix to Enter (CR)."),
        )
