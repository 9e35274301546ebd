"""One device, complete for every regulator, and ways to change one fact of it."""

from dataclasses import replace
from datetime import date, datetime, timezone
from functools import reduce
from uuid import UUID

from odoo.addons.udi_regulatory_export.formats.message import Envelope
from odoo.addons.udi_regulatory_export.formats.record import (
    BasicUdiRecord,
    CertificateRecord,
    DeviceRecord,
    DiRecord,
    EudamedRecord,
    GudidRecord,
    MarketRecord,
    NmpaRecord,
    PackageRecord,
    PartyRecord,
    TextRecord,
)

TODAY = date(2026, 6, 1)
ENVELOPE = Envelope(
    message_id=UUID("6b5db5cd-715a-490d-9e55-f619c9a64d34"),
    created_at=datetime(2026, 6, 1, 9, 0, tzinfo=timezone.utc),
    schema_version="3.0.25",
)

MAKER = PartyRecord(
    name="Meridian Medical",
    country="US",
    udi_name_en="Meridian Medical",
    udi_name_zh="子午医疗公司",
    udi_duns="012345678",
    udi_srn_mf="US-MF-000000001",
)
EU_AGENT = PartyRecord(
    name="Meridian Europe", country="DE", udi_srn_ar="DE-AR-000000001"
)
CN_AGENT = PartyRecord(name="子午代理", country="CN", udi_uscc="91110000MA0000000H")

PRIMARY = DiRecord(code="09506000134352", issuing_agency="gs1")
CASE = PackageRecord(
    code="19506000134359",
    issuing_agency="gs1",
    contains_code=PRIMARY.code,
    contains_qty=10,
    package_level_name="case",
    package_level_name_zh="箱",
)
PALLET = PackageRecord(
    code="29506000134356",
    issuing_agency="gs1",
    contains_code=CASE.code,
    contains_qty=4,
    package_level_name="pallet",
    package_level_name_zh="托盘",
)
UNIT = DiRecord(code="09506000134376", issuing_agency="gs1")
SECONDARY = DiRecord(code="+A123BJC5D6E71G", issuing_agency="hibcc")

BASIC = BasicUdiRecord(
    code="5012345INFUSIONPUMPNM",
    issuing_agency="gs1",
    device_model="IP-200",
    name="Infusion pump IP-200",
    system_pack_type="device",
    animal_tissues=False,
    human_tissues=False,
    active_device=True,
    administers_medicine=True,
    measuring_function=True,
    reusable_surgical_instrument=False,
    medicinal_substance=False,
    human_blood_substance=False,
    certificates=(
        CertificateRecord(
            kind="mdr_type_examination",
            number="TE-2025-0001",
            revision="1",
            notified_body="0123",
        ),
    ),
)

DEVICE = DeviceRecord(
    as_of=TODAY,
    brand_name="Meridian Pump",
    generic_name="Infusion pump",
    generic_name_zh="输液泵",
    model_number="IP-200B",
    catalog_number="MM-IP-200B",
    descriptions=(
        TextRecord(language="EN", value="Volumetric pump with battery & <display>"),
        TextRecord(language="DE", value="Volumetrische Pumpe mit Akku"),
        TextRecord(language="ZH", value="带电池的容量式输液泵"),
    ),
    trade_names=(
        TextRecord(language="DE", value="Meridian Pumpe"),
        TextRecord(language="ZH", value="子午"),
    ),
    information_url="https://example.com/ip-200b?lang=en&v=2",
    primary_di=PRIMARY,
    packages=(CASE, PALLET),
    direct_marking="same_as_primary",
    device_count=1,
    single_use=False,
    max_reuses=0,
    sterile=False,
    sterilize_before_use=False,
    latex="not_made_with",
    mri_safety="unsafe",
    implantable=False,
    is_kit=False,
    pi_serial=True,
    pi_manufacturing_date=True,
    carriers=("matrix",),
    legislation_eu="mdr",
    risk_class_eu="iib",
    markets=(
        MarketRecord(country="US", date_start=date(2026, 5, 1)),
        MarketRecord(country="DE", is_first_eu=True, date_start=date(2026, 6, 1)),
        MarketRecord(
            country="GR", date_start=date(2026, 7, 1), date_end=date(2030, 12, 31)
        ),
        MarketRecord(country="CN", date_end=date(2031, 1, 31)),
    ),
    certificates=(
        CertificateRecord(kind="us_510k", number="K123456"),
        CertificateRecord(kind="cn_registration", number="国械注准20193030166"),
        CertificateRecord(kind="mdr_quality_management_system", number="QMS 1"),
    ),
    basic_udi=BASIC,
    gudid=GudidRecord(
        registrant=MAKER,
        di=PRIMARY,
        publish_date=date(2026, 6, 15),
        premarket_exempt=False,
        hctp=False,
        combination_product=False,
        rx=True,
        otc=False,
        product_codes=("FRN",),
        gmdn_codes=("13215",),
        listing_numbers=("D000000",),
        spl_set_id="bcc715c1-b6a3-58da-b692-48e46f2b37aa",
        spl_version=1,
    ),
    eudamed=EudamedRecord(
        registrant=MAKER,
        local_agent=EU_AGENT,
        di=PRIMARY,
        status="on_market",
        emdn_codes=("Z1203020402",),
        reprocessed=False,
    ),
    nmpa=NmpaRecord(
        registrant=MAKER,
        local_agent=CN_AGENT,
        di=PRIMARY,
        publish_date=date(2026, 6, 15),
        same_as_registered_di=True,
        product_type="device",
        supply_kind="equipment",
        class_code="14-02-01",
    ),
)


def change(record, **facts):
    """A copy with other facts; ``basic_udi__name`` reaches into a part."""
    return reduce(_change_one, facts.items(), record)


def _change_one(record, fact):
    path, value = fact
    name, _sep, rest = path.partition("__")
    inner = change(getattr(record, name), **{rest: value}) if rest else value
    return replace(record, **{name: inner})


def codes_of(findings, severity=None):
    """The codes, for those who ask only what kind."""
    return {each.code for each in findings if severity in (None, each.severity)}
