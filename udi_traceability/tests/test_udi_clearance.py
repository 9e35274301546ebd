from datetime import timedelta

from odoo.fields import Command
from odoo.tests import tagged

from .common import UdiCase


@tagged("post_install", "-at_install")
class TestClearance(UdiCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.de, cls.us, cls.cn, cls.ch = (
            cls.env.ref(f"base.{code}") for code in ("de", "us", "cn", "ch")
        )
        cls.countries = cls.de | cls.us | cls.cn | cls.ch
        cls.family = cls.env["udi.basic.udi"].create({"code": "9506000IP200M9"})
        cls.pump = cls.make_device(
            "Pump Q",
            10011,
            legislation_eu="mdr",
            risk_class_eu="iib",
            risk_class_us="2",
            basic_udi_id=cls.family.id,
        )
        cls.k510 = cls.make_paper("us_510k", "K260123")

    @classmethod
    def make_paper(cls, kind, number, device=None, **values):
        device = cls.pump if device is None else device
        return cls.env["udi.certificate"].create(
            {
                "kind": kind,
                "number": number,
                "device_ids": [Command.set(device.ids)],
                **values,
            }
        )

    def ask(self, country, device=None, day=None):
        device = device or self.pump
        found = device._udi_clearance(country, day or self.today)
        return found[device.id, country.id]

    def said(self, country, device=None):
        return self.env["udi.clearance"]._said(self.ask(country, device), country)

    def test_papers_of_the_device_of_its_family_and_of_its_maker(self):
        self.assertTrue(self.ask(self.us).cleared)
        self.assertEqual(self.ask(self.de).reason, "no_paper")
        self.make_paper(
            "mdr_quality_management_system",
            "Q1",
            self.glove,
            basic_udi_ids=[Command.set(self.family.ids)],
        )
        self.assertTrue(self.ask(self.de).cleared)
        self.assertFalse(self.ask(self.cn).cleared)
        self.make_paper(
            "cn_registration",
            "国械注进20263140123",
            self.env["udi.device"],
            scope="all",
            holder_id=self.maker.id,
        )
        self.assertTrue(self.ask(self.cn).cleared)
        self.assertTrue(self.ask(self.cn, self.glove).cleared)
        other = self.make_device("Other", 10012, manufacturer_id=self.hospital.id)
        self.assertFalse(self.ask(self.cn, other).cleared)

    def test_every_reason_is_said_with_what_to_do(self):
        self.assertEqual(self.said(self.us), "K260123")
        self.assertIn("No registration is valid there", self.said(self.ch))
        self.assertIn("MDR quality assurance or", self.said(self.de))
        self.assertIn("NMPA filing or NMPA registration is not", self.said(self.cn))
        self.assertIn("No certificate or approval", self.said(self.de, self.glove))
        self.k510.valid_to = self.in_days(-1)
        self.assertRegex(self.said(self.us), "K260123 ended on .* renew")
        self.k510.write({"valid_to": False, "valid_from": self.in_days(1)})
        self.assertRegex(self.said(self.us), "K260123 begins on")
        self.k510.valid_from = False
        for status in ("suspended", "withdrawn", "cancelled"):
            self.k510.status = status
            self.assertIn(f"is {status}", self.said(self.us))
        self.k510.status = "restricted"
        self.assertIn("the certificate is restricted", self.said(self.us))
        draft = self.make_device("Draft", 20001, active=False)
        self.assertIn("not active", self.said(self.us, draft))

    def test_the_list_of_countries_says_more(self):
        market = self.env["udi.market"].create(
            {"device_id": self.pump.id, "country_id": self.us.id}
        )
        self.assertEqual(market.clearance, "cleared")
        self.make_paper("registration", "CH-1", country_ids=[Command.set(self.ch.ids)])
        self.assertIn("not among its countries", self.said(self.ch))
        market.date_end = self.today
        self.assertIn("Sale there ended on", market.clearance_text)
        self.assertEqual(market.clearance, "not_cleared")
        market.write({"date_end": False, "date_start": self.in_days(3)})
        self.assertIn("Sale there begins on", market.clearance_text)
        self.assertTrue(self.ask(self.us, day=self.in_days(3)).cleared)

    def test_until_when(self):
        end = self.in_days(30)
        self.k510.valid_to = end
        self.assertEqual(self.ask(self.us).day, end)
        self.assertIn("K260123; until", self.said(self.us))
        self.assertFalse(self.ask(self.us, day=end + timedelta(days=1)).cleared)

    def test_a_paper_of_another_company_says_nothing(self):
        other = self.env["res.company"].create({"name": "Other"})
        self.k510.company_id = other
        self.assertFalse(self.ask(self.us).cleared)
        found = self.pump.with_company(other)._udi_clearance(self.us, self.today)
        self.assertTrue(found[self.pump.id, self.us.id].cleared)

    def test_licences_are_no_approval(self):
        licence = {"kind": "licence_other", "holder_id": self.maker.id}
        self.k510._write_judged(licence, "Typing", record_was_wrong=True)
        self.assertEqual(self.ask(self.us).reason, "no_paper")

    def test_the_queries_do_not_grow_with_the_devices(self):
        def asked(devices):
            self.env.flush_all()
            self.env.invalidate_all()
            start = self.cr.sql_log_count
            devices._udi_clearance(self.countries, self.today)
            return self.cr.sql_log_count - start

        few = self.pump | self.glove
        many = few.browse()
        for number in range(40):
            many |= self.make_device(f"D{number}", 21000 + number)
        self.make_paper("us_510k", "K260200", many)
        self.assertEqual(asked(few), asked(few | many))
