"""Notices on their way, as a process of its own, which a test may kill at any moment.

`python -m tests.flows.recall_sender DATABASE prepare` makes a recall with a notice
ready for each customer; `… send` lets them into the outbox, part by part; `… post PORT
[MOST]` brings them from there to the mail server on that port. Prints what a test waits
for, a line each.
"""

import os
import sys

import odoo
from odoo import SUPERUSER_ID, api
from odoo.fields import Command
from odoo.modules.registry import Registry

CUSTOMERS = 50


def main():
    database, what, *more = sys.argv[1:]
    odoo.tools.config.parse_config(["--logfile", os.devnull], setup_logging=True)
    registry = Registry(database)
    if what == "prepare":
        with registry.cursor() as cursor:
            _say(_prepare(_env(cursor)))
        return
    if what == "post":
        with registry.cursor() as cursor:
            _post(_env(cursor), *map(int, more))
        return
    with registry.cursor() as cursor:
        env = _env(cursor)
        # the paper is tested elsewhere, and takes a second each
        reports = type(env["ir.actions.report"])
        reports._render_qweb_pdf = lambda *_args, **_kwargs: (b"%PDF-", "pdf")
        reports._pre_render_qweb_pdf = lambda *_args, **_kwargs: ({}, "html")
        _say("sending")
        env["udi.recall.mailing"]._cron_send()
        cursor.commit()
        _say("done")


def _post(env, port, most=CUSTOMERS):
    """As the queue of mails does it: each committed when it is away."""
    odoo.tools.config["smtp_server"], odoo.tools.config["smtp_port"] = "127.0.0.1", port
    odoo.tools.config["smtp_ssl"] = False
    env["ir.mail_server"].search([]).active = False
    waiting = [("model", "=", "udi.recall.message"), ("state", "=", "outgoing")]
    mails = env["mail.mail"].search(waiting, order="id", limit=most)
    _say("posting")
    mails.send(auto_commit=True)
    env["udi.recall.mailing"]._cron_send()
    env.cr.commit()
    _say("done")


def _say(text):
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _env(cursor):
    return api.Environment(cursor, SUPERUSER_ID, {})


def _prepare(env):
    lots = _delivered(env)
    recall = env["udi.recall"].create(
        {
            "title": "Infusion pump, battery",
            "reason_text": "The battery may lose contact.",
            "instructions": "Set them apart.",
            "scope_line_ids": [Command.create({"lot_id": lot.id}) for lot in lots],
        }
    )
    recall.action_compute_scope()
    extent = env["udi.recall.round"].create({"recall_id": recall.id, "number": 1})
    for consignee in recall.consignee_ids:
        if not consignee.addressee_ids:
            env["udi.recall.addressee"].create(
                {
                    "consignee_id": consignee.id,
                    "partner_id": consignee.partner_id.id,
                    "kind": "ship_to",
                    "must_answer": True,
                }
            )
    recall.write({"state": "running", "round_id": extent.id})
    assert recall._prepare_notices() == CUSTOMERS
    return recall.id


def _delivered(env):
    """A serial for each customer, and it is there."""
    product = env["product.product"].create(
        {"name": "Infusion pump", "is_storable": True, "tracking": "serial"}
    )
    shelf = env["stock.warehouse"].search([], limit=1).lot_stock_id
    operation = env["stock.warehouse"].search([], limit=1).out_type_id
    there = env.ref("stock.stock_location_customers")
    partners = env["res.partner"].create(
        [
            {"name": f"Clinic {number}", "email": f"clinic{number}@x.example"}
            for number in range(CUSTOMERS)
        ]
    )
    lots = env["stock.lot"].create(
        [
            {"name": f"SN{number:03d}", "product_id": product.id}
            for number in range(CUSTOMERS)
        ]
    )
    for lot, partner in zip(lots, partners, strict=True):
        env["stock.quant"]._update_available_quantity(product, shelf, 1, lot_id=lot)
        places = {"location_id": shelf.id, "location_dest_id": there.id}
        line = {"product_id": product.id, "lot_id": lot.id, "quantity": 1, **places}
        picking = env["stock.picking"].create(
            {
                "picking_type_id": operation.id,
                "partner_id": partner.id,
                "move_line_ids": [Command.create({**line, "picked": True})],
                **places,
            }
        )
        picking.action_confirm()
        picking._action_done()
    return lots


if __name__ == "__main__":
    main()
