from odoo import api, fields, models
from odoo.exceptions import UserError


class UdiRecallShipped(models.AbstractModel):
    """Rows that come with the addon can be switched off, not rewritten.

    What was counted by them must stay readable, and an update of the addon may put
    them right; a company's own rows stand beside them.
    """

    _name = "udi.recall.shipped"
    _description = "Rows that came with the addon"

    active = fields.Boolean(default=True)
    shipped = fields.Boolean(
        "Came with the addon", readonly=True, copy=False, index=True
    )

    @api.model_create_multi
    def create(self, vals_list):
        if any(vals.get("shipped") for vals in vals_list):
            self._refuse_shipped()
        return super().create(vals_list)

    def write(self, vals):
        if "shipped" in vals or (
            vals.keys() - {"active"} and any(self.mapped("shipped"))
        ):
            self._refuse_shipped()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_shipped(self):
        if any(self.mapped("shipped")):
            self._refuse_shipped()

    def _refuse_shipped(self):
        """Installing and updating the addon run as superuser; people do not."""
        if not self.env.su:
            raise UserError(
                self.env._(
                    "This row came with the addon. Archive it, and add one of your "
                    "own with its source."
                )
            )
