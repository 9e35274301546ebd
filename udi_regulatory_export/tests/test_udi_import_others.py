"""What NMPA and EUDAMED publish is in a record, or told in a finding."""

from lxml import etree

from odoo.tests import tagged

from odoo.addons.udi_traceability.tests.test_udi_import import shared

from .test_udi_import_whole import WholeCase, leaves

NMPA = "nmpa/sample-udid-download.xml"
EUDAMED = (
    "eudamed/samples-download/DEVICE.GET_PullResponse_3.0.25_golden_test_device.xml"
)
PIS = ("pi_lot", "pi_serial", "pi_manufacturing_date", "pi_expiration_date")
# a tick of ours stands for them: the readers' own tests look at each
TICKS = {"是", "否", "true", "false"}
WORDS = {
    "二维码": "matrix",
    "RFID": "rfid",
    "说明书或标签上面不包括MR安全信息": "not_stated",
    "GS1": "gs1",
    "MA码（IDcode）": "ma",
    "耗材": "consumable",
    "设备": "equipment",
    "器械": "device",
    "环氧乙烷": "ethylene_oxide",
    "℃": "Cel",
    "CLASS_IIB": "iib",
    "REGISTERED": "registered",
    "PROCEDURE_PACK": "procedure_pack",
    "ON_THE_MARKET": "on_market",
    "BATCH_NUMBER": "pi_lot",
    "MANUFACTURING_DATE": "pi_manufacturing_date",
    "SERIALISATION_NUMBER": "pi_serial",
    "MU170": "[Ch]",
    "SHC099": "special",
    "CMR_1B": "1b",
    "HUMAN_PRODUCT_SUBSTANCE": "human",
    "MEDICINAL_PRODUCT_SUBSTANCE": "medicinal",
}


@tagged("post_install", "-at_install")
class TestUdiImportOthers(WholeCase):
    maxDiff = None

    def texts(self, value):
        if isinstance(value, dict):
            value = list(value.values())
        if isinstance(value, list | tuple):
            return {text for each in value for text in self.texts(each)}
        return {str(value)} - {"None", ""}

    def said(self, row):
        """All values of the records of a row, and its findings."""
        device = row.device_id
        regulator = row.values["registration"]["regulator"]
        of_device = self.env["udi.registration"]._published_values(device)
        told = self.texts([device._udi_values(), of_device[device.id][regulator]])
        told |= {name for name in PIS if device[name]}
        family = device.basic_udi_id
        told |= self.texts([family[name] for name in family._fields if family])
        told |= self.texts(family.medical_purpose_ids.mapped("value"))
        return told, " ".join([row.finding_text, *self.texts(row.findings)])

    def lost(self, relative, name):
        content = shared(self, relative)
        job = self.enter(content)
        found = etree.fromstring(content).iter("{*}" + name)
        for row, element in zip(job.row_ids, found, strict=True):
            told, findings = self.said(row)
            for path, text in leaves(element):
                # the kind of an element says how it is read
                if "@" not in path and not self.is_told(text, told, findings):
                    yield path, text

    def is_told(self, text, told, findings):
        if text in told | TICKS or text in findings or WORDS.get(text) in told:
            return True
        if text[:4].isdigit() and text[4:5] == "-":
            return text[:10] in told
        parts = text.replace(",", " ").split()
        return len(parts) > 1 and all(
            part in told or WORDS.get(part) in told for part in parts
        )

    def test_nmpa(self):
        self.assertEqual(sorted(set(self.lost(NMPA, "device"))), [])

    def test_eudamed(self):
        self.assertEqual(sorted(set(self.lost(EUDAMED, "Device"))), [])
