"""What the worker does: transfers, scans, orders, all through Odoo's own flows."""

from odoo.tests import Form

from odoo.addons.udi_traceability.tools.gs1 import element_string

from .stage import expect


def lot(env, product, name):
    """The lot or serial `name` of `product`."""
    found = env["stock.lot"].search(
        [("product_id", "=", product.id), ("name", "=", name)]
    )
    expect(len(found) == 1, f"{len(found)} lots {name} of {product.display_name}")
    return found


def receipt(stage, wanted):
    """A receipt from the supplier for {product: quantity}, ready to be scanned."""
    env = stage.as_user("worker")
    kind = env["stock.picking.type"].search(
        [("code", "=", "incoming"), ("company_id", "=", env.company.id)], limit=1
    )
    picking = env["stock.picking"].create(
        {
            "picking_type_id": kind.id,
            "partner_id": stage.the("supplier").id,
            "move_ids": [
                (0, 0, {"product_id": product.id, "product_uom_qty": quantity})
                for product, quantity in wanted.items()
            ],
        }
    )
    picking.action_confirm()
    return picking


def sale(stage, customer, wanted):
    """The delivery of a confirmed order for {demo product: quantity}."""
    env = stage.env
    order = env["sale.order"].create(
        {
            "partner_id": stage.the(customer).id,
            "order_line": [
                (0, 0, {"product_id": stage.the(name).id, "product_uom_qty": quantity})
                for name, quantity in wanted.items()
            ],
        }
    )
    order.action_confirm()
    return order.picking_ids.with_env(stage.as_user("worker"))


def printed(stage, product, serial):
    """The text of the label on a unit that is in stock, as its record has it."""
    return element_string(lot(stage.env, stage.the(product), serial)._udi_value())


def read(picking, text):
    """What the screen answers to a scan."""
    return picking.udi_scan(text)


def scan(picking, text):
    """A scan that must be accepted."""
    answer = read(picking, text)
    expect(answer["accepted"], f"{text!r} was refused: {answer['message']}")
    return answer


def validate(picking):
    """Finish the transfer; no question may be left open."""
    answer = picking.button_validate()
    if isinstance(answer, dict) and answer["res_model"] == "confirm.stock.sms":
        asked = picking.env["confirm.stock.sms"].browse(answer["res_id"])
        answer = asked.with_context(**answer["context"]).dont_send_sms()
    expect(picking.state == "done", f"{picking.name} is {picking.state}: {answer}")


def manufacturing(stage):
    """A function (serial, battery lot) -> a finished order for one pump.

    Making devices takes Odoo's own role for it, which the addons do not give.
    """
    stage.the("user_worker").group_ids |= stage.env.ref("mrp.group_mrp_user")
    parts = [stage.the("product_ip200"), stage.the("product_bp7")]
    bill = stage.env["mrp.bom"].create(
        {
            "product_tmpl_id": stage.the("product_ip200b").product_tmpl_id.id,
            "bom_line_ids": [(0, 0, {"product_id": p.id}) for p in parts],
        }
    )
    env = stage.as_user("worker")

    def order(serial, battery_lot):
        form = Form(env["mrp.production"])
        form.product_id = stage.the("product_ip200b").with_env(env)
        form.bom_id = bill.with_env(env)
        production = form.save()
        production.action_confirm()
        production.lot_producing_ids = env["stock.lot"].create(
            {"product_id": production.product_id.id, "name": serial}
        )
        production.qty_producing = 1
        for part, name in zip(parts, (serial, battery_lot), strict=True):
            move = production.move_raw_ids.filtered(lambda m, p=part: m.product_id == p)
            move.move_line_ids.unlink()
            values = {"product_id": part.id, "lot_id": lot(env, part, name).id}
            move.move_line_ids = [(0, 0, values | {"quantity": 1})]
            move.picked = True
        production.button_mark_done()
        return production

    return order
