"""A warehouse worker as a process of its own, which a test may kill at any moment.

`python -m tests.flows.warehouse_worker DATABASE prepare` receives serials, sells
them and scans them into the delivery, a transaction each; `… validate PICKING` ships
them. Prints what a test waits for, a line each.
"""

import os
import sys

import odoo
from odoo import SUPERUSER_ID, api
from odoo.fields import Command
from odoo.modules.registry import Registry

DI = "09506000134352"
UNITS = 100


def main():
    database, what, *picking = sys.argv[1:]
    odoo.tools.config.parse_config(["--logfile", os.devnull], setup_logging=True)
    registry = Registry(database)
    if what == "prepare":
        _say(_prepare(registry))
        return
    with registry.cursor() as cursor:
        delivery = _env(cursor)["stock.picking"].browse(int(*picking))
        _say("validating")
        delivery.button_validate()
        cursor.commit()
        _say(delivery.state)


def _say(text):
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _env(cursor):
    return api.Environment(cursor, SUPERUSER_ID, {})


def _prepare(registry):
    with registry.cursor() as cursor:
        env = _env(cursor)
        product = _device(env).product_id
        _receive(env, product)
        picking = _delivery(env, product).id
    for number in range(UNITS):
        with registry.cursor() as cursor:
            delivery = _env(cursor)["stock.picking"].browse(picking)
            answer = delivery.udi_scan(f"]d201{DI}21SN{number:03d}")
        assert answer["accepted"], answer["message"]
    return picking


def _device(env):
    product = env["product.product"].create(
        {"name": "Infusion pump", "is_storable": True, "tracking": "serial"}
    )
    device = env["udi.device"].create(
        {
            "model_number": "IP-200",
            "product_id": product.id,
            "pi_serial": True,
            "di_ids": [Command.create({"code": DI})],
        }
    )
    device.action_activate()
    return device


def _receive(env, product):
    shelf = env["stock.warehouse"].search([], limit=1).lot_stock_id
    lots = env["stock.lot"].create(
        [
            {"name": f"SN{number:03d}", "product_id": product.id}
            for number in range(UNITS)
        ]
    )
    for lot in lots:
        env["stock.quant"]._update_available_quantity(product, shelf, 1, lot_id=lot)


def _delivery(env, product):
    operation = env["stock.warehouse"].search([], limit=1).out_type_id
    places = {
        "location_id": operation.default_location_src_id.id,
        "location_dest_id": env.ref("stock.stock_location_customers").id,
    }
    line = {"product_id": product.id, "product_uom_qty": UNITS, **places}
    delivery = env["stock.picking"].create(
        {
            "picking_type_id": operation.id,
            "partner_id": env["res.partner"].create({"name": "Hospital"}).id,
            "move_ids": [Command.create(line)],
            **places,
        }
    )
    delivery.action_confirm()
    delivery.action_assign()
    return delivery


if __name__ == "__main__":
    main()
