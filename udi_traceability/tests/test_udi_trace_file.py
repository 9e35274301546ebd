from io import BytesIO

from openpyxl import load_workbook

from odoo.exceptions import AccessError
from odoo.tests import HttpCase, tagged

from .common import UdiCase


@tagged("post_install", "-at_install")
class TestTraceFile(UdiCase, HttpCase):
    """What leaves the page: xlsx, csv, and the pedigree with its seals."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.worker = cls.make_user("tracer", "udi_traceability.group_udi_user")
        cls.clerk = cls.make_user("t_clerk", "stock.group_stock_user")
        cls.cell = cls.make_lot(cls.make_product("=Cell"), "C-778")
        cls.serials = cls.env["stock.lot"].create(
            [
                {"name": name, "product_id": cls.pump.product_id.id}
                for name in ("SN01", "SN02")
            ]
        )
        cls.receive({cls.cell: 10})
        for serial in cls.serials:
            cls.produce({serial: 1}, {cls.cell: 1})
        cls.ship({cls.serials[0]: 1})

    def load(self, form, lot=None, user="tracer"):
        self.authenticate(user, user)
        number = (lot or self.cell).id
        return self.url_open(f"/udi/trace/lot/{number}.{form}")

    def test_a_workbook(self):
        answer = self.load("xlsx")
        self.assertEqual(answer.status_code, 200)
        book = load_workbook(BytesIO(answer.content))
        lots = [*book["Lots"].iter_rows(min_row=2, values_only=True)]
        told = {row[1]: row for row in lots if row[8] == "At a customer"}
        self.assertEqual(told["SN01"][9], "Hospital")
        self.assertEqual(told["SN01"][12], 1)
        self.assertEqual(told["SN01"][6:8], ("certain", "C-778"))
        journey = [*book["Journey"].iter_rows(min_row=2, values_only=True)]
        self.assertTrue(any("Hospital" in row[1] for row in journey))

    def test_a_csv_file_runs_no_formula(self):
        answer = self.load("csv", self.serials[0])
        text = answer.content.decode("utf-8-sig")
        self.assertIn('"made from","C-778","\'=Cell"', text)
        self.assertIn("attachment", answer.headers["Content-Disposition"])

    def test_who_may_not_have_a_file(self):
        self.assertEqual(self.load("xlsx", user="t_clerk").status_code, 403)
        self.assertEqual(self.load("exe").status_code, 404)
        self.authenticate(None, None)
        answer = self.url_open(
            f"/udi/trace/lot/{self.cell.id}.csv", allow_redirects=False
        )
        self.assertIn(answer.status_code, (302, 303))
        self.authenticate("tracer", "tracer")
        self.assertNotEqual(self.url_open("/udi/trace/user/1.csv").status_code, 200)

    def paper(self, view=None, user=None, lot=None):
        trace = self.env["udi.trace"].with_user(user or self.worker)
        action = trace.udi_trace_print("lot", (lot or self.cell).id, view)
        report = self.env["ir.actions.report"].with_user(user or self.worker)
        html, _kind = report._render_qweb_html(
            action["report_name"], None, data=action["data"]
        )
        return html.decode()

    def test_the_pedigree_shows_what_is_open_and_the_seals(self):
        self.env["udi.event"]._record(
            [{"kind": "scanned", "lot_id": self.serials[0].id, "reason": "Seen"}]
        )
        self.env["udi.seal"]._seal_next()
        self.env["udi.event"]._record(
            [{"kind": "printed", "lot_id": self.serials[0].id}]
        )
        paper = self.paper(lot=self.serials[0])
        seal = self.env["udi.seal"].search([], limit=1)
        self.assertIn(seal.hash, paper)
        self.assertIn("not yet", paper)
        self.assertIn("C-778", paper)
        self.assertIn("Hospital", paper)
        self.assertNotIn("SN02", paper)
        opened = self.paper({"up": [self.cell.id]}, lot=self.serials[0])
        self.assertNotIn("SN02", opened)

    def test_the_pedigree_unfolds_what_is_unfolded(self):
        kit = self.make_lot(self.glove, "KIT")
        self.produce({kit: 1}, {self.serials[1]: 1})
        self.assertNotIn("KIT", self.paper())
        self.assertIn("KIT", self.paper({"down": [self.serials[1].id]}))

    def test_who_may_not_print(self):
        with self.assertRaises(AccessError):
            self.paper(user=self.clerk)
        self.authenticate("t_clerk", "t_clerk")
        address = "/report/html/udi_traceability.report_udi_pedigree"
        answer = self.url_open(f"{address}/{self.cell.id}")
        self.assertNotEqual(answer.status_code, 200)
        self.authenticate("tracer", "tracer")
        answer = self.url_open(f"{address}/{self.cell.id}")
        self.assertIn("C-778", answer.text)
