"""One device under each EU law, with every part that the law knows filled in."""

from odoo.fields import Command

from odoo.addons.udi_traceability.tests.common import gtin
from odoo.addons.udi_traceability.tools.basic_udi import complete

from .common import ExportCase
from .laws_data import CERTIFICATES, CLASSES, FAMILIES, LEGACY, MEDICINES, words


class LawsCase(ExportCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.maker.udi_srn_pr = "DE-PR-000012345"
        cls.body = cls._partner("Notified Body", udi_nb_code="0123")
        cls.workshop = cls._partner(
            "Workshop",
            street="High Street 8",
            street2="Back yard",
            zip="AB1 2CD",
            city="Leeds",
            country_id=cls.env.ref("base.uk").id,
            phone="+44 1 234",
            email="post@example.com",
            website="https://example.com",
        )
        cls.warnings = cls.env["udi.code"].create(
            [
                {"code_list": "warning", "code": code, "name": f"Warning {code}"}
                for code in ("CW001", "CW006", "CW999")
            ]
        )

    @classmethod
    def _full(cls, law, number):
        """The registration at EUDAMED of a device that answers all its law asks."""
        device = cls._device(
            number,
            basic_udi_id=cls._full_family(law, number).id,
            legislation_eu=law,
            risk_class_eu=CLASSES[law],
            **cls._device_values(law, number),
        )
        if law not in LEGACY:
            cls._packs(device, number)
        registration = cls._register(device, "eudamed")
        registration._detail().write(cls._registration_values(law))
        registration._check()
        return registration

    @classmethod
    def _full_family(cls, law, number):
        code = complete("GS1", f"9506000FULL{number}")
        agency = "gs1"
        if law in LEGACY:
            code, agency = f"B-{gtin(number)}", "eudamed"
        texts = words("medical_purpose", ("EN", "Wound care"), ("DE", "Wunden"))
        us, ch = cls.env.ref("base.us"), cls.env.ref("base.ch")
        study = {"reference": "CIV-1", "non_eu_country_ids": (us + ch).ids}
        values = {
            "issuing_agency": agency,
            "certificate_ids": cls._certificate(law).ids,
            "medical_purpose_ids": texts if law == "spp" else [],
            "clinical_investigation_ids": [Command.create(study)],
            **FAMILIES[law],
        }
        if law == "spp":
            values["clinical_investigation_ids"] = []
        return cls._family(code, **values)

    @classmethod
    def _certificate(cls, law):
        Certificate = cls.env["udi.certificate"]
        if law not in CERTIFICATES:
            return Certificate
        return Certificate.create(
            {
                "kind": CERTIFICATES[law],
                "number": f"C-{law}",
                "revision": "2",
                "notified_body_id": cls.body.id,
                "valid_to": "2028-12-31",
            }
        )

    @classmethod
    def _device_values(cls, law, number):
        medical = law in ("mdr", "mdd", "aimdd")
        diagnostic = law in ("ivdr", "ivdd")
        values = {
            "information_url": "https://example.com/ifu",
            "trade_name_ids": words("trade_name", ("DE", "Eins"), ("ANY", "One")),
            "description_ids": words("description", ("EN", "One"), ("DE", "Eins")),
            "storage_ids": cls._storage(),
            "warning_ids": cls._warned(),
            "implantable": "yes" if medical else False,
            "is_kit": "no" if diagnostic else False,
            "latex": "contains" if medical else False,
            "mri_safety": "conditional" if medical else False,
            "size_ids": cls._sizes() if medical else [],
            "substance_ids": cls._substances(law) if medical else [],
            "pi_serial": law not in LEGACY,
            "pi_manufacturing_date": law not in LEGACY,
            "market_ids": cls._markets() if law != "spp" else [],
        }
        if law in ("mdr", "ivdr"):
            values |= {"device_count": 10, "direct_marking": "none"}
        if law == "spp":
            values |= {"single_use": False, "max_reuses": 0}
        else:
            values |= {"single_use": "no", "max_reuses": 25}
        return values

    @classmethod
    def _markets(cls):
        return [
            Command.create(
                {
                    "country_id": cls.germany.id,
                    "is_first_eu": True,
                    "date_start": "2024-01-01",
                }
            ),
            Command.create({"country_id": cls.env.ref("base.gr").id}),
            Command.create({"country_id": cls.env.ref("base.xi").id}),
            Command.create({"country_id": cls.env.ref("base.us").id}),
        ]

    @classmethod
    def _code(cls, name):
        return cls.env.ref(f"udi_traceability.udi_code_{name}").id

    @classmethod
    def _storage(cls):
        celsius, kind = cls._code("storage_unit_cel"), "storage_kind_temperature"
        special = words("storage_comment", ("EN", "Upright"), ("DE", "Aufrecht"))
        return [
            Command.create(
                {
                    "kind_id": cls._code(kind),
                    "low": "2",
                    "high": "8",
                    "unit_id": celsius,
                }
            ),
            Command.create(
                {"kind_id": cls._code(kind), "low": "-20", "unit_id": celsius}
            ),
            Command.create(
                {"kind_id": cls._code("storage_kind_special"), "text_ids": special}
            ),
        ]

    @classmethod
    def _warned(cls):
        plain, noted, other = cls.warnings
        texts = words("warning_comment", ("EN", "Other"), ("DE", "Anderes"))
        note = words("warning_comment", ("ANY", "Type B"))
        return [
            Command.create({"code_id": plain.id}),
            Command.create({"code_id": noted.id, "text_ids": note}),
            Command.create({"code_id": other.id, "text_ids": texts}),
        ]

    @classmethod
    def _sizes(cls):
        mm = cls._code("size_unit_mm")
        return [
            Command.create(
                {
                    "size_type_id": cls._code("size_type_cst19"),
                    "value": "90.0",
                    "unit_id": mm,
                }
            ),
            Command.create(
                {
                    "size_type_id": cls._code("size_type_cst33"),
                    "precision": "range",
                    "value_min": "1.5",
                    "value_max": "2.5",
                    "unit_id": mm,
                }
            ),
            Command.create(
                {
                    "size_type_id": cls._code("size_type_cst999"),
                    "value": "3",
                    "unit_id": cls._code("size_unit_yd_i"),
                    "type_description_ids": words("size_type_other", ("EN", "Spread")),
                    "unit_description_ids": words("size_unit_other", ("EN", "yard")),
                }
            ),
        ]

    @classmethod
    def _substances(cls, law):
        cmr = {
            "kind": "cmr",
            "cmr_category": "1b",
            "cas_number": "117-81-7",
            "ec_number": "204-211-0",
            "name_ids": words("substance_name", ("EN", "DEHP")),
        }
        endocrine = {
            "kind": "endocrine",
            "name_ids": words("substance_name", ("EN", "A"), ("DE", "B")),
        }
        human = {
            "kind": "human",
            "name_ids": words("substance_name", ("EN", "Albumin")),
        }
        medicinal = {"kind": "medicinal", "inn": "heparin"}
        found = (cmr, endocrine, human, medicinal)
        told = found if law == "mdr" else [x for x in found if x["kind"] in MEDICINES]
        return [Command.create(values) for values in told]

    @classmethod
    def _packs(cls, device, number):
        box = cls.env["udi.di"].create(
            {
                "device_id": device.id,
                "code": gtin(number, 1),
                "role": "package",
                "contains_di_id": device.primary_di_id.id,
                "contains_qty": 10,
            }
        )
        cls.env["udi.di"].create(
            {
                "device_id": device.id,
                "code": gtin(number, 2),
                "role": "package",
                "contains_di_id": box.id,
                "contains_qty": 12,
                "discontinue_date": "2025-01-01",
            }
        )
        if device.legislation_eu != "spp":
            cls.env["udi.di"].create(
                {
                    "device_id": device.id,
                    "code": gtin(number, 3),
                    "role": "unit_of_use",
                }
            )

    @classmethod
    def _registration_values(cls, law):
        purpose = cls.env["udi.code"].search([("code_list", "=", "annex_xvi")], limit=1)
        if not purpose:
            purpose = cls.env["udi.code"].create(
                {
                    "code_list": "annex_xvi",
                    "code": "PRODUCT_IN_BODY",
                    "name": "Product in the body",
                }
            )
        medical = law in ("mdr", "mdd", "aimdd")
        return {
            "reprocessed": "no" if medical else False,
            "annex_xvi_ids": purpose.ids if law == "mdr" else [],
            "new_device": "yes" if law == "ivdr" else False,
            "product_designer_id": cls.workshop.id if law != "spp" else False,
        }
