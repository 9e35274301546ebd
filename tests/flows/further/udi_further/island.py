"""The Register of the Island: a line of text per device, answered line by line."""

from dataclasses import dataclass
from typing import ClassVar

from odoo.addons.udi_regulatory_export.formats.findings import ERROR, Finding
from odoo.addons.udi_regulatory_export.formats.message import Built
from odoo.addons.udi_regulatory_export.formats.record import DeviceRecord
from odoo.addons.udi_regulatory_export.formats.registrations import RegistrationRecord
from odoo.addons.udi_regulatory_export.formats.reply import (
    PARTLY,
    Acknowledgement,
    AnswerError,
    EntityAnswer,
    ReadError,
)

CODE = "island"


@dataclass(frozen=True, slots=True, kw_only=True)
class IslandRecord(RegistrationRecord):
    model: ClassVar[str] = "udi.registration.island"
    harbour: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IslandDevice(DeviceRecord):
    island: IslandRecord | None = None


def problems(record):
    if record.island.harbour:
        return ()
    field = "udi.registration.island.harbour"
    return (Finding(code="no_harbour", severity=ERROR, field=field),)


def build(record, envelope):
    code = record.island.di.code
    line = f"{envelope.when('%Y-%m-%d')};{code};{record.island.harbour}\n"
    return (
        Built(
            filename=f"{code}.txt",
            content=line.encode(),
            media_type="text/plain",
            draft=False,
            devices=(code,),
        ),
    )


def read_reply(content):
    lines = [line.split(";") for line in content.decode().splitlines()]
    if any(len(line) != 3 for line in lines):
        raise ReadError("no_island_answer")
    entities = tuple(
        EntityAnswer(
            code=code,
            response=state,
            state=state,
            errors=(AnswerError(detail=why, reason="sunk"),) if why else (),
        )
        for code, state, why in lines
    )
    return Acknowledgement(state=PARTLY, entities=entities)
