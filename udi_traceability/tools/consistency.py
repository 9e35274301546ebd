"""Answers about one device that cannot all be true.

>>> contradictions({"single_use": "yes", "max_reuses": 5})[0].code
'reuses_of_single_use'
>>> contradictions({"legislation_eu": "ivdr", "risk_class_eu": "iib"})[0].expected
('a', 'b', 'c', 'd')
"""

from .finding import WARN, Finding

# EUDAMED's list of risk classes, by legislation
RISK_CLASSES = {
    "mdr": ("i", "iia", "iib", "iii"),
    "spp": ("i", "iia", "iib", "iii"),
    "mdd": ("i", "iia", "iib", "iii"),
    "aimdd": ("aimdd",),
    "ivdr": ("a", "b", "c", "d"),
    "ivdd": ("list_a", "list_b", "self_testing", "general"),
}
DO_NOT_REUSE = "CW009"
DO_NOT_STERILISE = ("CW001", "CW020")
UNITS = {
    "temperature": ("Cel", "[degF]", "K"),
    "humidity": ("%",),
    "pressure": ("kPa", "mbar"),
}


def _use(facts):
    if facts.get("single_use") == "yes" and facts.get("max_reuses"):
        yield "reuses_of_single_use", "max_reuses", facts["max_reuses"], 0
    if facts.get("single_use") == "no" and DO_NOT_REUSE in facts.get("warnings", ()):
        yield "warned_of_reuse", "single_use", "no", "yes"


def _sterility(facts):
    if facts.get("sterilize_before_use") == "no" and facts.get("user_methods"):
        yield "methods_without_need", "sterilization_method_ids", None, None
    if facts.get("sterile") == "no" and facts.get("sterile_method"):
        yield "method_without_sterile", "sterile_method_id", None, None
    warned = any(code in facts.get("warnings", ()) for code in DO_NOT_STERILISE)
    if facts.get("sterilize_before_use") == "yes" and warned:
        yield "warned_of_sterilising", "sterilize_before_use", "yes", "no"


def _class(facts):
    legislation, risk = facts.get("legislation_eu"), facts.get("risk_class_eu")
    allowed = RISK_CLASSES.get(legislation, ())
    if legislation and risk and risk not in allowed:
        yield "class_of_other_law", "risk_class_eu", risk, allowed
    # BR-UDID-676
    if facts.get("implantable") == "yes" and legislation != "spp" and risk == "i":
        yield "implant_of_class_i", "implantable", "yes", "no"


def _marking(facts):
    marking, mark = facts.get("direct_marking"), facts.get("direct_mark_code")
    if marking in ("none", "exempt") and mark:
        yield "mark_without_marking", "direct_marking", marking, "other_di"
    if marking == "other_di" and mark and mark == facts.get("primary_code"):
        yield "mark_is_primary", "direct_marking", marking, "same_as_primary"
    if facts.get("device_count") == 1 and facts.get("unit_of_use_code"):
        yield "unit_of_use_of_one", "unit_of_use_di_id", None, None


def _production(facts):
    # MDR Annex VI Part C 6.1.2
    told = facts.get("pi_serial") or facts.get("pi_lot")
    if facts.get("implantable") == "yes" and facts.get("has_pi") and not told:
        yield "implant_without_number", "pi_serial", None, None


def _storage(facts):
    for kind, unit in facts.get("storage", ()):
        allowed = UNITS.get(kind)
        if allowed and unit and unit not in allowed:
            yield "unit_of_other_kind", "storage_ids", unit, allowed


def _sizes(facts):
    # BR-UDID-075
    sizes = [size for size in facts.get("sizes", ()) if size != "CST999"]
    if len(sizes) > len(set(sizes)):
        yield "size_twice", "size_ids", None, None


_CHECKS = (_use, _sterility, _class, _marking, _production, _storage, _sizes)


def contradictions(facts):
    """Findings, in the order of the form.

    :param facts: field values; ``warnings``, ``sizes`` codes of the lines; ``storage``
        pairs of condition and unit; ``user_methods``, ``sterile_method``, ``has_pi``
        booleans; ``primary_code``, ``direct_mark_code``, ``unit_of_use_code`` DIs
    """
    return tuple(
        Finding(code, WARN, field, value, expected)
        for check in _CHECKS
        for code, field, value, expected in check(facts)
    )
