"""From Odoo's records to the regulators' frozen values, and nowhere else.

Everything is read through recordsets: a hundred devices cost the queries of one.
"""

from ..formats import record as values

ANSWERS = {"yes": True, "no": False}
SENT = ("submitted", "registered")

DEVICE_TEXTS = (
    "brand_name",
    "model_number",
    "catalog_number",
    "information_url",
    "direct_marking",
    "latex",
    "mri_safety",
    "legislation_eu",
    "risk_class_eu",
)
DEVICE_ANSWERS = (
    "single_use",
    "sterile",
    "sterilize_before_use",
    "implantable",
    "is_kit",
)
DEVICE_PLAIN = (
    "device_count",
    "max_reuses",
    "pi_lot",
    "pi_serial",
    "pi_manufacturing_date",
    "pi_expiration_date",
    "pi_software",
    "pi_donation",
)
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
)
PARTY_TEXTS = (
    "name",
    "udi_name_en",
    "udi_name_zh",
    "udi_duns",
    "udi_srn_mf",
    "udi_srn_pr",
    "udi_srn_ar",
    "udi_uscc",
)


def texts(record, names):
    """Odoo's ``False`` of an empty text is no text."""
    return {name: record[name] or "" for name in names}


def answers(record, names):
    """Yes, no, or not answered: an empty selection is never "no"."""
    return {name: ANSWERS.get(record[name]) for name in names}


def listed(text):
    """Several codes that were typed into one field, with commas between."""
    parts = (part.strip() for part in (text or "").split(","))
    return tuple(part for part in parts if part)


def party(partner):
    """A registrant or agent, or nobody."""
    if not partner:
        return None
    return values.PartyRecord(
        country=partner.country_id.code or "", **texts(partner, PARTY_TEXTS)
    )


def identifier(di):
    """One DI, or none."""
    if not di:
        return None
    return values.DiRecord(**texts(di, ("code", "issuing_agency")))


def registration_values(registration):
    """What every regulator's block begins with."""
    return {
        "registrant": party(registration.registrant_id),
        "local_agent": party(registration.local_agent_id),
        "di": identifier(registration.di_id),
        "publish_date": registration.publish_date or None,
        "external_key": registration.external_key or "",
        "version": registration.version,
        "registry_state": registry_state(registration),
    }


def registry_state(registration):
    """As last downloaded, or as far as our own files brought it."""
    ours = registration.state if registration.state in SENT else ""
    return registration.registry_state or ours


def device_record(device, generic_names, as_of, **block):
    """One device with the block of one regulator.

    :param generic_names: the stored translations of ``generic_name`` by language code
    :param block: ``gudid``, ``eudamed`` or ``nmpa`` and its frozen record
    """
    by_role = device.di_ids.grouped("role")
    none = device.di_ids.browse()
    return values.DeviceRecord(
        as_of=as_of,
        generic_name=generic_names.get("en_US") or "",
        generic_name_zh=generic_names.get("zh_CN") or "",
        descriptions=tuple(map(_text_line, device.description_ids)),
        trade_names=tuple(map(_text_line, device.trade_name_ids)),
        primary_di=identifier(device.primary_di_id),
        secondary_dis=tuple(map(identifier, by_role.get("secondary", none))),
        unit_of_use_di=identifier(by_role.get("unit_of_use", none)[:1]),
        direct_marking_di=identifier(by_role.get("direct_mark", none)[:1]),
        packages=tuple(map(_package, by_role.get("package", none))),
        carriers=tuple(device.carrier_ids.mapped("code")),
        markets=tuple(map(_market, device.market_ids)),
        certificates=tuple(map(_certificate, device.certificate_ids)),
        basic_udi=_family(device.basic_udi_id),
        **{name: device[name] for name in DEVICE_PLAIN},
        **texts(device, DEVICE_TEXTS),
        **answers(device, DEVICE_ANSWERS),
        **block,
    )


def _text_line(line):
    return values.TextRecord(**texts(line, ("language", "value")))


def _package(di):
    """The level is told in one language: Chinese goes to China, others elsewhere."""
    level = di.package_level_name or ""
    chinese = any("\u4e00" <= character <= "\u9fff" for character in level)
    return values.PackageRecord(
        contains_code=di.contains_di_id.code or "",
        contains_qty=di.contains_qty,
        package_level_name="" if chinese else level,
        package_level_name_zh=level if chinese else "",
        discontinue_date=di.discontinue_date or None,
        **texts(di, ("code", "issuing_agency")),
    )


def _market(market):
    return values.MarketRecord(
        country=market.country_id.code or "",
        is_first_eu=market.is_first_eu,
        date_start=market.date_start or None,
        date_end=market.date_end or None,
    )


def _certificate(certificate):
    return values.CertificateRecord(
        notified_body=certificate.notified_body_id.udi_nb_code or "",
        valid_to=certificate.valid_to or None,
        **texts(certificate, ("kind", "number", "revision")),
    )


def _family(family):
    if not family:
        return None
    return values.BasicUdiRecord(
        device_model=family.model or "",
        certificates=tuple(map(_certificate, family.certificate_ids)),
        **texts(family, FAMILY_TEXTS),
        **answers(family, FAMILY_ANSWERS),
    )
