"""Files for EUDAMED in the making, as a process of its own that a test may kill.

`python -m tests.flows.export_builder DATABASE prepare` makes devices that are ready and
begins a batch of them; `… build` goes on with it, part by part. Prints what a test
waits for, a line each.
"""

import os
import sys

import odoo
from odoo import SUPERUSER_ID, api
from odoo.fields import Command
from odoo.modules.registry import Registry

DEVICES = 700
NO = (
    "animal_tissues",
    "human_tissues",
    "administers_medicine",
    "reusable_surgical_instrument",
    "medicinal_substance",
    "human_blood_substance",
)


def main():
    database, what = sys.argv[1:]
    odoo.tools.config.parse_config(["--logfile", os.devnull], setup_logging=True)
    with Registry(database).cursor() as cursor:
        env = api.Environment(cursor, SUPERUSER_ID, {})
        if what == "prepare":
            _say(_prepare(env))
            return
        _say("building")
        env["udi.submission"]._cron_build()
        cursor.commit()
        _say("done")


def _say(text):
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _prepare(env):
    env.company.write(
        {
            "udi_eudamed_environment": "production",
            "udi_eudamed_version_production": "3.0.30",
        }
    )
    registrations = _devices(env)._register_at(["eudamed"])
    emdn = env["udi.code"].create(
        {"code_list": "emdn", "code": "A010101", "name": "Infusion pumps"}
    )
    answers = {"emdn_ids": [Command.set(emdn.ids)], "reprocessed": "no"}
    for details in registrations._details():
        details.write(answers)
    return env["udi.submission"]._build(registrations).id


def _devices(env):
    germany = env.ref("base.de").id
    maker = env["res.partner"].create(
        {
            "name": "Meridian Medical GmbH",
            "is_company": True,
            "country_id": germany,
            "udi_srn_mf": "DE-MF-000012345",
        }
    )
    family = env["udi.basic.udi"].create(
        {
            "code": "9506000IP200M9",
            "model": "IP-200",
            "name": "Infusion pump",
            "system_pack_type": "device",
            "active_device": "yes",
            "measuring_function": "yes",
            **dict.fromkeys(NO, "no"),
        }
    )
    common = {
        "brand_name": "PumpOne",
        "generic_name": "Infusion pump",
        "manufacturer_id": maker.id,
        "basic_udi_id": family.id,
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
    }
    return env["udi.device"].create(
        [
            {
                **common,
                "model_number": f"IP-{number}",
                "catalog_number": f"CAT-{number}",
                "di_ids": [Command.create({"code": _gtin(number), "role": "primary"})],
                "market_ids": [
                    Command.create({"country_id": germany, "is_first_eu": True})
                ],
            }
            for number in range(DEVICES)
        ]
    )


def _gtin(number):
    body = f"0950600{number:06}"
    weighted = sum(int(d) * (3, 1)[i % 2] for i, d in enumerate(body))
    return f"{body}{-weighted % 10}"


if __name__ == "__main__":
    main()
