from odoo import models
from odoo.tools import frozendict

# Documents of addons that need not be installed: their menu "Print" cannot be data
PRINTED_FROM = ("mrp.production",)


class IrActionsActions(models.Model):
    _inherit = "ir.actions.actions"

    def _get_bindings(self, model_name):
        bindings = super()._get_bindings(model_name)
        if model_name not in PRINTED_FROM:
            return bindings
        action = self.env.ref("udi_traceability.udi_label_print_action").sudo()
        entry = frozendict(
            action.read(["name", "binding_view_types", "res_model"])[0],
            group_ids=["udi_traceability.group_udi_user"],
        )
        return frozendict(bindings, report=[*bindings.get("report", ()), entry])
