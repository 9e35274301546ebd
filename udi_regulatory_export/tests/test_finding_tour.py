from odoo.tests import HttpCase, tagged

from odoo.addons.udi_traceability.tools.basic_udi import complete

from .common import ExportCase


@tagged("post_install", "-at_install")
class TestFindingTour(ExportCase, HttpCase):
    def test_each_finding_opens_its_field(self):
        family = self.env["udi.basic.udi"].create(
            {"code": complete("GS1", "9506000PLACES")}
        )
        device = self._device(
            1,
            basic_udi_id=family.id,
            single_use=False,
            sterile=False,
            sterilize_before_use=False,
            latex=False,
            implantable=False,
            direct_marking=False,
            catalog_number=False,
            market_ids=[],
            pi_serial=False,
            pi_manufacturing_date=False,
        )
        (detail,) = device._register_at(["eudamed"])._details()
        self.assertGreater(len(detail.finding_rows), 12)
        self.start_tour(
            f"/odoo/{detail._name}/{detail.id}",
            "udi_regulatory_export_finding_places",
            login="udi_officer",
            timeout=300,
        )
