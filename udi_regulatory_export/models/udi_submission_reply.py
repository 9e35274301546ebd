from hashlib import sha256

from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import SQL, format_datetime

from ..formats.reply import ReadError
from ..formats.xml_safety import MAX_BYTES, XmlError
from .udi_submission_line import SENT

KINDS = {b"%PDF": "PDF", b"PK": "ZIP"}


class UdiSubmission(models.Model):
    """An answer is read: what it says of which device, and nothing of any other."""

    _inherit = "udi.submission"

    def _read_answer(self, filename, content, file=None):
        """Move on what was accepted, and say of the rest why it was refused.

        :param file: the file of ours that was answered, where that is not plain
        :return: the answer as it was kept
        """
        self.ensure_one()
        self._check_may_read()
        self._wait_for_turn()
        digest = sha256(content).hexdigest()
        self._refuse_twice(digest)
        self._refuse_own(digest)
        self._refuse_other_kind(content)
        reply = self._reply(content)
        told = self._told(reply, file or self.env["udi.submission.file"])
        self._refuse_other(reply, told)
        self._about(told).check_access("write")
        if self.state == "built":
            self._upload_before_answer()
        answer = self._keep_answer(filename, content, digest, reply, told)
        self._apply(answer, reply, told)
        return answer

    def _check_may_read(self):
        self.check_access("read")
        registrations = self.env["udi.registration"]
        registrations.check_access("write")
        form = self._form()
        if not hasattr(form, "read_reply"):
            raise UserError(
                self.env._(
                    "No answer file of this regulator is known. Note its answer on the "
                    "registration."
                )
            )
        self._refuse_unready()

    def _wait_for_turn(self):
        """Whoever reads the same answer at the same time comes second and is told."""
        self.env.cr.execute(
            SQL("SELECT id FROM udi_submission WHERE id = %s FOR UPDATE", self.id)
        )

    def _refuse_twice(self, digest):
        known = self.answer_ids.filtered(lambda answer: answer.sha256 == digest)[:1]
        if known:
            raise UserError(
                self.env._(
                    "This answer was read on %(date)s by %(user)s. Nothing changed.",
                    date=format_datetime(self.env, known.read_on),
                    user=known.user_id.name,
                )
            )

    def _refuse_own(self, digest):
        own = self.file_ids.filtered(lambda file: file.sha256 == digest)[:1]
        if own:
            raise UserError(
                self.env._(
                    "This is %(file)s itself, the file that was built here. Choose the "
                    "response that the regulator gave to it.",
                    file=own.name,
                )
            )

    @api.model
    def _refuse_other_kind(self, content):
        """What people mix up with the response, told by its first bytes."""
        for begin, kind in KINDS.items():
            if content.startswith(begin):
                raise UserError(
                    self.env._(
                        "This is a %(kind)s file, and an answer is XML. Choose the "
                        "response that the regulator gave; unpack it first.",
                        kind=kind,
                    )
                )

    def _reply(self, content):
        """The answer, or in words why the file is none."""
        form = self._form()
        try:
            if len(content) > MAX_BYTES:
                raise XmlError("too_large", size=len(content), most=MAX_BYTES)
            return form.read_reply(content)
        except (ReadError, XmlError) as error:
            sentences = self.env["udi.registration"]._reading_sentences()
            sentence = self.env._(sentences[error.code])
            raise UserError(sentence % error.parameters) from error

    def _refuse_other(self, reply, told):
        """Nothing of this batch is in the answer: it belongs to another one."""
        if told:
            return
        codes = [entity.code for entity in reply.entities]
        others = self._batches_with(codes)
        if others:
            raise UserError(
                self.env._(
                    "This answer is about devices of %(others)s, and none of "
                    "%(submission)s. Read it there.",
                    others=", ".join(others.mapped("name")),
                    submission=self.name,
                )
            )
        raise UserError(
            self.env._(
                "This answer names nothing that was sent with %(submission)s, but "
                "%(codes)s. Choose the answer to this batch.",
                submission=self.name,
                codes=", ".join(codes[:3]) or f"{reply.service}.{reply.operation}",
            )
        )

    def _batches_with(self, codes):
        keys = list(map(self._answer_key, codes))
        lines = self.env["udi.submission.line"].search(
            [
                ("entity_code", "in", keys + codes),
                ("status", "in", SENT),
                ("submission_id", "!=", self.id),
            ],
            limit=20,
        )
        return lines.submission_id.sorted("id", reverse=True)[:3]

    def _apply(self, answer, reply, told):
        """Only what was accepted moves; the rest is told why it does not."""
        lines = self.env["udi.submission.line"]
        states = {line: reply.state_of(*codes) for line, codes in told.items()}
        accepted = lines.union(*(x for x in states if states[x] == "accepted"))
        refused = {
            line: reply.errors_of(*told[line])
            for line in states
            if states[line] == "refused" and line.status != "accepted"
        }
        accepted._accepted(answer)
        lines.union(*refused)._refused(answer, refused)
        touched = self._about(told)
        self._settle()
        touched._settle()
        touched._look_for_changes()

    def _settle(self):
        """How far the batch is, from its lines and from what was sent again."""
        Line = self.env["udi.submission.line"].sudo()
        for batch in self.sudo():
            of_batch = [("submission_id", "=", batch.id)]
            counts = dict(Line._read_group(of_batch, ["status"], ["__count"]))
            refused = counts.get("refused", 0)
            again = self.sudo().search_count([("again_of_id", "=", batch.id)], limit=1)
            open_ = counts.get("built") or (refused and not again)
            batch.write(
                {
                    "accepted_count": counts.get("accepted", 0),
                    "refused_count": refused,
                    "state": "answered" if open_ else "done",
                }
            )
