"""The overview with a thousand and with a million lots: one page load.

A page load is what the browser asks for once the page is there: one
`web_search_read` of all cards, with nothing in memory from the one before. Lots,
stock, transfers and events are written by SQL: it is the counting that is measured.
"""

import os
from statistics import median
from time import perf_counter

import odoo
from odoo import api
from odoo.fields import Command
from odoo.modules.registry import Registry
from odoo.tools import SQL

FEW, MANY = 1_000, 1_000_000
LOADS = 5
# Of each thousand lots so many are in open transfers; the others were shipped
OPEN = 10
DI = "09506000134352"
SPECIFICATION = {name: {} for name in ("card", "graph", "graph_type")}

# A lot is received in the course of two years and expires in the next three; every
# other one is shipped
LOTS = """
    WITH lot AS (
        INSERT INTO stock_lot (
            name, product_id, udi_di_id, udi_device_id, udi_serial_number,
            udi_expiration_date, udi_on_hold, create_uid, create_date)
        SELECT 'SN' || number, %(product)s, %(di)s, %(device)s, 'SN' || number,
            current_date - 30 + (number %% 1000), number %% 200 = 0, 1,
            now() - (number %% 730) * interval '1 day'
        FROM generate_series(1, %(lots)s) number
        RETURNING id
    )
    INSERT INTO stock_quant (
        product_id, lot_id, location_id, company_id, quantity, reserved_quantity,
        in_date)
    SELECT %(product)s, id,
        CASE WHEN id %% 2 = 0 THEN %(shelf)s ELSE %(customers)s END,
        CASE WHEN id %% 2 = 0 THEN %(company)s END, 1, 0, now()
    FROM lot
"""
# Of ten lots each: done, but for the first ones
PICKINGS = """
    INSERT INTO stock_picking (
        name, picking_type_id, location_id, location_dest_id, move_type, state,
        company_id, scheduled_date, origin)
    SELECT 'LOAD/' || number, %(kind)s, %(shelf)s, %(customers)s, 'direct',
        CASE WHEN number <= %(open)s / 10 THEN 'assigned' ELSE 'done' END,
        %(company)s, now() + (number %% 9 - 2) * interval '1 day', 'LOAD'
    FROM generate_series(1, %(lots)s / 10) number
"""
MOVES = """
    INSERT INTO stock_move (
        picking_id, product_id, product_uom, product_uom_qty, product_qty, quantity,
        location_id, location_dest_id, company_id, date, procure_method, state)
    SELECT id, %(product)s, %(unit)s, 10, 10, 10, %(shelf)s, %(customers)s,
        %(company)s, now(), 'make_to_stock', state
    FROM stock_picking WHERE origin = 'LOAD'
"""
LINES = """
    INSERT INTO stock_move_line (
        picking_id, move_id, product_id, lot_id, product_uom_id, quantity,
        quantity_product_uom, udi_scanned_qty, picked, date, location_id,
        location_dest_id, company_id, state)
    SELECT picking.id, move.id, %(product)s, lot.id, %(unit)s, 1, 1,
        CASE WHEN lot.place %% 10 < 3 THEN 1 ELSE 0 END, picking.state = 'done',
        now(), %(shelf)s, %(customers)s, %(company)s, picking.state
    FROM (
        SELECT id, row_number() OVER (ORDER BY id) - 1 AS place
        FROM stock_lot WHERE product_id = %(product)s
    ) lot
    JOIN (
        SELECT id, state, row_number() OVER (ORDER BY id) - 1 AS place
        FROM stock_picking WHERE origin = 'LOAD'
    ) picking ON picking.place = lot.place / 10
    JOIN stock_move move ON move.picking_id = picking.id
"""
EVENTS = """
    INSERT INTO udi_event (
        kind, happened_at, user_id, user_name, company_id, product_id, product_name,
        lot_id, lot_name, quantity)
    SELECT kind, now() - (lot.id %% 730) * interval '1 day', 1, 'OdooBot',
        %(company)s, %(product)s, 'Infusion pump', lot.id, lot.name, 1
    FROM stock_lot lot
    CROSS JOIN (VALUES ('received'), ('shipped')) event (kind)
    WHERE lot.product_id = %(product)s AND (kind = 'received' OR lot.id %% 2 = 1)
"""
HOLDS = """
    INSERT INTO udi_hold (
        name, lot_id, product_id, company_id, scope, reason, state, held_by_id, held_on)
    SELECT name, id, product_id, %(company)s, 'lot', 'complaint', 'active', 1,
        now() - (id %% 90) * interval '1 day'
    FROM stock_lot WHERE product_id = %(product)s AND udi_on_hold
"""
ALERTS = """
    INSERT INTO udi_alert (
        name, rule_id, kind, severity, state, company_id, res_model, res_id, lot_id,
        count, first_seen, last_seen, due_on)
    SELECT lot.name, rule.id, rule.kind, rule.severity, 'open', %(company)s,
        'stock.lot', lot.id, lot.id, 1, now() - (lot.id %% 60) * interval '1 day',
        now(), current_date
    FROM stock_lot lot
    CROSS JOIN (SELECT * FROM udi_alert_rule WHERE kind = 'near_expiry' LIMIT 1) rule
    WHERE lot.product_id = %(product)s AND lot.id %% 100 = 0
"""


