from psycopg2 import IntegrityError

from odoo.exceptions import ValidationError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..tools import Udi
from ..tools.basic_udi import complete
from .common import UdiCase, gtin


@tagged("post_install", "-at_install")
class TestDi(UdiCase):
    def make_di(self, device=None, **values):
        device = device or self.glove
        return self.env["udi.di"].create({"device_id": device.id, **values})

    def test_every_spelling_of_a_gtin_is_kept_with_14_digits(self):
        code = gtin(20001)
        for typed in (code[1:], f"(01){code}", f" {code[:7]} {code[7:]}"):
            di = self.make_di(code=typed, role="secondary")
            self.assertEqual(di.code, code)
            di.unlink()

    def test_how_it_was_issued_is_remembered(self):
        draft = self.make_device("Draft", 20011, active=False)
        di = self.make_di(draft, code=gtin(20001)[1:], role="secondary")
        self.assertEqual(di.gtin_format, "13")
        di.code = gtin(20002)
        self.assertEqual(di.code, gtin(20002))

    def test_wrong_check_digit_proposes_the_right_one(self):
        right = gtin(20003)
        wrong = right[:-1] + str((int(right[-1]) + 1) % 10)
        with self.assertRaises(ValidationError) as caught:
            self.make_di(code=wrong, role="secondary")
        self.assertIn(f"Use {right}", str(caught.exception))
        self.assertIn(f"should be {right[-1]}", str(caught.exception))

    def test_what_is_no_gtin_is_refused(self):
        for code in ("ABC", "123456789", "0950600013435X", "٠١٢٣٤٥٦٧٨٩١٢٣٤"):
            with self.subTest(code), self.assertRaises(ValidationError):
                self.make_di(code=code, role="secondary")

    def test_a_changed_agency_is_judged_again(self):
        di = self.make_di(
            code="A123BJC5D6E71", issuing_agency="hibcc", role="secondary"
        )
        self.assertFalse(di.gtin_format)
        with self.assertRaises(ValidationError):
            di.issuing_agency = "gs1"

    def test_one_di_is_one_device(self):
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"):
            self.make_di(
                self.pump, code=self.glove.primary_di_id.code, role="secondary"
            )

    def test_unit_of_use_may_be_shared(self):
        code = gtin(20004)
        first = self.make_di(self.glove, code=code, role="unit_of_use")
        second = self.make_di(self.pump, code=code, role="unit_of_use")
        self.assertEqual(first.code, second.code)

    def test_a_device_has_one_primary(self):
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"):
            self.make_di(code=gtin(20005))

    def make_pallet(self):
        """A draft, so that its packages may change: a case of ten, and a pallet."""
        draft = self.make_device("Draft", 20012, active=False)
        case = draft.package_di_ids
        values = {"role": "package", "contains_di_id": case.id, "contains_qty": 12}
        return draft, case, self.make_di(draft, code=gtin(20012, 2), **values)

    def test_units_multiply_down_the_chain(self):
        _draft, case, pallet = self.make_pallet()
        self.assertEqual((case.unit_qty, pallet.unit_qty), (10, 120))
        case.contains_qty = 20
        self.assertEqual(pallet.unit_qty, 240)

    def test_loops_and_strangers_are_refused(self):
        draft, case, pallet = self.make_pallet()
        with self.assertRaisesRegex(ValidationError, "cannot contain itself"):
            case.contains_di_id = pallet
        with self.assertRaisesRegex(ValidationError, "another device"):
            case.contains_di_id = self.pump.primary_di_id
        with self.assertRaisesRegex(ValidationError, "say what the package contains"):
            case.contains_di_id = False
        with self.assertRaisesRegex(ValidationError, "only a package"):
            draft.primary_di_id.contains_di_id = case

    def test_a_package_stands_on_a_package_level(self):
        draft, case, _pallet = self.make_pallet()
        for number, role in ((20021, "unit_of_use"), (20022, "direct_mark")):
            inner = self.make_di(draft, code=gtin(number), role=role)
            with self.assertRaisesRegex(ValidationError, "no package level"):
                case.contains_di_id = inner
        second = self.make_di(draft, code=gtin(20023), role="secondary")
        case.contains_di_id = second
        self.assertEqual(case.unit_qty, 10)

    @mute_logger("odoo.sql_db")
    def test_an_empty_package_is_refused(self):
        case = self.make_device("Draft", 20013, active=False).package_di_ids
        with self.assertRaises(IntegrityError):
            case.contains_qty = 0
            self.env.flush_all()

    def test_find_takes_devices_in_use_now_or_once(self):
        code = self.glove.primary_di_id.code
        find = self.env["udi.di"]._find
        self.assertEqual(find(Udi(di=code)), self.glove.primary_di_id)
        self.assertFalse(find(Udi(di=code, agency="HIBCC")))
        self.glove._withdraw("Ended")
        self.assertEqual(find(Udi(di=code)), self.glove.primary_di_id)
        draft = self.make_device("Draft", 20006, active=False)
        self.assertFalse(find(Udi(di=draft.primary_di_id.code)))

    def test_product_gets_the_gtin_as_it_was_issued(self):
        product = self.make_product("Mask")
        device = self.env["udi.device"].create(
            {
                "model_number": "MASK",
                "product_id": product.id,
                "di_ids": [Command.create({"code": gtin(20007)[1:]})],
            }
        )
        device.action_activate()
        self.assertEqual(product.barcode, gtin(20007)[1:])

    def test_a_barcode_that_is_there_stays(self):
        product = self.make_product("Mask", barcode="OWN")
        self.make_device("Mask", 20008, product=product)
        self.assertEqual(product.barcode, "OWN")

    def test_a_barcode_that_is_taken_is_not_given(self):
        self.make_product("Other", barcode=gtin(20009))
        device = self.make_device("Mask", 20009)
        self.assertFalse(device.product_id.barcode)
        self.assertEqual(device.state, "active")

    def test_a_di_of_a_lot_cannot_be_deleted(self):
        draft = self.make_device("Draft", 20014, active=False)
        self.make_lot(draft, "L1", udi_di_id=draft.primary_di_id.id)
        draft.package_di_ids.unlink()
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"):
            draft.primary_di_id.unlink()

    def test_every_agency_s_code_is_checked(self):
        for agency, good, bad, words in (
            ("hibcc", "A123BJC5D6E71", "a123", "expected is"),
            ("ifa", "111234567842", "111234567843", "should be 42, not 43"),
            ("iccbba", "A9997XYZ100T0479", "A9997XYZ", "expected is"),
            ("ma", "MA.156.M0.123456.01234565", "MA.156.M1.1.1", "expected is"),
            ("eudamed", "B-ABC1234", "X-1", "expected is"),
        ):
            with self.subTest(agency):
                if agency == "eudamed":
                    good = complete("EUDAMED", "D-ABC1234")
                values = {"issuing_agency": agency, "role": "secondary"}
                self.assertEqual(self.make_di(code=good, **values).code, good)
                with self.assertRaisesRegex(ValidationError, words):
                    self.make_di(code=bad, **values)

    def test_what_no_standard_describes_is_taken_as_typed(self):
        for agency in ("ahm", "ndc"):
            di = self.make_di(code="X 1", issuing_agency=agency, role="secondary")
            self.assertEqual(di.code, "X1")

    def test_elements_of_every_agency_have_names(self):
        name = self.env["udi.finding"]._element_name
        self.assertEqual(name("GTIN"), "DI")
        self.assertEqual(name("9N"), "DI (9N)")
        self.assertEqual(name("1T"), "Lot (1T)")
        self.assertEqual(name("lot"), "Lot")
        self.assertEqual(name("=>"), "Expires on (=>)")
        self.assertEqual(name("HIBCC"), "HIBCC")
        self.assertEqual(name("99"), "(99)")
