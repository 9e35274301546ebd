"""Every word that FDA publishes of a device is in a record, or told in a finding."""

from lxml import etree

from odoo.tests import tagged

from odoo.addons.udi_traceability.tests.test_udi_import import ImportCase, shared

SAMPLE = "gudid/accessgudid/sample-devices.xml"
NIL = "{http://www.w3.org/2001/XMLSchema-instance}nil"
YES = {"yes": "true", "no": "false", True: "true", False: "false"}
IDENTIFIER, GMDN = "identifiers/identifier", "gmdnTerms/gmdn"
STORED = {
    "registration": {
        "publicDeviceRecordKey": "external_key",
        "publicVersionStatus": "version_status",
        "publicVersionNumber": "version",
        "publicVersionDate": "version_date",
        "devicePublishDate": "publish_date",
        "premarketExempt": "premarket_exempt",
        "deviceHCTP": "hctp",
        "deviceCombinationProduct": "combination_product",
        "rx": "rx",
        "otc": "otc",
        "productCodes/fdaProductCode/productCode": "product_code_ids.code",
        "productCodes/fdaProductCode/productCodeName": "product_code_ids.name",
        f"{GMDN}/gmdnCode": "gmdn_ids.code",
        f"{GMDN}/gmdnPTName": "gmdn_ids.name",
        f"{GMDN}/gmdnPTDefinition": "gmdn_ids.definition",
        "companyName": "registrant_id.name",
        "dunsNumber": "registrant_id.udi_duns",
    },
    "device": {
        "brandName": "brand_name",
        "versionModelNumber": "model_number",
        "catalogNumber": "catalog_number",
        "deviceCount": "device_count",
        "deviceDescription": "description_ids.value",
        "deviceKit": "is_kit",
        "singleUse": "single_use",
        "lotBatch": "pi_lot",
        "serialNumber": "pi_serial",
        "manufacturingDate": "pi_manufacturing_date",
        "expirationDate": "pi_expiration_date",
        "donationIdNumber": "pi_donation",
        "sterilization/deviceSterile": "sterile",
        "sterilization/sterilizationPriorToUse": "sterilize_before_use",
        "sterilization/methodTypes/sterilizationMethod": "sterilization_method_ids"
        ".gudid_code",
        "deviceCommDistributionEndDate": "market_ids.date_end",
        "premarketSubmissions/premarketSubmission/submissionNumber": "certificate_ids"
        ".number",
        f"{IDENTIFIER}/deviceId": "di_ids.code",
        f"{IDENTIFIER}/containsDINumber": "di_ids.contains_di_id.code",
        f"{IDENTIFIER}/pkgQuantity": "di_ids.contains_qty",
        f"{IDENTIFIER}/pkgType": "di_ids.package_level_name",
        f"{IDENTIFIER}/pkgDiscontinueDate": "di_ids.discontinue_date",
        "contacts/customerContact/phone": "customer_contact_ids.phone",
        "contacts/customerContact/phoneExtension": "customer_contact_ids"
        ".udi_phone_extension",
        "contacts/customerContact/email": "customer_contact_ids.email",
        "deviceSizes/deviceSize/sizeType": "size_ids.size_type_id.gudid_code",
        "deviceSizes/deviceSize/size@value": "size_ids.value",
        "deviceSizes/deviceSize/size@unit": "size_ids.unit_id.gudid_code",
        "deviceSizes/deviceSize/sizeText": "size_ids.text",
        "environmentalConditions/storageHandling/storageHandlingLow@value": (
            "storage_ids.low"
        ),
        "environmentalConditions/storageHandling/storageHandlingHigh@value": (
            "storage_ids.high"
        ),
        "environmentalConditions/storageHandling/storageHandlingSpecialConditionText": (
            "storage_ids.text_ids.value"
        ),
    },
}
UNITS = {
    "Degrees Celsius": "Cel",
    "Degrees Fahrenheit": "[degF]",
    "KiloPascal": "kPa",
    "Percent (%) Relative Humidity": "%",
}
ROLES = {
    "Primary": "primary",
    "Secondary": "secondary",
    "Direct Marking": "direct_mark",
    "Unit of Use": "unit_of_use",
    "Package": "package",
    "Previous": "Before, it was known by",
}
MRI = {
    "MR Safe": "safe",
    "MR Conditional": "conditional",
    "MR Unsafe": "unsafe",
    "Labeling does not contain MRI Safety Information": "not_stated",
}
LATEX = {"contains": ("true", "false"), "not_made_with": ("false", "true")}


def leaves(element, path=""):
    """(path, text) of all that a device says."""
    for child in element.iterchildren("{*}*"):
        name = etree.QName(child).localname
        here = f"{path}/{name}" if path else name
        if child.get(NIL) == "true":
            continue
        for attribute, value in child.attrib.items():
            if attribute != NIL and value.strip():
                yield f"{here}@{attribute}", value.strip()
        if len(child):
            yield from leaves(child, here)
        elif (child.text or "").strip():
            yield here, child.text.strip()


def texts(record, path):
    """All that stands at a path of fields, as FDA would write it."""
    *way, last = path.split(".")
    found = record.with_context(active_test=False)
    for name in way:
        found = found[name]
    for one in found:
        value = one[last]
        yield YES[value] if value in YES and type(value) in (bool, str) else str(value)


