from odoo import models

from ..tools.di_gate_attributes import LISTS_OF_DI, LISTS_OF_TEXT
from .udi_text import LINKS, PARENTS


class UdiDeviceSize(models.Model):
    _name = "udi.device.size"
    _inherit = ["udi.device.size", "udi.gate"]
    _gate_list = "size_ids"


class UdiDeviceStorage(models.Model):
    _name = "udi.device.storage"
    _inherit = ["udi.device.storage", "udi.gate"]
    _gate_list = "storage_ids"


class UdiDeviceWarning(models.Model):
    _name = "udi.device.warning"
    _inherit = ["udi.device.warning", "udi.gate"]
    _gate_list = "warning_ids"


class UdiDeviceSubstance(models.Model):
    _name = "udi.device.substance"
    _inherit = ["udi.device.substance", "udi.gate"]
    _gate_list = "substance_ids"

    def _gate_case(self, attribute):
        """CMR and endocrine substances are a trigger in law, the others are not."""
        if self.kind in ("cmr", "endocrine"):
            return "cmr_endocrine"
        return "medicinal" if self.kind else ""


class UdiMarket(models.Model):
    _name = "udi.market"
    _inherit = ["udi.market", "udi.gate"]
    _gate_list = "market_ids"

    def _gate_markets(self):
        """A regulator is told about its own country, EUDAMED about all of its."""
        market = {"US": "us", "CN": "cn"}.get(self.country_id.code, "eu")
        return frozenset((market, "gs1"))

    def _compare_line(self):
        days = [
            self._gate_text(name, self[name]) for name in ("date_start", "date_end")
        ]
        return (
            f"{self.display_name} {' – '.join(days)}"
            if any(days)
            else self.display_name
        )


class UdiText(models.Model):
    _name = "udi.text"
    _inherit = ["udi.text", "udi.gate"]
    _gate_links = LINKS
    _gate_moves = (*LINKS, "kind")

    def _gate_home(self):
        """A text of a line belongs to the list of that line."""
        owner = self[PARENTS[self.kind]]
        if owner._name == "udi.device":
            return owner, LISTS_OF_TEXT[self.kind], (owner, self.kind)
        if owner._name == "udi.basic.udi":
            devices = owner.sudo().device_ids
            return devices, "udi.basic.udi.medical_purpose_ids", (owner, self.kind)
        return owner.device_id, owner._gate_list, (owner, self.kind)

    def _compare_line(self):
        return f"{self.language}: {self.value}"


class UdiDi(models.Model):
    _name = "udi.di"
    _inherit = ["udi.di", "udi.gate"]
    _gate_moves = ("device_id", "role")
    _gate_free = (
        "company_id",
        "uom_id",
        "gtin_format",
        "qty_confirmed",
        "allocation_id",
    )

    def _compare_line(self):
        role = self._gate_text("role", self.role)
        return f"{role} {self.code} × {self.unit_qty}"

    def _gate_home(self):
        name = LISTS_OF_DI.get(self.role, "primary_di_id")
        return self.device_id, name, (self.device_id, self.role)

    def _gate_edit_of(self, home, before, after, adds=False, completes=False):
        """The primary DI is the record itself: another one is another device."""
        if home[1] != "primary_di_id":
            return super()._gate_edit_of(home, before, after, adds, completes)
        key = ("udi.di", "code")
        return self._gate_edit(home[1], key, "", before, after, adds, completes)

    def _gate_edit_field(self, home, name, value):
        """Another role or device: the DI leaves its place."""
        if name not in ("role", "device_id"):
            return super()._gate_edit_field(home, name, value)
        before, after = self[name], self._gate_value(name, value)
        if before == after:
            return None
        words = [self._gate_text(name, each) for each in (before, after)]
        return self._gate_edit_of(home, *(f"{self.code} ({word})" for word in words))
