"""The EU family of a device and its parties as the regulators' frozen values."""

from ..formats import record as values
from . import device_record_lines as lines
from .device_record_lines import texts

ANSWERS = {"yes": True, "no": False}
FAMILY_TEXTS = (
    "code",
    "issuing_agency",
    "name",
    "system_pack_type",
    "special_device_type",
    "registry_state",
)
FAMILY_ANSWERS = (
    "animal_tissues",
    "human_tissues",
    "active_device",
    "administers_medicine",
    "measuring_function",
    "reusable_surgical_instrument",
    "iib_implantable_exception",
    "medicinal_substance",
    "human_blood_substance",
    "microbial_substances",
    "companion_diagnostic",
    "instrument",
    "near_patient_testing",
    "professional_testing",
    "reagent",
    "self_testing",
)
PARTY_TEXTS = (
    "name",
    "street",
    "street2",
    "zip",
    "city",
    "phone",
    "email",
    "website",
    "udi_name_en",
    "udi_name_zh",
    "udi_duns",
    "udi_srn_mf",
    "udi_srn_pr",
    "udi_srn_ar",
    "udi_uscc",
)


def answers(record, names):
    """Yes, no, or not answered: an empty selection is never "no"."""
    return {name: ANSWERS.get(record[name]) for name in names}


def party(partner, **others):
    """A registrant, designer or agent, or nobody.

    :param others: what this environment of the regulator knows otherwise
    """
    if not partner:
        return None
    return values.PartyRecord(
        country=partner.country_id.code or "", **(texts(partner, PARTY_TEXTS) | others)
    )


def family(basic):
    """The Basic UDI-DI and what its devices share, or none."""
    if not basic:
        return None
    papers = basic.certificate_ids
    decided = papers.filtered("status")
    investigations = map(_investigation, basic.clinical_investigation_ids)
    return values.BasicUdiRecord(
        device_model=basic.model or "",
        certificates=tuple(map(lines.certificate, papers)),
        registered_certificates=tuple(map(lines.decided_certificate, decided)),
        medical_purposes=lines.each_text(basic.medical_purpose_ids),
        clinical_investigations=tuple(investigations),
        comments=tuple(map(_comment, basic.comment_ids)),
        version=basic.version,
        **texts(basic, FAMILY_TEXTS),
        **answers(basic, FAMILY_ANSWERS),
    )


def _investigation(line):
    countries = line.non_eu_country_ids.mapped("code")
    return values.ClinicalInvestigationRecord(
        reference=line.reference or "",
        non_eu_countries=tuple(sorted(filter(None, countries))),
        version=line.version,
    )


def _comment(line):
    return values.CommentRecord(
        date=line.date or None, **texts(line, ("text", "owner_code"))
    )
