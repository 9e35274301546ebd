"""The move lines of `trace`: orders of ten serials, and a thousand of one serial."""

from odoo.tools import SQL

TABLES = ("stock_lot", "stock_picking", "stock_move", "stock_move_line")
BATCH, SINGLES = 10, 1000
# apart from those of the orders of ten
SINGLES_BASE = 100_000_000


def fill(env, lines):
    """Write about so many done lines, and the statistics on them."""
    orders = (lines - SINGLES * _lines(1)) // _lines(BATCH)
    _partners_and_products(env)
    env.cr.execute("SELECT COALESCE(MAX(id), 0) + 1000 FROM stock_move_line")
    [base] = env.cr.fetchone()
    names = _names(env)
    laid_off = _lay_off(env.cr)
    for further in (
        {"batch": BATCH, "orders": orders, "base": base},
        {"batch": 1, "orders": SINGLES, "base": base + SINGLES_BASE},
    ):
        for statement in (LOTS, PICKINGS, MOVES, MOVE_LINES, LINKS):
            env.cr.execute(SQL(statement, **names, **further))
    for statement in laid_off:
        env.cr.execute(SQL(statement))
    for table in TABLES:
        env.cr.execute(
            SQL(
                "SELECT setval(%s, (SELECT MAX(id) FROM %s))",
                f"{table}_id_seq",
                SQL.identifier(table),
            )
        )
    env.cr.commit()
    env.cr.execute("ANALYZE")


def _lines(batch):
    """Of an order with its delivery: two components, the serials made and delivered."""
    return 2 + 2 * batch


def _lay_off(cr):
    """Drop indexes and foreign keys, which would take an hour; how to make them again.

    The keys come back without a check of every row: the rows are ours.
    """
    cr.execute(
        """
        SELECT format('DROP INDEX %%s', index.indexrelid::regclass::text),
            pg_get_indexdef(index.indexrelid)
        FROM pg_index index
        WHERE index.indrelid = ANY(%(tables)s::regclass[])
            AND NOT EXISTS (
                SELECT FROM pg_constraint WHERE conindid = index.indexrelid
            )
        UNION ALL
        SELECT format('ALTER TABLE %%s DROP CONSTRAINT %%I',
                conrelid::regclass, conname),
            format('ALTER TABLE %%s ADD CONSTRAINT %%I %%s NOT VALID',
                conrelid::regclass, conname, pg_get_constraintdef(oid))
        FROM pg_constraint
        WHERE contype = 'f' AND conrelid = ANY(%(tables)s::regclass[])
        """,
        {"tables": [*TABLES, "stock_move_line_consume_rel"]},
    )
    found = cr.fetchall()
    for drop, _again in found:
        cr.execute(SQL(drop))
    return [again.replace("%", "%%") for _drop, again in found]


def _partners_and_products(env):
    env["res.partner"].create([{"name": f"Clinic {n}"} for n in range(100)])
    env["product.product"].create(
        [
            {"name": name, "is_storable": True, "tracking": tracking}
            for name, tracking in (
                ("Cell", "lot"),
                ("Board", "lot"),
                ("Pump", "serial"),
            )
        ]
    )
    env.flush_all()


def _names(env):
    def product(name):
        return env["product.product"].search([("name", "=", name)]).id

    warehouse = env["stock.warehouse"].search([], limit=1)
    made = env["stock.location"].search([("usage", "=", "production")], limit=1)
    clinics = env["res.partner"].search([("name", "=like", "Clinic %")])
    unit = env["product.product"].browse(product("Pump")).uom_id
    return {
        "cell": product("Cell"),
        "board": product("Board"),
        "pump": product("Pump"),
        "unit": unit.id,
        "company": warehouse.company_id.id,
        "kind": warehouse.out_type_id.id,
        "clinic": min(clinics.ids),
        "shelf": warehouse.lot_stock_id.id,
        "made": made.id,
        "customers": env.ref("stock.stock_location_customers").id,
    }


