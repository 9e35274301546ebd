from odoo import fields, models
from odoo.fields import Domain

from ..formats.findings import ERROR, WARNING, Finding


class UdiDevice(models.Model):
    _inherit = "udi.device"

    # equals are looked for among all devices
    catalog_number = fields.Char(index="btree_not_null")


class UdiRegistrationEudamed(models.Model):
    """EUDAMED looks for equals when something new comes (BR-UDID-680, 681)."""

    _inherit = "udi.registration.eudamed"

    def _setting_findings(self):
        found = super()._setting_findings()
        new = self.filtered(lambda d: not d.accepted_id and not d.version)
        for findings in (new._number_twins(), new._name_twins()):
            for detail, finding in findings.items():
                found[detail.registration_id] += (finding,)
        for detail in self:
            found[detail.registration_id] += detail._heading_findings()
        return found

    def _heading_findings(self):
        """The uploaded list knows which codes are no final category (BR-UDID-636)."""
        return tuple(
            Finding(
                code="emdn_not_leaf",
                severity=ERROR,
                field="udi.registration.eudamed.emdn_ids",
                value=code.code,
            )
            for code in self.emdn_ids
            if code.is_group
        )

    def _number_twins(self):
        """``{detail: finding}`` where another device has the reference number."""
        numbers = list(set(filter(None, self.device_id.mapped("catalog_number"))))
        devices = self.env["udi.device"].search(
            [
                ("catalog_number", "in", numbers),
                ("registration_ids.regulator", "=", "eudamed"),
            ]
        )
        alike = devices.grouped(lambda d: (d.manufacturer_id, d.catalog_number))
        found = {}
        for detail in self:
            device = detail.device_id
            key = device.manufacturer_id, device.catalog_number
            known = device | detail.related_device_id | device.previous_device_id
            twins = alike.get(key, devices.browse()) - known
            if twins:
                found[detail] = _twin(
                    "number_twin",
                    "udi.device.catalog_number",
                    device.catalog_number,
                    twins[0].name,
                )
        return found

    def _name_twins(self):
        """``{detail: finding}`` where another family has the name or the model."""
        families = self.device_id.basic_udi_id
        new = families.filtered(lambda f: not f.registry_state)
        alike, makers = self._families_alike(new)
        found = {}
        for detail in self:
            device = detail.device_id
            family = device.basic_udi_id
            known = family | detail.related_device_id.basic_udi_id
            for name in ("name", "model") if family in new else ():
                twins = alike.get((name, family[name]), families.browse()) - known
                twin = twins.filtered(
                    lambda f, m=device.manufacturer_id: (f, m) in makers
                )
                if twin:
                    place = f"udi.basic.udi.{name}"
                    found[detail] = _twin(
                        "name_twin", place, family[name], twin[0].code
                    )
        return found

    def _families_alike(self, families):
        """``{(field, text): families}`` with the text in the field, and whose they
        are: pairs of family and manufacturer."""
        names = ("name", "model")
        same = Domain.OR(
            Domain(name, "in", list(set(filter(None, families.mapped(name)))))
            for name in names
        )
        found = families.search(same)
        makers = self.env["udi.device"]._read_group(
            [
                ("basic_udi_id", "in", found.ids),
                ("registration_ids.regulator", "=", "eudamed"),
            ],
            ["basic_udi_id", "manufacturer_id"],
        )
        alike = {
            (name, text): families
            for name in names
            for text, families in found.grouped(name).items()
            if text
        }
        return alike, {*makers}


def _twin(code, field, value, expected):
    return Finding(
        code=code, severity=WARNING, field=field, value=value, expected=expected
    )
