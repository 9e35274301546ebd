"""A recall manager's server as a process, which a test may kill at any moment.

`python -m tests.flows.recall_manager DATABASE prepare` makes serials on the shelf and
at customers, and an approved recall of them; `… start RECALL` presses its start and
`… go_on RECALL` lets it go on part by part. Prints what a test waits for, a line each.
"""

import os
import sys
from unittest.mock import patch

import odoo
from odoo import SUPERUSER_ID, api
from odoo.fields import Command
from odoo.modules.registry import Registry

UNITS, CUSTOMERS, HERE = 300, 4, 200
PART = 20


def main():
    database, what, *recall = sys.argv[1:]
    odoo.tools.config.parse_config(["--logfile", os.devnull], setup_logging=True)
    registry = Registry(database)
    start = "odoo.addons.udi_recall.models.udi_recall_start"
    with (
        registry.cursor() as cursor,
        patch(f"{start}.FEW_LOTS", 0),
        patch(f"{start}.PART", PART),
    ):
        env = api.Environment(cursor, SUPERUSER_ID, {})
        if what == "prepare":
            _say(_prepared(env).id)
            return
        record = env["udi.recall"].browse(int(*recall))
        _say("working")
        if what == "start":
            record.action_start()
        else:
            env["udi.recall.round"]._cron_start()
        cursor.commit()
        _say(record.round_id.state)


def _say(text):
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _prepared(env):
    product = env["product.product"].create(
        {"name": "Infusion pump", "is_storable": True, "tracking": "serial"}
    )
    lots = env["stock.lot"].create(
        [
            {"name": f"SN{number:03d}", "product_id": product.id}
            for number in range(UNITS)
        ]
    )
    operation = env["stock.warehouse"].search([], limit=1).out_type_id
    shelf = operation.default_location_src_id
    for lot in lots:
        env["stock.quant"]._update_available_quantity(product, shelf, 1, lot_id=lot)
    gone = lots[HERE:]
    share = len(gone) // CUSTOMERS
    for number in range(CUSTOMERS):
        _shipped(env, operation, gone[number * share :][:share], f"Clinic {number}")
    recall = env["udi.recall"].create(
        {
            "title": "Pumps",
            "reason_text": "The battery may lose contact.",
            "instructions": "Stop using the pumps.",
            "scope_line_ids": [Command.create({"lot_id": lot.id}) for lot in lots],
        }
    )
    recall.action_compute_scope()
    recall.state = "approved"
    return recall


def _shipped(env, operation, lots, customer):
    places = {
        "location_id": operation.default_location_src_id.id,
        "location_dest_id": env.ref("stock.stock_location_customers").id,
    }
    delivery = env["stock.picking"].create(
        {
            "picking_type_id": operation.id,
            "partner_id": env["res.partner"].create({"name": customer}).id,
            "move_line_ids": [
                Command.create(
                    {
                        "product_id": lot.product_id.id,
                        "lot_id": lot.id,
                        "quantity": 1,
                        "picked": True,
                        **places,
                    }
                )
                for lot in lots
            ],
            **places,
        }
    )
    delivery.action_confirm()
    delivery._action_done()


if __name__ == "__main__":
    main()
