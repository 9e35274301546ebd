from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import Form, tagged

from ..tools import parse
from ..tools.check_digit import mod10_is_valid
from .common import gtin
from .test_udi_label import LabelCase

PREFIX = "9506000"


class PackageCase(LabelCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.case = cls.env.ref("udi_traceability.udi_label_template_case_100x150")
        cls.pallet = cls.env.ref("udi_traceability.udi_label_template_pallet_100x150")
        cls.prefix = cls.env["udi.gtin.prefix"].create(
            {"name": PREFIX, "sscc_extension": "3"}
        )
        cls.lot = cls.make_lot(
            cls.glove, "L1", udi_expiration_date=cls.today.replace(2030)
        )

    @classmethod
    def make_package(cls, content, name=False, **values):
        """A package on the shelf with these lots in it."""
        package = cls.env["stock.package"].create({"name": name, **values})
        for lot, quantity in content.items():
            cls.env["stock.quant"]._update_available_quantity(
                lot.product_id, cls.shelf, quantity, lot_id=lot, package_id=package
            )
        return package

    def value(self, package, di=None):
        data = self.env["udi.label.data"]._of_packages(package, di)
        return data[package.id].udi

    def print_pages(self, package, **values):
        job = self.job_of(self.dialog(package, **values).action_print())
        return self.pages(job.attachment_id.raw)

    def said(self, symbol):
        text = symbol.symbology_identifier + symbol.bytes.decode()
        return parse(text, as_of=self.today)


@tagged("post_install", "-at_install")
class TestPackageContent(PackageCase):
    def test_one_lot(self):
        udi = self.value(self.make_package({self.lot: 240}, "P1"))
        self.assertEqual((udi.element("02"), udi.element("37")), (gtin(10002), "240"))
        self.assertEqual(udi.lot, "L1")
        self.assertEqual(udi.expiry, self.lot.udi_expiration_date)
        self.assertFalse(udi.element("01"))

    def test_a_case_is_an_article_of_its_own(self):
        case = self.glove.package_di_ids
        udi = self.value(self.make_package({self.lot: 10}, "P1"), case)
        self.assertEqual((udi.di, udi.element("01")), (case.code, case.code))
        self.assertFalse(udi.element("02"))

    def test_a_pallet_of_cases(self):
        case = self.glove.package_di_ids
        udi = self.value(self.make_package({self.lot: 240}, "P1"), case)
        self.assertEqual((udi.element("02"), udi.element("37")), (case.code, "24"))

    def test_two_lots_share_their_article_only(self):
        other = self.make_lot(self.glove, "L2")
        udi = self.value(self.make_package({self.lot: 6, other: 4}, "P1"))
        self.assertEqual((udi.element("02"), udi.element("37")), (gtin(10002), "10"))
        self.assertEqual((udi.lot, udi.expiry), (None, None))

    def test_mixed_articles_have_a_number_only(self):
        package = self.make_package({self.lot: 6, self.make_serials(1): 1}, "P1")
        package.udi_sscc = "395060001000000013"
        self.assertEqual(self.value(package).elements, (("00", package.udi_sscc),))
        names = self.env["udi.label.data"]._of_packages(package)[package.id].names
        self.assertEqual(names[0][1], "2 articles")

    def test_serial_numbers_have_no_place(self):
        serials = self.make_serials(3)
        udi = self.value(self.make_package(dict.fromkeys(serials, 1), "P1"))
        self.assertEqual((udi.element("37"), udi.serial, udi.lot), ("3", None, None))
        self.assertEqual(udi.expiry, serials[0].udi_expiration_date)

    def test_half_a_unit_is_no_count(self):
        self.assertFalse(self.value(self.make_package({self.lot: 1.5}, "P1")).elements)

    def test_goods_that_are_no_devices(self):
        plain = self.make_lot(self.make_product("Plain"), "X")
        self.assertFalse(self.value(self.make_package({plain: 5}, "P1")).elements)

    def test_packages_in_a_package(self):
        pallet = self.env["stock.package"].create({"name": "PALLET"})
        for number in range(3):
            self.make_package({self.lot: 10}, f"P{number}", parent_package_id=pallet.id)
        self.assertEqual(self.value(pallet).element("37"), "30")
        inner = pallet.child_package_ids[0]
        self.assertEqual(self.value(inner).element("37"), "10")

    def test_what_is_packed_but_not_sent_yet(self):
        self.make_package({self.lot: 50}, "OLD").unpack()
        delivery = self.make_delivery([(self.glove.product_id, 20)])
        delivery.action_put_in_pack()
        package = delivery.move_line_ids.result_package_id
        self.assertEqual(len(package), 1)
        self.assertEqual(self.value(package).element("37"), "20")
        data = self.env["udi.label.data"]._of_packages(package)[package.id]
        self.assertIn("Hospital", data.ship_to)
        self.assertIn(self.company.name, data.ship_from)
        self.assertEqual(data.order, delivery.name)
        delivery.button_validate()
        self.assertEqual(self.value(package).element("37"), "20")

    def test_what_moves_as_it_lies_counts_once(self):
        package = self.make_package({self.lot: 20}, "P1")
        delivery = self.make_delivery([(self.glove.product_id, 20)])
        self.assertEqual(delivery.move_line_ids.package_id, package)
        delivery.move_line_ids.result_package_id = package
        self.assertEqual(self.value(package).element("37"), "20")

    def test_a_hundred_cost_no_more_than_ten(self):
        few = self.env["stock.package"].browse()
        for number in range(10):
            few |= self.make_package({self.lot: 10}, f"A{number}")
        many = few
        for number in range(30):
            many |= self.make_package({self.lot: 10}, f"B{number}")
        data = self.env["udi.label.data"]
        data._of_packages(few)  # fills what Odoo keeps between transactions
        counts = []
        for packages in (few, many):
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            data._of_packages(packages)
            counts.append(self.cr.sql_log_count - before)
        self.assertEqual(counts[0], counts[1])


@tagged("post_install", "-at_install")
class TestPackagePrint(PackageCase):
    def test_case_label(self):
        package = self.make_package({self.lot: 10}, "P1")
        case = self.glove.package_di_ids
        form = Form(
            self.env["udi.label.print"]
            .with_user(self.worker)
            .with_context(active_model=package._name, active_ids=package.ids)
        )
        self.assertEqual((form.what, form.template_id), ("package", self.case))
        self.assertEqual(form.record_count, 1)
        self.assertIn("P1", form.preview)
        self.assertFalse(package.udi_sscc)
        form.di_id = case
        job = self.job_of(form.save().action_print())
        [(size, symbols)] = self.pages(job.attachment_id.raw)
        self.assertEqual(size, (100, 150))
        read = {each.symbology_identifier: self.said(each) for each in symbols}
        self.assertEqual(set(read), {"]d2", "]C1"})
        self.assertEqual(read["]C1"].sscc, package.udi_sscc)
        self.assertEqual((read["]d2"].di, read["]d2"].lot), (case.code, "L1"))
        self.assertTrue(package.udi_sscc.startswith("3" + PREFIX))
        self.assertTrue(mod10_is_valid(package.udi_sscc))

    def test_pallet_label(self):
        package = self.make_package({self.lot: 240}, "P1")
        for values, first in (
            ({"di_id": self.glove.package_di_ids.id}, ("02", "24")),
            ({"reason": "again"}, ("02", "240")),
        ):
            [(_size, symbols)] = self.print_pages(
                package, template_id=self.pallet.id, **values
            )
            self.assertEqual([s.symbology_identifier for s in symbols], ["]C1"] * 3)
            symbols.sort(key=lambda symbol: symbol.position.top_left.y)
            content, attributes, number = map(self.said, symbols)
            self.assertEqual((content.elements[0][0], content.element("37")), first)
            self.assertEqual(attributes.lot, "L1")
            self.assertEqual(number.sscc, package.udi_sscc)

    def test_each_has_a_number_of_its_own_and_keeps_it(self):
        packages = self.env["stock.package"].browse()
        for number in range(3):
            packages |= self.make_package({self.lot: 10}, f"P{number}")
        named = self.make_package({self.lot: 10}, "106141411234567897")
        self.print_pages(packages | named)
        given = packages.mapped("udi_sscc")
        self.assertEqual(len(set(given)), 3)
        self.assertFalse(named.udi_sscc)
        self.assertEqual(self.prefix.sscc_next, 4)
        self.print_pages(packages | named, reason="torn")
        self.assertEqual(packages.mapped("udi_sscc"), given)

    def test_each_print_is_counted(self):
        package = self.make_package({self.lot: 10}, "P1")
        self.print_pages(package)
        event = self.events("printed", package_id=package.id)
        self.assertEqual((event.user_id, event.quantity), (self.worker, 1))
        self.assertFalse(event.lot_id)
        again = self.dialog(package)
        self.assertIn("Print number 2, last by l_worker", again.history)
        with self.assertRaisesRegex(UserError, "Say why again"):
            again.action_print()
        self.assertFalse(self.dialog(package, what="lot").again_count)

    def test_without_a_prefix(self):
        package = self.make_package({self.lot: 10}, "P1")
        self.prefix.active = False
        with self.assertRaisesRegex(UserError, "P1 has no SSCC.*GTIN prefixes"):
            self.dialog(package).action_print()
        self.assertFalse(self.events("printed"))

    def test_a_template_without_sscc_takes_no_number(self):
        package = self.make_package({self.lot: 10}, "P1")
        pack = self.env.ref("udi_traceability.udi_label_template_pack_75x50")
        self.print_pages(
            package, template_id=pack.id, di_id=self.glove.package_di_ids.id
        )
        self.assertFalse(package.udi_sscc)

    def test_a_level_that_does_not_go_in_evenly(self):
        package = self.make_package({self.lot: 7}, "P1")
        wizard = self.dialog(package, di_id=self.glove.package_di_ids.id)
        with self.assertRaisesRegex(UserError, "P1 holds 7 units"):
            wizard.action_print()

    def test_what_is_inside_can_be_labelled_instead(self):
        package = self.make_package({self.lot: 10}, "P1")
        wizard = self.dialog(package, what="lot")
        self.assertEqual(wizard.template_id, self.unit)
        wizard.action_print()
        self.assertEqual(self.events("printed").lot_id, self.lot)

    def test_packages_of_a_delivery(self):
        self.make_package({self.lot: 10}, "OLD").unpack()
        delivery = self.make_delivery([(self.glove.product_id, 10)])
        delivery.action_put_in_pack()
        wizard = self.dialog(delivery)
        self.assertEqual((wizard.what, wizard.lot_ids), ("lot", self.lot))
        self.assertEqual(wizard.package_ids, delivery.move_line_ids.result_package_id)
        wizard.what = "package"
        self.assertEqual(wizard.template_id, self.case)
        job = self.job_of(wizard.action_print())
        action = job.action_records()
        self.assertEqual(action["res_model"], "stock.package")
        self.assertEqual(action["domain"], [("id", "in", wizard.package_ids.ids)])

    def test_lots_of_a_sale(self):
        self.receive({self.lot: 10})
        order = self.env["sale.order"].create(
            {
                "partner_id": self.hospital.id,
                "order_line": [
                    Command.create(
                        {"product_id": self.glove.product_id.id, "product_uom_qty": 4}
                    )
                ],
            }
        )
        order.action_confirm()
        self.assertEqual(self.dialog(order).lot_ids, self.lot)

    def test_rights(self):
        package = self.make_package({self.lot: 10}, "P1")
        clerk = self.make_user("l_clerk", "stock.group_stock_user")
        with self.assertRaises(AccessError):
            self.dialog(package, clerk)
        for refused in (
            lambda: self.prefix.with_user(self.worker).write({"sscc_next": 1}),
            lambda: self.prefix.with_user(self.officer).unlink(),
            lambda: self.prefix.with_user(clerk).read(["name"]),
        ):
            with self.assertRaises(AccessError):
                refused()
