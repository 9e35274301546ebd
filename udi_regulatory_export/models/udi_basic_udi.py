from odoo import api, fields, models

from odoo.addons.udi_traceability.models.udi_device import YES_NO

TISSUES = ("animal_tissues", "human_tissues")
MEDICAL = (
    "active_device",
    "administers_medicine",
    "measuring_function",
    "reusable_surgical_instrument",
    "iib_implantable_exception",
    "medicinal_substance",
    "human_blood_substance",
)
DIAGNOSTIC = (
    "microbial_substances",
    "companion_diagnostic",
    "instrument",
    "near_patient_testing",
    "professional_testing",
    "reagent",
    "self_testing",
)
GROUPS = {"tissues": TISSUES, "medical": MEDICAL, "diagnostic": DIAGNOSTIC}
# Which questions each law asks of a family
ASKED = {
    "mdr": ("tissues", "medical"),
    "mdd": ("tissues", "medical"),
    "aimdd": ("tissues", "medical"),
    "ivdr": ("tissues", "diagnostic"),
    "ivdd": ("tissues", "diagnostic"),
    "spp": (),
}


class UdiBasicUdi(models.Model):
    """What EUDAMED keeps once per family, shared by all its devices.

    Every yes/no fact has three states: empty means nobody answered yet, and is
    never sent as "no".
    """

    _inherit = "udi.basic.udi"

    system_pack_type = fields.Selection(
        [
            ("device", "Device"),
            ("system", "System"),
            ("procedure_pack", "Procedure pack"),
        ],
        string="System or procedure pack",
    )
    special_device_type = fields.Selection(
        [
            ("software", "Software"),
            ("soft_contact_lens", "Standard soft contact lens"),
            ("rgp_contact_lens", "Rigid gas permeable contact lens"),
            ("made_to_order_soft", "Made-to-order soft contact lens"),
            ("made_to_order_rgp", "Made-to-order rigid gas permeable contact lens"),
            ("spectacle_frame", "Spectacle frame"),
            ("spectacle_lens", "Spectacle lens"),
            ("ready_made_spectacle", "Ready-made reading spectacles"),
        ],
        string="Special device type",
    )
    animal_tissues = fields.Selection(
        YES_NO, string="Tissues or cells of animal origin"
    )
    human_tissues = fields.Selection(YES_NO, string="Tissues or cells of human origin")
    active_device = fields.Selection(YES_NO, string="Active device")
    administers_medicine = fields.Selection(
        YES_NO, string="Administers or removes a medicinal product"
    )
    measuring_function = fields.Selection(YES_NO, string="Measuring function")
    reusable_surgical_instrument = fields.Selection(
        YES_NO, string="Reusable surgical instrument"
    )
    iib_implantable_exception = fields.Selection(
        YES_NO,
        string="Suture, staple, dental filling or other listed exception",
        help="Answered for implantable devices of class IIb under the MDR only.",
    )
    medicinal_substance = fields.Selection(
        YES_NO,
        string="Contains a substance that alone would be a medicinal product",
    )
    human_blood_substance = fields.Selection(
        YES_NO,
        string="Contains a medicinal substance derived from human blood or plasma",
    )
    microbial_substances = fields.Selection(
        YES_NO, string="Cells or substances of microbial origin"
    )
    companion_diagnostic = fields.Selection(YES_NO, string="Companion diagnostic")
    instrument = fields.Selection(YES_NO)
    near_patient_testing = fields.Selection(YES_NO, string="Near-patient testing")
    professional_testing = fields.Selection(YES_NO, string="Professional testing")
    reagent = fields.Selection(YES_NO)
    self_testing = fields.Selection(YES_NO, string="Self-testing")
    registry_state = fields.Selection(
        [
            ("draft", "Draft"),
            ("submitted", "Submitted"),
            ("registered", "Registered"),
            ("discarded", "Discarded"),
            ("deleted", "Deleted"),
            ("other", "Other"),
        ],
        string="State in EUDAMED",
        readonly=True,
        copy=False,
        help="Empty until EUDAMED knows this family.",
    )
    version = fields.Integer(
        string="EUDAMED version",
        readonly=True,
        copy=False,
        help="Counted apart from the versions of the devices. 0: not known there.",
    )
    clinical_investigation_ids = fields.One2many(
        "udi.clinical.investigation", "basic_udi_id", copy=True
    )
    comment_ids = fields.One2many(
        "udi.basic.udi.comment", "basic_udi_id", readonly=True
    )
    shown_groups = fields.Char(compute="_compute_shown_groups")

    @api.depends("device_ids.legislation_eu", *TISSUES, *MEDICAL, *DIAGNOSTIC)
    def _compute_shown_groups(self):
        """Questions of another law are hidden, unless somebody answered them."""
        for family in self:
            laws = set(family.device_ids.mapped("legislation_eu")) - {False}
            asked = {group for law in laws for group in ASKED[law]}
            shown = [
                group
                for group, names in GROUPS.items()
                if not laws or group in asked or any(family[name] for name in names)
            ]
            family.shown_groups = f",{','.join(shown)},"
