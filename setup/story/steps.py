"""The steps, each as the person whose work it is; a step returns its result."""

from datetime import timedelta

from . import warehouse
from .papers import export_device, write_notices
from .stage import expect

BAD_LOT, GOOD_LOT = "C-778", "C-779"
SERIALS = [f"SN{number:04}" for number in range(1, 21)]


def meet_the_device(stage):
    """A device and its case."""
    device = stage.the("device_ip200").with_env(stage.as_user("officer"))
    case = device.package_di_ids
    expect(device.state == "active", f"{device.name} is {device.state}, not active")
    expect(case.unit_qty == 10, f"the case of {device.name} holds {case.unit_qty}")
    return f"{device.name}: DI {device.primary_di_id.code}, case of 10 {case.code}"


def receive(stage):
    """Receive by scanning."""
    battery, pump = stage.the("product_bp7"), stage.the("product_ip200")
    picking = warehouse.receipt(stage, {battery: 20, pump: 20})
    case = stage.the("device_bp7").package_di_ids.code
    for lot in (BAD_LOT, GOOD_LOT):
        warehouse.scan(picking, _battery_label(stage, case, lot))
    for serial in SERIALS:
        warehouse.scan(picking, _pump_label(stage, "ip200", serial))
    warehouse.validate(picking)
    lots = picking.move_line_ids.lot_id
    serials = lots.filtered("udi_serial_number")
    expect(len(serials) == 20 and len(lots) == 22, f"{len(lots)} lots were received")
    undated = lots.filtered(
        lambda lot: not (lot.udi_manufacture_date and lot.udi_expiration_date)
    )
    expect(not undated, f"{undated.mapped('name')} have no dates")
    return f"2 lots and 20 serials, dated, on {picking.name}"


def manufacture(stage):
    """Fit the batteries."""
    order = warehouse.manufacturing(stage)
    orders = [order(serial, BAD_LOT) for serial in SERIALS[:10]]
    states = {production.state for production in orders}
    expect(states == {"done"}, f"manufacturing orders are {states}")
    return f"10 orders: lot {BAD_LOT} went into {SERIALS[0]} to {SERIALS[9]} of IP-200B"


def refuse(stage):
    """Refuse what is wrong."""
    picking = warehouse.sale(stage, "hospital_anna", {"product_ip200b": 3})
    unit = stage.the("device_bp7").primary_di_id.code
    wrong = warehouse.read(picking, _battery_label(stage, unit, GOOD_LOT))
    old = warehouse.read(
        picking, _pump_label(stage, "ip200b", "SN0003", life=timedelta(days=-20))
    )
    for answer, code in ((wrong, "not_on_order"), (old, "expired")):
        codes = [finding["code"] for finding in answer["findings"]]
        expect(not answer["accepted"], f"{answer['message']} was accepted")
        expect(code in codes, f"refused for {codes}, not for {code}")
    return f"refused: {wrong['message']}\nrefused: {old['message']}"


def deliver(stage):
    """Sell and deliver."""
    told = []
    for customer, wanted in (
        ("hospital_anna", {"product_ip200b": SERIALS[:3]}),
        (
            "hospital_nord",
            {"product_ip200b": SERIALS[3:5], "product_ip200": SERIALS[10:12]},
        ),
        (
            "distributor",
            {"product_ip200b": SERIALS[5:7], "product_ip200": SERIALS[12:15]},
        ),
    ):
        units = {name: len(serials) for name, serials in wanted.items()}
        picking = warehouse.sale(stage, customer, units)
        for name, serials in wanted.items():
            for serial in serials:
                warehouse.scan(picking, warehouse.printed(stage, name, serial))
        warehouse.validate(picking)
        count = sum(units.values())
        told.append(f"{count} units to {picking.partner_id.name}, {picking.name}")
    return "\n".join(told)


def trace(stage):
    """Trace the bad lot."""
    env = stage.as_user("quality")
    lot = warehouse.lot(env, stage.the("product_bp7"), BAD_LOT)
    found = [row for row in env["udi.trace"].downstream(lot) if row.depth]
    lots = env["stock.lot"].browse([row.lot_id for row in found])
    held = env["udi.trace"].holdings(lots)
    there = [holding for holding in held if holding.kind == "consignee"]
    shelf = sum(h.quantity for h in held if h.kind in ("stock", "reserved"))
    expect(sorted(lots.mapped("name")) == SERIALS[:10], f"found {lots.mapped('name')}")
    expect(all(row.certain for row in found), "one order, one battery: all certain")
    expect(shelf == 3, f"{shelf} on the shelf, not 3")
    expect(sum(h.quantity for h in there) == 7, f"out there: {there}")
    partners = env["res.partner"].browse({h.partner_id for h in there})
    return f"10 serials, all certain: {shelf:g} on the shelf,\n7 at " + ", ".join(
        partners.sorted("name").mapped("name")
    )