def measure(bench):
    odoo.tools.config.parse_config(["--logfile", os.devnull], setup_logging=True)
    found = {
        lots: _loads(Registry(database), lots)
        for database, lots in ((bench.twin, FEW), (bench.database, MANY))
    }
    for lots, (first, again, queries, slowest) in found.items():
        said = f"{lots:,} lots"
        for what, value, unit in (
            ("first page load", first, "s"),
            ("page load", again, "s"),
            ("queries of a page load", queries, "queries"),
            (f"slowest card: {slowest[0]}", slowest[1], "s"),
        ):
            bench.claim(
                f"{what}, {said}", value, unit=unit, bound="printed", holds=True
            )
    bench.claim(
        "queries with a million lots beside those with a thousand",
        found[MANY][2],
        other=found[FEW][2],
        unit="queries",
        bound="no more",
        holds=found[MANY][2] <= found[FEW][2],
    )


def _loads(registry, lots):
    """(first load, median of the next, queries, slowest card) of one database."""
    with registry.cursor() as cursor:
        _fill(_env(cursor, odoo.SUPERUSER_ID), lots)
    with registry.cursor() as cursor:
        user = _env(cursor, odoo.SUPERUSER_ID).ref("base.user_admin")
    times, queries, slowest = [], 0, ("", 0)
    for _load in range(LOADS + 1):
        with registry.cursor() as cursor:
            env = _env(cursor, user.id)
            before, started = cursor.sql_log_count, perf_counter()
            cards = env["udi.overview"].web_search_read([], SPECIFICATION)
            times.append(perf_counter() - started)
            queries = cursor.sql_log_count - before
            assert not any(each["card"]["failed"] for each in cards["records"])
            assert _shows(cards, "ship") and _shows(cards, "expiry")
    with registry.cursor() as cursor:
        slowest = max(_each(_env(cursor, user.id)), key=lambda found: found[1])
    return times[0], median(times[1:]), queries, slowest


def _shows(cards, code):
    [card] = [each["card"] for each in cards["records"] if each["card"]["code"] == code]
    return card["main"]["count"]


def _each(env):
    for overview in env["udi.overview"].search([]):
        started = perf_counter()
        overview.with_prefetch(overview.ids).read(["card"])
        yield overview.code, perf_counter() - started


def _env(cursor, user):
    return api.Environment(cursor, user, {})


def _fill(env, lots):
    """Serials in stock, so many in open deliveries, and the life of the others."""
    env.ref("base.user_admin").group_ids += env.ref(
        "udi_traceability.group_udi_manager"
    )
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
    env.flush_all()
    warehouse = env["stock.warehouse"].search([], limit=1)
    values = {
        "product": product.id,
        "device": device.id,
        "di": device.primary_di_id.id,
        "company": env.company.id,
        "shelf": warehouse.lot_stock_id.id,
        "customers": env.ref("stock.stock_location_customers").id,
        "kind": warehouse.out_type_id.id,
        "unit": product.uom_id.id,
        "lots": lots,
        "open": lots // 1000 * OPEN,
    }
    for statement in (LOTS, PICKINGS, MOVES, LINES, EVENTS, HOLDS, ALERTS):
        env.cr.execute(SQL(statement, **values))
    env.cr.commit()
    env.cr.execute("ANALYZE")
