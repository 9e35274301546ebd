from dataclasses import fields
from datetime import date

from freezegun import freeze_time

from odoo.tests import tagged

from odoo.addons.udi_traceability.tests.common import gtin

from ..formats import record as values
from .full_device import FullDeviceCase


@tagged("post_install", "-at_install")
class TestDeviceRecord(FullDeviceCase):
    """The one way from Odoo to what is exported, field by field."""

    @freeze_time("2026-11-21 12:00:00")
    def test_the_device(self):
        record = self._record("eudamed")
        gs1 = {"issuing_agency": "gs1"}
        expected = values.DeviceRecord(
            as_of=date(2026, 11, 21),
            brand_name="Brand",
            generic_name="Infusion pump",
            generic_name_zh="输液泵",
            model_number="Model",
            catalog_number="Catalogue",
            descriptions=(values.TextRecord(language="EN", value="A pump"),),
            trade_names=(
                values.TextRecord(language="ANY", value="P"),
                values.TextRecord(language="ZH", value="泵"),
            ),
            information_url="https://example.com/7",
            primary_di=values.DiRecord(code=gtin(7), **gs1),
            secondary_dis=(
                values.DiRecord(code="A123BJC5D6E71", issuing_agency="hibcc"),
            ),
            unit_of_use_di=values.DiRecord(code=gtin(10), **gs1),
            direct_marking="other_di",
            direct_marking_di=values.DiRecord(code=gtin(11), **gs1),
            packages=(
                values.PackageRecord(
                    code=gtin(8),
                    contains_code=gtin(7),
                    contains_qty=10,
                    package_level_name_zh="盒",
                    distribution_status="in_distribution",
                    **gs1,
                ),
                values.PackageRecord(
                    code=gtin(9),
                    contains_code=gtin(8),
                    contains_qty=12,
                    package_level_name="Case",
                    distribution_status="in_distribution",
                    discontinue_date=date(2027, 1, 1),
                    **gs1,
                ),
            ),
            device_count=4,
            single_use=False,
            max_reuses=25,
            sterile=True,
            sterilize_before_use=None,
            latex="contains",
            mri_safety="conditional",
            implantable=True,
            is_kit=None,
            pi_lot=True,
            pi_serial=False,
            pi_manufacturing_date=True,
            pi_expiration_date=False,
            pi_software=True,
            pi_donation=True,
            carriers=("linear", "matrix"),
            legislation_eu="mdr",
            risk_class_eu="iib",
            markets=(
                values.MarketRecord(
                    country="DE",
                    is_first_eu=True,
                    date_start=date(2026, 1, 1),
                    date_end=date(2026, 12, 31),
                ),
            ),
            certificates=(
                values.CertificateRecord(
                    kind="cn_registration", number="国械注进20263140123"
                ),
            ),
            basic_udi=self._expected_family(),
            eudamed=record.eudamed,
        )
        for field in fields(expected):
            with self.subTest(field.name):
                self.assertEqual(
                    getattr(record, field.name), getattr(expected, field.name)
                )

    def _expected_family(self):
        return values.BasicUdiRecord(
            code="9506000IP300ME",
            issuing_agency="gs1",
            device_model="IP",
            name="Pump family",
            system_pack_type="device",
            special_device_type="software",
            animal_tissues=True,
            human_tissues=False,
            active_device=True,
            administers_medicine=None,
            measuring_function=False,
            reusable_surgical_instrument=False,
            iib_implantable_exception=True,
            medicinal_substance=True,
            human_blood_substance=None,
            certificates=(
                values.CertificateRecord(
                    kind="mdr_type_examination",
                    number="TE-1",
                    revision="R2",
                    notified_body="0123",
                    valid_to=date(2030, 6, 1),
                ),
            ),
            registry_state="submitted",
        )

    def _base(self, **more):
        return {
            "registrant": values.PartyRecord(
                name="Meridian Medical GmbH",
                country="DE",
                udi_name_en="Meridian Medical GmbH",
                udi_name_zh="子午线医疗有限公司",
                udi_duns="123456789",
                udi_srn_mf="DE-MF-000012345",
            ),
            "di": values.DiRecord(code=gtin(7), issuing_agency="gs1"),
            "version": 3,
            "external_key": "KEY-1",
            **more,
        }

    def test_the_block_of_gudid(self):
        detail = self._one(self.registrations, "gudid")._detail()
        detail.write(
            {
                "version": 3,
                "external_key": "KEY-1",
                "listing_numbers": " D1, D2 ,",
                "spl_version": 4,
                "hctp": False,
                "otc": "yes",
            }
        )
        self.assertEqual(
            self._record("gudid").gudid,
            values.GudidRecord(
                premarket_exempt=True,
                hctp=None,
                combination_product=False,
                rx=True,
                otc=True,
                product_codes=("FRN",),
                gmdn_codes=("13215",),
                listing_numbers=("D1", "D2"),
                spl_set_id=detail.spl_set_id,
                spl_version=5,
                publish_date=date(2099, 1, 1),
                **self._base(),
            ),
        )

    def test_the_block_of_eudamed(self):
        representative = self._partner("Representative", udi_srn_ar="IE-AR-000000123")
        purpose = self.env["udi.code"].create(
            {"code_list": "annex_xvi", "code": "CONTACT_LENSES", "name": "Lenses"}
        )
        detail = self._one(self.registrations, "eudamed")._detail()
        detail.write(
            {
                "version": 3,
                "external_key": "KEY-1",
                "status": "no_longer",
                "reprocessed": "yes",
                "annex_xvi_ids": purpose.ids,
                "local_agent_id": representative.id,
            }
        )
        self.assertEqual(
            self._record("eudamed").eudamed,
            values.EudamedRecord(
                status="no_longer",
                emdn_codes=("A010101",),
                reprocessed=True,
                annex_xvi_codes=("CONTACT_LENSES",),
                local_agent=values.PartyRecord(
                    name="Representative",
                    country="DE",
                    udi_srn_ar="IE-AR-000000123",
                ),
                **self._base(),
            ),
        )

    def test_the_block_of_nmpa(self):
        detail = self._one(self.registrations, "nmpa")._detail()
        detail.write(
            {
                "version": 3,
                "external_key": "KEY-1",
                "same_as_registered_di": "no",
                "registered_di": "06900000000001",
                "class_code_2002": "6854",
                "nhsa_codes": "C01,C02",
                "change_note": "First",
            }
        )
        self.assertEqual(
            self._record("nmpa").nmpa,
            values.NmpaRecord(
                same_as_registered_di=False,
                registered_di="06900000000001",
                product_type="device",
                supply_kind="equipment",
                class_code="14-02-00",
                class_code_2002="6854",
                nhsa_codes=("C01", "C02"),
                upload_type="add",
                change_note="First",
                publish_date=date(2099, 1, 1),
                local_agent=values.PartyRecord(
                    name="Shanghai Agent",
                    country="CN",
                    udi_name_zh="上海代理有限公司",
                    udi_uscc="91310000MA1FL0000N",
                ),
                **self._base(),
            ),
        )

    def test_a_record_holds_the_block_of_its_regulator_only(self):
        for regulator in ("gudid", "eudamed", "nmpa"):
            record = self._record(regulator)
            held = [n for n in ("gudid", "eudamed", "nmpa") if getattr(record, n)]
            self.assertEqual(held, [regulator])

    def test_nothing_filled_in_is_nothing_said(self):
        device = self.env["udi.device"].create({})
        registration = device._register_at(["eudamed"])
        record = device._device_record(registration)
        for field in fields(record):
            value = getattr(record, field.name)
            if field.name not in ("as_of", "eudamed", "device_count"):
                self.assertIn(value, (None, "", (), 0), field.name)
        self.assertIsNone(record.eudamed.di)
        self.assertIsNone(record.eudamed.registrant)

    def test_english_is_never_told_as_chinese(self):
        device = self._device(20)
        device.update_field_translations("generic_name", {"zh_CN": False})
        registration = device._register_at(["nmpa"])
        record = device.with_context(lang="zh_CN")._device_record(registration)
        self.assertEqual(record.generic_name, "Infusion pump")
        self.assertEqual(record.generic_name_zh, "")

    def test_the_record_does_not_depend_on_the_readers_language(self):
        registration = self._one(self.registrations, "eudamed")
        self.assertEqual(
            self.device.with_context(lang="zh_CN")._device_record(registration),
            self._record("eudamed"),
        )

    def test_the_record_is_the_same_for_every_reader(self):
        registration = self._one(self.registrations, "eudamed")
        officer = registration.with_user(self.officer)
        self.assertEqual(
            self.device.with_user(self.officer)._device_record(officer),
            self._record("eudamed"),
        )

    def test_every_field_a_finding_can_name_is_a_field(self):
        """A finding opens the field it names: the names must be those of Odoo."""
        classes = [getattr(values, name) for name in values.__all__]
        for each in filter(lambda c: hasattr(c, "model"), classes):
            for field in fields(each):
                named = getattr(each, "odoo_names", {}).get(field.name, field.name)
                blocks = ("as_of", "gudid", "eudamed", "nmpa")
                if each is values.DeviceRecord and field.name in blocks:
                    continue
                with self.subTest(f"{each.__name__}.{field.name}"):
                    self.assertIn(named, self.env[each.model]._fields)