# Orders are numbered from 0. Those of one serial use the lot THOUSAND. Of those of ten
# the first 100 use the lot TENS, the next 10,000 the lot MANY, all others a lot for
# each hundred orders. Boards come from 50 lots.
LOT_OF_ORDER = """
    %(base)s + CASE WHEN %(batch)s = 1 OR number < 100 THEN 0
        WHEN number < 10100 THEN 1 ELSE 2 + (number - 10100) / 100 END
"""
LOTS = """
    INSERT INTO stock_lot (id, name, product_id, company_id, create_date)
    SELECT %(base)s + number,
        CASE WHEN number = 0 AND %(batch)s = 1 THEN 'THOUSAND'
            WHEN number = 0 THEN 'TENS' WHEN number = 1 AND %(batch)s > 1 THEN 'MANY'
            ELSE 'C' || %(batch)s || '-' || number END,
        %(cell)s, %(company)s, now()
    FROM generate_series(0, 2 + %(orders)s / 100) number
    UNION ALL
    SELECT %(base)s + 500000 + number, 'B' || %(batch)s || '-' || number, %(board)s,
        %(company)s, now()
    FROM generate_series(0, 49) number
    UNION ALL
    SELECT %(base)s + 1000000 + number, 'SN' || %(batch)s || '-' || number, %(pump)s,
        %(company)s, now()
    FROM generate_series(0, %(orders)s * %(batch)s - 1) number
"""
PICKINGS = """
    INSERT INTO stock_picking (
        id, name, partner_id, picking_type_id, location_id, location_dest_id,
        company_id, move_type, state, date_done)
    SELECT %(base)s + number, 'WH/OUT/L' || %(batch)s || '-' || number,
        %(clinic)s + number %% 100,
        %(kind)s, %(shelf)s, %(customers)s, %(company)s, 'direct', 'done', now()
    FROM generate_series(0, %(orders)s - 1) number
"""
# of each order: its two components, its serials, and their delivery
MOVES = """
    INSERT INTO stock_move (
        id, product_id, product_uom, product_uom_qty, location_id, location_dest_id,
        company_id, date, procure_method, state, picking_id, reference,
        picking_type_id)
    SELECT %(base)s + number * 4 + part.at, part.product_id, %(unit)s, %(batch)s,
        part.src, part.dest, %(company)s, now(), 'make_to_stock', 'done',
        CASE part.at WHEN 3 THEN %(base)s + number END,
        CASE part.at WHEN 3 THEN 'WH/OUT/L' ELSE 'WH/MO/L' END
            || %(batch)s || '-' || number,
        CASE part.at WHEN 3 THEN %(kind)s END
    FROM generate_series(0, %(orders)s - 1) number
    CROSS JOIN (VALUES
        (0, %(cell)s, %(shelf)s, %(made)s), (1, %(board)s, %(shelf)s, %(made)s),
        (2, %(pump)s, %(made)s, %(shelf)s), (3, %(pump)s, %(shelf)s, %(customers)s)
    ) part (at, product_id, src, dest)
"""
MOVE_LINES = f"""
    INSERT INTO stock_move_line (
        id, move_id, picking_id, product_id, product_uom_id, lot_id, quantity,
        quantity_product_uom, picked, location_id, location_dest_id, company_id,
        date, state)
    SELECT %(base)s + number * (2 + 2 * %(batch)s) + part.at,
        %(base)s + number * 4 + part.move,
        CASE part.move WHEN 3 THEN %(base)s + number END, part.product_id, %(unit)s,
        CASE part.move WHEN 0 THEN {LOT_OF_ORDER}
            WHEN 1 THEN %(base)s + 500000 + number %% 50
            ELSE %(base)s + 1000000 + number * %(batch)s + part.at %% %(batch)s END,
        CASE WHEN part.move < 2 THEN %(batch)s ELSE 1 END,
        CASE WHEN part.move < 2 THEN %(batch)s ELSE 1 END, TRUE,
        part.src, part.dest, %(company)s,
        timestamp '2026-01-01' + number * interval '1 minute'
            + part.move * interval '1 day', 'done'
    FROM generate_series(0, %(orders)s - 1) number
    CROSS JOIN (
        SELECT 2 * %(batch)s, 0, %(cell)s, %(shelf)s, %(made)s
        UNION ALL SELECT 2 * %(batch)s + 1, 1, %(board)s, %(shelf)s, %(made)s
        UNION ALL SELECT n, 2, %(pump)s, %(made)s, %(shelf)s
            FROM generate_series(0, %(batch)s - 1) n
        UNION ALL SELECT n, 3, %(pump)s, %(shelf)s, %(customers)s
            FROM generate_series(%(batch)s, 2 * %(batch)s - 1) n
    ) part (at, move, product_id, src, dest)
"""
LINKS = """
    INSERT INTO stock_move_line_consume_rel (consume_line_id, produce_line_id)
    SELECT %(base)s + number * (2 + 2 * %(batch)s) + made,
        %(base)s + number * (2 + 2 * %(batch)s) + part
    FROM generate_series(0, %(orders)s - 1) number
    CROSS JOIN generate_series(0, %(batch)s - 1) made
    CROSS JOIN generate_series(2 * %(batch)s, 2 * %(batch)s + 1) part
"""
