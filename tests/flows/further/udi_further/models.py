from odoo import api, fields, models
from odoo.tools.translate import LazyTranslate

from odoo.addons.udi_regulatory_export.models.device_record import registration_values

from . import island

_lt = LazyTranslate(__name__)


class UdiRegistration(models.Model):
    _inherit = "udi.registration"

    regulator = fields.Selection(
        selection_add=[("island", "The Island")], ondelete={"island": "cascade"}
    )

    @api.model
    def _formats(self):
        return super()._formats() | {island.CODE: island}

    @api.model
    def _finding_sentences(self):
        return super()._finding_sentences() | {
            "no_harbour": _lt("“%(field)s” is empty. Name where the device lands.")
        }

    @api.model
    def _reading_sentences(self):
        return super()._reading_sentences() | {
            "no_island_answer": _lt("This is no answer of the island."),
            "sunk": _lt("It sank. Send another one."),
        }


class UdiRegistrationIsland(models.Model):
    _name = "udi.registration.island"
    _description = "Registration at the Island"
    _inherit = ["udi.registration.detail"]
    _regulator = island.CODE

    harbour = fields.Char()

    def _record_kind(self):
        return island.IslandDevice

    def _block(self):
        return island.IslandRecord(
            harbour=self.harbour or "", **registration_values(self)
        )


class UdiDeviceRegister(models.TransientModel):
    _inherit = "udi.device.register"

    island = fields.Boolean("The Island")