def write_in_their_languages(stage, record):
    """Hospitals read the notice in a language of their country: the law asks for it."""
    words = {
        "de_DE": (
            "Der Akku der Charge C-778 kann die Ladung plötzlich verlieren.",
            "Benutzen Sie die Geräte nicht mehr.\n"
            "Stellen Sie sie beiseite und kennzeichnen Sie sie.\nAntworten Sie uns.",
        ),
        "es_ES": (
            "La batería del lote C-778 puede perder la carga de repente.",
            "Deje de usar los aparatos.\nApártelos y márquelos.\nRespóndanos.",
        ),
    }
    spoken = {"DE": "de_DE", "ES": "es_ES"}
    for partner in stage.env["res.partner"].browse(record.consignee_ids.partner_id.ids):
        if lang := spoken.get(partner.country_id.code):
            stage.env["res.lang"]._activate_lang(lang)
            partner.lang = lang
    record.action_compute_scope()
    for lang in set(record.consignee_ids.mapped("lang")) & words.keys():
        reason, instructions = words[lang]
        there = record.with_context(lang=lang)
        there.write({"reason_text": reason, "instructions": instructions})


def sign_approval(stage, record):
    """A second person reads it and signs, with the password."""
    action = record.with_user(stage.the("user_quality")).action_approve()
    dialog = stage.as_user("quality")[action["res_model"]].browse(action["res_id"])
    dialog.reason = "Two pumps stopped; complaint 17."
    dialog.with_context(password="quality").action_sign()
    expect(record.state == "approved", f"the recall is {record.state}")


def recall(stage):
    """Hold and tell."""
    env = stage.as_user("officer")
    lot = warehouse.lot(env, stage.the("product_bp7"), BAD_LOT)
    record = env["udi.recall"].create(
        {
            "title": "Infusion pump IP-200B, battery",
            "reason_text": "The battery of the lot C-778 can lose its charge at once.",
            "hazard": "The infusion stops without an alarm.",
            "instructions": "Stop using the devices below.\n"
            "Set them apart and mark them.\nAnswer this notice.",
            "actions_by_firm": "We fetch the devices and change the battery.",
            "unaffected_reason": "The batteries of other lots have another cell.",
            "physical_return": "yes",
            "scope_line_ids": [(0, 0, {"kind": "lot", "lot_id": lot.id})],
        }
    )
    record.action_compute_scope()
    write_in_their_languages(stage, record)
    record.action_ask_approval()
    sign_approval(stage, record)
    record.action_start()
    held = record.hold_ids.lot_id
    consignees = record.consignee_ids.filtered("quantity")
    expect(record.state == "running", f"the recall is {record.state}")
    expect(
        sorted(held.filtered("product_qty").mapped("name")) == SERIALS[7:10],
        f"on the shelf and held: {held.mapped('name')}",
    )
    expect(len(consignees) == 3, f"{len(consignees)} consignees")
    expect(sum(consignees.mapped("quantity")) == 7, "7 units are out there")
    names = write_notices(stage, consignees)
    return f"{record.name}: 3 units held, 3 notices\n" + "\n".join(names)


def stop_the_rest(stage):
    """Nothing held leaves."""
    picking = warehouse.sale(stage, "hospital_anna", {"product_ip200b": 1})
    label = warehouse.printed(stage, "product_ip200b", "SN0008")
    answer = warehouse.read(picking, label)
    codes = [finding["code"] for finding in answer["findings"]]
    expect("on_hold" in codes and not answer["accepted"], f"SN0008 gave {codes}")
    reserved = picking.move_line_ids.lot_id.filtered("udi_on_hold")
    expect(not reserved, f"{reserved.mapped('name')} are reserved though held")
    return f"refused: {answer['message']}"


def register(stage):
    """Export to three regulators."""
    return export_device(stage, stage.the("device_ip200b"))


STORY = (
    meet_the_device,
    receive,
    manufacture,
    refuse,
    deliver,
    trace,
    recall,
    stop_the_rest,
    register,
)


def _battery_label(stage, di, lot):
    made = stage.today - timedelta(days=60)
    return stage.label(di, made=made, expires=made + timedelta(days=1460), lot=lot)


def _pump_label(stage, device, serial, life=timedelta(days=1095)):
    """The label of one unit; `life` from today to its expiry."""
    return stage.label(
        stage.the(f"device_{device}").primary_di_id.code,
        made=stage.today - timedelta(days=30),
        expires=stage.today + life,
        lot="P2611",
        serial=serial,
    )