class WholeCase(ImportCase):
    def enter(self, content, name="published.xml"):
        job = self.bring(name, content)
        job.action_use_all()
        job.row_ids.filtered(lambda row: row.status == "decide").action_keep()
        job.action_accept()
        refused = [row.refusal or row.finding_text for row in job.row_ids]
        self.assertFalse(job.stop_count + job.decide_count, refused)
        return job


@tagged("post_install", "-at_install")
class TestUdiImportWhole(WholeCase):
    def test_every_word_of_the_56_devices(self):
        content = shared(self, SAMPLE)
        job = self.enter(content)
        rows = {row.number: row for row in job.row_ids}
        devices = list(etree.fromstring(content).iter("{*}device"))
        self.assertEqual(len(devices), 56)
        lost = []
        for number, element in enumerate(devices, 1):
            said = self.said(rows[number])
            lost += [
                (number, path, text)
                for path, text in leaves(element)
                if not self.is_kept(path, text, said)
            ]
        self.assertFalse(lost)

    def said(self, row):
        """Everything the records of one row say, by the paths of FDA's file."""
        device = row.device_id
        detail = self.env["udi.registration.gudid"].search(
            [("device_id", "=", device.id)]
        )
        self.assertEqual((len(detail), detail.state), (1, "registered"))
        self.assertEqual(detail.di_id, device.primary_di_id)
        records = {"registration": detail, "device": device}
        said = {
            path: set(texts(records[record], field))
            for record, paths in STORED.items()
            for path, field in paths.items()
        }
        say = self.env["udi.import.say"]
        found = self.first_findings(row)
        told = [say._sentence(finding) for finding in found]
        told += [str(finding.value) for finding in found]
        return said | {
            "findings": " ".join(told),
            "device": device,
            "detail": detail,
        }

    def first_findings(self, row):
        """What was found before anybody corrected something."""
        twin = row.sudo().copy({"values": row.read_values, "status": False})
        twin.with_user(self.officer).sudo(False)._look()
        found = twin._found()
        twin.unlink()
        return found

    def is_kept(self, path, text, said):
        if text in said.get(path, ()) or text in said["findings"]:
            return True
        judge = getattr(self, "kept_" + path.split("/")[-1].replace("@", "_"), None)
        return bool(judge and judge(text, said))

    def kept_deviceIdType(self, text, said):
        roles = said["device"].di_ids.mapped("role")
        return ROLES[text] in roles or ROLES[text] in said["findings"]

    def kept_deviceIdIssuingAgency(self, text, said):
        return text.lower() in said["device"].di_ids.mapped("issuing_agency")

    def kept_pkgStatus(self, text, said):
        """FDA's own rule: without an end date it is sold."""
        ended = any(said["device"].di_ids.mapped("discontinue_date"))
        return ended or text == "In Commercial Distribution"

    def kept_deviceCommDistributionStatus(self, text, said):
        ended = any(said["device"].market_ids.mapped("date_end"))
        return ended or text == "In Commercial Distribution"

    def kept_deviceRecordStatus(self, text, said):
        return said["detail"].registry_state == text.lower()

    def kept_DMExempt(self, text, said):
        exempt = said["device"].direct_marking == "exempt"
        return exempt == (text == "true")

    def kept_labeledContainsNRL(self, text, said):
        return LATEX.get(said["device"].latex, ("false", "false"))[0] == text

    def kept_labeledNoNRL(self, text, said):
        return LATEX.get(said["device"].latex, ("false", "false"))[1] == text

    def kept_MRISafetyStatus(self, text, said):
        return said["device"].mri_safety == MRI[text]

    def kept_implantable(self, text, said):
        return YES[said["device"].implantable] == text

    def kept_gmdnCodeStatus(self, text, said):
        active = said["detail"].gmdn_ids.mapped("active")
        return (text == "Active") in active

    def kept_supplementNumber(self, text, said):
        """FDA writes 000 for the submission itself."""
        revisions = said["device"].certificate_ids.mapped("revision")
        return text in revisions or (text == "000" and not all(revisions))

    def kept_storageHandlingType(self, text, said):
        stage = "handling" if text.startswith("Handling") else "storage"
        kinds = {"Temperature": "temperature", "Humidity": "humidity"}
        kinds |= {"Pressure": "pressure", "Specify": "special"}
        return any(
            line.stage == stage and line.kind_id.code == kinds[text.split()[-1]]
            for line in said["device"].storage_ids
        )

    def kept_storageHandlingLow_unit(self, text, said):
        return UNITS[text] in said["device"].storage_ids.unit_id.mapped("code")

    kept_storageHandlingHigh_unit = kept_storageHandlingLow_unit

    def test_a_second_file_changes_nothing(self):
        for path in (
            SAMPLE,
            "nmpa/sample-udid-download.xml",
            "eudamed/samples-download/"
            "DEVICE.GET_PullResponse_3.0.25_golden_test_device.xml",
        ):
            content = shared(self, path)
            self.enter(content)
            counts = self.counts()
            again = self.bring("published.xml", content)
            again.action_use_all()
            changed = again.row_ids.filtered(lambda row: row.effect != "same")
            self.assertFalse([row.comparison for row in changed])
            self.assertEqual(self.counts(), counts)

    def counts(self):
        names = ("udi.device", "udi.registration", "udi.code", "res.partner")
        return [
            self.env[name].with_context(active_test=False).search_count([])
            for name in names
        ]
