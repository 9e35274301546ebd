import base64
import io
import zipfile

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged

from ..formats.shared import TOPICS
from ..formats.snapshot import to_json
from ..models.shared_rows import SharedRows
from .accepted import accept
from .common import ExportCase


@tagged("post_install", "-at_install")
class TestRegistrationShared(ExportCase):
    """What FDA, EUDAMED and NMPA have of one device, side by side."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.device = cls._device()
        cls.registrations = cls._register(cls.device)
        cls.gudid, cls.eudamed, cls.nmpa = (
            cls.registrations.filtered(lambda r, x=name: r.regulator == x)
            for name in ("gudid", "eudamed", "nmpa")
        )

    def _page(self, device=None, user=None, **values):
        device = (device or self.device).with_user(user or self.officer)
        action = device.action_compare_regulators()
        page = self.env[action["res_model"]].with_user(user or self.officer)
        page = page.browse(action["res_id"])
        page.write(values)
        return page

    def _rows(self, page, key="warn"):
        return {row["label"]: row for row in page.table["rows"] if row[key]}

    def _disagree(self):
        """FDA took the device as single use; since then our record says no."""
        self.device.single_use = "yes"
        accept(self.gudid, "whole")
        self.device.single_use = "no"
        return self.device

    def test_one_record_for_all_contradicts_nobody(self):
        page = self._page()
        titles = [column["title"] for column in page.table["columns"]]
        self.assertEqual(titles, ["FDA GUDID", "EUDAMED", "NMPA UDID"])
        notes = {column["note"] for column in page.table["columns"]}
        self.assertEqual(notes, {"As it would be told now"})
        self.assertFalse(self._rows(page))
        self.assertEqual(page.regulator_count, 3)
        self.assertEqual(self.device.disagreement_count, 0)
        self.assertTrue(self.device.regulators_compared_on)

    def test_each_in_its_own_codes(self):
        rows = {row["label"]: row["values"] for row in self._page().table["rows"]}
        self.assertEqual(
            rows["MRI safety"],
            ["MR Unsafe", "MR unsafe\nCW027", "MR unsafe\n2 不安全"],
        )
        self.assertEqual(
            rows["Natural rubber latex"],
            [
                "Not made with latex\nlabeledNoNRL true",
                "Not made with latex or Not stated\nlatex false",
                "",
            ],
        )
        self.assertIn("DUNS 123456789", rows["Registrant"][0])

    def test_a_contradiction_stands_on_top(self):
        page = self._page(self._disagree())
        self.assertEqual(self.device.disagreement_count, 1)
        self.assertEqual(page.contradiction_count, 1)
        row = page.table["rows"][0]
        self.assertEqual(row["label"], "Single use")
        self.assertEqual(row["marks"], [True, False, False])
        self.assertEqual(row["group"], "Our record: No. Still to be told: FDA GUDID")
        (button,) = row["buttons"]
        self.assertEqual(button["title"], "Make all like FDA GUDID")
        self.assertIn("Accepted on", page.table["columns"][0]["note"])
        # as each would be told now, nothing is left of it
        page.basis = "told"
        self.assertFalse(page.contradiction_count)

    def test_the_published_record_counts_if_it_is_newer(self):
        accept(self.eudamed)
        record = self.device._device_record(self.eudamed)
        self.device.brand_name = "PumpTwo"
        published = to_json(self.device._device_record(self.eudamed))
        self.device.brand_name = record.brand_name
        self.eudamed.write(
            {"published_snapshot": published, "published_on": "2099-01-01 00:00:00"}
        )
        page = self._page()
        self.assertIn("Published, read on", page.table["columns"][1]["note"])
        self.assertEqual(
            self._rows(page)["Brand name"]["values"], ["PumpOne", "PumpTwo", ""]
        )

    def test_a_draft_takes_it_over_at_once(self):
        page = self._page(self._disagree())
        (button,) = page.table["rows"][0]["buttons"]
        result = page.action_make_like(*button["args"])
        self.assertEqual(result["tag"], "soft_reload")
        self.assertEqual(self.device.single_use, "yes")
        page.invalidate_recordset()
        # EUDAMED and NMPA have no record yet: they would be told the same now
        self.assertFalse(page.contradiction_count)

    def test_a_device_in_use_goes_through_the_gate(self):
        self._disagree().state = "active"
        page = self._page()
        (button,) = page.table["rows"][0]["buttons"]
        action = page.action_make_like(*button["args"])
        self.assertEqual(action["res_model"], "udi.device.change")
        context = action["context"]
        self.assertEqual(context["default_single_use"], "yes")
        self.assertEqual(self.device.single_use, "no")
        change = (
            self.env["udi.device.change"]
            .with_user(self.officer)
            .with_context(**context)
            .create({"reason": "As FDA has it"})
        )
        self.assertEqual([row["label"] for row in change.rows], ["Single use"])
        self.assertEqual(change.rows[0]["after"], "Yes")
        self.assertEqual(self.device.single_use, "no")
        change.kind = "wrong"
        change.action_apply()
        self.assertEqual(self.device.single_use, "yes")

    def test_every_value_that_can_be_taken_over(self):
        """The value a button would write is one that the field takes."""
        record = self.device._device_record(self.gudid)
        for topic in TOPICS:
            with self.subTest(topic=topic):
                self._take_over(topic, record)

    def _take_over(self, topic, record):
        page = self._page()
        if topic in ("brand_name", "device_count", "sterile", "pi_lot", "latex"):
            page.action_make_like(topic, self.gudid.id)
            self.assertEqual(self.device._device_record(self.gudid), record)
        elif topic in ("di", "packages", "registrant", "trade_names"):
            with self.assertRaisesRegex(UserError, "change it on its form"):
                page.action_make_like(topic, self.gudid.id)

    def test_hostile_arguments(self):
        page = self._page(self._disagree())
        other = self._register(self._device(2))
        for topic, number in (
            ("state", self.gudid.id),
            ("name", self.gudid.id),
            ("single_use", other[0].id),
            ("single_use", None),
            ("single_use", "1 OR 1"),
            ([], self.gudid.id),
        ):
            with self.subTest(topic=topic, number=number):
                with self.assertRaises(UserError):
                    page.action_make_like(topic, number)
        self.assertEqual(self.device.single_use, "no")

    def test_lists_are_changed_line_by_line(self):
        accept(self.gudid, "whole")
        accept(self.eudamed)
        self.device.description_ids = [
            Command.create({"kind": "description", "language": "EN", "value": "A"})
        ]
        accept(self.gudid, "whole")
        self.device.description_ids.value = "B"
        accept(self.eudamed)
        page = self._page()
        (row,) = self._rows(page).values()
        self.assertEqual(row["label"], "Descriptions, EN")
        self.assertEqual([b["name"] for b in row["buttons"]], ["action_change"])
        self.assertEqual(page.action_change()["res_model"], "udi.device")
        self.device.state = "active"
        self.assertEqual(page.action_change()["res_model"], "udi.device.change")
        self.assertEqual(page.action_open_device()["res_id"], self.device.id)

    def test_the_workbook(self):
        page = self._page(self._disagree())
        action = page.action_download()
        self.assertIn(f"/{page.id}/sheet/", action["url"])
        content = base64.b64decode(page.sheet)
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            strings = book.read("xl/worksheets/sheet1.xml").decode()
        for text in ("They disagree", "Single use", "numberOfReuses", "FDA GUDID"):
            self.assertIn(text, strings)

    def test_the_list_of_devices(self):
        others = self._device(2) | self._device(3)
        self._register(others)
        self._disagree()
        devices = self.device | others
        action = devices.with_user(self.reader).action_compare_regulators()
        self.assertEqual(action["domain"], [("id", "in", devices.ids)])
        Device = self.env["udi.device"].with_user(self.reader)
        domain = [("disagreement_count", ">", 0)]
        self.assertEqual(Device.search(domain), self.device)
        self.assertEqual(devices.action_compare_again()["tag"], "soft_reload")

    def test_one_regulator_alone_says_nothing(self):
        alone = self._device(2)
        self._register(alone, "gudid")
        page = self._page(alone)
        self.assertEqual(page.regulator_count, 1)
        self.assertFalse(page.table["rows"])
        self.registrations.state = "withdrawn"
        page = self._page()
        self.assertFalse(page.table["columns"])

    def test_in_the_background(self):
        self._disagree()
        Device = self.env["udi.device"]
        self.assertIn(self.device.id, Device._not_compared())
        self.device._compare_regulators()
        self.assertNotIn(self.device.id, Device._not_compared())
        self.device.regulators_compared_on = "2020-01-01 00:00:00"
        self.assertIn(self.device.id, Device._not_compared())
        self.device._compare_regulators()
        self.eudamed.published_on = "2099-01-01 00:00:00"
        self.assertIn(self.device.id, Device._not_compared())

    def test_ten_devices_cost_the_queries_of_one(self):
        devices = self.env["udi.device"].union(*(self._device(n) for n in range(2, 12)))
        registrations = self._register(devices)
        for one in registrations:
            accept(one, "whole")
        costs = []
        for some in (devices[:1], devices):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            some._compare_regulators()
            self.env.flush_all()
            costs.append(self.cr.sql_log_count - before)
        self.assertLessEqual(costs[1], costs[0] + 3)

    def test_who_may(self):
        page = self._page(self._disagree(), self.reader)
        row = page.table["rows"][0]
        self.assertTrue(row["warn"])
        self.assertFalse(row["buttons"])
        with self.assertRaises(AccessError):
            page.action_make_like("single_use", self.gudid.id)
        with self.assertRaises(AccessError):
            page.action_change()
        with self.assertRaises(AccessError):
            page.with_user(self.officer).read(["table"])
        with self.assertRaises(AccessError):
            self.device.with_user(self.employee).action_compare_regulators()

    def test_rows_of_every_topic_have_a_label(self):
        laid = self.device._laid_out()[self.device]
        rows = SharedRows(self.device, laid)
        for topic in TOPICS:
            self.assertTrue(rows._field(topic))
