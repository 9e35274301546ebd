from lxml import etree

from odoo.models import MAGIC_COLUMNS
from odoo.tests import Form, tagged
from odoo.tools.safe_eval import safe_eval

from .common import REGULATORS, ExportCase

PAGES = tuple(f"udi.registration.{regulator}" for regulator in REGULATORS)
WRITING = (
    "action_check",
    "action_build",
    "action_accepted",
    "action_rejected",
    "action_withdraw",
    "action_uploaded",
    "action_register",
)


@tagged("post_install", "-at_install")
class TestViews(ExportCase):
    """The screens say what a person may do, and every filter finds something."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.device = cls._device()
        cls.registrations = cls._register(cls.device)
        cls.submissions = cls.env["udi.submission"]._build(cls.registrations)

    def _arch(self, model, kind, user):
        view = self.env[model].with_user(user).get_view(view_type=kind)
        return etree.fromstring(view["arch"])

    def _buttons(self, model, user):
        return {
            button.get("name")
            for button in self._arch(model, "form", user).iter("button")
        }

    def test_a_reader_is_offered_nothing_that_changes(self):
        for model in (*PAGES, "udi.submission", "udi.device"):
            with self.subTest(model):
                offered = self._buttons(model, self.reader)
                self.assertTrue(offered)
                self.assertFalse(offered.intersection(WRITING))

    def test_an_officer_is_offered_the_steps(self):
        for model in PAGES:
            self.assertLessEqual(
                set(WRITING) - {"action_uploaded", "action_register"},
                self._buttons(model, self.officer),
            )
        self.assertIn("action_uploaded", self._buttons("udi.submission", self.officer))
        self.assertIn("action_register", self._buttons("udi.device", self.officer))

    def test_every_page_shows_its_own_questions(self):
        for model in PAGES:
            shown = {
                field.get("name")
                for field in self._arch(model, "form", self.officer).iter("field")
            }
            own = {
                name
                for name, field in self.env[model]._fields.items()
                if field.store
                and name not in MAGIC_COLUMNS
                and not field.inherited
                and name not in self.env["mail.thread"]._fields
                and not name.startswith("spl_")
                and name != "registration_id"
            }
            with self.subTest(model):
                self.assertFalse(own - shown)

    def test_a_page_hides_what_its_regulator_does_not_ask(self):
        hidden = {
            "gudid": {"local_agent_id"},
            "eudamed": {"publish_date", "external_key"},
            "nmpa": set(),
        }
        for regulator, names in hidden.items():
            arch = self._arch(f"udi.registration.{regulator}", "form", self.officer)
            found = {
                field.get("name")
                for field in arch.iter("field")
                if field.get("invisible") in ("1", "True")
            }
            self.assertLessEqual(names, found, regulator)

    def test_device_and_regulator_are_not_for_changing(self):
        for registration in self.registrations:
            page = Form(registration._detail())
            for name in ("device_id", "regulator", "version"):
                with self.assertRaises(AssertionError):
                    page[name] = False

    def test_evidence_is_not_for_changing(self):
        for model in ("udi.submission", "udi.submission.line", "udi.submission.file"):
            arch = self._arch(model, "form", self.manager)
            self.assertEqual((arch.get("create"), arch.get("edit")), ("false",) * 2)

    def test_every_filter_can_be_used(self):
        for model in ("udi.registration", "udi.submission", "udi.schema", "udi.device"):
            records = self.env[model].with_user(self.officer)
            for node in self._arch(model, "search", self.officer).iter("filter"):
                with self.subTest(f"{model} {node.get('name')}"):
                    if node.get("domain"):
                        records.search(safe_eval(node.get("domain")))
                    elif node.get("context"):
                        context = safe_eval(node.get("context"))
                        records.formatted_read_group([], [context["group_by"]])

    def test_filters_find_what_they_say(self):
        arch = self._arch("udi.registration", "search", self.officer)
        domains = {
            node.get("name"): safe_eval(node.get("domain"))
            for node in arch.iter("filter")
            if node.get("domain")
        }
        eudamed = self._one(self.registrations, "eudamed")

        def found(name):
            return self.env["udi.registration"].search(domains[name])

        self.assertEqual(found("eudamed"), eudamed)
        self.assertEqual(found("ready"), self.registrations)
        self.assertFalse(found("missing"))
        self.device.catalog_number = False
        self.registrations._check()
        self.assertEqual(found("missing"), eudamed)
        self.assertEqual(found("not_sent"), self.registrations)
        eudamed.state = "rejected"
        self.assertEqual(found("rejected"), eudamed)

    def test_the_board_opens_the_regulators_page(self):
        for kind in ("list", "kanban"):
            arch = self._arch("udi.registration", kind, self.reader)
            self.assertEqual(
                (arch.get("action"), arch.get("type")), ("action_open", "object")
            )

    def test_menus_by_role(self):
        menu = self.env.ref("udi_regulatory_export.menu_udi_registrations")
        schemas = self.env.ref("udi_regulatory_export.udi_schema_menu")
        for user, seen in (
            (self.employee, (False, False)),
            (self.reader, (True, False)),
            (self.officer, (True, True)),
        ):
            visible = self.env["ir.ui.menu"].with_user(user)._visible_menu_ids()
            with self.subTest(user.login):
                self.assertEqual((menu.id in visible, schemas.id in visible), seen)
