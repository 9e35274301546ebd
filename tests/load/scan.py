"""What one scan costs the server, with a thousand and with a million serials in stock.

The worker's page sends every text to `stock.picking.udi_scan_send`; each scan here is a
transaction of its own, as there, with nothing in memory from the one before. The
lots and their stock are written by SQL: it is the reading of them that is measured.
"""

import gc
import os
from statistics import median, quantiles
from time import perf_counter

import odoo
from odoo import api
from odoo.fields import Command
from odoo.modules.registry import Registry
from odoo.tools import SQL

FEW, MANY = 1_000, 1_000_000
SCANS = 200
DI = "09506000134352"


def measure(bench):
    """The same delivery of 200 units by 200 scans, in a small and a large stock."""
    odoo.tools.config.parse_config(["--logfile", os.devnull], setup_logging=True)
    stocks = [
        _Stock(Registry(bench.twin), FEW),
        _Stock(Registry(bench.database), MANY),
    ]
    gc.collect()
    for number in range(SCANS):
        # turn and turn about: both see the same machine
        for stock in stocks:
            stock.scan(number)
    for stock in stocks:
        said = f"{stock.lots:,} lots in stock"
        tail = quantiles(stock.times, n=20)[-1]
        for what, value, unit in (
            ("a scan", median(stock.times) * 1000, "ms"),
            ("slowest of 20 scans", tail * 1000, "ms"),
            ("queries of a scan", median(stock.queries), "queries"),
        ):
            bench.claim(
                f"{what}, {said}", value, unit=unit, bound="printed", holds=True
            )
    few, many = (median(stock.times) for stock in stocks)
    bench.claim(
        "a scan among a million beside one among a thousand",
        many * 1000,
        other=few * 1000,
        unit="ms",
        bound="at most 1.3 times",
        holds=many <= 1.3 * few,
    )


class _Stock:
    """A warehouse with so many serials, and one delivery being scanned."""

    def __init__(self, registry, lots):
        self.registry, self.lots = registry, lots
        self.times, self.queries = [], []
        with registry.cursor() as cursor:
            env = _env(cursor)
            product = _device(env).product_id
            _fill(env, product.id, lots)
            self.picking = _delivery(env, product.id).id

    def scan(self, number):
        """One text, as the worker's page sends it."""
        serial = f"SN{1 + number * (self.lots // SCANS)}"
        with self.registry.cursor() as cursor:
            delivery = _env(cursor)["stock.picking"].browse(self.picking)
            before, started = cursor.sql_log_count, perf_counter()
            scan = {"key": f"scan-{number}", "text": f"]d201{DI}21{serial}"}
            [answer] = delivery.udi_scan_send([scan])
            delivery.env.flush_all()
            self.times.append(perf_counter() - started)
            self.queries.append(cursor.sql_log_count - before)
        assert answer["accepted"], answer


def _env(cursor):
    return api.Environment(cursor, odoo.SUPERUSER_ID, {})


def _device(env):
    product = env["product.product"].create(
        {"name": "Infusion pump", "is_storable": True, "tracking": "serial"}
    )
    device = env["udi.device"].create(
        {
            "brand_name": "PumpOne",
            "model_number": "IP-200",
            "product_id": product.id,
            "manufacturer_id": env.company.partner_id.id,
            "pi_serial": True,
            "di_ids": [Command.create({"code": DI})],
        }
    )
    device.action_activate()
    return device


def _fill(env, product_id, lots):
    """So many serials, one of each on the shelf."""
    shelf = env["stock.warehouse"].search([], limit=1).lot_stock_id
    device = env["udi.device"].search([("product_id", "=", product_id)])
    numbers = {"product": product_id, "lots": lots}
    env.cr.execute(
        SQL(
            """
            WITH lot AS (
                INSERT INTO stock_lot (
                    name, product_id, udi_di_id, udi_serial_number,
                    create_uid, create_date, write_uid, write_date)
                SELECT 'SN' || number, %(product)s, %(di)s, 'SN' || number,
                    1, now(), 1, now()
                FROM generate_series(1, %(lots)s) number
                RETURNING id
            )
            INSERT INTO stock_quant (
                product_id, lot_id, location_id, company_id, quantity,
                reserved_quantity, in_date)
            SELECT %(product)s, lot.id, %(place)s, %(company)s, 1, 0, now() FROM lot
            """,
            di=device.primary_di_id.id,
            place=shelf.id,
            company=env.company.id,
            **numbers,
        )
    )
    env.cr.commit()
    for table in ("stock_lot", "stock_quant"):
        env.cr.execute(SQL("ANALYZE %s", SQL.identifier(table)))


def _delivery(env, product):
    warehouse = env["stock.warehouse"].search([], limit=1)
    operation = warehouse.out_type_id
    picking = env["stock.picking"].create(
        {
            "picking_type_id": operation.id,
            "partner_id": env["res.partner"].create({"name": "Hospital"}).id,
            "location_id": operation.default_location_src_id.id,
            "location_dest_id": operation.default_location_dest_id.id,
            "move_ids": [
                Command.create(
                    {
                        "product_id": product,
                        "product_uom_qty": SCANS,
                        "location_id": operation.default_location_src_id.id,
                        "location_dest_id": operation.default_location_dest_id.id,
                    }
                )
            ],
        }
    )
    picking.action_confirm()
    picking.action_assign()
    return picking
