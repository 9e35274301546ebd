"""What every test here needs: a maker, a device ready for three regulators, people."""

from odoo.fields import Command

from odoo.addons.udi_traceability.tests.common import UdiCase, gtin

REGULATORS = ("gudid", "eudamed", "nmpa")


class ExportCase(UdiCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.udi_eudamed_environment = "production"
        cls.company.udi_eudamed_version_production = "3.0.30"
        cls.company.udi_nmpa_upload_type = "add"
        cls.env["res.lang"]._activate_lang("zh_CN")
        cls.germany = cls.env.ref("base.de")
        cls.maker = cls._partner(
            "Meridian Medical GmbH",
            udi_duns="123456789",
            udi_srn_mf="DE-MF-000012345",
            udi_name_zh="子午线医疗有限公司",
            udi_name_en="Meridian Medical GmbH",
        )
        cls.agent_cn = cls._partner(
            "Shanghai Agent",
            country_id=cls.env.ref("base.cn").id,
            udi_name_zh="上海代理有限公司",
            udi_uscc="91310000MA1FL0000N",
        )
        cls.codes = {
            code_list: cls.env["udi.code"].create(
                {"code_list": code_list, "code": code, "name": f"Test {code}"}
            )
            for code_list, code in (
                ("emdn", "A010101"),
                ("gmdn", "13215"),
                ("fda_product_code", "FRN"),
                ("nmpa_class", "14-02-00"),
            )
        }
        cls.certificate_cn = cls.env["udi.certificate"].create(
            {"kind": "cn_registration", "number": "国械注进20263140123"}
        )
        cls.family = cls._family("9506000IP200M9")
        cls.reader = cls.make_user("udi_reader", "udi_traceability.group_udi_user")
        cls.officer = cls.make_user("udi_officer", "udi_traceability.group_udi_officer")
        cls.manager = cls.make_user("udi_manager", "udi_traceability.group_udi_manager")
        cls.employee = cls.make_user("udi_employee")

    @classmethod
    def _partner(cls, name, **values):
        values = {"country_id": cls.germany.id, "is_company": True} | values
        return cls.env["res.partner"].create({"name": name, **values})

    @classmethod
    def _family(cls, code, **values):
        answers = dict.fromkeys(
            (
                "animal_tissues",
                "human_tissues",
                "administers_medicine",
                "reusable_surgical_instrument",
                "medicinal_substance",
                "human_blood_substance",
            ),
            "no",
        )
        # EUDAMED asks about equals, so each further family has a name of its own
        other = "" if code == "9506000IP200M9" else f" {code}"
        return cls.env["udi.basic.udi"].create(
            {
                "code": code,
                "model": f"IP-200{other}",
                "name": f"Infusion pump{other}",
                "system_pack_type": "device",
                "active_device": "yes",
                "measuring_function": "yes",
                **answers,
                **values,
            }
        )

    @classmethod
    def _device(cls, number=1, **values):
        """A device that answers everything the three regulators ask of it."""
        device = cls.env["udi.device"].create(
            {
                "brand_name": "PumpOne",
                "generic_name": "Infusion pump",
                "model_number": f"IP-{number}",
                "catalog_number": f"CAT-{number}",
                "manufacturer_id": cls.maker.id,
                "basic_udi_id": cls.family.id,
                "single_use": "no",
                "sterile": "no",
                "sterilize_before_use": "no",
                "latex": "not_made_with",
                "mri_safety": "unsafe",
                "implantable": "no",
                "is_kit": "no",
                "direct_marking": "none",
                "legislation_eu": "mdr",
                "risk_class_eu": "iib",
                "pi_serial": True,
                "pi_manufacturing_date": True,
                "di_ids": [Command.create({"code": gtin(number), "role": "primary"})],
                "certificate_ids": [Command.set(cls.certificate_cn.ids)],
                "market_ids": [
                    Command.create({"country_id": cls.germany.id, "is_first_eu": True})
                ],
                **values,
            }
        )
        device.with_context(lang="zh_CN").generic_name = "输液泵"
        return device

    @classmethod
    def _register(cls, device, *regulators):
        """Registrations whose own questions are answered too."""
        registrations = device._register_at(regulators or REGULATORS)
        for details in registrations._details():
            details.write(cls._answers()[details._regulator])
        registrations._check()
        return registrations

    @classmethod
    def _answers(cls):
        code = cls.codes
        return {
            "gudid": {
                "premarket_exempt": "yes",
                "rx": "yes",
                "otc": "no",
                "hctp": "no",
                "combination_product": "no",
                "product_code_ids": [Command.set(code["fda_product_code"].ids)],
                "gmdn_ids": [Command.set(code["gmdn"].ids)],
                "listing_numbers": "D123456",
                "publish_date": "2099-01-01",
            },
            "eudamed": {
                "emdn_ids": [Command.set(code["emdn"].ids)],
                "reprocessed": "no",
            },
            "nmpa": {
                "local_agent_id": cls.agent_cn.id,
                "supply_kind": "equipment",
                "class_code_id": code["nmpa_class"].id,
                "same_as_registered_di": "yes",
                "publish_date": "2099-01-01",
            },
        }

    def _one(self, registrations, regulator):
        return registrations.filtered(lambda r: r.regulator == regulator)
