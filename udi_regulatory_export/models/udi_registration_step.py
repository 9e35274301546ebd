from odoo import models
from odoo.exceptions import UserError


class UdiRegistration(models.Model):
    """Steps: what the regulator did with a record that was sent."""

    _inherit = "udi.registration"

    def action_accepted(self):
        """The regulator took the record: only now its version moves on."""
        self._leave("submitted")
        for registration in self:
            registration.version += 1
        self.state = "registered"
        for details in self._details():
            details._note_accepted()

    def action_rejected(self):
        """The regulator refused it: correct it, check it, build it again."""
        self._leave("submitted")
        self.state = "rejected"
        for details in self._details():
            details._note_rejected()

    def action_withdraw(self):
        self._leave("registered")
        self.state = "withdrawn"

    def _leave(self, state):
        labels = dict(self._fields["state"]._description_selection(self.env))
        for registration in self.filtered(lambda r: r.state != state):
            raise UserError(
                self.env._(
                    "%(registration)s is “%(now)s”. This step starts from “%(state)s”.",
                    registration=registration.display_name,
                    now=labels[registration.state],
                    state=labels[state],
                )
            )
