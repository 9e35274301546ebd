from odoo.fields import Command

from .common import UdiCase

PREFIX = "950600088"
UNIT, BOX = "MA.156.M0.123456.01234565", "MA.156.M0.123456.11234564"


class AllocateCase(UdiCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.officer = cls.make_user("al_officer", "udi_traceability.group_udi_officer")
        cls.prefix = cls.env["udi.gtin.prefix"].create({"name": PREFIX, "sequence": 0})
        unit = cls.env.ref("uom.product_uom_unit")
        cls.units = cls.env["uom.uom"]
        for name, factor in (("Box", 10), ("Case", 120), ("Pallet", 480)):
            cls.units |= cls.env["uom.uom"].create(
                {
                    "name": f"{name} of {factor}",
                    "relative_factor": factor,
                    "relative_uom_id": unit.id,
                }
            )

    @classmethod
    def make_products(cls, count, packed=True):
        packings = [Command.set(cls.units.ids)] if packed else []
        return cls.env["product.product"].create(
            [
                {
                    "name": f"Item {number}",
                    "default_code": f"I{number}",
                    "type": "consu",
                    "is_storable": True,
                    "tracking": "lot",
                    "uom_ids": packings,
                }
                for number in range(count)
            ]
        )

    def wizard(self, records, user=None, **values):
        return (
            self.env["udi.gtin.allocate"]
            .with_user(user or self.officer)
            .with_context(active_model=records._name, active_ids=records.ids)
            .create(values)
        )

    def given(self, action):
        return self.env["udi.gtin.allocation"].browse(action["res_id"])
