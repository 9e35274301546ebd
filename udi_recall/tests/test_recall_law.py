from odoo.exceptions import UserError
from odoo.tests import Form, tagged

from .common import RecallCase


@tagged("post_install", "-at_install")
class TestRecallLaw(RecallCase):
    """What a notice lacks by the law of the place stops its approval."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.story = cls._story()

    def _gaps(self, recall=None, severity="error"):
        recall = recall or self.story
        if recall.state == "draft":
            recall.action_compute_scope()
        self.env.invalidate_all()
        return {
            row["code"] for row in recall.law_findings if row["severity"] == severity
        }

    def _moves_to(self, code):
        """The customers are of another country now."""
        country = self.env.ref(f"base.{code}")
        partners = self.anna | self.nord | self.medica
        partners.write({"country_id": country.id, "lang": "en_US"})

    def _stopped(self, words):
        with self.assertRaisesRegex(UserError, words):
            self.story.action_ask_approval()
        self.assertFalse(self.story.approval_asked_by_id)

    def test_complete_for_the_union(self):
        self.assertEqual(self._gaps(), set())
        self.assertIn("SRN ✓ · UDI in every line ✓", self.story.law_done)
        self.assertTrue(self.story.law_ready)

    def test_every_notice_has_these(self):
        recall = self.story
        recall.write(
            {
                "hazard": False,
                "instructions": " ",
                "unaffected_reason": False,
                "physical_return": False,
                "reply_by": False,
                "depth": "retail",
                "check_level": "B",
            }
        )
        self.assertEqual(
            self._gaps() - {"language"},
            {"hazard", "actions", "unaffected", "return", "reply", "depth", "level"},
        )
        self.assertFalse(recall.law_ready)
        self._stopped("cannot be approved yet.\nEvery notice: It does not say what can")

    def test_eu_wants_the_srn(self):
        self.maker.udi_srn_mf = False
        self.assertEqual(self._gaps(), {"srn"})
        row = next(row for row in self.story.law_findings if row["code"] == "srn")
        self.assertEqual(
            (row["res_model"], row["res_id"]), ("res.partner", self.maker.id)
        )
        self._stopped("European Union: Meridian Medical has no SRN")

    def test_eu_wants_a_udi_in_each_line(self):
        self.relabel(self.serials[3], udi_di_id=False)
        self.assertEqual(self._gaps(), {"udi"})
        self._stopped("1 lots have no UDI, such as SN0004")

    def test_eu_wants_the_language_of_the_country(self):
        self.medica.lang = "en_US"
        self.assertEqual(self._gaps(), {"language"})
        self._stopped("Spain: the notice would be in English")
        self.medica.lang = "es_ES"
        self.story.action_compute_scope()
        self.assertEqual(self._gaps(), set())

    def test_eu_wants_it_written_in_that_language(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        self.medica.write({"lang": "fr_FR", "country_id": self.env.ref("base.fr").id})
        self._gaps()
        self._stopped("France: reason and instructions are not written in French")

    def test_a_contact_can_be_reached(self):
        self.manager.partner_id.write({"email": False, "phone": False})
        self.assertEqual(self._gaps(), {"contact", "reply"})
        self.env["udi.recall.role"].with_user(self.manager).create(
            {
                "recall_id": self.story.id,
                "role": "contact",
                "user_id": self.approver.id,
            }
        )
        self.assertEqual(self._gaps(), set())

    def test_china_wants_registration_level_and_four_items(self):
        self._moves_to("cn")
        self.story.actions_by_firm = False
        self.assertEqual(self._gaps(), {"registration", "level", "handling"})
        self._stopped("China: .* has no registration or filing number of China")
        self.env["udi.certificate"].create(
            {
                "kind": "cn_registration",
                "number": "国械注进20203140123",
                "holder_id": self.maker.id,
                "scope": "all",
            }
        )
        self.story.actions_by_firm = "We change the battery."
        china = self.story.region_ids.filtered(lambda row: row.code == "CN")
        china.with_user(self.manager).class_firm = "2"
        self.assertEqual(self._gaps(), set())
        self.assertIn("China: registration number ✓", self.story.law_done)

    def test_us_wants_depth_and_means_to_reply(self):
        self._moves_to("us")
        self.story.depth = False
        self.assertEqual(self._gaps() - {"depth"}, set())
        self._stopped("United States: How deep the recall goes is not said")

    def test_elsewhere_the_law_is_not_known(self):
        self._moves_to("in")
        self.assertEqual(self._gaps(), set())

    def test_a_customer_without_telephone_is_listed_and_stops_nobody(self):
        self.anna.phone = False
        self.assertEqual(self._gaps(), set())
        self.assertIn("telephone", self._gaps(severity="warning"))
        self.story.action_ask_approval()

    def test_nothing_is_asked_once_it_is_approved(self):
        self._approved(self.story)
        self.assertFalse(self.story.law_findings)

    def test_a_drill_is_asked_the_same(self):
        drill = self._recall(self.cell, kind="drill", hazard=False)
        self.assertEqual(self._gaps(drill), {"hazard"})

    def test_typed_in_the_form_it_is_gone_at_once(self):
        self.story.physical_return = False
        self.assertEqual(self._gaps(), {"return"})
        with Form(self.story) as form:
            form.physical_return = "yes"
            self.assertNotIn("return", {row["code"] for row in form.law_findings})
            form.depth = "retail"
            self.assertEqual(form.law_findings[0]["code"], "depth")
            form.depth = "user"
        self.assertTrue(self.story.law_ready)

    def test_only_where_customers_have_some(self):
        """The firm's own authority is told, but no notice goes there."""
        self._moves_to("us")
        self.maker.udi_srn_mf = False
        self.assertEqual(self._gaps(), set())
        self.assertEqual(set(self.story.region_ids.mapped("code")), {"EU", "US"})

    def test_a_reader_sees_it_too(self):
        self.story.action_compute_scope()
        self.assertTrue(self.story.with_user(self.reader).law_ready)

    def test_many_lots_cost_no_more_queries(self):
        self.story.action_compute_scope()
        self.story._law()
        few = self._queries()
        more = self._serials(60, start=100)
        self._make_each(more, self.cell)
        self._deliver(more[:30], self.anna)
        self.story.action_compute_scope()
        self.assertLessEqual(self._queries(), few + 5)

    def _queries(self):
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        self.story._law()
        return self.env.cr.sql_log_count - before
