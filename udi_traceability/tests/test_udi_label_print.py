import pypdfium2

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import Form, tagged

from ..tools import parse
from ..tools.label_presets import PRESETS
from .common import gtin
from .test_udi_label import LabelCase

SIZES = {preset.code: (preset.width, preset.height) for preset in PRESETS}


@tagged("post_install", "-at_install")
class TestLabelPrint(LabelCase):
    def test_two_clicks_after_a_receipt(self):
        lots = self.make_serials(20)
        self.receive(dict.fromkeys(lots, 1))
        receipt = self.env["stock.picking"].search(
            [("move_line_ids.lot_id", "in", lots.ids)]
        )
        action = receipt.with_user(self.worker).action_udi_print()
        form = Form(
            self.env["udi.label.print"]
            .with_user(self.worker)
            .with_context(**action["context"])
        )
        self.assertEqual((form.record_count, form.label_count), (20, 20))
        self.assertIn("SN00000", form.preview)
        self.assertIn("SN00019", form.preview)
        job = self.job_of(form.save().action_print())
        self.assertEqual(job.state, "done")
        self.assertEqual(len(self.pages(job.attachment_id.raw)), 20)

    def test_what_is_printed_is_read_back(self):
        lots = self.make_serials(2)
        job = self.job_of(self.dialog(lots).action_print())
        pages = self.pages(job.attachment_id.raw)
        self.assertEqual([size for size, _symbols in pages], [SIZES["unit_50x25"]] * 2)
        for lot, (_size, symbols) in zip(lots, pages, strict=True):
            self.assertEqual(symbols[0].symbology_identifier, "]d2")
            udi = parse("]d2" + symbols[0].bytes.decode(), as_of=self.today)
            self.assertEqual((udi.di, udi.serial), (gtin(10001), lot.name))
            self.assertEqual(udi.expiry, lot.udi_expiration_date)

    def test_every_preset_prints_at_its_size(self):
        lot = self.make_serials(1)
        for code, size in SIZES.items():
            if code == "pallet_100x150":
                continue
            template = self.env.ref(f"udi_traceability.udi_label_template_{code}")
            printed = self.dialog(lot, template_id=template.id, reason="test")
            pages = self.pages(self.job_of(printed.action_print()).attachment_id.raw)
            self.assertEqual(pages[0][0], size)
            self.assertEqual(pages[0][1][0].symbology_identifier, "]d2", code)

    def test_zpl(self):
        lots = self.make_serials(2)
        job = self.job_of(self.dialog(lots, file_format="zpl", copies=3).action_print())
        text = job.attachment_id.raw.decode()
        self.assertEqual((text.count("^XA"), text.count("^PQ3^XZ")), (2, 2))
        self.assertTrue(job.attachment_id.name.endswith(".zpl"))

    def test_each_print_is_counted(self):
        lots = self.make_serials(2)
        self.dialog(lots, copies=2).action_print()
        events = self.events("printed")
        self.assertEqual(events.lot_id, lots)
        self.assertEqual(events.user_id, self.worker)
        self.assertEqual(set(events.mapped("quantity")), {2})
        self.assertEqual(set(events.mapped("di_code")), {gtin(10001)})
        self.assertIn("50 × 25 mm", events[0].reason)

    def test_again_only_with_a_reason(self):
        lots = self.make_serials(2)
        self.dialog(lots[0]).action_print()
        again = self.dialog(lots)
        self.assertIn("1 of 2 were printed before, last by l_worker", again.history)
        for reason in (False, "  "):
            again.reason = reason
            with self.assertRaisesRegex(UserError, "Say why again"):
                again.action_print()
        self.assertEqual(len(self.events("printed")), 1)
        again.reason = "smeared"
        again.action_print()
        once_more = self.dialog(lots[0])
        self.assertIn("Print number 3, last by l_worker", once_more.history)
        self.assertIn("smeared", self.events("printed")[0].reason)

    def test_a_case_label_is_no_reprint_of_the_unit_label(self):
        lot = self.make_lot(self.glove, "L1")
        self.dialog(lot).action_print()
        case = self.glove.package_di_ids
        printed = self.dialog(lot, di_id=case.id)
        self.assertFalse(printed.again_count)
        printed.action_print()
        self.assertEqual(self.events("printed")[0].di_code, case.code)
        self.assertEqual(self.dialog(lot, di_id=case.id).again_count, 1)
        strange = self.dialog(self.make_serials(1), di_id=case.id)
        with self.assertRaisesRegex(UserError, "not of the device"):
            strange.action_print()

    def test_a_bad_label_stops_all_and_counts_nothing(self):
        lots = self.make_serials(1)
        lots |= self.make_lot(self.pump, "a b")
        with self.assertRaisesRegex(UserError, "Nothing was printed.*a b"):
            with self.cr.savepoint():
                self.dialog(lots).action_print()
        self.assertFalse(self.events("printed"))
        self.assertFalse(self.env["udi.label.job"].search([]))

    def test_nothing_and_too_much(self):
        lots = self.make_serials(1)
        with self.assertRaisesRegex(UserError, "nothing to print"):
            self.dialog(lots, lot_ids=[Command.clear()]).action_print()
        for copies in (0, -1, 10**6):
            with self.assertRaisesRegex(UserError, "cannot be printed"):
                self.dialog(lots, copies=copies).action_print()

    def test_packages_print_what_is_in_them(self):
        lot = self.make_lot(self.glove, "L1")
        package = self.env["stock.package"].create({"name": "BOX1"})
        self.env["stock.quant"]._update_available_quantity(
            self.glove.product_id, self.shelf, 5, lot_id=lot, package_id=package
        )
        self.assertEqual(self.dialog(package).lot_ids, lot)

    def test_goods_that_are_no_devices_are_left_out_of_a_receipt(self):
        lot = self.make_lot(self.make_product("Plain"), "P1")
        self.receive({lot: 1})
        receipt = self.env["stock.picking"].search(
            [("move_line_ids.lot_id", "in", lot.ids)]
        )
        self.assertFalse(self.dialog(receipt).lot_ids)

    def test_rights(self):
        lots = self.make_serials(1)
        clerk = self.make_user("l_clerk", "stock.group_stock_user")
        with self.assertRaises(AccessError):
            self.dialog(lots, clerk)
        job = self.job_of(self.dialog(lots).action_print())
        mine = job.with_user(self.worker)
        self.assertTrue(mine.attachment_id.raw)
        for refused in (
            lambda: mine.write({"state": "queued"}),
            lambda: mine.create({"name": "x"}),
            lambda: mine.unlink(),
        ):
            with self.assertRaises(AccessError):
                refused()
        with self.assertRaisesRegex(UserError, "evidence"):
            job.unlink()
        with self.assertRaises(AccessError):
            job.with_user(clerk).read(["name"])
        with self.assertRaises(AccessError):
            job.attachment_id.with_user(clerk).read(["raw"])

    def test_another_company(self):
        other = self.env["res.company"].create({"name": "Daughter"})
        lots = self.make_serials(1)
        foreign = self.make_lot(self.make_product("X"), "X1", company_id=other.id)
        with self.assertRaises(AccessError):
            self.dialog(lots, lot_ids=[Command.set(foreign.ids)]).action_print()
        job = self.job_of(self.dialog(lots).action_print())
        job.sudo().company_id = other
        with self.assertRaises(AccessError):
            job.with_user(self.worker).action_download()


