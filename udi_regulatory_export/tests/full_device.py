from odoo.fields import Command

from odoo.addons.udi_traceability.tests.common import gtin

from .common import ExportCase


class FullDeviceCase(ExportCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.device = cls._full_device()
        cls.primary = cls.device.primary_di_id
        cls.registrations = cls._register(cls.device)

    @classmethod
    def _full_device(cls):
        """Another value in every field, so that no two can be mixed up."""
        body = cls._partner("Notified Body", udi_nb_code="0123")
        type_examination = cls.env["udi.certificate"].create(
            {
                "kind": "mdr_type_examination",
                "number": "TE-1",
                "revision": "R2",
                "notified_body_id": body.id,
                "valid_to": "2030-06-01",
            }
        )
        family = cls._family(
            "9506000IP300ME",
            model="IP",
            name="Pump family",
            system_pack_type="device",
            special_device_type="software",
            animal_tissues="yes",
            human_tissues="no",
            active_device="yes",
            administers_medicine=False,
            measuring_function="no",
            reusable_surgical_instrument="no",
            iib_implantable_exception="yes",
            medicinal_substance="yes",
            human_blood_substance=False,
            certificate_ids=type_examination.ids,
        )
        family.registry_state = "submitted"
        carriers = cls.env["udi.code"].search(
            [("code_list", "=", "carrier"), ("code", "in", ("linear", "matrix"))]
        )
        device = cls._device(
            7,
            brand_name="Brand",
            model_number="Model",
            catalog_number="Catalogue",
            information_url="https://example.com/7",
            basic_udi_id=family.id,
            device_count=4,
            max_reuses=25,
            single_use="no",
            sterile="yes",
            sterilize_before_use=False,
            implantable="yes",
            is_kit=False,
            latex="contains",
            mri_safety="conditional",
            direct_marking="other_di",
            legislation_eu="mdr",
            risk_class_eu="iib",
            pi_lot=True,
            pi_serial=False,
            pi_manufacturing_date=True,
            pi_expiration_date=False,
            pi_software=True,
            pi_donation=True,
            carrier_ids=carriers.ids,
            trade_name_ids=[
                Command.create(
                    {
                        "kind": "trade_name",
                        "language": "ZH",
                        "value": "泵",
                        "sequence": 2,
                    }
                ),
                Command.create(
                    {
                        "kind": "trade_name",
                        "language": "ANY",
                        "value": "P",
                        "sequence": 1,
                    }
                ),
            ],
            description_ids=[
                Command.create(
                    {"kind": "description", "language": "EN", "value": "A pump"}
                )
            ],
            market_ids=[
                Command.create(
                    {
                        "country_id": cls.germany.id,
                        "is_first_eu": True,
                        "date_start": "2026-01-01",
                        "date_end": "2026-12-31",
                    }
                )
            ],
        )
        primary = device.primary_di_id
        box = cls._di(device, 8, "package", contains_di_id=primary.id, contains_qty=10)
        box.package_level_name = "盒"
        cls._di(
            device,
            9,
            "package",
            contains_di_id=box.id,
            contains_qty=12,
            package_level_name="Case",
            discontinue_date="2027-01-01",
        )
        cls._di(device, 10, "unit_of_use")
        cls._di(device, 11, "direct_mark")
        cls.env["udi.di"].create(
            {
                "device_id": device.id,
                "code": "A123BJC5D6E71",
                "issuing_agency": "hibcc",
                "role": "secondary",
            }
        )
        return device

    @classmethod
    def _di(cls, device, number, role, **more):
        return cls.env["udi.di"].create(
            {"device_id": device.id, "code": gtin(number), "role": role, **more}
        )

    def _record(self, regulator):
        registration = self._one(self.registrations, regulator)
        return self.device._device_record(registration)
