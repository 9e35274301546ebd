from odoo.tests import Form, tagged

from .common import UdiCase


@tagged("post_install", "-at_install")
class TestQuarantine(UdiCase):
    def test_places_inside_a_quarantine_are_one(self):
        Place = self.env["stock.location"]
        cage = Place.create({"name": "Cage", "location_id": self.quarantine.id})
        drawer = Place.create({"name": "Drawer", "location_id": cage.id})
        places = cage | drawer | self.shelf | self.customers
        self.assertEqual(places._udi_in_quarantine(), cage | drawer)

    def test_without_a_quarantine_no_place_is_one(self):
        self.env["stock.location"].search([("udi_quarantine", "=", True)]).write(
            {"udi_quarantine": False}
        )
        self.assertFalse((self.shelf | self.quarantine)._udi_in_quarantine())

    def test_the_form_offers_it(self):
        manager = self.make_user(
            "places", "stock.group_stock_manager,stock.group_stock_multi_locations"
        )
        form = Form(self.shelf.with_user(manager))
        form.udi_quarantine = True
        form.save()
        self.assertTrue(self.shelf.udi_quarantine)
