"""The duties that the laws put on who recalls, each shown whole: 1 to 6 of twelve."""

import hashlib
import io
import zipfile
from datetime import timedelta

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import tagged

from .notice_case import NoticeCase


class DutyCase(NoticeCase):
    """A recall that really started; its notices leave by a way out that is ours."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        (cls.anna | cls.nord).lang = "de_DE"
        cls.medica.lang = "es_ES"
        cls.recall = cls.story
        cls.managed = cls.recall.with_user(cls.manager)

    def _begun(self):
        self._started(self.recall)
        self._gates(self.recall, "sent")
        return self.recall

    def _freeze(self, kind, **values):
        return self.managed._freeze_report(kind, **values)

    def _parts(self, report):
        return {part.code: part for part in report._parts()}


@tagged("post_install", "-at_install")
class TestDutiesOfTheStart(DutyCase):
    def _out(self):
        """Whatever waits for the report may go now, and goes."""
        waiting = self.recall.notice_ids.filtered(lambda row: row.state == "waiting")
        waiting.sudo().state = "ready"
        self._work()

    def test_1_two_moments_stamped_once_by_what_happened(self):
        self._begun()
        decided = self.recall.decided_at
        self.assertTrue(decided)
        self.assertFalse(self.recall.round_id.initiated_at)
        self._out()
        first = self.recall.round_id.initiated_at
        self.assertEqual(first, min(self.recall.notice_ids.mapped("sent_at")))
        with freeze_time(fields.Datetime.now() + timedelta(days=2)):
            self.recall.round_id.sudo()._note_departures()
            self.managed.action_check_completion()
        self.assertEqual(self.recall.round_id.initiated_at, first)
        self.assertEqual(self.recall.decided_at, decided)
        for record, name in (
            (self.managed, "decided_at"),
            (self.managed, "aware_at"),
            (self.managed.round_id, "initiated_at"),
            (self.managed.round_id, "decided_at"),
        ):
            with self.subTest(field=f"{record._name}.{name}"):
                with self.assertRaises(UserError):
                    record.write({name: "2020-01-01 00:00:00"})
        self.managed.initiated_at = "2020-01-01 00:00:00"
        self.env.invalidate_all()
        self.assertEqual(self.managed.initiated_at, first, "it is the round's alone")

    def test_2_each_deadline_keeps_the_table_as_it_was(self):
        self._begun()
        rows = self.recall.deadline_ids.filtered("rule_id")
        names = ("basis", "verified", "limit", "unit", "trigger", "who", "to_whom")
        kept = {row: [row[name] for name in names] for row in rows}
        self.assertTrue(rows)
        self.assertTrue(all(row.basis and row.verified for row in rows))
        rows.rule_id.sudo().write(
            {"basis": "Another", "verified": "memory", "limit": 99, "active": False}
        )
        self.env.invalidate_all()
        rows.with_user(self.manager).action_count_again()
        self.assertEqual({row: [row[name] for name in names] for row in rows}, kept)

    def test_3_what_was_not_read_in_the_law_waits_for_a_tick(self):
        self.medica.country_id = self.env.ref("base.br")
        self._begun()
        rows = self.recall.deadline_ids
        for row in rows:
            self.assertEqual(row.is_verified, row.verified.startswith("text"))
            self.assertEqual(row.is_live, row.is_verified)
            self.assertEqual(
                "Not read in the law" in (row.doubt or ""), not row.is_verified
            )
        unsure = rows.filtered(lambda row: not row.is_verified)[:1]
        self.assertTrue(unsure)
        self.assertNotIn(unsure, rows.search(rows._late_domain()))
        unsure.with_user(self.manager).action_accept()
        self.assertTrue(unsure.is_live)
        self.assertEqual(unsure.accepted_by_id, self.manager)
        self.assertNotIn("Not read in the law", unsure.doubt or "")

    def test_4_a_notice_that_lacks_what_the_law_asks_is_not_approved(self):
        """Each lack alone stops it, and names the place and the thing."""
        self.maker.udi_srn_mf = False
        self._refused("SRN")
        self.maker.udi_srn_mf = "DE-MF-000012345"
        self.recall.instructions = False
        self._refused("names no action")
        self.recall.instructions = "Stop using the pumps listed."
        self._refused("not written in German")
        self._translate(self.recall)
        self._to("cn")
        self._refused("registration or filing number of China")
        self._to("us")
        self.recall.depth = False
        self._refused("How deep the recall goes")

    def _to(self, code):
        customers = self.anna | self.nord | self.medica
        country = self.env.ref(f"base.{code}")
        customers.write({"country_id": country.id, "lang": "en_US"})

    def _refused(self, words):
        self.managed.action_compute_scope()
        with self.assertRaisesRegex(UserError, f"(?is){words}"):
            self.managed.action_ask_approval()
        self.assertFalse(self.recall.approval_asked_by_id)

    def test_5_the_806_report_always_has_its_thirteen_headings(self):
        """Empty ones say why and by when; every communication is enclosed."""
        self._begun()
        self._out()
        report = self._freeze(
            "us_806",
            answers={
                "US-CR.4": {"why_missing": "Asked", "missing_until": "2026-12-04"}
            },
        )
        parts = self._parts(report)
        self.assertLessEqual({f"US-CR.{number}" for number in range(1, 14)}, set(parts))
        self.assertIn(
            ("Asked", "2026-12-04"), {row[2:] for row in parts["US-CR.13"].rows}
        )
        letters = parts["US-CR.12"].rows
        self.assertEqual(len(letters), len(self.recall.notice_ids))
        enclosed = {row[0]: row[2] for row in parts["US-CR.12b"].rows}
        self.assertEqual({row[-1] for row in letters}, set(enclosed))
        self._check_archive(report, enclosed)

    def _check_archive(self, report, digests):
        files = report.attachment_ids.filtered(lambda file: file.name.endswith(".zip"))
        with zipfile.ZipFile(io.BytesIO(files.sudo().raw)) as archive:
            found = {
                name: hashlib.sha256(archive.read(name)).hexdigest()
                for name in archive.namelist()
            }
        self.assertEqual(found, digests)

    def test_6_china_hears_the_figures_of_the_day_of_the_decision(self):
        """Two addressees; goods that leave later do not change what is told."""
        self._to("cn")
        self.env["udi.certificate"].create(
            {
                "kind": "cn_registration",
                "number": "国械注进20203140123",
                "holder_id": self.maker.id,
                "scope": "all",
                "device_ids": [Command.set(self.ip200_device.ids)],
            }
        )
        self.managed.action_compute_scope()
        china = self.recall.region_ids.filtered(lambda row: row.code == "CN")
        china.with_user(self.manager).class_firm = "2"
        for name in ("国家药监局", "上海市药监局"):
            self.env["udi.recall.number"].create(
                {"region_id": china.id, "name": name, "authority": name}
            )
        self._begun()
        told = self._parts(self._freeze("cn_event"))
        self.assertEqual(len(told["CN-R.16"].text.splitlines()), 2)
        figures = told["CN-R.9"].text, told["CN-R.10"].text
        self.assertIn("10", figures[0])
        self.assertEqual(figures[1], "7")
        with freeze_time(fields.Datetime.now() + timedelta(days=1)):
            self._take_back(self.serials[3], self.anna)
            later = self._parts(self._freeze("cn_event"))
        self.assertEqual((later["CN-R.9"].text, later["CN-R.10"].text), figures)
