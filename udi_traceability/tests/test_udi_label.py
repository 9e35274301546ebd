import base64
import re
from dataclasses import replace
from pathlib import Path

import pypdfium2
import zxingcpp
from lxml import etree

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .. import tools
from ..tools.label_presets import PRESETS
from .common import FAR, UdiCase


def rounded(elements):
    """Elements as the database keeps them, to a micrometre."""
    return [
        replace(
            each, y=round(each.y, 3), x=round(each.x, 3), width=round(each.width, 3)
        )
        for each in elements
    ]


class LabelCase(UdiCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.unit = cls.env.ref("udi_traceability.udi_label_template_unit_50x25")
        cls.worker = cls.make_user("l_worker", "udi_traceability.group_udi_user")
        cls.officer = cls.make_user("l_officer", "udi_traceability.group_udi_officer")

    @classmethod
    def make_serials(cls, count, start=0):
        return cls.env["stock.lot"].create(
            [
                {
                    "name": f"SN{start + number:05d}",
                    "product_id": cls.pump.product_id.id,
                    "udi_expiration_date": FAR.replace(year=2029),
                }
                for number in range(count)
            ]
        )

    def dialog(self, records, user=None, **values):
        return (
            self.env["udi.label.print"]
            .with_user(user or self.worker)
            .with_context(active_model=records._name, active_ids=records.ids)
            .create(values)
        )

    def job_of(self, action):
        number = int(action["url"].split("/")[-1].split("?")[0])
        attachment = self.env["ir.attachment"].browse(number)
        return self.env["udi.label.job"].browse(attachment.res_id)

    def pages(self, content):
        """(width, height) in mm and the symbols of each page of a PDF."""
        found = []
        for page in pypdfium2.PdfDocument(content):
            image = page.render(scale=600 / 72).to_pil()
            size = tuple(round(side * 25.4 / 72, 2) for side in page.get_size())
            found.append((size, zxingcpp.read_barcodes(image)))
        return found


@tagged("post_install", "-at_install")
class TestLabelTemplate(LabelCase):
    def test_every_preset_is_there_as_the_tools_have_it(self):
        for preset in PRESETS:
            template = self.env.ref(
                f"udi_traceability.udi_label_template_{preset.code}"
            )
            made = template._label_template()
            self.assertTrue(template.locked)
            self.assertEqual(list(made.elements), rounded(preset.elements))
            self.assertEqual((made.width, made.height), (preset.width, preset.height))
            self.assertEqual((made.symbol, made.dpi), (preset.symbol, preset.dpi))

    def test_an_update_makes_no_second_set(self):
        before = self.env["udi.label.template"].search_count([])
        self.env["udi.label.template"].sudo()._load_presets()
        self.assertEqual(self.env["udi.label.template"].search_count([]), before)
        kept = next(p for p in PRESETS if p.code == "unit_50x25")
        self.assertEqual(
            list(self.unit._label_template().elements), rounded(kept.elements)
        )

    def test_every_preset_shows_a_sound_sample(self):
        for template in self.env["udi.label.template"].search([]):
            layout = template._compose([template._sample()])[0]
            self.assertFalse(layout.stops, template.name)
            self.assertIn("✓", template.preview)
            self.assertNotIn('role="alert"', template.preview)
            image = etree.fromstring(f"<div>{template.preview}</div>").find(".//img")
            drawn = base64.b64decode(image.get("src").partition(",")[2])
            self.assertEqual(
                etree.fromstring(drawn).get("width"), f"{template.width:g}mm"
            )

    def test_five_faults_are_enough_to_begin_with(self):
        own = self.unit.with_user(self.officer).copy({"width": 20})
        self.assertEqual(own.preview.count('role="alert"'), 5)
        self.assertRegex(own.preview, r"And \d+ more\.")
        self.assertNotIn("more.", self.unit.preview)

    def test_a_preset_stays_as_it_is(self):
        preset = self.unit.with_user(self.officer)
        for change in (
            {"width": 60},
            {"locked": False},
            {"element_ids": [Command.clear()]},
        ):
            with self.assertRaisesRegex(UserError, "Make my own"):
                preset.write(change)
        with self.assertRaisesRegex(UserError, "Make my own"):
            preset.unlink()
        with self.assertRaisesRegex(UserError, "Make my own"):
            preset.element_ids[0].write({"x": 9})
        with self.assertRaisesRegex(UserError, "Make my own"):
            preset.element_ids[0].unlink()
        with self.assertRaisesRegex(UserError, "Make my own"):
            preset.element_ids[0].create({"template_id": preset.id})
        preset.sequence = 3

    def test_a_copy_may_be_changed(self):
        action = self.unit.with_user(self.officer).action_make_own()
        own = self.env["udi.label.template"].with_user(self.officer)
        own = own.browse(action["res_id"])
        self.assertFalse(own.locked)
        self.assertEqual(
            own._label_template().elements, self.unit._label_template().elements
        )
        own.element_ids[0].x = 1.5
        own.width = 60
        self.assertEqual(own._label_template().width, 60)
        own.locked = True
        self.assertFalse(own.locked)
        own.unlink()

    def test_the_preview_follows_what_is_typed(self):
        own = self.unit.with_user(self.officer).copy()
        lot = self.make_serials(1)
        with Form(own) as form:
            self.assertNotIn("too fine", form.preview)
            form.preview_lot_id = lot.with_user(self.officer)
            self.assertIn("mm", form.preview)
            with form.element_ids.edit(0) as line:
                line.width = 2.0
                line.height = 2.0
            self.assertIn("the symbol is too fine.", form.preview)
            self.assertIn("below 0.25 mm", form.preview)
            self.assertIn("⛔", form.preview)

    def test_impossible_sizes_are_refused(self):
        own = self.unit.copy()
        for width in (0, -3, 4.9, 501):
            with self.subTest(width), self.cr.savepoint(flush=False):
                with self.assertRaises(ValidationError), mute_logger("odoo.sql_db"):
                    try:
                        own.width = width
                        own.flush_recordset()
                    except Exception as error:
                        raise ValidationError(str(error)) from error

    def test_every_finding_has_its_sentence(self):
        """What the tools may say is no bare code here."""
        folder = Path(tools.__file__).parent
        source = "".join(
            path.read_text()
            for pattern in ("label*.py", "symbol*.py")
            for path in folder.glob(pattern)
        )
        codes = set(re.findall(r'(?:Finding|_below|SymbolError)\(\s*"(\w+)"', source))
        self.assertGreater(len(codes), 20)
        finding = self.env["udi.label.finding"]
        refusals = {"bad_charset", "bad_syntax", "bad_check_digit"}
        for code in codes - refusals:
            self.assertTrue(hasattr(finding, f"_label_{code}"), code)

    def test_hostile_content_is_text(self):
        own = self.unit.copy()
        own.element_ids = [
            Command.clear(),
            Command.create(
                {"content": '<script>alert(1)</script>"{lot}{nope}', "x": 1, "y": 1}
            ),
        ]
        self.assertNotIn("<script>", own.preview)
        self.assertIn("{nope} is not known.", own.preview)

    def test_rights(self):
        reader = self.unit.with_user(self.worker)
        self.assertTrue(reader.preview)
        for refused in (
            lambda: reader.copy(),
            lambda: reader.write({"name": "x"}),
            lambda: reader.element_ids[0].write({"x": 2}),
        ):
            with self.assertRaises(AccessError):
                refused()
        employee = self.make_user("l_employee")
        with self.assertRaises(AccessError):
            self.unit.with_user(employee).read(["name"])

    def test_templates_of_another_company_are_not_there(self):
        other = self.env["res.company"].create({"name": "Daughter"})
        own = self.unit.copy({"company_id": other.id})
        for record in (own, own.element_ids[0]):
            with self.assertRaises(AccessError):
                record.with_user(self.officer).read(["display_name"])


@tagged("post_install", "-at_install")
class TestLabelData(LabelCase):
    def test_what_a_label_says(self):
        self.maker.write(
            {
                "street": "Road 1",
                "city": "Berlin",
                "country_id": self.env.ref("base.de"),
            }
        )
        self.pump.write(
            {
                "catalog_number": "REF-1",
                "single_use": "yes",
                "legislation_eu": "mdr",
                "description_ids": [
                    Command.create(
                        {"kind": "description", "language": "DE", "value": "Pumpe"}
                    )
                ],
            }
        )
        lot = self.make_serials(1)
        data = lot._udi_label_data()[lot.id]
        self.assertEqual(data.udi.di, self.pump.primary_di_id.code)
        self.assertEqual(data.udi.serial, "SN00000")
        self.assertEqual(data.names[0][1], "Pump P")
        self.assertEqual(data.descriptions, (("de", "Pumpe"),))
        self.assertEqual((data.ref, data.maker), ("REF-1", "Maker"))
        self.assertIn("Road 1", data.maker_address)
        self.assertEqual(data.marks, ("md", "single_use"))
        self.assertIsNone(data.quantity)

    def test_a_package_bears_its_own_di_and_count(self):
        lot = self.make_lot(self.glove, "L1")
        case = self.glove.package_di_ids
        data = lot._udi_label_data(case)[lot.id]
        self.assertEqual((data.udi.di, data.quantity), (case.code, 10))

    def test_queries_do_not_grow_with_the_lots(self):
        lots = self.make_serials(110)
        counts = []
        for part in (lots[:10], lots[10:]):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            self.unit._compose(list(part._udi_label_data().values()))
            counts.append(self.cr.sql_log_count - before)
        self.assertEqual(*counts)

    def test_a_device_of_another_agency_gets_its_symbol(self):
        self.env["udi.di"].create(
            {
                "device_id": self.glove.id,
                "code": "A123BJC5D6E71",
                "issuing_agency": "hibcc",
                "role": "secondary",
            }
        )
        hibc = self.glove.di_ids.filtered(lambda di: di.issuing_agency == "hibcc")
        lot = self.make_lot(self.glove, "L1", udi_di_id=hibc.id)
        self.assertEqual(lot.udi_text[:15], "*+A123BJC5D6E71")
        layout = self.unit._compose([lot._udi_label_data()[lot.id]])[0]
        self.assertFalse(layout.stops)
        self.assertEqual(layout.symbols[0].symbol.kind.code, "hibc_datamatrix")

    def test_a_lot_without_di_says_so(self):
        lot = self.make_lot(self.make_product("Plain"), "P1")
        layout = self.unit._compose([lot._udi_label_data()[lot.id]])[0]
        said = self.env["udi.label.finding"]._of_label(layout.stops, self.unit)
        self.assertIn("Choose the DI on the lot.", said[0]["message"])
