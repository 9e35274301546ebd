from odoo import api, models
from odoo.exceptions import AccessError


class UdiByMethod(models.AbstractModel):
    """What a person reads and never types: the regulator's word, and what follows.

    ``readonly`` on a field binds the screen; a remote call or a spreadsheet would still
    write it. Our own methods do so as the system, after they asked for the rights.
    """

    _name = "udi.by.method"
    _description = "Fields Written by Methods Only"

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            begin = self._by_method_begin()
            for vals in vals_list:
                self._refuse_typed(
                    [name for name in vals if vals[name] != begin.get(name, False)]
                )
            vals_list = [{**vals, **begin} for vals in vals_list]
        return super().create(vals_list)

    def write(self, vals):
        if not self.env.su:
            self._refuse_typed(vals)
        return super().write(vals)

    @api.model
    def _by_method(self, name):
        field = self._fields.get(name)
        if field is None or field.inherited or name in models.MAGIC_COLUMNS:
            return False
        return bool(field.readonly and field.store)

    @api.model
    def _by_method_begin(self):
        """What they begin with, whatever the context or a user's default says."""
        return {
            name: field.default(self) if field.default else False
            for name, field in self._fields.items()
            if self._by_method(name) and not field.compute
        }

    @api.model
    def _refuse_typed(self, names):
        for name in filter(self._by_method, names):
            raise AccessError(
                self.env._(
                    "“%(field)s” follows from what the regulator answered, or from a "
                    "check. It is not typed: use the buttons of the page.",
                    field=self._fields[name]._description_string(self.env),
                )
            )


class UdiRegistration(models.Model):
    _name = "udi.registration"
    _inherit = ["udi.registration", "udi.by.method"]


class UdiRegistrationDetail(models.AbstractModel):
    _name = "udi.registration.detail"
    _inherit = ["udi.registration.detail", "udi.by.method"]


class UdiBasicUdi(models.Model):
    _name = "udi.basic.udi"
    _inherit = ["udi.basic.udi", "udi.by.method"]


class UdiClinicalInvestigation(models.Model):
    _name = "udi.clinical.investigation"
    _inherit = ["udi.clinical.investigation", "udi.by.method"]
