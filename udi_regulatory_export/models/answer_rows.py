"""What a regulator answered, as rows for people: its words, ours, and the field."""

from dataclasses import asdict

from odoo.tools.translate import LazyTranslate

from ..formats.findings import ERROR, Finding
from . import finding_rows
from .reading_sentences import ANSWERED, MENDED

_lt = LazyTranslate(__name__)

# Of a refusal that a person read elsewhere
NOTED = dict.fromkeys(("code", "detail", "note", "rule", "field"), "")
NOTED["reason"] = "noted"
BY_HAND = _lt(
    "A person noted that it was refused. Look at the regulator why, correct it and "
    "send it again."
)
# Where to look when the answer names no field
PLACES = {
    "wrong_version": "res.company.udi_eudamed_version",
    "wrong_sender": "udi.registration.registrant_id",
    "unknown_actor": "udi.registration.local_agent_id",
    "exists_already": "udi.registration.di_id",
}


def stored(facts):
    """As JSON, without words: words are made in the reader's language."""
    return [asdict(fact) for fact in facts]


def said(error):
    """The regulator's own words, as it wrote them; of an error as it is stored."""
    detail = " ".join(filter(None, (error["detail"], error["note"])))
    return ": ".join(filter(None, (error["code"], detail)))


def sentence(env, error):
    return env._(ANSWERED.get(error["reason"], BY_HAND))


def rows(detail, errors):
    """JSON rows for the ``udi_findings`` widget: its words, then ours."""
    return [
        finding_rows.row(detail, _finding(detail, error), _both(detail.env, error))
        for error in errors or ()
    ]


def _both(env, error):
    words, ours = said(error), sentence(env, error)
    return env._("“%(words)s” %(ours)s", words=words, ours=ours) if words else ours


def _finding(detail, error):
    reason, ref = error["reason"], error["rule"]
    place = error["field"] or PLACES.get(reason, "udi.registration.device_id")
    if place.startswith("res.partner."):
        # EUDAMED is told names and addresses of an original manufacturer only
        place, ref = _designer(detail, place, ref)
    return Finding(code=reason, severity=ERROR, field=place, ref=ref)


def _designer(detail, place, ref):
    designer = detail.product_designer_id
    if designer:
        return place, designer.name
    return f"{detail._name}.product_designer_id", ref


def mended(env, faults):
    """What was careless in the file, and how it was read."""
    return "\n".join(env._(MENDED[fault["code"]], **fault) for fault in faults or ())
