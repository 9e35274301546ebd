"""EUDAMED: what is refused of a UDI-DI."""

from datetime import date

import formats_sample as sample
from formats_sample import change

from odoo.addons.udi_regulatory_export.formats.record import MarketRecord, TextRecord

TEXT = TextRecord(language="FR", value="x")
DE = MarketRecord(country="DE", is_first_eu=True)
# (what is changed, code of the finding, field that it names)
UDI_DI_RULES = [
    (
        {"eudamed__di": sample.UNIT},
        "di_not_of_device",
        "udi.registration.eudamed.di_id",
    ),
    (
        {"secondary_dis": (sample.UNIT,)},
        "same_agency",
        "udi.di.issuing_agency",
    ),
    (
        {"secondary_dis": (change(sample.SECONDARY, code="+"),)},
        "bad_form",
        "udi.di.code",
    ),
    (
        {"secondary_dis": (sample.SECONDARY, sample.SECONDARY)},
        "only_first_sent",
        "udi.device.di_ids",
    ),
    (
        {"unit_of_use_di": sample.UNIT},
        "unit_of_use_dropped",
        "udi.device.di_ids",
    ),
    ({"direct_marking": "other_di"}, "required", "udi.device.di_ids"),
    (
        {
            "direct_marking": "other_di",
            "direct_marking_di": change(sample.UNIT, code="09506000134377"),
        },
        "bad_check_digit",
        "udi.di.code",
    ),
    ({"eudamed__status": ""}, "required", "udi.registration.eudamed.status"),
    ({"eudamed__status": "x"}, "not_allowed", "udi.registration.eudamed.status"),
    (
        {"eudamed__reprocessed": None},
        "required",
        "udi.registration.eudamed.reprocessed",
    ),
    *(
        ({name: empty}, "required", f"udi.device.{name}")
        for name, empty in (
            ("catalog_number", ""),
            ("single_use", None),
            ("sterile", None),
            ("sterilize_before_use", None),
            ("latex", ""),
        )
    ),
    ({"direct_marking": ""}, "recommended", "udi.device.direct_marking"),
    ({"mri_safety": ""}, "recommended", "udi.device.mri_safety"),
    ({"latex": "x"}, "not_allowed", "udi.device.latex"),
    ({"mri_safety": "x"}, "not_allowed", "udi.device.mri_safety"),
    ({"direct_marking": "x"}, "not_allowed", "udi.device.direct_marking"),
    ({"device_count": 0}, "bad_quantity", "udi.device.device_count"),
    ({"catalog_number": "x" * 121}, "too_long", "udi.device.catalog_number"),
    ({"information_url": "x" * 256}, "too_long", "udi.device.information_url"),
    ({"max_reuses": -1}, "bad_quantity", "udi.device.max_reuses"),
    ({"max_reuses": 32768}, "not_allowed", "udi.device.max_reuses"),
    ({"eudamed__emdn_codes": ()}, "required", "udi.registration.eudamed.emdn_ids"),
    (
        {"eudamed__emdn_codes": ("Z1203020402", "Z123")},
        "bad_form",
        "udi.registration.eudamed.emdn_ids",
    ),
    (
        {"eudamed__emdn_codes": ("Z12030290",)},
        "emdn_not_leaf",
        "udi.registration.eudamed.emdn_ids",
    ),
    (
        {"pi_serial": False, "pi_manufacturing_date": False},
        "no_pi",
        "udi.device.pi_lot",
    ),
    ({"pi_software": True}, "software_pi", "udi.device.pi_software"),
    (
        {"descriptions": (), "basic_udi__system_pack_type": "system"},
        "required",
        "udi.device.description_ids",
    ),
    (
        {"descriptions": (change(TEXT, language="ANY"),)},
        "not_allowed",
        "udi.text.language",
    ),
    ({"descriptions": (change(TEXT, language=""),)}, "required", "udi.text.language"),
    ({"descriptions": (change(TEXT, value=""),)}, "required", "udi.text.value"),
    ({"descriptions": (TEXT, TEXT)}, "language_twice", "udi.text.language"),
    (
        {"descriptions": (change(TEXT, value="x" * 2001),)},
        "too_long",
        "udi.text.value",
    ),
    ({"trade_names": (change(TEXT, value="x" * 256),)}, "too_long", "udi.text.value"),
    ({"markets": ()}, "markets_missing", "udi.device.market_ids"),
    (
        {"markets": (MarketRecord(country="US"), MarketRecord(country="GB"))},
        "markets_missing",
        "udi.device.market_ids",
    ),
    (
        {"eudamed__status": "not_intended"},
        "markets_not_sent",
        "udi.device.market_ids",
    ),
    (
        {"markets": (MarketRecord(country="DE"),)},
        "first_market",
        "udi.device.market_ids",
    ),
    (
        {"markets": (DE, change(DE, country="FR"))},
        "first_market",
        "udi.device.market_ids",
    ),
    ({"markets": (DE, DE)}, "country_twice", "udi.market.country_id"),
    (
        {
            "markets": (
                change(DE, date_start=date(2026, 2, 1), date_end=date(2026, 1, 1)),
            )
        },
        "date_order",
        "udi.market.date_end",
    ),
    (
        {"eudamed__annex_xvi_codes": ("TATTOO",)},
        "not_allowed",
        "udi.registration.eudamed.annex_xvi_ids",
    ),
]
