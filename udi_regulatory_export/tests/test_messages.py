import json

from lxml import etree

from odoo.fields import Command
from odoo.tests import tagged

from odoo.addons.udi_traceability.tests.common import gtin

from .common import ExportCase


@tagged("post_install", "-at_install")
class TestMessages(ExportCase):
    """From the form to the file: what a person enters is what the regulator reads."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.device = cls._device(
            trade_name_ids=[
                Command.create(
                    {"kind": "trade_name", "language": "DE", "value": "Pumpe Eins"}
                )
            ],
            max_reuses=0,
        )
        cls.env["udi.di"].create(
            {
                "device_id": cls.device.id,
                "code": gtin(1, 1),
                "role": "package",
                "contains_di_id": cls.device.primary_di_id.id,
                "contains_qty": 10,
                "package_level_name": "箱",
            }
        )
        cls.registrations = cls._register(cls.device)

    def _files(self, regulator):
        registration = self._one(self.registrations, regulator)
        submission = self.env["udi.submission"]._build(registration)
        self.assertTrue(submission, registration.finding_rows)
        return {
            file.name.rpartition(".")[2]: file.attachment_id.raw
            for file in submission.file_ids
        }

    def _tree(self, regulator):
        return etree.fromstring(self._files(regulator)["xml"])

    def _texts(self, tree, *names):
        return [[each.text for each in tree.iter(f"{{*}}{name}")] for name in names]

    def test_eudamed(self):
        tree = self._tree("eudamed")
        codes, emdn, risk, number, sender = self._texts(
            tree, "DICode", "MDNCodes", "riskClass", "referenceNumber", "MFActorCode"
        )
        self.assertIn(self.family.code, codes)
        self.assertIn(self.device.primary_di_id.code, codes)
        self.assertIn(gtin(1, 1), codes)
        self.assertEqual(emdn, ["A010101"])
        self.assertEqual(risk, ["CLASS_IIB"])
        self.assertEqual(number, ["CAT-1"])
        self.assertEqual(sender, ["DE-MF-000012345"])

    def test_eudamed_answers(self):
        tree = self._tree("eudamed")
        answers = self._texts(
            tree, "animalTissuesCells", "active", "sterile", "latex", "reprocessed"
        )
        self.assertEqual(
            answers, [["false"], ["true"], ["false"], ["false"], ["false"]]
        )
        reuses, country, first = self._texts(
            tree, "numberOfReuses", "country", "originalPlacedOnTheMarket"
        )
        self.assertEqual((reuses, country, first), (["-1"], ["DE"], ["true"]))

    def test_eudamed_names(self):
        languages, values = self._texts(self._tree("eudamed"), "language", "textValue")
        self.assertEqual(
            list(zip(languages, values, strict=True)),
            [("ANY", "PumpOne"), ("DE", "Pumpe Eins")],
        )

    def test_eudamed_follows_the_choice_of_the_identifier(self):
        """The pack of ten as the registered DI makes ten devices the quantity."""
        registration = self._one(self.registrations, "eudamed")
        registration.di_id = self.device.di_ids.filtered(
            lambda di: di.role == "package"
        )
        (count,) = self._texts(self._tree("eudamed"), "baseQuantity")
        self.assertEqual(count, ["10"])

    def test_gudid(self):
        tree = self._tree("gudid")
        product = tree.find(".//{*}manufacturedProduct/{*}manufacturedProduct")
        self.assertEqual(
            product.find("{*}code").get("code"), self.device.primary_di_id.code
        )
        self.assertEqual(product.find("{*}name").text, "PumpOne")
        labeler = tree.find(".//{*}representedOrganization")
        self.assertEqual(labeler.find("{*}id").get("extension"), "123456789")
        self.assertEqual(labeler.find("{*}name").text, self.maker.name)

    def test_gudid_keeps_the_set_and_renews_the_document(self):
        first, second = self._tree("gudid"), self._tree("gudid")
        roots = [
            (tree.find("{*}setId").get("root"), tree.find("{*}id").get("root"))
            for tree in (first, second)
        ]
        self.assertEqual(roots[0][0], roots[1][0])
        self.assertNotEqual(roots[0][1], roots[1][1])

    def test_nmpa(self):
        (item,) = json.loads(self._files("nmpa")["json"])["dataSet"]
        expected = {
            "ZXXSDYCPBS": self.device.primary_di_id.code,
            "CPBSBMTXMC": "GS1",
            "CPMCTYMC": "输液泵",
            "GGXH": "IP-1",
            "CPHHHBH": "CAT-1",
            "CPLX": "1",
            "HCHZSB": "1",
            "FLBM": "14-02-00",
            "YLQXZCRBARMC": "子午线医疗有限公司",
            "TYSHXYDM": "91310000MA1FL0000N",
            "ZCZBHHZBAPZBH": "国械注进20263140123",
            "SCBSSFBHXLH": "1",
            "SCBSSFBHPH": "0",
            "CPBSFBRQ": "2099-01-01",
        }
        self.assertEqual({key: item[key] for key in expected}, expected)
        (package,) = item["devicePackage"]
        self.assertEqual(package["CPBZJB"], "箱")
        self.assertEqual(package["BZNHXYJCPBSSL"], "10")

    def test_both_layouts_of_nmpa_tell_the_same(self):
        files = self._files("nmpa")
        (item,) = json.loads(files["json"])["dataSet"]
        tree = etree.fromstring(files["xml"])
        for tag, key in (
            ("zxxsdycpbs", "ZXXSDYCPBS"),
            ("ggxh", "GGXH"),
            ("cpmctymc", "CPMCTYMC"),
            ("tyshxydm", "TYSHXYDM"),
        ):
            self.assertEqual([each.text for each in tree.iter(tag)], [item[key]])

    def test_an_agent_of_the_registrants_own_country_is_not_told(self):
        """A Chinese maker answers itself; its agent's code must not go out."""
        self.maker.write(
            {"country_id": self.env.ref("base.cn").id, "udi_uscc": "91310115MA1K300070"}
        )
        (item,) = json.loads(self._files("nmpa")["json"])["dataSet"]
        self.assertEqual(item["TYSHXYDM"], "91310115MA1K300070")
