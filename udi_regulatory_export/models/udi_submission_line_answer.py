from odoo import api, fields, models

from . import answer_rows
from .udi_registration import MESSAGES
from .udi_registration_changes import name

ORDER = {value: place for place, (value, _label) in enumerate(MESSAGES)}


class UdiSubmissionLine(models.Model):
    """One line accepted or refused: what that moves, and what it leaves."""

    _inherit = "udi.submission.line"

    answer_finding_rows = fields.Json(
        "What that means", compute="_compute_answer_finding_rows"
    )
    answer_text = fields.Char("In our words", compute="_compute_answer_finding_rows")

    @api.depends("answer_rows", "status")
    @api.depends_context("lang")
    def _compute_answer_finding_rows(self):
        detail_of = self.registration_id._detail_of()
        for line in self:
            detail = detail_of[line.registration_id]
            errors = line._answer_errors()
            rows = answer_rows.rows(detail, errors)
            group = line.registration_id.display_name
            line.answer_finding_rows = [dict(row, group=group) for row in rows]
            ours = (answer_rows.sentence(self.env, each) for each in errors)
            line.answer_text = " ".join(dict.fromkeys(ours))

    def _answer_errors(self):
        """Whatever was refused says why, or that nobody knows it here."""
        noted = [answer_rows.NOTED] if self.status == "refused" else []
        return self.answer_rows or noted

    @api.depends("answer_rows", "status")
    def _compute_finding_rows(self):
        """Of what was refused, our words are about the refusal."""
        result = super()._compute_finding_rows()
        for line in self:
            if line.status == "refused":
                line.summary = line.answer_text
        return result

    @api.model
    def _answer_key(self, code):
        """One spelling of a code, whoever wrote it."""
        form = self.env["udi.registration"]._formats()["eudamed"]
        return form.answer_key(code)

    def _named_by(self, named, keys_of):
        """``{line: codes as the answer spells them}`` of whoever it names."""
        found = {}
        for line in self:
            codes = [code for key in keys_of(line) for code in named.get(key, ())]
            if codes:
                found[line] = tuple(codes)
        return found

    def _file_keys(self):
        """The key in the file."""
        return {self._answer_key(self.entity_code)} if self.entity_code else set()

    def _answer_keys(self, kept):
        """All codes by which an answer may name this line.

        :param kept: its snapshot
        """
        self.ensure_one()
        codes = [self.registration_id.di_id.code or ""]
        form = self.env["udi.registration"]._formats()[self.submission_id.regulator]
        message = name(self.message)
        if kept and message and hasattr(form, "answer_codes"):
            record = self.registration_id._snapshot_record(kept)
            codes += form.answer_codes(record, message)
        return self._file_keys() | set(map(self._answer_key, filter(None, codes)))

    def _accepted(self, answer):
        """In upload order: what a family was told counts for its devices."""
        lines = self.filtered(lambda line: line.status != "accepted").sudo()
        by_message = lines.grouped("message")
        for message in sorted(by_message, key=ORDER.get):
            by_message[message]._move_on(answer)
        lines.write(
            {
                "status": "accepted",
                "answer_id": answer.id,
                "answer_words": False,
                "answer_rows": False,
            }
        )
        lines._note_answer(self.env._("accepted"))
        reached = lines.registration_id.sudo(False)
        reached._record_published()

    def _refused(self, answer, errors):
        """:param errors: ``{line: what the regulator said of it}``"""
        for line, told in errors.items():
            kept = answer_rows.stored(told)
            line.sudo().write(
                {
                    "status": "refused",
                    "answer_id": answer.id,
                    "answer_words": "\n".join(map(answer_rows.said, kept)),
                    "answer_rows": kept,
                }
            )
        self._note_answer(self.env._("refused"))
        self.sudo()._release_families()

    def _note_answer(self, result):
        """Where the history of a record is, what became of each message to it."""
        labels = dict(self._fields["message"]._description_selection(self.env))
        notes = {}
        for line in self:
            told = self.env._(
                "%(submission)s, %(message)s: %(result)s.",
                submission=line.submission_id.name,
                message=labels[line.message],
                result=result,
            )
            notes.setdefault(line.registration_id, []).append(told)
        for details in self.registration_id._details():
            bodies = {d.id: " ".join(notes[d.registration_id]) for d in details}
            details._message_log_batch(bodies=bodies)

    def _release_families(self):
        """With its only device a family is refused too, and can be sent again."""
        first = self.filtered(
            lambda line: (
                line.registration_id.regulator == "eudamed"
                and line.message in ("device_post", "whole")
            )
        )
        families = first.device_id.basic_udi_id
        known = families.device_ids.registration_ids.filtered(
            lambda r: r.regulator == "eudamed" and r.accepted_id
        )
        new = families - known.device_id.basic_udi_id
        new.filtered(lambda f: f.registry_state == "submitted").registry_state = False
