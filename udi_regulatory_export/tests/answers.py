"""Batches that went to EUDAMED, and what it answers."""

import re

from odoo.addons.udi_traceability.tools.basic_udi import complete

from ..formats.snapshot import to_json
from ..models.udi_registration_changes import key
from .common import ExportCase

MESSAGE = re.compile(r"_([A-Z_]+\.[A-Z]+)_")
RULE = ("E-I-40000", "BR-UDID-676: implantable (FLD-UDID-30) is not as the class asks")


def entity(code, response="SUCCESS", *complaints):
    """One device in an answer; complaints are (code, words)."""
    reports = "".join(
        f"<m:elementReport><m:operationErrorCode>{number}</m:operationErrorCode>"
        f"<m:operationErrorDetail>{words}</m:operationErrorDetail></m:elementReport>"
        for number, words in complaints
    )
    report = f"<m:report>{reports}</m:report>" if reports else ""
    named = f"<m:entityCode>{code}</m:entityCode>" if code else ""
    return (
        f"<m:responseEntity>{named}<m:responseCode>{response}</m:responseCode>{report}"
        "</m:responseEntity>"
    )


def refusal(code, *complaints):
    return entity(code, "INVALID_REQUEST_OBJECTS", *(complaints or (RULE,)))


def answer(*entities, message="DEVICE.POST", response="", number="APP-DTX-1"):
    """The bytes of an answer; with ``response`` in the shape of 3.0.25."""
    service, _dot, operation = message.partition(".")
    listed = f"<m:responseEntities>{''.join(entities)}</m:responseEntities>"
    told = f"<m:responseCode>{response}</m:responseCode>" if response else ""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<m:Acknowledgement version="3.0.30" xmlns:s="urn:s" '
        'xmlns:m="https://ec.europa.eu/tools/eudamed/dtx/servicemodel/Message/v1">'
        f"<m:correlationID>{number}</m:correlationID>"
        "<m:creationDateTime>2026-06-01T09:05:00.000+02:00</m:creationDateTime>"
        "<m:messageID>0b8c7f3e-6a61-4b8d-9d3b-2f6f1a4c9e77</m:messageID><m:recipient>"
        "<m:node><s:nodeActorCode>DE-MF-000012345</s:nodeActorCode></m:node>"
        f"<m:service><s:serviceID>{service}</s:serviceID>"
        f"<s:serviceOperation>{operation}</s:serviceOperation></m:service>"
        f"</m:recipient><m:payload/>{listed if entities else ''}{told}"
        "</m:Acknowledgement>"
    ).encode()


class AnsweredCase(ExportCase):
    @classmethod
    def _ready(cls, number):
        """A device of a new family, ready for EUDAMED."""
        family = cls._family(complete("GS1", f"9506000ANSWER{number}"))
        device = cls._device(number, basic_udi_id=family.id)
        return cls._register(device, "eudamed")

    @classmethod
    def _sent(cls, registrations):
        """A batch that a person uploaded."""
        batch = cls.env["udi.submission"]._build(registrations)
        cls._remember(batch)
        batch.action_uploaded()
        return batch

    @classmethod
    def _remember(cls, batch):
        """Each line keeps what it sent, and one message has one line."""
        sent = batch.sudo().line_ids.filtered(
            lambda line: line.status == "built" and not line.snapshot
        )
        for line in sent:
            registration = line.registration_id
            record = registration.device_id._device_record(registration)
            files = batch.file_ids.filtered(
                lambda file, of=registration: file.registration_id == of
            )
            for number, file in enumerate(files):
                values = {
                    "message": key(MESSAGE.search(file.name)[1]),
                    "file_id": file.id,
                    "entity_code": registration.di_id.code,
                    "snapshot": to_json(record),
                }
                if number:
                    line.copy({"submission_id": batch.id, **values})
                else:
                    line.write(values)

    @classmethod
    def _accept(cls, registrations):
        """They are sent, and EUDAMED takes all of them."""
        batch = cls._sent(registrations)
        for name in dict.fromkeys(map(cls._name, batch.line_ids)):
            codes = registrations.di_id.mapped("code")
            content = answer(*map(entity, codes), message=name)
            batch._read_answer(f"{name}.xml", content)
        return batch

    @staticmethod
    def _name(line):
        service, _dot, operation = line.message.rpartition("_")
        return f"{service}.{operation}".upper()

    def _line(self, batch, registration):
        return batch.line_ids.filtered(lambda x: x.registration_id == registration)
