from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .common import UdiCase, gtin

MASTER = (
    "udi.device",
    "udi.di",
    "udi.basic.udi",
    "udi.text",
    "udi.market",
    "udi.device.size",
    "udi.device.storage",
    "udi.device.warning",
    "udi.device.substance",
    "udi.certificate",
    "udi.code",
)
EVIDENCE = (
    "udi.event",
    "udi.hold",
    "udi.di.given",
    "udi.gtin.allocation",
    "udi.scan.entry",
)
PAGES = (
    "stock.lot.udi.edit",
    "stock.lot.udi.hold",
    "udi.hold.release",
    "udi.trace.lookup",
    "udi.trace.lookup.lot",
    "udi.trace.lookup.holding",
    "udi.label.print",
)


@tagged("post_install", "-at_install")
class TestRights(UdiCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.employee = cls.make_user("r_employee")
        cls.clerk = cls.make_user("r_clerk", "stock.group_stock_user")
        cls.worker = cls.make_user("r_worker", "udi_traceability.group_udi_user")
        cls.officer = cls.make_user("r_officer", "udi_traceability.group_udi_officer")
        cls.manager = cls.make_user("r_manager", "udi_traceability.group_udi_manager")
        cls.portal = cls.env["res.users"].create(
            {
                "name": "Portal",
                "login": "r_portal",
                "group_ids": [Command.set(cls.env.ref("base.group_portal").ids)],
            }
        )
        cls.public = cls.env.ref("base.public_user")

    def may(self, user, model, operation):
        return self.env[model].with_user(user).has_access(operation)

    def assertRights(self, user, models, rights):
        for model in models:
            for letter, operation in zip(
                "rwcd", ("read", "write", "create", "unlink"), strict=True
            ):
                self.assertEqual(
                    self.may(user, model, operation),
                    letter in rights,
                    f"{user.login} {operation} {model}",
                )

    @mute_logger("odoo.addons.base.models.ir_model")
    def test_the_table_of_rights(self):
        for outsider in (self.portal, self.public):
            self.assertRights(outsider, MASTER + EVIDENCE + PAGES, "")
        for reader in (self.employee, self.clerk):
            self.assertRights(reader, MASTER, "r")
            self.assertRights(reader, EVIDENCE + PAGES, "")
        self.assertRights(self.worker, MASTER + EVIDENCE, "r")
        pages = tuple(page for page in PAGES if page != "udi.hold.release")
        self.assertRights(self.worker, pages, "rwcd")
        self.assertRights(self.worker, ("udi.hold.release",), "")
        own = tuple(model for model in MASTER if model != "udi.code")
        self.assertRights(self.officer, own, "rwcd")
        self.assertRights(self.officer, ("udi.code",), "rwc")
        self.assertRights(self.officer, EVIDENCE, "r")
        self.assertRights(self.manager, MASTER + PAGES, "rwcd")
        self.assertRights(self.manager, EVIDENCE, "r")

    def test_every_model_has_a_company_rule(self):
        for model in MASTER + EVIDENCE:
            if model == "udi.code":
                continue
            rules = self.env["ir.rule"].search(
                [("model_id.model", "=", model), ("groups", "=", False)]
            )
            self.assertTrue(
                [rule for rule in rules if "company_ids" in rule.domain_force], model
            )

    def test_records_of_another_company_are_not_there(self):
        other = self.env["res.company"].create({"name": "Daughter"})
        everywhere = (self.company | other).ids
        env = self.env(context=dict(self.env.context, allowed_company_ids=everywhere))
        device = env["udi.device"].create(
            {
                "model_number": "Secret",
                "company_id": other.id,
                "di_ids": [Command.create({"code": gtin(80001)})],
                "market_ids": [Command.create({"country_id": env.ref("base.de").id})],
                "description_ids": [
                    Command.create({"kind": "description", "value": "Secret"})
                ],
            }
        )
        records = [
            device,
            device.di_ids,
            device.market_ids,
            device.description_ids,
            env["udi.certificate"].create(
                {"kind": "us_510k", "number": "K260001", "company_id": other.id}
            ),
            env["udi.basic.udi"].create(
                {"code": "950600013435XXF", "company_id": other.id}
            ),
            env["udi.event"]._record([{"kind": "printed", "company_id": other.id}]),
        ]
        for record in records:
            seen = (
                self.env[record._name]
                .with_user(self.manager)
                .search([("id", "in", record.ids)])
            )
            self.assertFalse(seen, record._name)
            with self.assertRaises(AccessError):
                record.with_user(self.manager).read(["display_name"])

    def test_nobody_takes_another_s_page(self):
        page = self.env["udi.trace.lookup"].with_user(self.worker).create({})
        page.action_look("nothing")
        with self.assertRaises(AccessError):
            page.with_user(self.officer).action_look("L1")

    def test_remote_methods_of_devices(self):
        for user in (self.employee, self.worker):
            for method in ("action_withdraw", "action_new_version"):
                with self.assertRaises(AccessError):
                    getattr(self.pump.with_user(user), method)()
        self.pump.with_user(self.officer)._withdraw("Ended")
        self.assertEqual(self.pump.state, "withdrawn")

    def test_an_officer_needs_no_other_role(self):
        product = self.make_product("Mask", tracking="lot")
        device = (
            self.env["udi.device"]
            .with_user(self.officer)
            .create(
                {
                    "model_number": "MASK",
                    "product_id": product.id,
                    "di_ids": [Command.create({"code": gtin(80002)})],
                }
            )
        )
        device.action_review()
        device.action_activate()
        self.assertEqual(product.barcode, gtin(80002))

    def test_the_trace_engine_is_not_remote(self):
        for method in (
            "downstream",
            "upstream",
            "links",
            "holdings",
            "exposure",
            "movements",
            "hidden",
            "lots_of_di",
            "lots_of_serials",
            "lots_made",
            "lots_of_supplier_lot",
            "lots_of_package",
        ):
            self.assertTrue(
                getattr(getattr(self.env["udi.trace"], method), "_api_private", False),
                method,
            )

    def test_stock_people_without_our_role_open_their_forms(self):
        lot = self.make_lot(self.glove, "L1")
        self.receive({lot: 5})
        self.env["udi.hold"]._hold(lot, "quarantine", "x")
        picking = self.make_delivery([(self.glove.product_id, 2)])
        for record, view in (
            (lot, "stock.view_production_lot_form"),
            (picking, "stock.view_picking_form"),
            (
                self.glove.product_id.product_tmpl_id,
                "product.product_template_only_form_view",
            ),
        ):
            form = Form(record.with_user(self.clerk), view=view)
            self.assertEqual(form.id, record.id)
            self.assertNotIn("udi_event_count", form._view["fields"])

    def test_stock_people_without_our_role_work(self):
        lot = self.make_lot(self.glove, "L1")
        receipt = self.make_receipt([(self.glove.product_id, 5)]).with_user(self.clerk)
        receipt.move_line_ids.write({"lot_id": lot.id, "quantity": 5, "picked": True})
        receipt.button_validate()
        self.assertEqual(receipt.state, "done")
        self.assertEqual(self.events("received", lot_id=lot.id).user_id, self.clerk)
        receipt.is_locked = False
        counted = {"quantity": 4, "udi_edit_reason": "Counted again"}
        receipt.move_line_ids.write(counted)
        self.assertEqual(self.events("edited", lot_id=lot.id).user_id, self.clerk)
