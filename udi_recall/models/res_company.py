from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    udi_recall_reminder_days = fields.Integer(
        "Days between reminders of a recall",
        default=3,
        help="Who did not answer is asked again after so many days: by mail, then by "
        "telephone, then by registered letter.",
    )
    udi_recall_hours = fields.Char(
        "Hours to be reached in a recall",
        translate=True,
        help="Printed in the notices beside the telephone.",
    )

    _udi_recall_reminder_days_positive = models.Constraint(
        "CHECK(udi_recall_reminder_days > 0)",
        "Days between reminders are 1 or more.",
    )
