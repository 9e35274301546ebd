import re
from datetime import date

from odoo.tests import tagged

from ..tools import Finding, Udi, UdiError, parse
from ..tools.clearance import Clearance
from .common import UdiCase, carrier, gtin

DAY = date(2026, 11, 1)
NO_PAPER = Clearance("no_paper", needed=frozenset(("us_510k",)))
# Every code with what was found and what should be there
CODES = {
    "unknown_di": ("09506000199999", None),
    "wrong_product": (1, (2, 3)),
    "not_on_order": (1, (2, 3)),
    "lot_unknown": ("L1", None),
    "not_in_stock": ("L1", 3),
    "already_shipped": ("L1", None),
    "other_lot": ("L1", "L2"),
    "over_quantity": (10, 3),
    "expired": (DAY, DAY),
    "expires_soon": (DAY, 180),
    "on_hold": ("L1", None),
    "already_scanned": ("L1", None),
    "missing_di": (None, None),
    "missing_pi": (None, "lot"),
    "di_withdrawn": (None, None),
    "not_cleared": ("US", NO_PAPER),
    "licence_missing": (1, Clearance("no_licence")),
    "licence_ended": (1, Clearance("licence_scope")),
    "licence_too_narrow": (1, Clearance("licence_scope")),
    "outside_territory": ((1, "FR"), ("ES", "PT")),
    "not_scanned": (0, 3),
    "label_differs": ("L1", "L2"),
}
# Words that say nothing to a person with a scanner in the hand
FORBIDDEN = re.compile(
    r"\b(invalid|illegal|fatal|mismatch|exception|domain|record set|please note)\b",
    re.IGNORECASE,
)


@tagged("post_install", "-at_install")
class TestSentences(UdiCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lot = cls.make_lot(cls.glove, "L1", udi_expiration_date=date(2026, 11, 1))
        cls.receive({cls.lot: 5})
        cls.env["udi.hold"]._hold(cls.lot, "complaint", "C-118")
        cls.facts = {
            "product": cls.glove.product_id,
            "lot": cls.lot,
            "picking": cls.make_delivery([(cls.glove.product_id, 2)]),
            "udi": Udi(di=gtin(10002), lot="L1", expiry=date(2026, 11, 1)),
        }

    def say(self, finding, **facts):
        (said,) = self.env["udi.finding"]._sentences([finding], self.facts | facts)
        return said

    def test_every_code_says_what_why_and_what_to_do(self):
        for code, (value, wanted) in CODES.items():
            for severity in ("stop", "warn"):
                said = self.say(Finding(code, severity, "lot", value, wanted))
                for part in ("what", "why", "next"):
                    self.assertTrue(said[part], f"{code} says no {part}")
                    self.assertRegex(said[part], r"[.?]$", f"{code} {part}")
                self.assertNotRegex(said["message"], FORBIDDEN)
                self.assertNotIn("False", said["message"], code)
                self.assertNotIn("None", said["message"], code)
                self.assertEqual((said["code"], said["severity"]), (code, severity))

    def test_a_code_of_later_is_not_lost(self):
        said = self.say(Finding("not_known_yet", "stop", "country", "CH"))
        self.assertIn("not_known_yet", said["message"])
        self.assertIn("CH", said["message"])

    def test_dates_are_read_alike_everywhere(self):
        day = date(2026, 11, 1)
        said = self.say(Finding("expired", "stop", "expiry", day, self.today))
        self.assertIn("1 Nov 2026", said["what"])
        said = self.say(Finding("label_differs", "warn", "expiry", day, self.today))
        self.assertIn("1 Nov 2026 on the label", said["why"])

    def test_a_missing_number_stops_and_a_missing_date_warns(self):
        stop = self.say(Finding("missing_pi", "stop", "serial", None, "serial"))
        self.assertIn("serial number was not", stop["message"])
        warn = self.say(Finding("missing_pi", "warn", "expiry", None, "expiry"))
        self.assertIn("does not say the expiry date", warn["message"])

    def test_all_reasons_of_a_hold_are_told(self):
        self.env["udi.hold"]._hold(self.lot, "recall", "R-1")
        said = self.say(Finding("on_hold", "stop", "lot", "L1"))
        self.assertIn("Complaint, C-118", said["why"])
        self.assertIn("Recall, R-1", said["why"])

    def test_every_refusal_of_the_reader_has_a_sentence(self):
        wrong = gtin(10001)[:-1] + str((int(gtin(10001)[-1]) + 1) % 10)
        texts = {
            "": "Nothing was read",
            "hello": "no UDI that can be read",
            carrier(di=wrong): "last digit should be",
            carrier(di=gtin(10001), expires="991399", lot="A"): "Expires on (17)",
            "]d201": "DI (01)",
            "(01)095": "DI (01)",
            "]d2" + "01" + gtin(10001) + "10": "Lot (10)",
            "]d20" + "00": "Misread or misprinted",
        }
        for text, expected in texts.items():
            with self.subTest(text=text):
                with self.assertRaises(UdiError) as caught:
                    parse(text, as_of=self.today)
                said = self.env["udi.finding"]._unread(caught.exception)
                self.assertIn(expected, said["message"])
                self.assertNotRegex(said["message"], FORBIDDEN)
                self.assertNotIn("None", said["message"])
                self.assertEqual(said["severity"], "stop")
