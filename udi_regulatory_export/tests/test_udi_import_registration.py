"""What a file does to the registrations that are here already."""

from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.udi_traceability.tests.common import gtin
from odoo.addons.udi_traceability.tests.test_udi_import import shared

from .test_udi_import_whole import WholeCase

DEVICE = """<device xmlns="http://www.fda.gov/cdrh/gudid">
<publicDeviceRecordKey>key-{number}</publicDeviceRecordKey>
<publicVersionStatus>Update</publicVersionStatus>
<deviceRecordStatus>{status}</deviceRecordStatus>
<publicVersionNumber>{version}</publicVersionNumber>
<publicVersionDate>2025-04-28</publicVersionDate>
<devicePublishDate>2025-04-18</devicePublishDate>
<identifiers><identifier><deviceId>{code}</deviceId>
<deviceIdType>Primary</deviceIdType>
<deviceIdIssuingAgency>GS1</deviceIdIssuingAgency></identifier></identifiers>
<brandName>Published</brandName><versionModelNumber>M{number}</versionModelNumber>
<dunsNumber>123456789</dunsNumber><companyName>Maker of the published</companyName>
<rx>{rx}</rx>
<gmdnTerms><gmdn><gmdnCode>{gmdn}</gmdnCode><gmdnPTName>Term {gmdn}</gmdnPTName>
<gmdnCodeStatus>{gmdn_status}</gmdnCodeStatus></gmdn></gmdnTerms>
</device>"""
USUAL = {
    "status": "Published",
    "version": 1,
    "rx": "true",
    "gmdn": "90001",
    "gmdn_status": "Active",
}


def release(*numbers, **values):
    devices = [
        DEVICE.format(
            **USUAL | {"number": number, "code": gtin(70000 + number)} | values
        )
        for number in numbers
    ]
    return f"<gudid>{''.join(devices)}</gudid>".encode()


