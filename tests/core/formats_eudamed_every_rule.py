"""Broken records of every kind, from all cases that the tests of the rules know."""

from functools import cache

from formats_eudamed_law_rules import DEVICES, FAMILY, KEY
from formats_eudamed_line_rules import LINES
from formats_laws import ALBUMIN, HEPARIN, KINDS, text
from formats_sample import CASE, UNIT, change
from test_formats_eudamed_plan import KNOWN
from test_formats_eudamed_rules import RULES as OF_DEVICES
from test_formats_eudamed_update import FIXED
from test_formats_eudamed_update_packages import packed

from odoo.addons.udi_regulatory_export.formats.eudamed.problems import RULES
from odoo.addons.udi_regulatory_export.formats.record import DiRecord, PackageRecord

LOOP = PackageRecord(
    code="39506000134353",
    issuing_agency="gs1",
    contains_code="39506000134353",
    contains_qty=0,
)
EXTRA = (
    {"brand_name": "a\x00"},
    {"brand_name": " a"},
    {"packages": (LOOP,)},
    {"packages": (CASE, CASE)},
    {"packages": (change(CASE, contains_qty=1),)},
    {
        "packages": (
            CASE,
            change(CASE, code="29506000134356", contains_code=CASE.code),
        )
    },
    {
        "packages": (
            CASE,
            change(
                CASE, code="29506000134356", contains_code=CASE.code, contains_qty=40
            ),
        )
    },
    {"eudamed__new_device": None},
    {"basic_udi__registry_state": "registered"},
    {"substances": (HEPARIN, ALBUMIN), "basic_udi__medicinal_substance": False},
    {"direct_marking": "none", "device_count": 1, "unit_of_use_di": UNIT},
    {"basic_udi__code": "X"},
    {"implantable": True, "basic_udi__iib_implantable_exception": None},
    {"eudamed__eudamed_id": ""},
    {"direct_marking": "other_di", "direct_marking_di": None},
    {"basic_udi__medical_purposes": ()},
    {"pi_lot": False, "pi_serial": False, "pi_manufacturing_date": False}
    | {"pi_expiration_date": False, "pi_software": False},
)
"""What breaks a rule under some law, beside the cases of the tests."""

CHANGED = (
    {"legislation_eu": "mdr", "risk_class_eu": "iii"},
    {"legislation_eu": "ivdr"},
    {"legislation_eu": "spp"},
    {"risk_class_eu": "x"},
    {"basic_udi__special_device_type": "spectacle_lens"},
    {"basic_udi__special_device_type": "software"},
    {"basic_udi__system_pack_type": "system"},
    {"basic_udi__iib_implantable_exception": True},
    {"basic_udi__code": "B-1"},
    {"eudamed__di": KEY},
    {"eudamed__annex_xvi_applicable": True},
    {"eudamed__annex_xvi_codes": ("EMR",)},
    {"secondary_dis": (DiRecord(code="1", issuing_agency="ifa"),)},
    {"direct_marking": "other_di", "direct_marking_di": KEY},
    {"direct_marking": "none", "unit_of_use_di": KEY, "device_count": 5},
    {"trade_names": (text("Else"),)},
)
"""What changes a registered device under any law."""


def fits(record, facts):
    """Whether every part that the facts reach into is there."""
    for path in facts:
        *parts, _name = path.split("__")
        part = record
        for each in parts:
            part = getattr(part, each)
            if part is None:
                return False
    return True


def _all_facts():
    yield from (facts for facts, _code, _field in OF_DEVICES)
    yield from (facts for _r, facts, _c, _f in (*FAMILY, *DEVICES, *LINES))
    yield from EXTRA


@cache
def broken(kind):
    """Every case applied to one kind."""
    record = KINDS[kind]
    return [change(record, **facts) for facts in _all_facts() if fits(record, facts)]


def is_looked_at(record):
    """Whether it has all that the rules of a law take for granted."""
    basic, registration = record.basic_udi, record.eudamed
    return bool(
        basic
        and basic.code
        and basic.issuing_agency
        and registration
        and registration.registrant
        and record.legislation_eu in RULES
        and (registration.di or registration.eudamed_id)
    )


@cache
def changed(kind):
    """(what EUDAMED has, what we have now) of one kind."""
    before = change(KINDS[kind], **KNOWN)
    facts = [each for _record, each, _code, _field in FIXED]
    facts += [*CHANGED, *_all_facts()]
    pairs = [(before, change(before, **f)) for f in facts if fits(before, f)]
    if kind == "mdr":
        pairs += [
            (change(b, **KNOWN), change(b, **(KNOWN | f))) for b, f, _c, _f in FIXED
        ]
        for had, has in ((("", ""), ("", "ended")), (("ended",) * 2, ("", "ended"))):
            pairs.append(tuple(change(before, packages=packed(*s)) for s in (had, has)))
    return [pair for pair in pairs if all(map(is_looked_at, pair))]


def kinds_of(law):
    return [kind for kind, record in KINDS.items() if record.legislation_eu == law]
