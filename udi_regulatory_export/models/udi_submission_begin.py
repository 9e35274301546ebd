from datetime import UTC
from uuid import UUID, uuid4, uuid5

from odoo import api, fields, models
from odoo.exceptions import LockError, UserError
from odoo.fields import Domain

from ..formats.message import Envelope

# More than these are built in the background, part by part
PART = 300


class UdiSubmission(models.Model):
    """How a batch begins, and what its messages share."""

    _inherit = "udi.submission"

    @api.model
    def _build(self, registrations, again_of=None):
        """Build the files of these registrations, a batch per regulator.

        A registration with an error stays out, with its findings on its line; the
        others go. Few are built at once, and a regulator none of whose registrations
        can go gives no batch; many go on in the background. What is being built
        already is not built a second time.

        :return: the batches, one per company, regulator and registrant
        """
        registrations.check_access("write")
        running = self._running(registrations)
        registrations -= running.line_ids.registration_id
        submissions = running.sudo(False)
        # of a hundred thousand no more is read than tells them apart
        registrations.fetch(["company_id", "regulator", "registrant_id"])
        batches = registrations.grouped(
            lambda r: (r.company_id, r.regulator, r.registrant_id)
        )
        for batch in batches.values():
            submission = self._begin(batch, again_of)
            if len(registrations) > PART:
                submission._wake()
            elif not submission._work_through():
                submission.unlink()
                continue
            submissions |= submission.sudo(False)
        return submissions

    @api.model
    def _running(self, registrations):
        """Batches in the making that hold some of these; two people wait in line."""
        try:
            registrations.sudo().lock_for_update(allow_referencing=True)
        except LockError as error:
            raise UserError(
                self.env._(
                    "Somebody works on these registrations at this moment. Look at "
                    "the submissions, then try again."
                )
            ) from error
        domain = [("state", "=", "building")]
        lines = [("registration_id", "in", registrations.ids)]
        return self.sudo().search(Domain(domain) & Domain("line_ids", "any", lines))

    def _begin(self, registrations, again_of):
        """A batch with everything still to do."""
        first = registrations[0]
        company = first.company_id or self.env.company
        Detail = first._detail_model()
        version = Detail._schema_version(company)
        schema = self.env["udi.schema"].sudo()._for(first.regulator, version)
        submission = self.sudo().create(
            {
                "name": self.env["ir.sequence"].sudo().next_by_code("udi.submission"),
                "state": "building",
                "company_id": company.id,
                "regulator": first.regulator,
                "registrant_id": first.registrant_id.id,
                "environment": Detail._environment(company),
                "built_on": fields.Datetime.now(),
                "built_by_id": self.env.uid,
                "message_uuid": str(uuid4()),
                "schema_version": version,
                "schema_id": schema.id,
                "again_of_id": again_of and again_of.id,
                "chosen_count": len(registrations),
            }
        )
        submission.line_ids._take_in(submission, registrations)
        return submission

    def _envelope(self, registration=None):
        """Identity and time of a message, the same whenever it is asked for.

        :param registration: the one that a message tells of, where it is only one
        """
        part = UUID(self.message_uuid)
        message_id = uuid5(part, str(registration.id)) if registration else part
        return Envelope(
            message_id=message_id,
            created_at=self.built_on.replace(tzinfo=UTC),
            schema_version=self.schema_version or "",
        )
