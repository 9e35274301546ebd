from odoo import models
from odoo.exceptions import UserError


class UdiRegistration(models.Model):
    """Where people go from a registration."""

    _inherit = "udi.registration"

    def get_formview_action(self, access_uid=None):
        """Whoever follows a link to a registration gets the regulator's page."""
        return self.action_open()

    def action_open(self):
        self.ensure_one()
        detail = self._detail()
        return {
            "type": "ir.actions.act_window",
            "name": self.display_name,
            "res_model": detail._name,
            "res_id": detail.id,
            "views": [(False, "form")],
        }

    def action_build(self):
        """Choose what else goes along, and see what stays out, before building."""
        self.check_access("write")
        regulators = set(self.mapped("regulator"))
        if len(regulators) != 1:
            raise UserError(
                self.env._(
                    "These registrations are for several regulators, and a batch is "
                    "for one. Select registrations of one regulator."
                )
            )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Build files"),
            "res_model": "udi.submission.build",
            "views": [(False, "form")],
            "context": {
                "default_regulator": regulators.pop(),
                "default_choice": "selected",
                "default_registration_ids": self.ids,
            },
        }

    def action_open_device(self):
        self.ensure_one()
        return self.device_id.get_formview_action()

    def action_open_submissions(self):
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Submissions"),
            "res_model": "udi.submission",
            "views": [(False, "list"), (False, "form")],
            "domain": [("line_ids.registration_id", "=", self.id)],
        }