@tagged("post_install", "-at_install")
class TestLabelJob(LabelCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lots = cls.make_serials(510)
        cls.cron = cls.env.ref("udi_traceability.ir_cron_label_job")

    def start(self, **values):
        wizard = self.dialog(self.lots, **values)
        self.assertTrue(wizard.background)
        action = wizard.action_print()
        return self.env["udi.label.job"].browse(action["res_id"])

    def test_many_labels_run_in_the_background(self):
        job = self.start()
        self.assertEqual((job.state, job.done_count), ("queued", 0))
        self.assertFalse(self.events("printed"))
        with self.enter_registry_test_mode():
            self.cron.method_direct_trigger()
        self.assertEqual((job.state, job.progress), ("done", 100))
        self.assertEqual(len(self.events("printed")), 510)
        document = pypdfium2.PdfDocument(job.attachment_id.raw)
        self.assertEqual(len(document), 510)
        self.assertIn("SN00509", document[509].get_textpage().get_text_range())
        self.assertIn(b"/PrintScaling /None", job.attachment_id.raw)
        self.assertFalse(job._parts())
        self.assertEqual(self.events("printed").user_id, self.worker)

    def test_a_killed_run_goes_on_and_counts_nothing_twice(self):
        job = self.start(file_format="zpl")
        job.sudo()._do_part()
        first = job.done_count
        self.assertEqual((job.state, first), ("running", 250))
        try:
            with self.cr.savepoint():
                job.sudo()._do_part()
                raise InterruptedError
        except InterruptedError:
            job.invalidate_recordset()
        self.assertEqual((job.done_count, len(self.events("printed"))), (250, 250))
        while job.state == "running":
            job.sudo()._do_part()
        self.assertEqual(len(self.events("printed")), 510)
        self.assertEqual(len(self.events("printed").lot_id), 510)
        self.assertEqual(job.attachment_id.raw.count(b"^XA"), 510)

    def test_a_bad_label_stops_the_run_where_it_is(self):
        self.lots[400].name = "SN00400 x"
        job = self.start(file_format="zpl")
        while job.state in ("queued", "running"):
            job.sudo()._do_part()
        self.assertEqual((job.state, job.done_count), ("failed", 250))
        self.assertIn("SN00400 x", job.message)
        self.assertIn("250 of 510", job.message)
        self.assertEqual(job.attachment_id.raw.count(b"^XA"), 250)
        self.lots[400].name = "SN00400"
        job.with_user(self.worker).action_resume()
        while job.state in ("queued", "running"):
            job.sudo()._do_part()
        self.assertEqual(job.state, "done")
        self.assertEqual(job.attachment_id.raw.count(b"^XA"), 510)
        self.assertEqual(len(self.events("printed")), 510)

    def test_cancel_and_who_may(self):
        job = self.start()
        job.sudo()._do_part()
        other = self.make_user("l_other", "udi_traceability.group_udi_user")
        for method in ("action_cancel", "action_resume"):
            with self.assertRaisesRegex(UserError, "l_worker.* started this print"):
                getattr(job.with_user(other), method)()
        job.with_user(self.worker).action_cancel()
        self.assertEqual((job.state, job.done_count), ("cancelled", 250))
        with self.enter_registry_test_mode():
            self.cron.method_direct_trigger()
        self.assertEqual(job.state, "cancelled")
        job.with_user(self.env.user).action_resume()
        self.assertEqual(job.state, "queued")

    def test_a_deleted_lot_is_said(self):
        job = self.start(file_format="zpl")
        self.lots[3].unlink()
        while job.state in ("queued", "running"):
            job.sudo()._do_part()
        self.assertEqual(job.state, "done")
        self.assertIn("1 were deleted", job.message)
        self.assertEqual(len(self.events("printed")), 509)
