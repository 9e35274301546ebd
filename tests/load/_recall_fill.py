"""Serials for `recall`: most at customers, fifty to a delivery, a few on the shelf."""

from odoo.tools import SQL

TO_A_CUSTOMER = 50


def fill(env, serials, here):
    """Write serials of one product with their deliveries; the product is returned.

    :param serials: how many were shipped, fifty to each customer
    :param here: how many more lie on the shelf
    """
    product = env["product.product"].create(
        {"name": f"Pump {serials}", "is_storable": True, "tracking": "serial"}
    )
    customers = serials // TO_A_CUSTOMER
    country = env.ref("base.us").id
    partners = env["res.partner"].create(
        [
            {
                "name": f"Hospital {number}",
                "is_company": True,
                "country_id": country,
                "email": f"recalls{number}@hospital.example",
            }
            for number in range(customers)
        ]
    )
    env.flush_all()
    warehouse = env["stock.warehouse"].search([], limit=1)
    names = {
        "product": product.id,
        "unit": product.uom_id.id,
        "company": warehouse.company_id.id,
        "kind": warehouse.out_type_id.id,
        "shelf": warehouse.lot_stock_id.id,
        "customers": env.ref("stock.stock_location_customers").id,
        "partners": partners.ids,
        "count": customers,
        "each": TO_A_CUSTOMER,
        "serials": serials,
        "here": here,
    }
    for statement in (LOTS, PICKINGS, MOVES, MOVE_LINES, QUANTS):
        env.cr.execute(SQL(statement, **names))
    env.invalidate_all()
    env.cr.execute("ANALYZE stock_lot, stock_picking, stock_move, stock_move_line")
    return product


LOTS = """
    INSERT INTO stock_lot (name, product_id, company_id, create_date)
    SELECT 'LOAD' || %(serials)s || '-' || LPAD(number::text, 7, '0'), %(product)s,
        %(company)s, now()
    FROM generate_series(1, %(serials)s + %(here)s) number
"""
PICKINGS = """
    INSERT INTO stock_picking (
        name, partner_id, picking_type_id, location_id, location_dest_id, company_id,
        move_type, state, date_done)
    SELECT 'WH/OUT/R' || %(product)s || '-' || partner, partner, %(kind)s, %(shelf)s,
        %(customers)s, %(company)s, 'direct', 'done', now()
    FROM unnest(%(partners)s) partner
"""
MOVES = """
    INSERT INTO stock_move (
        product_id, product_uom, product_uom_qty, location_id, location_dest_id,
        company_id, date, procure_method, state, picking_id, reference,
        picking_type_id)
    SELECT %(product)s, %(unit)s, %(each)s, %(shelf)s, %(customers)s, %(company)s,
        now(), 'make_to_stock', 'done', id, name, %(kind)s
    FROM stock_picking WHERE name LIKE 'WH/OUT/R' || %(product)s || '-%%'
"""
MOVE_LINES = """
    INSERT INTO stock_move_line (
        move_id, picking_id, product_id, product_uom_id, lot_id, quantity,
        quantity_product_uom, picked, location_id, location_dest_id, company_id, date,
        state)
    SELECT move.id, move.picking_id, %(product)s, %(unit)s, lot.id, 1, 1, TRUE,
        %(shelf)s, %(customers)s, %(company)s, now(), 'done'
    FROM (
        SELECT id, (row_number() OVER (ORDER BY id) - 1) / %(each)s AS place
        FROM stock_lot WHERE product_id = %(product)s
    ) lot
    JOIN (
        SELECT id, picking_id, row_number() OVER (ORDER BY id) - 1 AS place
        FROM stock_move WHERE product_id = %(product)s
    ) move ON move.place = lot.place
"""
QUANTS = """
    INSERT INTO stock_quant (
        product_id, location_id, company_id, lot_id, quantity, reserved_quantity,
        in_date, create_date)
    SELECT %(product)s, %(shelf)s, %(company)s, id, 1, 0, now(), now()
    FROM stock_lot WHERE product_id = %(product)s
    ORDER BY id DESC LIMIT %(here)s
"""
