from contextlib import contextmanager

from odoo import fields, models


class UdiEditReason(models.AbstractModel):
    """Takes the reason of a change to finished evidence, and keeps it for no one else.

    It comes with the values of a write or create and is never stored.
    """

    _name = "udi.edit.reason"
    _description = "Reason of a Change to Evidence"

    udi_edit_reason = fields.Char(
        string="Reason of the change",
        store=False,
        help="Needed to change a line of a device after its transfer is done.",
    )

    def _udi_reason_in(self, vals):
        reason = vals.get("udi_edit_reason")
        return reason.strip() if isinstance(reason, str) else ""

    def _udi_without_reason(self, vals):
        return {name: vals[name] for name in vals if name != "udi_edit_reason"}

    @contextmanager
    def _udi_explained(self, vals):
        """The values to write; the lines know why before what is written gets there."""
        reason = self._udi_reason_in(vals)
        if not reason:
            yield vals
            return
        self._udi_say_why(reason)
        yield self._udi_without_reason(vals)
        self._udi_say_why(False)

    def _udi_say_why(self, reason):
        """Tell the lines the reason, or that it holds no more."""
        models.Model.write(self, {"udi_edit_reason": reason})
