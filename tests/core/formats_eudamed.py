"""A second device for EUDAMED, and how its files are read."""

from datetime import date

import formats_sample as sample
from formats_sample import CASE, DEVICE, ENVELOPE, PALLET, change

from odoo.addons.udi_regulatory_export.formats import eudamed, xml

IMPLANT = change(
    DEVICE,
    implantable=True,
    basic_udi__iib_implantable_exception=False,
    direct_marking="none",
)
RICH = change(
    IMPLANT,
    secondary_dis=(sample.SECONDARY,),
    direct_marking="other_di",
    direct_marking_di=sample.UNIT,
    device_count=5,
    max_reuses=20,
    pi_lot=True,
    pi_expiration_date=True,
    pi_software=True,
    latex="contains",
    mri_safety="conditional",
    basic_udi__special_device_type="software",
    eudamed__annex_xvi_codes=("EMR", "PRODUCT_IN_BODY"),
    packages=(PALLET, change(CASE, discontinue_date=date(2026, 5, 31))),
)


def built(record, envelope=ENVELOPE):
    (file,) = eudamed.build(record, envelope)
    return file


def tree(record):
    return xml.parse(built(record).content)


def values(root, name):
    """The texts of all elements of a local name, in order."""
    return [each.text for each in root.iter(f"{{*}}{name}")]
