from odoo import api, models

from ..tools.import_compare import CONTACT
from ..tools.published import filled

PLAIN = (
    "brand_name",
    "model_number",
    "catalog_number",
    "generic_name",
    "device_count",
    "single_use",
    "max_reuses",
    "sterile",
    "sterilize_before_use",
    "latex",
    "mri_safety",
    "implantable",
    "is_kit",
    "direct_marking",
    "legislation_eu",
    "risk_class_eu",
    "risk_class_us",
    "risk_class_cn",
    "pi_lot",
    "pi_serial",
    "pi_manufacturing_date",
    "pi_expiration_date",
    "pi_software",
    "pi_donation",
    "information_url",
)
PARTY = ("name", "udi_duns", "udi_uscc", "udi_srn_mf", "udi_srn_pr", "udi_srn_ar")
PARTY += ("udi_name_zh", "udi_name_en")


class UdiDevice(models.Model):
    """The device as plain values: an import compares with them, an export writes."""

    _inherit = "udi.device"

    @api.private
    def _udi_values(self):
        """``{device id: values}`` in the shape of ``tools.published``."""
        return {device.id: device._udi_values_of_one() for device in self}

    def _udi_values_of_one(self):
        values = {name: self[name] or None for name in PLAIN}
        return filled(
            **values,
            product_id=self.product_id.default_code or "",
            manufacturer_id=self._party(self.manufacturer_id),
            authorised_representative_id=self._party(self.authorised_representative_id),
            basic_udi_id=filled(
                code=self.basic_udi_id.code or "",
                issuing_agency=self.basic_udi_id.issuing_agency or "",
            ),
            di_ids=[self._di_values(di) for di in self.di_ids],
            sterilization_method_ids=sorted(
                self.sterilization_method_ids.mapped("code")
            ),
            carrier_ids=sorted(self.carrier_ids.mapped("code")),
            customer_contact_ids=[
                filled(**{name: partner[name] or "" for name in CONTACT})
                for partner in self.customer_contact_ids.sudo()
            ],
            description_ids=self._texts(self.description_ids),
            trade_name_ids=self._texts(self.trade_name_ids),
            size_ids=[self._size_values(size) for size in self.size_ids],
            storage_ids=[self._storage_values(storage) for storage in self.storage_ids],
            warning_ids=[
                filled(code_id=line.code_id.code, text_ids=self._texts(line.text_ids))
                for line in self.warning_ids
            ],
            substance_ids=[self._substance_values(line) for line in self.substance_ids],
            market_ids=[self._market_values(market) for market in self.market_ids],
            certificate_ids=[
                filled(
                    kind=certificate.kind,
                    number=certificate.number,
                    revision=certificate.revision or "",
                    valid_to=self._iso(certificate.valid_to),
                )
                for certificate in self.certificate_ids
            ],
            previous_di=self.previous_device_id.primary_di_id.code or "",
        )

    @api.model
    def _party(self, partner):
        # a maker is public; contacts may be hidden from who edits devices
        partner = partner.sudo()
        return filled(**{name: partner[name] or "" for name in PARTY})

    @api.model
    def _di_values(self, di):
        return filled(
            role=di.role,
            code=di.code,
            issuing_agency=di.issuing_agency,
            contains=di.contains_di_id.code or "",
            contains_qty=di.contains_qty or None,
            package_level_name=di.package_level_name or "",
            discontinue_date=self._iso(di.discontinue_date),
        )

    @api.model
    def _size_values(self, size):
        return filled(
            size_type_id=size.size_type_id.code,
            precision=size.precision,
            value=size.value or "",
            value_min=size.value_min or "",
            value_max=size.value_max or "",
            unit_id=size.unit_id.code or "",
            text=size.text or "",
            type_description_ids=self._texts(size.type_description_ids),
            unit_description_ids=self._texts(size.unit_description_ids),
        )

    @api.model
    def _storage_values(self, storage):
        return filled(
            kind_id=storage.kind_id.code,
            stage=storage.stage or "",
            low=storage.low or "",
            high=storage.high or "",
            unit_id=storage.unit_id.code or "",
            text_ids=self._texts(storage.text_ids),
        )

    @api.model
    def _substance_values(self, line):
        return filled(
            kind=line.kind,
            cmr_category=line.cmr_category or "",
            name_ids=self._texts(line.name_ids),
            cas_number=line.cas_number or "",
            ec_number=line.ec_number or "",
            inn=line.inn or "",
        )

    @api.model
    def _market_values(self, market):
        return filled(
            country=market.country_id.code,
            date_start=self._iso(market.date_start),
            date_end=self._iso(market.date_end),
            is_first_eu=market.is_first_eu or None,
        )

    @api.model
    def _texts(self, lines):
        return [{"language": line.language, "value": line.value} for line in lines]

    @api.model
    def _iso(self, day):
        return day.isoformat() if day else ""
