"""The fields of a device that the dialog of the gate offers."""

from .udi_device_values import PLAIN

LISTS = (
    "trade_name_ids",
    "description_ids",
    "market_ids",
    "size_ids",
    "storage_ids",
    "warning_ids",
    "substance_ids",
    "package_di_ids",
)
PROPOSED = (
    "manufacturer_id",
    "authorised_representative_id",
    "basic_udi_id",
    *PLAIN,
    "sterilization_method_ids",
    "carrier_ids",
    "certificate_ids",
    *LISTS,
)
