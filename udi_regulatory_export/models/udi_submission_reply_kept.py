from odoo import api, fields, models

from .answer_rows import said, stored

# EUDAMED's ids stand at the head of a file
HEAD = 4096


class UdiSubmission(models.Model):
    """An answer is kept as it came, with what it says in figures."""

    _inherit = "udi.submission"

    def _keep_answer(self, filename, content, digest, reply, told):
        attachment = self.env["ir.attachment"].sudo()
        attachment = attachment.create(
            {
                "name": filename,
                "raw": content,
                "mimetype": "application/xml",
                "res_model": self._name,
                "res_id": self.id,
            }
        )
        values = {
            "submission_id": self.id,
            "filename": filename,
            "attachment_id": attachment.id,
            "sha256": digest,
            "read_on": fields.Datetime.now(),
            "user_id": self.env.uid,
            **self._answer_values(reply, told),
        }
        return self.env["udi.submission.answer"].sudo().create(values)

    @api.model
    def _answer_values(self, reply, told):
        states = [reply.state_of(*codes) for codes in told.values()]
        ours = {code for codes in told.values() for code in codes}
        return {
            "correlation": reply.correlation_id,
            "code": reply.response,
            "whole_file_refused": reply.is_whole_file and reply.state == "refused",
            "words": "\n".join(map(said, stored(reply.errors))),
            "errors": stored(reply.errors),
            "mended": stored(reply.mended),
            "accepted_count": states.count("accepted"),
            "refused_count": states.count("refused"),
            "unknown_count": len({each.code for each in reply.entities} - ours),
        }


class UdiSubmissionFile(models.Model):
    _inherit = "udi.submission.file"

    def _has_id(self, reply):
        """Whether the answer carries an id that we gave this file."""
        head = self.attachment_id.raw[:HEAD].decode(errors="replace")
        ids = {reply.correlation_id, reply.message_id, reply.conversation_id} - {""}
        return any(f">{each}<" in head for each in ids)
