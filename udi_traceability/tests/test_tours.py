from odoo.tests import HttpCase, tagged

from .common import UdiCase, gtin


@tagged("post_install", "-at_install")
class TestTours(UdiCase, HttpCase):
    def setUp(self):
        super().setUp()
        self.make_user(
            "tour_worker", "udi_traceability.group_udi_user", tz="Europe/Berlin"
        )

    def test_scan_a_receipt(self):
        self.assertEqual(gtin(10001), "09506000100012")
        receipt = self.make_receipt([(self.pump.product_id, 2)])
        self.start_tour(
            f"/odoo/action-stock.action_picking_tree_all/{receipt.id}",
            "udi_scan",
            login="tour_worker",
        )
        self.assertEqual(receipt.state, "done")
        self.assertEqual(
            set(receipt.move_line_ids.lot_id.mapped("name")), {"SN1", "SN2"}
        )
        self.assertEqual(len(self.events("refused", picking_id=receipt.id)), 2)
        self.assertEqual(self.events("undone", picking_id=receipt.id).lot_name, "SN3")

    def test_print_labels_of_a_receipt(self):
        lots = self.env["stock.lot"].create(
            [
                {"name": name, "product_id": self.pump.product_id.id}
                for name in ("SN1", "SN2")
            ]
        )
        self.receive(dict.fromkeys(lots, 1))
        receipt = self.env["stock.picking"].search(
            [("move_line_ids.lot_id", "in", lots.ids)]
        )
        self.start_tour(
            f"/odoo/action-stock.action_picking_tree_all/{receipt.id}",
            "udi_label_print",
            login="tour_worker",
        )
        self.assertEqual(self.events("printed").lot_id, lots)

    def test_make_a_label_of_one_s_own(self):
        self.make_user("tour_officer", "udi_traceability.group_udi_officer")
        preset = self.env.ref("udi_traceability.udi_label_template_unit_50x25")
        self.start_tour(
            f"/odoo/action-udi_traceability.udi_label_template_action/{preset.id}",
            "udi_label_template",
            login="tour_officer",
        )

    def test_reader_test(self):
        self.make_user("tour_officer", "udi_traceability.group_udi_officer")
        self.start_tour(
            "/odoo/udi-reader-test", "udi_reader_test", login="tour_officer"
        )
        self.assertEqual(self.company._udi_separators(), ("^]",))

    def test_what_is_missing_leads_to_its_field(self):
        self.make_user("tour_editor", "udi_traceability.group_udi_officer")
        device = self.make_device(
            "Catheter",
            43001,
            active=False,
            sterile="yes",
            sterilize_before_use="no",
            implantable="no",
            mri_safety="not_stated",
            legislation_eu="mdr",
            risk_class_eu="c",
        )
        self.assertEqual(len(device.missing_rows[0]["fields"]), 3)
        self.start_tour(
            f"/odoo/action-udi_traceability.udi_device_action/{device.id}",
            "udi_device_missing",
            login="tour_editor",
        )
        self.assertEqual((device.single_use, device.latex), ("no", "not_stated"))
        self.assertEqual(device.state, "draft")

    def test_check_characters_are_taken_with_one_click(self):
        self.make_user("tour_family", "udi_traceability.group_udi_officer")
        self.start_tour(
            "/odoo/action-udi_traceability.udi_basic_udi_action/new",
            "udi_basic_udi_check",
            login="tour_family",
        )
        family = self.env["udi.basic.udi"].search([])
        self.assertIn("1987654Ad4X4bL5ttr2310c2K", family.mapped("code"))