@tagged("post_install", "-at_install")
class TestUdiImportRegistration(WholeCase):
    def detail(self, number=1):
        return self.env["udi.registration.gudid"].search(
            [("device_id.primary_di_id.code", "=", gtin(70000 + number))]
        )

    def codes(self, job):
        return {finding.code for row in job.row_ids for finding in row._found()}

    def test_a_newer_version_changes_the_registration(self):
        self.enter(release(1))
        detail = self.detail()
        self.assertEqual(
            (detail.rx, detail.version, detail.state), ("yes", 1, "registered")
        )
        self.assertEqual(detail.registrant_id.udi_duns, "123456789")
        job = self.bring("b.xml", release(1, version=2, rx="false", gmdn="90002"))
        lines = {
            line["label"]: line["values"] for line in job.row_ids.comparison["rows"]
        }
        self.assertEqual(lines["Prescription use (Rx)"], ["no", "yes", "no"])
        self.assertEqual(lines["Version at the regulator"], ["2", "1", "2"])
        self.assertIn("GMDN terms", lines)
        job.action_accept()
        self.assertEqual((detail.rx, detail.version), ("no", 2))
        self.assertEqual(detail.gmdn_ids.mapped("code"), ["90002"])

    def test_what_we_wait_for_is_answered_by_a_newer_version_only(self):
        self.enter(release(1))
        detail = self.detail()
        detail.state = "submitted"
        self.assertEqual(self.bring("b.xml", release(1)).row_ids.effect, "same")
        self.enter(release(1, version=2))
        self.assertEqual(detail.state, "registered")
        self.assertIn(
            "Accepted by the regulator", "".join(detail.message_ids.mapped("body"))
        )

    def test_an_older_file_is_told_and_leaves_the_registration(self):
        self.enter(release(1, version=3))
        job = self.bring("b.xml", release(1, version=2, rx="false"))
        self.assertEqual(job.row_ids.effect, "same")
        self.assertIn("older_version", self.codes(job))
        self.assertIn("The file has version 2, here is 3", job.row_ids.finding_text)
        self.assertEqual(self.detail().rx, "yes")

    def test_what_was_withdrawn_here_stays_withdrawn(self):
        self.enter(release(1))
        self.detail().registration_id.action_withdraw()
        job = self.bring("b.xml", release(1, rx="false"))
        self.assertEqual(job.row_ids.status, "decide")
        self.assertIn("withdrawn_here", job.group_ids.mapped("code"))
        job.row_ids.action_keep()
        job.action_accept()
        self.assertEqual((self.detail().state, self.detail().rx), ("withdrawn", "no"))

    def test_a_registration_in_preparation_becomes_registered(self):
        self.enter(release(1))
        self.detail().registration_id.sudo().write({"state": "preparing", "version": 0})
        self.enter(release(1))
        self.assertEqual(
            (self.detail().state, self.detail().version), ("registered", 1)
        )

    def test_an_obsolete_term_is_kept_archived_and_seen(self):
        job = self.enter(release(1, gmdn="90009", gmdn_status="Obsolete"))
        self.assertIn("obsolete_code", self.codes(job))
        term = self.detail().gmdn_ids
        self.assertEqual((term.code, term.active), ("90009", False))

    def test_the_words_of_our_list_stay(self):
        code = {"code_list": "gmdn", "code": "90001", "name": "Ours"}
        ours = self.env["udi.code"].create(code)
        job = self.enter(release(1))
        self.assertIn("code_words", self.codes(job))
        self.assertIn("The file says: Term 90001", job.row_ids.finding_text)
        self.assertEqual((self.detail().gmdn_ids, ours.name), (ours, "Ours"))

    def test_a_contact_is_not_changed_and_its_new_number_is_told(self):
        maker = self.env["res.partner"].create({"name": "Maker of the published"})
        job = self.enter(release(1))
        self.assertEqual(self.detail().registrant_id, maker)
        self.assertFalse(maker.udi_duns)
        self.assertIn(
            "Contact Maker of the published stays. The file says: 123456789.",
            job.row_ids.finding_text,
        )

    def test_words_that_cannot_be_kept(self):
        job = self.bring("a.xml", release(1, rx="perhaps", status="Odd"))
        self.assertIn("Prescription use (Rx) says “perhaps”", job.row_ids.finding_text)
        self.assertIn("State at the regulator says “odd”", job.row_ids.finding_text)
        job.action_accept()
        self.assertFalse(self.detail().rx)

    def test_without_the_right_to_register_the_row_waits(self):
        access = self.env.ref(
            "udi_regulatory_export.access_udi_registration_gudid_officer"
        )
        access.perm_create = False
        job = self.bring("a.xml", release(1))
        job.action_accept()
        self.assertTrue(job.row_ids.refusal)
        self.assertFalse(self.devices(gtin(70001)))
        reader = self.make_user("w_reader", "udi_traceability.group_udi_user")
        with self.assertRaises(AccessError):
            self.bring("a.xml", release(2), reader)

    def test_another_company_neither_sees_nor_changes(self):
        self.enter(release(1))
        device = self.detail().device_id
        other = self.env["res.company"].create({"name": "Daughter"})
        stranger = self.make_user(
            "w_other",
            "udi_traceability.group_udi_officer",
            company_id=other.id,
            company_ids=[(6, 0, other.ids)],
        )
        device.company_id = self.company
        job = self.bring("b.xml", release(1, version=2, rx="false"), stranger)
        self.assertEqual(job.row_ids.effect, "new")
        job.row_ids.filtered(lambda row: row.status == "decide").action_keep()
        job.action_accept()
        self.assertEqual((self.detail().rx, self.detail().version), ("yes", 1))

    def test_no_query_for_each_row(self):
        """40 and 240 devices cost about the same, but for a line of chatter each."""
        for values, lines in (({}, 0), ({"version": 2, "rx": "false"}, 2 * 200)):
            counts = []
            for numbers in (range(100, 140), range(200, 440)):
                job = self.bring("a.xml", release(*numbers, **values))
                while job.job:
                    job.sudo()._do_part()
                self.env.flush_all()
                self.env.invalidate_all()
                before = self.cr.sql_log_count
                job.action_accept()
                self.env.flush_all()
                counts.append(self.cr.sql_log_count - before)
                self.assertFalse(job.ready_count + job.decide_count + job.stop_count)
            self.assertLess(counts[1] - counts[0] - lines, 80, (values, counts))

    def test_nmpa_keeps_its_classes_and_its_key(self):
        self.enter(shared(self, "nmpa/sample-udid-download.xml"))
        details = self.env["udi.registration.nmpa"].search(
            [("external_key", "=like", "EXAMPLEKEY%")], order="external_key"
        )
        first, second = details
        self.assertEqual((first.state, first.version), ("registered", 1))
        self.assertEqual(first.class_code_id.code, "03-13-06")
        self.assertEqual(first.nhsa_codes, "C0101010010000100001")
        self.assertEqual(
            (first.product_type, first.supply_kind), ("device", "consumable")
        )
        self.assertEqual(first.version_status, "新增")
        self.assertEqual(first.same_as_registered_di, "yes")
        self.assertEqual(second.registered_di, "06901234567915")
        self.assertEqual(second.supply_kind, "equipment")

    def test_eudamed_keeps_status_and_codes_and_tells_the_rest(self):
        job = self.enter(
            shared(
                self,
                "eudamed/samples-download/"
                "DEVICE.GET_PullResponse_3.0.25_golden_test_device.xml",
            )
        )
        detail = self.env["udi.registration.eudamed"].search(
            [("device_id", "=", job.row_ids.device_id.id)]
        )
        self.assertEqual((detail.state, detail.status), ("registered", "on_market"))
        self.assertEqual(detail.emdn_ids.mapped("code"), ["A01020401", "A01020402"])
        self.assertEqual(detail.annex_xvi_ids.code, "FILLING_BY_INJECTION")
        self.assertEqual(detail.registry_state, "registered")
        self.assertEqual(detail.device_id.basic_udi_id.registry_state, "registered")
        self.assertEqual(detail.registrant_id.udi_srn_mf, "CH-MF-000023141")
        self.assertEqual(detail.local_agent_id.udi_srn_ar, "DK-AR-000023001")
        self.assertIn("GS1 Switzerland", job.row_ids.finding_text)
