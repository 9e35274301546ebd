"""What a person reads for each finding code: what is wrong, and what to do.

``field`` is the field's label, ``value`` what was found, ``expected`` what would do.
A key is a code, or a code and a field for which the code's sentence is not enough.
"""

from odoo.tools.translate import LazyTranslate

from .finding_sentences_eudamed import EUDAMED

_lt = LazyTranslate(__name__)

SENTENCES = {
    # any regulator
    "required": _lt("“%(field)s” is empty. Fill it in."),
    "recommended": _lt(
        "“%(field)s” is empty. Fill it in if you know it: the regulator may ask for it."
    ),
    "unpublished": _lt(
        "“%(field)s” is empty, and the regulator tells its codes only with the access. "
        "Ask for the code and enter it; until then the file is a draft."
    ),
    "document_type": _lt(
        "The type of document that GUDID expects is not verified. Do not send this "
        "file."
    ),
    "unverified": _lt(
        "%(field)s “%(value)s” is left out: its place in the file is not verified. "
        "Do not send this file."
    ),
    "bad_characters": _lt(
        "%(field)s holds characters that no file may hold. Write “%(expected)s”."
    ),
    "surrounding_space": _lt(
        "%(field)s begins or ends with a space. Write “%(expected)s”."
    ),
    "too_long": _lt(
        "%(field)s is longer than %(expected)s characters. Shorten “%(value)s”."
    ),
    "bad_form": _lt(
        "%(field)s “%(value)s” is not of the form %(expected)s. Correct it."
    ),
    "bad_check_digit": _lt(
        "%(field)s “%(value)s” has a wrong check digit. Use %(expected)s, or check the "
        "other characters."
    ),
    "not_allowed": _lt(
        "%(field)s “%(value)s” is not accepted here. Choose one of: %(expected)s."
    ),
    "agency_not_accepted": _lt(
        "%(field)s “%(value)s” is not accepted by this regulator. Choose an "
        "identifier of one of: %(expected)s."
    ),
    "same_agency": _lt(
        "The secondary DI is of the same agency, %(value)s. Choose a DI of another "
        "agency, or remove it."
    ),
    "other_agency": _lt(
        "%(field)s is “%(value)s”, the registered DI is of %(expected)s. Use "
        "identifiers of one agency."
    ),
    "only_first_sent": _lt(
        "%(field)s has several values and one is sent: %(expected)s. Check that it is "
        "the right one."
    ),
    "di_not_of_device": _lt(
        "%(value)s is not an identifier of this device. Choose one of its own."
    ),
    "di_twice": _lt(
        "%(value)s stands for two identifiers of this device. Correct one of them."
    ),
    "bad_quantity": _lt("%(field)s is %(value)s. Enter 1 or more."),
    "package_chain": _lt(
        "This package does not lead down to %(expected)s. Correct what it contains."
    ),
    "quantity_one": _lt("This package holds one unit. Check that it is a package."),
    "quantity_cumulative": _lt(
        "%(value)s looks like a number of devices. If it is, enter the number of next "
        "lower packs: %(expected)s."
    ),
    "no_pi": _lt(
        "No production identifier is on the label. Tick lot, serial number or a date."
    ),
    "language_twice": _lt(
        "There is a second text in %(value)s. Keep one text per language."
    ),
    "unit_of_use_missing": _lt(
        "The pack holds several devices. Give them a unit of use DI."
    ),
    "unit_of_use_equal": _lt(
        "The unit of use DI %(value)s is the registered DI. Give the unit its own."
    ),
    "unit_of_use_dropped": _lt(
        "The unit of use DI is not sent: the device is marked itself, or alone in its "
        "pack. Nothing to do if that is right."
    ),
    "date_past": _lt(
        "%(field)s %(value)s is before %(expected)s. Enter that day or a later one."
    ),
    "date_order": _lt(
        "%(field)s %(value)s is before %(expected)s, when it begins. Correct one of "
        "the two dates."
    ),
    **EUDAMED,
    # GUDID
    "brand_mark": _lt(
        "%(field)s “%(value)s” holds a trade mark sign. Remove the sign."
    ),
    "space_in_number": _lt(
        "%(field)s “%(value)s” holds a space; how GUDID wants it is not published. "
        "Ask FDA before you send it."
    ),
    "exempt_with_number": _lt(
        "The device is exempt from premarket submission, yet has the number %(value)s. "
        "Correct one of them."
    ),
    "premarket_missing": _lt(
        "There is no premarket submission number. Add it as a certificate of the "
        "device, or say that the device is exempt."
    ),
    "neither_rx_nor_otc": _lt(
        "The device is neither for prescription use nor over the counter. Check both "
        "answers."
    ),
    "donation_without_hctp": _lt(
        "A donation number is on the label of a product that is no HCT/P. Check both "
        "answers."
    ),
    # NMPA
    "china_agent_missing": _lt(
        "The registrant is outside China. Choose its agent in China."
    ),
    "certificate_number": _lt(
        "There is no registration or filing number. Add it as a certificate of the "
        "device."
    ),
    "language_missing": _lt(
        "%(field)s has no text in %(expected)s. Add one; another language is not sent "
        "in its place."
    ),
    # where the field alone does not say enough
    "required udi.device.generic_name": _lt(
        "There is no generic name in Chinese. Enter it as the Chinese translation of "
        "the generic name; the language must be active for that."
    ),
    # of this addon's own settings and batches
    "family_disagrees": _lt(
        "“%(field)s” differs among the devices of the family. Make them equal, or "
        "give one device another family."
    ),
    "no_schema_version": _lt(
        "The schema version of EUDAMED is not set. An administrator enters it in "
        "Settings, UDI registrations."
    ),
    "family_in_batch": _lt(
        "Another device of the legacy family %(value)s is in this batch, and such a "
        "family has one device. Give this device a family of its own."
    ),
}

# Kept by a version or addon that knew a code which nobody knows now.
OTHER = _lt("“%(field)s” needs a look (%(code)s).")
