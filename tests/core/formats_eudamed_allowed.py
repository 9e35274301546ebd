"""EUDAMED: what comes close to a rule and is right."""

from datetime import date

from formats_eudamed_law_rules import KEY, basic, eudamed
from formats_laws import (
    ALBUMIN,
    BOTH,
    DEHP,
    HEPARIN,
    IVDD,
    IVDR,
    MASTER,
    MDD,
    MDR,
    SIZES,
    SPP,
    text,
)
from formats_sample import CASE, DEVICE, MAKER, change

from odoo.addons.udi_regulatory_export.formats.record import DiRecord

ALLOWED = [
    (IVDR, {"risk_class_eu": "a", **basic(certificates=()), "markets": ()}),
    (
        IVDR,
        {"risk_class_eu": "b", **basic(near_patient_testing=False, certificates=())},
    ),
    (IVDR, {"is_kit": True, **basic(special_device_type=""), "pi_software": False}),
    (SPP, {"brand_name": "", "trade_names": (), "packages": (), "storage": ()}),
    (MDD, {"risk_class_eu": "i", "implantable": False}),
    (
        MDD,
        {
            "risk_class_eu": "i",
            "implantable": False,
            "markets": (),
            **basic(certificates=(), measuring_function=False),
        },
    ),
    (IVDD, {"risk_class_eu": "general", "markets": (), **basic(certificates=())}),
    (
        MASTER,
        {"packages": (change(CASE, code="95060001343CASEJC", contains_code=KEY.code),)},
    ),
    (
        MASTER,
        {
            **basic(special_device_type="made_to_order_rgp"),
            "primary_di": MDR.primary_di,
            **eudamed(di=MDR.primary_di),
        },
    ),
    (
        MASTER,
        {
            "primary_di": DiRecord(code="+A123BJC5D6E71", issuing_agency="hibcc"),
            **eudamed(di=DiRecord(code="+A123BJC5D6E71", issuing_agency="hibcc")),
            "secondary_dis": (),
        },
    ),
    (MDR, {"descriptions": (text("x"), text("泵", "ZH")), "trade_names": BOTH}),
    (MDR, {"substances": (HEPARIN, ALBUMIN, change(DEHP, names=(text("x", ""),)))}),
    (MDR, {"sizes": (change(SIZES[0], value="-1.50"), SIZES[0])}),
    (MDR, eudamed(product_designer=change(MAKER, udi_srn_mf="DE-MF-000000007"))),
    (MDR, {"markets": (change(MDR.markets[1], date_end=date(2027, 1, 1)),)}),
    (DEVICE, basic(medicinal_substance=False, human_blood_substance=False)),
]
