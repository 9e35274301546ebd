from odoo.exceptions import UserError


class UdiReasonNeeded(UserError):
    """Finished evidence would change, and nobody said why: the screen asks."""
