"""A device that EUDAMED has: what was accepted is kept, as the reading of an answer
keeps it."""

from odoo import fields

from ..formats.snapshot import to_json


def accept(registration, message="device_post", **versions):
    """The regulator took this record as it is now."""
    record = registration.device_id._device_record(registration)
    row = registration.env["udi.registration.version"].create(
        {
            "registration_id": registration.id,
            "company_id": registration.company_id.id,
            "message": message,
            "number": registration.version + 1,
            "accepted_at": fields.Datetime.now(),
            "snapshot": to_json(record),
        }
    )
    registration.write(
        {
            "state": "registered",
            "registry_state": "registered",
            "version": registration.version + 1,
            "accepted_id": row.id,
            "is_changed": False,
            **versions,
        }
    )
    registration.device_id.basic_udi_id.registry_state = "registered"
    return row
