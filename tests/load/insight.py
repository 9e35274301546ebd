"""What the reports cost over a million movements: seconds, printed.

A million finished move lines of 200 devices to 300 customers over three years, for
50,000 orders, written by SQL. Each report asks the server what its page asks, in a
transaction of its own.
"""

import os
from time import perf_counter

import odoo
from odoo import SUPERUSER_ID, api
from odoo.modules.registry import Registry
from odoo.tools import SQL

MOVES = 1_000_000
DEVICES, CUSTOMERS, DAYS, TRANSFERS = 200, 300, 1_080, 50_000
IN_SECONDS = 10
TABLES = (
    "stock_lot",
    "stock_picking",
    "sale_order",
    "sale_order_line",
    "stock_move",
    "stock_move_line",
    "stock_quant",
)
MEASURES = [
    "shipped:sum",
    "returned:sum",
    "recalled:sum",
    "stock:sum",
    "days_of_stock:avg",
    "lead_days:avg",
    "paid_share:avg",
]


def measure(bench):
    """Pivot, graph and list; the forecast and the figures of the night."""
    odoo.tools.config.parse_config(["--logfile", os.devnull], setup_logging=True)
    registry = Registry(bench.database)
    with registry.cursor() as cursor:
        _fill(api.Environment(cursor, SUPERUSER_ID, {}))
    with registry.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM stock_move_line")
        rows = f"{cursor.fetchone()[0]:,} movements"
    for what, work, bound in (
        (f"pivot opens, {rows}", _pivot, IN_SECONDS),
        (f"pivot by device and month, {rows}", _by_month, None),
        (f"graph opens, {rows}", _graph, None),
        (f"list opens, {rows}", _list, None),
        (f"forecast of {DEVICES} devices", _forecast, 60),
        ("all figures of the board", _figures, 60),
    ):
        _claim(bench, registry, what, work, bound)


def _claim(bench, registry, what, work, bound):
    with registry.cursor() as cursor:
        env = api.Environment(cursor, SUPERUSER_ID, {})
        before, started = cursor.sql_log_count, perf_counter()
        work(env)
        env.flush_all()
        seconds = perf_counter() - started
        queries = cursor.sql_log_count - before
        cursor.rollback()
    said = f"under {bound} s" if bound else "printed"
    bench.claim(what, seconds, bound=said, holds=not bound or seconds < bound)
    bench.claim(
        f"{what}: queries", queries, unit="queries", bound="printed", holds=True
    )


def _pivot(env):
    env["udi.insight"].formatted_read_grouping_sets(
        [], [[], ["device_id"]], [*MEASURES, "__count"]
    )


def _by_month(env):
    sets = [[], ["device_id"], ["date:month"], ["device_id", "date:month"]]
    env["udi.insight"].formatted_read_grouping_sets([], sets, [*MEASURES, "__count"])


def _graph(env):
    env["udi.insight"].formatted_read_group(
        [], ["date:month", "device_id"], ["shipped:sum", "__count"]
    )


def _list(env):
    env["udi.insight"].web_search_read(
        [],
        {
            "date": {},
            "device_id": {"fields": {"display_name": {}}},
            "lot_id": {"fields": {"display_name": {}}},
            "partner_id": {"fields": {"display_name": {}}},
            "shipped": {},
        },
        limit=80,
        count_limit=10_001,
    )


def _forecast(env):
    env["udi.forecast"].action_compute()


def _figures(env):
    env["udi.kpi"].action_measure()


# -- a company that has been at it for years ------------------------------------


def _fill(env):
    warehouse = env["stock.warehouse"].search([], limit=1)
    ids = {
        "products": env["product.product"].create(
            [
                {"name": f"Device {n}", "is_storable": True, "tracking": "serial"}
                for n in range(DEVICES)
            ]
        ),
        "customers": env["res.partner"].create(
            [{"name": f"Hospital {n}", "is_company": True} for n in range(CUSTOMERS)]
        ),
    }
    env["udi.device"].create(
        [
            {"brand_name": "Brand", "model_number": f"M{n}", "product_id": product.id}
            for n, product in enumerate(ids["products"])
        ]
    )
    env.flush_all()
    values = {
        "first_product": ids["products"][0].id,
        "first_customer": ids["customers"][0].id,
        "devices": DEVICES,
        "customers": CUSTOMERS,
        "days": DAYS,
        "transfers": TRANSFERS,
        "moves": MOVES,
        "company": warehouse.company_id.id,
        "warehouse": warehouse.id,
        "shelf": warehouse.lot_stock_id.id,
        "outside": env.ref("stock.stock_location_customers").id,
        "supplier": env.ref("stock.stock_location_suppliers").id,
        "type": warehouse.out_type_id.id,
        "uom": env.ref("uom.product_uom_unit").id,
    }
    for statement in (_LOTS, _TRANSFERS, _ORDERS, _MOVES, _LINES, _QUANTS):
        env.cr.execute(SQL(statement, **values))
    env.cr.commit()
    for table in TABLES:
        env.cr.execute(SQL("ANALYZE %s", SQL.identifier(table)))


