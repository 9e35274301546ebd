from odoo import models


class UdiRegistrationDetail(models.AbstractModel):
    """Changes of many registrations at once stand in the history of each."""

    _inherit = "udi.registration.detail"

    def _message_track(self, fields_iter, initial_values_dict):
        """Odoo logs one record after the other; a batch has a hundred thousand."""
        data = self.env.cr.precommit.data
        kinds = ("message", "author")
        own = any(data.get(f"mail.tracking.{kind}.{self._name}") for kind in kinds)
        if len(self) < 2 or own:
            return super()._message_track(fields_iter, initial_values_dict)
        names = ("string", "type", "selection", "currency_field")
        tracked = self.fields_get(fields_iter, attributes=names)
        found = {
            record.id: record._mail_track(tracked, initial_values_dict[record.id])
            for record in self.exists()
        }
        changed = self.filtered(lambda r: found.get(r.id, ("", ()))[1])
        messages = changed._message_log_batch({})
        self.env["mail.tracking.value"].sudo().create(
            [
                {**values, "mail_message_id": message.id}
                for record, message in zip(changed, messages, strict=True)
                for _create, _none, values in found[record.id][1]
            ]
        )
        return found
