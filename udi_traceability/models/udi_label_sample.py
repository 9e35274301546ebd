from datetime import date

from odoo import models

from ..tools import Udi
from ..tools.label import LabelData

# Numbers below the example prefix of GS1, which are on no product
DI, SSCC = "09506000134352", "395060001000000013"
EXPIRY, MADE = date(2029, 11, 20), date(2026, 11, 20)


class UdiLabelTemplate(models.Model):
    """What a preview says while no lot is chosen."""

    _inherit = "udi.label.template"

    def _sample(self):
        """Data for every field that this template prints."""
        udi = Udi(di=DI, lot="LC2611A", serial="SN000123", expiry=EXPIRY, mfg_date=MADE)
        if self._prints("02"):
            udi = self._sample_pallet()
        elif self._prints("sscc"):
            udi = self._sample_case()
        address = self.env._("Maker Road 12\n10115 Berlin")
        return LabelData(
            udi=udi,
            names=((self.env.lang or "en_US", self.env._("Infusion pump IP-200")),),
            descriptions=((self.env.lang or "en_US", self.env._("Syringe pump")),),
            ref="IP-200",
            maker=self.env._("Your company"),
            maker_address=address,
            quantity=10,
            unit=self.env._("Units"),
            marks=("md", "single_use"),
            ship_from=address,
            ship_to=self.env._("Hospital\n20095 Hamburg"),
        )

    def _prints(self, condition):
        return condition in self.element_ids.mapped("condition")

    def _sample_case(self):
        elements = (("01", DI), ("17", "291120"), ("10", "LC2611A"), ("00", SSCC))
        return Udi(di=DI, lot="LC2611A", expiry=EXPIRY, sscc=SSCC, elements=elements)

    def _sample_pallet(self):
        elements = (("00", SSCC), ("02", DI), ("37", "240"))
        elements += (("17", "291120"), ("10", "LC2611A"))
        return Udi(lot="LC2611A", expiry=EXPIRY, sscc=SSCC, elements=elements)
