"""Findings as rows for people: a sentence, where it is, and what to open."""

from dataclasses import asdict

from ..formats.findings import DRAFT, ERROR, WARNING, Finding
from .finding_sentences import OTHER

# A line has no page of its own: the list on the device form shows it.
LISTS = {
    "udi.di": "di_ids",
    "udi.text": "description_ids",
    "udi.market": "market_ids",
    "udi.certificate": "certificate_ids",
    "udi.device.size": "size_ids",
    "udi.device.storage": "storage_ids",
    "udi.device.warning": "warning_ids",
    "udi.device.substance": "substance_ids",
    "udi.clinical.investigation": "clinical_investigation_ids",
    "udi.basic.udi.comment": "comment_ids",
    "udi.registration.eudamed.substatus": "substatus_ids",
}
SETTINGS = "udi_traceability.res_config_settings_action"
# The family's page has them
OF_FAMILY = ("udi.basic.udi", "udi.clinical.investigation", "udi.basic.udi.comment")
# One list shows the identifiers of all roles.
SHOWN_IN = {"package_di_ids": "di_ids", "secondary_di_ids": "di_ids"}
# Texts of a device stand in several lists.
TEXTS = ("description_ids", "trade_name_ids")
# Their value or expected value is a language, whatever the field.
LANGUAGE_CODES = ("language_missing", "language_twice")
ORDER = {ERROR: 0, DRAFT: 1, WARNING: 2}


def stored(findings):
    """Findings as JSON, without words: words are made in the reader's language."""
    return [asdict(finding) for finding in findings]


def loaded(json):
    return tuple(Finding(**values) for values in json or ())


def rows(detail, findings):
    """JSON rows for the ``udi_findings`` widget, worst first.

    :param detail: the regulator's record of a registration

    What a format leaves out as unverified is one thing to know, not one per field.
    """
    unverified = [each for each in findings if each.code == "unverified"]
    if len(unverified) > 1:
        findings = [each for each in findings if each.code != "unverified"]
    else:
        unverified = []
    ordered = sorted(findings, key=lambda finding: ORDER[finding.severity])
    found = [_row(detail, finding) for finding in ordered]
    if unverified:
        place = sum(row["severity"] == ERROR for row in found)
        found.insert(place, _unverified_row(detail, unverified))
    return found


def sentence(env, finding):
    """What is wrong and what to do, in the language of ``env``."""
    field = _field(env, finding)
    if finding.code in LANGUAGE_CODES:
        field = env["udi.text"]._fields["language"]
    sentences = env["udi.registration"]._finding_sentences()
    special = sentences.get(f"{finding.code} {finding.field}")
    text = env._(special or sentences.get(finding.code, OTHER))
    return text % {
        "field": _label(env, finding),
        "value": _shown(env, field, finding.value),
        "expected": _shown(env, field, finding.expected),
        "code": finding.code,
    }


def _row(detail, finding):
    return row(detail, finding, sentence(detail.env, finding))


def row(detail, finding, words):
    """One row, with these words for people."""
    told = {
        "severity": finding.severity,
        "code": finding.code,
        "sentence": words,
        "ref": finding.ref,
    }
    if finding.model == "res.company":
        return told | _settings_row(detail.env)
    target, shown_in = _place(detail, finding)
    return told | {
        "where": target.display_name,
        "field": shown_in,
        "res_model": target._name,
        "res_id": target.id,
    }


def _settings_row(env):
    """Only an administrator is led to the settings; others read whom to ask."""
    return {
        "where": env._("Settings"),
        "field": "",
        "res_model": False,
        "res_id": False,
        "action": env.user.has_group("base.group_system") and SETTINGS,
    }


def _place(detail, finding):
    """The record to open, and the field on its page that shows it."""
    if finding.model == "udi.code":
        return _code_place(detail, finding.ref)
    target = _target(detail, finding)
    return target, _shown_in(target, finding)


def _code_place(detail, code):
    """Where a code was chosen, and another one can be."""
    for record in (detail.device_id, detail):
        for name in record._fields:
            if code in _codes_in(record, name).mapped("code"):
                return record, name
    return detail.device_id, ""


def _codes_in(record, name):
    """Entries of code lists that a field of a page names, or its lines do."""
    field = record._fields[name]
    if field.comodel_name == "udi.code":
        return record[name]
    codes = record.env["udi.code"]
    if name in LISTS.values():
        for each, line_field in record[name]._fields.items():
            if line_field.comodel_name == "udi.code":
                codes |= record[name][each]
    return codes


def _shown_in(target, finding):
    """The field on the page of ``target`` that shows what a finding is about."""
    inside = finding.model if target._name != finding.model else None
    if inside == "udi.text":
        return _text_list(target, finding)
    return LISTS.get(inside) or SHOWN_IN.get(finding.name, finding.name)


def _text_list(target, finding):
    if target._name == "udi.basic.udi":
        return "medical_purpose_ids"
    for name in TEXTS:
        if _has_text(target[name], finding):
            return name
    return TEXTS[0]


def _has_text(texts, finding):
    """Whether a finding is about one of these."""
    return any(
        text.language == finding.ref and text[finding.name] == (finding.value or False)
        for text in texts
        if finding.name in text._fields
    )


def _unverified_row(detail, findings):
    env = detail.env
    labels = dict.fromkeys(_label(env, finding) for finding in findings)
    text = env._(
        "Left out, because their places in the file are not verified: %(fields)s. Do "
        "not send this file.",
        fields=", ".join(labels),
    )
    return {
        "severity": DRAFT,
        "code": "unverified",
        "sentence": text,
        "where": detail.display_name,
        "ref": "",
        "field": "",
        "res_model": detail._name,
        "res_id": detail.id,
    }


def _field(env, finding):
    model = env.get(finding.model)
    return model is not None and model._fields.get(finding.name)


def _label(env, finding):
    field = _field(env, finding)
    return field._description_string(env) if field else finding.name


def _shown(env, field, text):
    """The labels of a selection's keys; other values as they are."""
    if not field or field.type != "selection" or not text:
        return text
    labels = dict(field._description_selection(env))
    return ", ".join(labels.get(part, part) for part in text.split(", "))


def _target(detail, finding):
    """The record a person opens to put it right."""
    device = detail.device_id
    if finding.model.startswith("udi.registration"):
        return detail
    if finding.model in OF_FAMILY:
        return device.basic_udi_id or device
    if finding.model == "udi.text":
        purposes = device.basic_udi_id.medical_purpose_ids
        return device.basic_udi_id if _has_text(purposes, finding) else device
    if finding.model == "udi.certificate":
        held = device.certificate_ids | device.basic_udi_id.certificate_ids
        return held.filtered(lambda c: finding.ref in (c.number, c.kind))[:1] or device
    if finding.model == "res.partner":
        parties = detail.registrant_id | detail.local_agent_id
        if "product_designer_id" in detail._fields:
            parties |= detail.product_designer_id
        return parties.filtered(lambda p: p.name == finding.ref)[:1] or device
    return device


def summary(env, found):
    """The worst finding in a sentence, and how many more there are."""
    if not found:
        return ""
    if len(found) == 1:
        return found[0]["sentence"]
    return env._(
        "%(first)s And %(count)s more.",
        first=found[0]["sentence"],
        count=len(found) - 1,
    )
