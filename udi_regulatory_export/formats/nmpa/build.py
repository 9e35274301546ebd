"""The declaration (JSON) and the same record in the layout of the public download.

There is no published schema for submissions. The token of the declaration interface
belongs to the transport and is not in the file.
"""

import json
from collections.abc import Iterable

from .. import packages, xml
from ..findings import draft_or_refuse
from ..message import Built, Envelope
from ..record import DeviceRecord, PackageRecord
from . import codes, values
from .problems import problems

JOIN = ","


def build(record: DeviceRecord, envelope: Envelope) -> tuple[Built, ...]:
    """Two files; the envelope is not used, the authority numbers its records."""
    draft = draft_or_refuse(problems(record))
    name = f"UDID_{record.nmpa.di.code}"
    declared = json.dumps(declaration(record), ensure_ascii=False, indent=2)
    return (
        Built(
            filename=f"{name}.json",
            content=(declared + "\n").encode(),
            media_type="application/json",
            draft=draft,
        ),
        Built(
            filename=f"{name}.xml",
            content=xml.to_bytes(download(record)),
            media_type="application/xml",
            draft=draft,
        ),
    )


def declaration(record: DeviceRecord) -> dict:
    """The save request: every key is there, unanswered ones empty."""
    told = values.device(record)
    item = {
        "uploadType": record.nmpa.upload_type,
        "deviceRecordKey": record.nmpa.external_key,
        **{each.key: _spelt(each, told, 0) for each in codes.FIELDS},
        "BGSM": record.nmpa.change_note,
        "devicePackage": [_package(each, "key") for each in _packages(record)],
        "deviceStorage": [],
        "deviceClinical": [],
    }
    return {"dataSet": [item]}


def download(record: DeviceRecord) -> xml.Element:
    """One device; the count tag is misspelt on purpose, the authority spells it so."""
    told = values.device(record)
    listed = (
        xml.element("packing", *_elements(_package(each, "tag")))
        for each in _packages(record)
    )
    device = xml.element(
        "device",
        *_elements({each.tag: _spelt(each, told, 1) for each in codes.FIELDS}),
        xml.element("packingList", *listed),
        *map(xml.element, ("storageList", "clinicalList", "contactList")),
        *_elements(_record_state(record)),
    )
    count = xml.element("numberRkeyecordXML", text=1)
    return xml.element(
        "udid",
        xml.element("header", count),
        xml.element("devices", device),
        version="1.0",
    )


def _spelt(field: codes.Field, told: dict, column: int) -> str:
    """A value as text; coded ones by the list's column (0 declaration, 1 download)."""
    value = told.get(field.value)
    if value is None or value == "":
        return ""
    each = value if isinstance(value, tuple) else (value,)
    return JOIN.join(field.coded[v][column] if field.coded else v for v in each)


def _packages(record: DeviceRecord) -> tuple[PackageRecord, ...]:
    return packages.above(record, record.nmpa.di)


def _package(package: PackageRecord, spelling: str) -> dict[str, str]:
    return {
        getattr(each, spelling): str(getattr(package, each.value))
        for each in codes.PACKAGE_FIELDS
    }


def _record_state(record: DeviceRecord) -> dict[str, str]:
    version = record.nmpa.version
    told = {
        "deviceRecordKey": record.nmpa.external_key,
        "versionNumber": str(version) if version else "",
    }
    tags = (*codes.VERSION_TAGS, *codes.CORRECTION_TAGS)
    return {tag: told.get(tag, "") for tag in tags}


def _elements(told: dict[str, str]) -> Iterable[xml.Element]:
    """Elements for all, an empty one where there is no value."""
    return (xml.element(tag, text=text or None) for tag, text in told.items())
