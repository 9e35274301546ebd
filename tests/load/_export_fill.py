"""Devices for `export`: ready for EUDAMED, ten to a family.

One is made as a person makes it; the others are its rows again, under codes of their
own.
"""

from odoo.fields import Command
from odoo.tools import SQL

from odoo.addons.udi_regulatory_export.formats import identifiers

EACH = 10
ANSWERS = (
    "animal_tissues",
    "human_tissues",
    "administers_medicine",
    "reusable_surgical_instrument",
    "medicinal_substance",
    "human_blood_substance",
)


def gtin(number):
    body = f"0950{number:09}"
    return body + identifiers.gtin_check_digit(body)


def family_code(number):
    body = f"95060{number:09}"
    return body + identifiers.gmn_check_pair(body)


def fill(env, count):
    """Registrations of as many devices, checked and ready."""
    pattern = _pattern(env)
    others = count - 1
    numbers = range(1, count)
    families = -(-others // EACH)
    of = _again(
        env,
        pattern.device_id.basic_udi_id,
        families,
        code=[family_code(1 + each) for each in range(families)],
    )
    devices = _again(
        env,
        pattern.device_id,
        others,
        basic_udi_id=[of[each // EACH] for each in range(others)],
        model_number=[f"IP-{number}" for number in numbers],
        catalog_number=[f"CAT-{number}" for number in numbers],
        name=[f"PumpOne IP-{number}" for number in numbers],
    )
    codes = list(map(gtin, numbers))
    return pattern | _registrations(env, pattern, devices, codes)


def _registrations(env, pattern, devices, codes):
    detail = pattern._detail()
    count = len(devices)
    dis = _again(env, pattern.di_id, count, device_id=devices, code=codes)
    env.cr.execute(
        SQL(
            "UPDATE udi_device SET primary_di_id = di.id FROM udi_di di "
            "WHERE di.device_id = udi_device.id AND di.id = ANY(%s)",
            dis,
        )
    )
    for lines in ("market_ids", "description_ids", "trade_name_ids"):
        for line in pattern.device_id[lines]:
            _again(env, line, count, device_id=devices)
    registrations = _again(env, pattern, count, device_id=devices, di_id=dis)
    details = _again(env, detail, count, registration_id=registrations)
    for code in detail.emdn_ids:
        env.cr.execute(
            SQL(
                "INSERT INTO udi_registration_eudamed_emdn_rel "
                "(udi_registration_eudamed_id, udi_code_id) "
                "SELECT unnest(%s), %s",
                details,
                code.id,
            )
        )
    env.invalidate_all()
    env.cr.execute("ANALYZE")
    return env["udi.registration"].browse(registrations)


def _again(env, record, count, **columns):
    """Ids of new rows like that of `record`, with other values in some columns."""
    env.flush_all()
    table = SQL.identifier(record._table)
    names = [
        name
        for name, field in record._fields.items()
        if field.store and field.column_type and name not in ("id", *columns)
    ]
    env.cr.execute(
        SQL(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) "
            "FROM generate_series(1, %s)",
            record._table,
            count,
        )
    )
    ids = [row[0] for row in env.cr.fetchall()]
    own = SQL(", ").join(map(SQL.identifier, ("id", *columns)))
    kinds = [SQL("integer[]")] + [
        SQL("integer[]" if record._fields[name].type == "many2one" else "text[]")
        for name in columns
    ]
    lists = SQL(", ").join(
        SQL("%s::%s", list(values), kind)
        for values, kind in zip((ids, *columns.values()), kinds, strict=True)
    )
    same = SQL(", ").join(SQL.identifier(name) for name in names)
    old = SQL(", ").join(SQL.identifier("old", name) for name in names)
    fresh = SQL(", ").join(SQL.identifier("fresh", n) for n in ("id", *columns))
    env.cr.execute(
        SQL(
            "INSERT INTO %s (%s, %s) SELECT %s, %s FROM %s old, "
            "unnest(%s) AS fresh (%s) WHERE old.id = %s ORDER BY fresh.id",
            table, own, same, fresh, old, table, lists, own, record.id,
        )
    )  # fmt: skip
    return ids


def _pattern(env):
    """A device that answers everything, with its registration, checked."""
    company = env.company
    company.udi_eudamed_environment = "production"
    company.udi_eudamed_version_production = "3.0.25"
    device = env["udi.device"].create(_device_values(env))
    registration = device._register_at(["eudamed"])
    emdn = _code(env, "emdn", "Z1203020402")
    registration._detail().write({"emdn_ids": [emdn], "reprocessed": "no"})
    registration._check()
    assert registration.state == "ready", registration.findings
    return registration


def _code(env, code_list, code):
    values = {"code_list": code_list, "code": code}
    known = env["udi.code"].search([(k, "=", v) for k, v in values.items()])
    found = known or env["udi.code"].create(values | {"name": code})
    return Command.link(found.id)


def _device_values(env):
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
            "code": family_code(0),
            "model": "IP-200",
            "name": "Infusion pump",
            "system_pack_type": "device",
            "active_device": "yes",
            "measuring_function": "yes",
            **dict.fromkeys(ANSWERS, "no"),
        }
    )
    names = {"kind": "trade_name", "language": "DE", "value": "Meridian Pumpe"}
    told = {"kind": "description", "language": "EN", "value": "Volumetric pump"}
    greece = env.ref("base.gr").id
    return {
        "brand_name": "PumpOne",
        "generic_name": "Infusion pump",
        "model_number": "IP-0",
        "catalog_number": "CAT-0",
        "manufacturer_id": maker.id,
        "basic_udi_id": family.id,
        "single_use": "no",
        "max_reuses": 25,
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
        "di_ids": [Command.create({"code": gtin(0), "role": "primary"})],
        "trade_name_ids": [Command.create(names)],
        "description_ids": [Command.create(told)],
        "market_ids": [
            Command.create({"country_id": germany, "is_first_eu": True}),
            Command.create({"country_id": greece}),
        ],
    }
