from odoo import fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..formats.findings import ERROR, WARNING, Finding

# Of three equals one is neither the device's own family nor that of its counterpart
ENOUGH = 3


class UdiDevice(models.Model):
    _inherit = "udi.device"

    # equals are looked for among all devices
    catalog_number = fields.Char(index="btree_not_null")


class UdiBasicUdi(models.Model):
    _inherit = "udi.basic.udi"

    name = fields.Char(index="btree_not_null")
    model = fields.Char(index="btree_not_null")


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
        new = self.filtered(lambda d: not d.device_id.basic_udi_id.registry_state)
        alike = {name: new._families_alike(name) for name in ("name", "model")}
        found = {}
        for detail in new:
            device = detail.device_id
            family = device.basic_udi_id
            known = family | detail.related_device_id.basic_udi_id
            for name, families in alike.items():
                key = family[name], device.manufacturer_id.id
                twins = families.get(key, family.browse()) - known
                if twins:
                    place = f"udi.basic.udi.{name}"
                    found[detail] = _twin(
                        "name_twin", place, family[name], twins[0].code
                    )
        return found

    def _families_alike(self, name):
        """``{(text, manufacturer's id): families}`` with the text in that field.

        A few of each suffice: one that is neither mine nor my counterpart's.
        """
        wanted = {
            (device.basic_udi_id[name], device.manufacturer_id.id)
            for device in self.device_id
            if device.basic_udi_id[name]
        }
        families = self.env["udi.basic.udi"]
        if not wanted:
            return {}
        texts, makers = zip(*wanted, strict=True)
        rows = self.env.execute_query(
            SQL(
                """
                SELECT wanted.text, wanted.maker,
                       array_agg(family.id ORDER BY family.id)
                  FROM unnest(%s::text[], %s::int[]) AS wanted(text, maker)
                       CROSS JOIN LATERAL (%s) AS family
                 GROUP BY 1, 2
                """,
                list(texts),
                [maker or None for maker in makers],
                self._some_wanted(name).select(),
            )
        )
        return {
            (text, maker or False): families.browse(ids) for text, maker, ids in rows
        }

    def _some_wanted(self, name):
        """Query of a few families that are ``wanted``: by their text and their maker.

        However many families a maker gave one name, no more of them are looked at.
        """

        def has_text(families, alias, query):
            text = families._field_to_sql(alias, name, query)
            return SQL("%s = wanted.text AND EXISTS (%s)", text, of_maker(alias))

        def of_maker(family):
            def to_sql(devices, alias, query):
                return SQL(
                    "%s = %s AND %s IS NOT DISTINCT FROM wanted.maker",
                    devices._field_to_sql(alias, "basic_udi_id", query),
                    SQL.identifier(family, "id"),
                    devices._field_to_sql(alias, "manufacturer_id", query),
                )

            there = Domain("registration_ids.regulator", "=", "eudamed")
            devices = self.env["udi.device"]
            return devices._search(there & Domain.custom(to_sql=to_sql)).select()

        families = self.env["udi.basic.udi"]
        return families._search(Domain.custom(to_sql=has_text), limit=ENOUGH)


def _twin(code, field, value, expected):
    return Finding(
        code=code, severity=WARNING, field=field, value=value, expected=expected
    )
