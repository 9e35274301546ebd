"""What each EU law asks of a device: answers of its family, class, certificate."""

from odoo.fields import Command

DIAGNOSTIC = {
    "companion_diagnostic": "no",
    "instrument": "no",
    "microbial_substances": "no",
    "near_patient_testing": "yes",
    "professional_testing": "yes",
    "reagent": "yes",
    "self_testing": "no",
    "active_device": False,
    "administers_medicine": False,
    "measuring_function": False,
    "reusable_surgical_instrument": False,
    "medicinal_substance": False,
    "human_blood_substance": False,
    "system_pack_type": False,
}
MEDICAL = {
    "active_device": "yes",
    "medicinal_substance": "yes",
    "human_blood_substance": "yes",
}
FAMILIES = {
    "mdr": {**MEDICAL, "iib_implantable_exception": "no"},
    "ivdr": DIAGNOSTIC,
    "spp": {"system_pack_type": "procedure_pack"},
    "mdd": MEDICAL,
    "aimdd": MEDICAL,
    "ivdd": DIAGNOSTIC,
}
CLASSES = {
    "mdr": "iib",
    "ivdr": "c",
    "spp": "iia",
    "mdd": "iib",
    "aimdd": "aimdd",
    "ivdd": "list_a",
}
CERTIFICATES = {
    "mdr": "mdr_type_examination",
    "ivdr": "ivdr_technical_documentation",
    "mdd": "mdd_iii",
    "aimdd": "aimdd_ii_4",
    "ivdd": "ivdd_iv_4",
}
LAWS = tuple(FAMILIES)
LEGACY = ("mdd", "aimdd", "ivdd")
MEDICINES = ("medicinal", "human")


def words(kind, *texts):
    """Commands for texts in several languages."""
    return [
        Command.create({"kind": kind, "language": language, "value": value})
        for language, value in texts
    ]
