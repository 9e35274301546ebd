"""What a label and the regulators ask of every device, answered or not.

A yes/no fact that nobody answered is missing, not "no". What stands in the record of
one regulator alone is not asked here.

    >>> missing("label", {"model_number": "IP-200"})[:2]
    ('manufacturer_id', 'primary_di_id')
    >>> "max_reuses" in missing("eu", {"single_use": "yes"})
    False
"""

# Countries whose markets are in EUDAMED; Northern Ireland has no ISO code of its own
EU_MARKET = (
    *("AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR"),
    *("HU", "IE", "IS", "IT", "LI", "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT"),
    *("RO", "SE", "SI", "SK", "TR", "XI"),
)
PI = ("pi_lot", "pi_serial", "pi_manufacturing_date", "pi_expiration_date")
PI += ("pi_software",)
_IVD = ("ivdr", "ivdd")
# MDR Article 22 packs are told by their own message, which has none of these
_NOT_PACK = ("mdr", "ivdr", "mdd", "aimdd", "ivdd", "")


def _always(_facts):
    return True


def _sterilised_by_user(facts):
    return facts.get("sterilize_before_use") == "yes"


def _several(facts):
    return (facts.get("device_count") or 1) > 1


def _other_mark(facts):
    return facts.get("direct_marking") == "other_di"


def _device(facts):
    return (facts.get("legislation_eu") or "") in _NOT_PACK


def _not_ivd(facts):
    return _device(facts) and facts.get("legislation_eu") not in _IVD


def _ivd(facts):
    return facts.get("legislation_eu") in _IVD


def _without_pi(facts):
    return not any(facts.get(name) for name in PI)


# need: (field, when it is asked); the order is that of the tabs of the form
_ASKED = {
    # MDR Annex I 23.2, IVDR Annex I 20.2 and 21 CFR 801: who made it, which, how it may
    # be used. What touches a body is not asked of what stays outside of it, and a pack
    # says of itself what it has in common: the articles in it carry labels of their own
    "label": (
        ("model_number", _always),
        ("manufacturer_id", _always),
        ("primary_di_id", _always),
        ("single_use", _device),
        ("sterile", _always),
        ("sterilize_before_use", _always),
        ("implantable", _not_ivd),
        ("latex", _not_ivd),
        ("mri_safety", _not_ivd),
        ("direct_marking", _device),
    ),
    # GUDID: what every one of 281,970 published records has
    "us": (
        ("brand_name", _always),
        ("model_number", _always),
        ("primary_di_id", _always),
        ("unit_of_use_di_id", _several),
        ("risk_class_us", _always),
        ("single_use", _always),
        ("sterile", _always),
        ("sterilize_before_use", _always),
        ("sterilization_method_ids", _sterilised_by_user),
        ("is_kit", _always),
        ("latex", _always),
        ("mri_safety", _always),
        ("direct_marking", _always),
    ),
    # EUDAMED data dictionary 2.18.1
    "eu": (
        ("catalog_number", _always),
        ("basic_udi_id", _always),
        ("primary_di_id", _always),
        ("direct_marking_di_id", _other_mark),
        ("legislation_eu", _always),
        ("risk_class_eu", _always),
        ("single_use", _device),
        ("sterile", _always),
        ("sterilize_before_use", _always),
        ("implantable", _not_ivd),
        ("is_kit", _ivd),
        ("latex", _not_ivd),
        ("pi_lot", _without_pi),
    ),
    # NMPA UDID fields
    "cn": (
        ("model_number", _always),
        ("generic_name", _always),
        ("primary_di_id", _always),
        ("unit_of_use_di_id", _several),
        ("direct_marking_di_id", _other_mark),
        ("risk_class_cn", _always),
        ("single_use", _always),
        ("sterile", _always),
        ("sterilize_before_use", _always),
        ("is_kit", _always),
        ("mri_safety", _always),
        ("direct_marking", _always),
        ("carrier_ids", _always),
        ("description_ids", _always),
        ("certificate_ids", _always),
    ),
}
NEEDS = tuple(_ASKED)


def market(country):
    """The regulator's market a country belongs to, by ISO code, or nothing.

    >>> market("DE"), market("US"), market("CH")
    ('eu', 'us', '')
    """
    return {"US": "us", "CN": "cn"}.get(country, "eu" if country in EU_MARKET else "")


def fields_of(need):
    """Every field that ``need`` may ask for."""
    return tuple(name for name, _when in _ASKED[need])


def missing(need, facts):
    """The fields that are asked and not answered, in the order of the form.

    :param facts: field name to value; whatever is false in Python is no answer
    """
    return tuple(
        name for name, when in _ASKED[need] if not facts.get(name) and when(facts)
    )
