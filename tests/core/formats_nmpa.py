"""A second device for China, and how its files are read."""

import json

import formats_sample as sample
from formats_sample import CASE, DEVICE, ENVELOPE, change

from odoo.addons.udi_regulatory_export.formats import nmpa, xml
from odoo.addons.udi_regulatory_export.formats.record import CertificateRecord, DiRecord

MA = DiRecord(code="MA.156.M0.123456.01234565", issuing_agency="ma")
CASE_DI = DiRecord(code=CASE.code, issuing_agency="gs1")
REGISTRATION = DEVICE.certificates[1]
CATHETER = change(
    DEVICE,
    nmpa__registrant=change(sample.CN_AGENT, udi_name_zh="示例医疗器械有限公司"),
    nmpa__local_agent=None,
    nmpa__di=CASE_DI,
    nmpa__upload_type="1",
    nmpa__external_key="KEY1",
    nmpa__version=3,
    nmpa__same_as_registered_di=False,
    nmpa__registered_di="06901234567915",
    nmpa__supply_kind="consumable",
    nmpa__nhsa_codes=("C0101010010000100001", "C0101010010000100002"),
    nmpa__change_note="更正型号",
    device_count=5,
    unit_of_use_di=sample.UNIT,
    direct_marking="other_di",
    direct_marking_di=sample.UNIT,
    single_use=True,
    max_reuses=3,
    carriers=("linear", "matrix", "rfid"),
    certificates=(
        REGISTRATION,
        CertificateRecord(kind="cn_filing", number="国械备20160001号"),
    ),
)


def built(record):
    declared, downloaded = nmpa.build(record, ENVELOPE)
    return declared, downloaded


def declared(record):
    return json.loads(built(record)[0].content)["dataSet"][0]


def downloaded(record):
    root = xml.parse(built(record)[1].content)
    return {each.tag: each.text for each in root.find("devices/device")}
