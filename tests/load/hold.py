"""Fifty thousand serials put on hold in one go, released, and taken from deliveries.

Queries are counted for few serials and for all: one serial more must not cost one.
What is reserved and held is given back in one statement; beside it Odoo unreserves as
many lines of the same product in the same run. Nothing is kept: the transactions are
thrown away.
"""

import time

import odoo
from odoo import SUPERUSER_ID, api
from odoo.modules.registry import Registry

SERIALS = 50_000
FEW = 50
RESERVED = 1_500
DELIVERIES = 3


def measure(bench):
    """Each step of ours with its time and queries."""
    quiet = "--log-handler=odoo.models.unlink:WARNING"
    odoo.tools.config.parse_config(["-d", bench.database, quiet])
    with Registry(bench.database).cursor() as cr:
        env = api.Environment(cr, SUPERUSER_ID, {})
        lots = _stock(env)
        holds = env["udi.hold"]
        _few_and_all(bench, env, "preview", lots, lambda some: holds._preview(some, {}))
        _few_and_all(bench, env, "hold", lots, _hold)
        _few_and_all(bench, env, "release", lots, _release)
        _reserved(bench, env, lots)
        cr.rollback()


def _hold(lots):
    return lots.env["udi.hold"]._hold(lots, "complaint", "C-118")


def _release(lots):
    holds = lots.env["udi.hold"].search([("lot_id", "in", lots.ids)])
    holds._release("All good")


def _few_and_all(bench, env, what, lots, work):
    few, _seconds = _cost(env, work, lots[:FEW])
    queries, seconds = _cost(env, work, lots[FEW:])
    bench.claim(
        f"{what} {len(lots):,} serials", seconds, bound="under 30 s", holds=seconds < 30
    )
    # the ORM writes and reads in batches of a thousand and more
    bound = few + 3 * len(lots) // 1_000
    bench.claim(
        f"{what}: queries, beside {FEW} serials",
        queries,
        other=few,
        unit="queries",
        bound="no query per serial",
        holds=queries <= bound,
    )


def _cost(env, work, lots):
    env.flush_all()
    env.invalidate_all()
    before, started = env.cr.sql_log_count, time.perf_counter()
    work(lots)
    env.flush_all()
    return env.cr.sql_log_count - before, time.perf_counter() - started


def _reserved(bench, env, lots):
    """Held while deliveries count on them, beside Odoo unreserving as many."""
    mine, theirs = _deliveries(env, lots), _deliveries(env, lots)
    held = mine.move_line_ids.lot_id
    _queries, seconds = _cost(env, _break, held)
    _queries, odoo_seconds = _cost(
        env, lambda lines: lines.unlink(), theirs.move_line_ids
    )
    bench.claim(
        f"give back {len(held):,} reserved serials",
        seconds,
        other=odoo_seconds,
        bound="faster than Odoo's own way",
        holds=seconds < odoo_seconds and not mine.move_line_ids,
    )


def _break(lots):
    """As a hold does, without looking for other serials."""
    holds = lots.env["udi.hold"]
    lines = holds._reservations(lots)
    holds._unreserve(lines)
    lines.unlink()


def _stock(env):
    """Serials of one active device, each a unit on the shelf."""
    product = env["product.product"].create(
        {"name": "Infusion pump", "is_storable": True, "tracking": "serial"}
    )
    device = env["udi.device"].create(
        {
            "brand_name": "PumpOne",
            "model_number": "IP-200",
            "product_id": product.id,
            "pi_serial": True,
            "di_ids": [(0, 0, {"code": "09506000134352"})],
        }
    )
    device.action_activate()
    quiet = {"tracking_disable": True, "mail_create_nosubscribe": True}
    lots = (
        env["stock.lot"]
        .with_context(**quiet)
        .create(
            [
                {"name": f"SN{number:06d}", "product_id": product.id}
                for number in range(SERIALS + FEW)
            ]
        )
    )
    shelf = env["stock.warehouse"].search([], limit=1).lot_stock_id
    env.flush_all()
    # Odoo makes quants one by one, each with a search of its own: minutes
    env.cr.execute(
        """
        INSERT INTO stock_quant (
            product_id, location_id, company_id, lot_id, quantity, reserved_quantity,
            in_date, create_date
        )
        SELECT product_id, %s, %s, id, 1, 0, now(), now() FROM stock_lot
        WHERE product_id = %s
        """,
        [shelf.id, shelf.company_id.id, product.id],
    )
    env.invalidate_all()
    return lots


def _deliveries(env, lots):
    warehouse = env["stock.warehouse"].search([], limit=1)
    customers = env.ref("stock.stock_location_customers")
    pickings = env["stock.picking"].create(
        [
            {
                "picking_type_id": warehouse.out_type_id.id,
                "location_id": warehouse.lot_stock_id.id,
                "location_dest_id": customers.id,
            }
            for _number in range(DELIVERIES)
        ]
    )
    env["stock.move"].create(
        [
            {
                "picking_id": picking.id,
                "product_id": lots.product_id.id,
                "product_uom": lots.product_id.uom_id.id,
                "product_uom_qty": RESERVED // DELIVERIES,
                "location_id": warehouse.lot_stock_id.id,
                "location_dest_id": customers.id,
            }
            for picking in pickings
        ]
    )
    pickings.action_confirm()
    pickings.action_assign()
    return pickings
