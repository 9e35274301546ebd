"""What a person reads for findings of EUDAMED's rules: see ``finding_sentences``."""

from odoo.tools.translate import LazyTranslate

_lt = LazyTranslate(__name__)

EUDAMED = {
    "agent_missing": _lt(
        "The registrant is not established there. Choose its %(field)s."
    ),
    "agent_forbidden": _lt(
        "The manufacturer is in the EU and has no authorised representative. Remove "
        "“%(value)s”."
    ),
    "schema_refuses": _lt(
        "The official schema does not take this record: %(value)s. Correct what it "
        "names."
    ),
    "oversize": _lt(
        "The record alone has %(value)s bytes, more than a file may have. Shorten its "
        "texts."
    ),
    "name_or_model": _lt(
        "The family has neither a name nor a model. Enter one of them."
    ),
    "implantable_class_i": _lt(
        "A device of class I cannot be implantable. Correct the class or this answer."
    ),
    "implantable_reusable": _lt(
        "An implantable device is no reusable surgical instrument. Correct one of the "
        "two answers."
    ),
    "exception_forbidden": _lt(
        "“%(field)s” is asked of implantable devices of class IIb only. Empty it."
    ),
    "special_pack": _lt(
        "A special device type cannot be a system or procedure pack. Empty one of them."
    ),
    "special_kit": _lt("A special device type cannot be a kit. Empty one of the two."),
    "software_pi": _lt(
        "A software version identifies software only. Untick it, or set the special "
        "device type of the family to software."
    ),
    "certificate_missing": _lt(
        "The family needs a certificate of a notified body. Add one of: %(expected)s."
    ),
    "emdn_not_leaf": _lt(
        "EMDN %(value)s may not be the last level. Choose a code below it."
    ),
    "markets_missing": _lt(
        "A device on the market names its countries. Add them, or change the status."
    ),
    "markets_not_sent": _lt(
        "Countries are told only of a device on the market. Check the status."
    ),
    "first_market": _lt(
        "%(value)s countries are ticked as the first in the EU. Tick exactly one."
    ),
    "country_twice": _lt("%(value)s stands in the list twice. Remove one row."),
    "name_twin": _lt(
        "Family %(expected)s has this %(field)s too: “%(value)s”. EUDAMED will ask if "
        "both are the same. Nothing to do if they are not."
    ),
    "number_twin": _lt(
        "%(expected)s has the %(field)s “%(value)s” too. EUDAMED will ask if both are "
        "the same device. Nothing to do if they are not."
    ),
    "legacy_code": _lt(
        "%(field)s “%(value)s” does not follow from the device's other code. Use "
        "%(expected)s."
    ),
    "legacy_one_device": _lt(
        "A legacy device is alone in its family, and EUDAMED has this family. Give "
        "the device a family of its own."
    ),
    "country_not_told": _lt(
        "EUDAMED's list has no country “%(value)s” there. Correct or remove it."
    ),
    "not_told": _lt(
        "“%(field)s” is not told to EUDAMED for %(expected)s. Nothing to do if that is "
        "right."
    ),
    "inactive_code": _lt(
        "The official list has closed the code %(value)s. Choose another one."
    ),
    "substance_missing": _lt(
        "The family says that there is a substance of this kind: %(expected)s. Add it, "
        "or correct the family."
    ),
    "substance_named": _lt(
        "A substance of this kind is named, and “%(field)s” says no. Correct one."
    ),
    "inn_twice": _lt("The INN %(value)s stands twice. Remove one substance."),
    "size_twice": _lt("The size %(value)s stands twice with one value. Remove one."),
    "same_languages": _lt(
        "“%(field)s” needs the languages of the other description: %(expected)s. Add "
        "the missing texts."
    ),
    "designer_is_maker": _lt(
        "The original manufacturer “%(value)s” is the manufacturer itself. Remove it."
    ),
    "linked_by_itself": _lt(
        "EUDAMED links two devices with the UDI-DI %(value)s itself. You may empty "
        "“%(field)s”."
    ),
    "link_differs": _lt(
        "%(field)s is “%(value)s” here and “%(expected)s” on the legacy device. "
        "EUDAMED links the two only if they agree. Correct the one that is wrong."
    ),
    "counterpart_taken": _lt(
        "%(value)s is the counterpart of %(expected)s already, and a device has one. "
        "Empty “%(field)s” here or there."
    ),
    "no_snapshot": _lt(
        "EUDAMED has this device, and what it accepted last is not known here. Import "
        "your download of the device first."
    ),
    "waits_for_body": _lt(
        "The notified body has not confirmed this device. Send the change when EUDAMED "
        "shows it as registered."
    ),
    "locked_family": _lt(
        "%(field)s “%(value)s” is fixed in EUDAMED as “%(expected)s”. Set it back, or "
        "make a new device with another Basic UDI-DI."
    ),
    "locked_device": _lt(
        "%(field)s “%(value)s” is fixed in EUDAMED as “%(expected)s”. Set it back, or "
        "make a new device with another UDI-DI."
    ),
    "locked_package": _lt(
        "%(field)s “%(value)s” is fixed in EUDAMED as “%(expected)s”. Set it back, or "
        "give the package another DI."
    ),
    "certificates_stay": _lt(
        "EUDAMED keeps the certificates of the first registration: %(expected)s. Later "
        "ones are registered by the notified body, so nothing is sent."
    ),
    "package_ends_too": _lt(
        "Package %(value)s is inside %(expected)s, which is no longer sold. EUDAMED "
        "ends both. Give it an end date too."
    ),
    "package_outer_first": _lt(
        "Package %(value)s is sold again, and %(expected)s, which holds it, is not. "
        "Take the end date of the outer one away first."
    ),
    "names_languages": _lt(
        "The substance needs its name in each language of the label. Add %(expected)s, "
        "or enter its CAS or EC number."
    ),
    "locked_once": _lt(
        "%(field)s “%(value)s” was told once as “%(expected)s” and is fixed since "
        "then. Set it back."
    ),
    "law_new_di": _lt(
        "“%(field)s” changes. EUDAMED takes it, but the law may want a new UDI-DI. Ask "
        "your regulatory affairs before you send it."
    ),
    "not_intended_later": _lt(
        "“%(value)s” is a status for the first registration only. Choose another one."
    ),
    "text_stays": _lt(
        "EUDAMED has a description in %(value)s and keeps one. Enter it again, or "
        "another text in that language."
    ),
    "designer_stays": _lt(
        "EUDAMED has “%(expected)s” as original manufacturer and takes no change from "
        "“%(value)s”. Set it back, or make a new device with another UDI-DI."
    ),
    "package_stays": _lt(
        "EUDAMED has the package %(value)s. Add it again; if it is no longer sold, "
        "give it an end date."
    ),
}
