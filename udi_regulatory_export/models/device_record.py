"""From Odoo's records to the regulators' frozen values, and nowhere else.

Everything is read through recordsets: a hundred devices cost the queries of one.
"""

from ..formats import record as values
from . import device_record_lines as lines
from .device_record_family import answers, family, party
from .device_record_lines import identifier, texts

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


def listed(text):
    """Several codes that were typed into one field, with commas between."""
    parts = (part.strip() for part in (text or "").split(","))
    return tuple(part for part in parts if part)


def registration_values(registration):
    """What every regulator's block begins with."""
    return {
        "registrant": party(registration.registrant_id),
        "local_agent": party(registration.local_agent_id),
        "di": identifier(registration.di_id),
        "publish_date": registration.publish_date or None,
        "version": registration.version,
        "external_key": registration.external_key or "",
        "registry_state": registry_state(registration),
    }


def registry_state(registration):
    """As last downloaded, or as far as our own files brought it."""
    ours = registration.state if registration.state in SENT else ""
    return registration.registry_state or ours


def device_record(device, generic_names, as_of, kind=values.DeviceRecord, **block):
    """One device with the block of one regulator.

    :param generic_names: the stored translations of ``generic_name`` by language code
    :param kind: the record with a place for the block
    :param block: the regulator and its frozen record
    """
    return kind(
        as_of=as_of,
        generic_name=generic_names.get("en_US") or "",
        generic_name_zh=generic_names.get("zh_CN") or "",
        descriptions=lines.each_text(device.description_ids),
        trade_names=lines.each_text(device.trade_name_ids),
        previous_di=_previous(device),
        carriers=tuple(device.carrier_ids.mapped("code")),
        markets=lines.markets(device.market_ids),
        certificates=tuple(map(lines.decided_certificate, device.certificate_ids)),
        basic_udi=family(device.basic_udi_id),
        **_identifiers(device),
        **_described(device),
        **{name: device[name] for name in DEVICE_PLAIN},
        **texts(device, DEVICE_TEXTS),
        **answers(device, DEVICE_ANSWERS),
        **block,
    )


def _identifiers(device):
    by_role = device.di_ids.grouped("role")
    none = device.di_ids.browse()
    return {
        "primary_di": identifier(device.primary_di_id),
        "secondary_dis": tuple(map(identifier, by_role.get("secondary", none))),
        "unit_of_use_di": identifier(by_role.get("unit_of_use", none)[:1]),
        "direct_marking_di": identifier(by_role.get("direct_mark", none)[:1]),
        "packages": tuple(map(lines.package, by_role.get("package", none))),
    }


def _described(device):
    """What the label tells line by line."""
    return {
        "sizes": tuple(map(lines.size, device.size_ids)),
        "storage": tuple(map(lines.storage, device.storage_ids)),
        "warnings": tuple(map(lines.warning, device.warning_ids)),
        "substances": tuple(map(lines.substance, device.substance_ids)),
    }


def _previous(device):
    """A new version follows too, but under a DI that was never its own."""
    same = device.previous_reason == "di_replaced"
    return identifier(device.previous_device_id.primary_di_id) if same else None
