from odoo import fields, models

# The codes of EUDAMED; its notes beside the first two are swapped there
CORRECTIVE_ACTIONS = [
    ("product_removal_partial", "Partial recall (lot, batch or model)"),
    ("product_removal_full", "Full recall"),
    ("ifu_or_labelling_change", "Change of instructions or labelling"),
    ("software_upgrade", "Software upgrade"),
    ("onsite_modification_or_inspection", "Modification or inspection on site"),
    ("customer_information_only", "Customers are informed, nothing else"),
    ("other", "Other"),
]


class UdiRegistrationEudamedSubstatus(models.Model):
    """What EUDAMED's vigilance module says of a device: read there, never sent.

    A measure is a row of its own: one sub-status may ask for several.
    """

    _name = "udi.registration.eudamed.substatus"
    _description = "Sub-status in EUDAMED"
    _order = "registration_eudamed_id, date_start, id"
    _rec_name = "code"

    registration_eudamed_id = fields.Many2one(
        "udi.registration.eudamed", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(
        related="registration_eudamed_id.company_id",
        store=True,
        index="btree_not_null",
    )
    code = fields.Selection(
        [
            ("recalled", "Recalled"),
            ("fsca_initiated", "Field safety corrective action initiated"),
        ],
        string="Sub-status",
        required=True,
    )
    corrective_action = fields.Selection(CORRECTIVE_ACTIONS, string="Action required")
    date_start = fields.Date("From")
    date_end = fields.Date("Estimated end")