_LOTS = """
    INSERT INTO stock_lot (name, product_id, udi_serial_number)
    SELECT 'SN' || n, %(first_product)s + n %% %(devices)s, 'SN' || n
    FROM generate_series(1, %(moves)s / 2) n
"""
_TRANSFERS = """
    INSERT INTO stock_picking (
        name, state, picking_type_id, location_id, location_dest_id, partner_id,
        company_id, move_type
    )
    SELECT 'BENCH/' || n, 'done', %(type)s, %(shelf)s, %(outside)s,
        %(first_customer)s + n %% %(customers)s, %(company)s, 'direct'
    FROM generate_series(1, %(transfers)s) n
"""
# an order for each transfer, one in ten still to deliver
_ORDERS = """
    WITH sold AS (
        INSERT INTO sale_order (
            name, state, partner_id, partner_invoice_id, partner_shipping_id,
            company_id, warehouse_id, picking_policy, date_order
        )
        SELECT picking.name, 'sale', picking.partner_id, picking.partner_id,
            picking.partner_id, %(company)s, %(warehouse)s, 'direct',
            now() AT TIME ZONE 'UTC' - (picking.id %% %(days)s) * INTERVAL '1 day'
        FROM stock_picking picking WHERE picking.name LIKE 'BENCH/%%'
        RETURNING id, name
    )
    INSERT INTO sale_order_line (
        order_id, name, state, product_id, product_uom_id, product_uom_qty,
        qty_delivered, qty_invoiced, price_unit, price_total, customer_lead, company_id
    )
    SELECT id, name, 'sale', %(first_product)s + id %% %(devices)s, %(uom)s, 20,
        CASE id %% 10 WHEN 0 THEN 0 ELSE 20 END, 0, 10, 200, 0, %(company)s
    FROM sold
"""
_MOVES = """
    INSERT INTO stock_move (
        product_id, product_uom, product_uom_qty, quantity, state, company_id,
        location_id, location_dest_id, picking_id, sale_line_id, date, procure_method
    )
    SELECT line.product_id, %(uom)s, 20, 20, 'done', %(company)s, picking.location_id,
        picking.location_dest_id, picking.id, line.id, now(), 'make_to_stock'
    FROM stock_picking picking
    JOIN sale_order_line line ON line.name = picking.name
    WHERE picking.name LIKE 'BENCH/%%'
"""
_LINES = """
    INSERT INTO stock_move_line (
        move_id, picking_id, product_id, product_uom_id, quantity,
        quantity_product_uom, lot_id, state, company_id, date, location_id,
        location_dest_id, udi_scanned_qty
    )
    SELECT move.id, move.picking_id, lot.product_id, %(uom)s, 1, 1, lot.id, 'done',
        %(company)s,
        now() AT TIME ZONE 'UTC' - (lot.id %% %(days)s) * INTERVAL '1 day',
        CASE way.number WHEN 0 THEN %(supplier)s ELSE %(shelf)s END,
        CASE way.number WHEN 0 THEN %(shelf)s ELSE %(outside)s END,
        way.number
    FROM (
        SELECT id, product_id, row_number() OVER (ORDER BY id) AS number
        FROM stock_lot WHERE name LIKE 'SN%%'
    ) lot
    CROSS JOIN generate_series(0, 1) way (number)
    JOIN (
        SELECT id, picking_id, row_number() OVER (ORDER BY id) AS number
        FROM stock_move WHERE picking_id IS NOT NULL
    ) move ON move.number = 1 + lot.number %% %(transfers)s
"""
_QUANTS = """
    INSERT INTO stock_quant (
        product_id, location_id, company_id, lot_id, quantity, reserved_quantity,
        in_date, create_date
    )
    SELECT product_id, %(shelf)s, %(company)s, id, 1, 0, now(), now()
    FROM stock_lot WHERE id %% 10 = 0 AND name LIKE 'SN%%'
"""
