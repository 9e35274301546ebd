import psycopg2

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import UdiCase


@tagged("post_install", "-at_install")
class TestEvent(UdiCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lot = cls.make_lot(cls.glove, "L1")
        cls.event = cls.env["udi.event"]._record(
            [{"kind": "printed", "lot_id": cls.lot.id, "partner_id": cls.hospital.id}]
        )

    def test_names_are_copied_in(self):
        self.assertRecordValues(
            self.event,
            [
                {
                    "kind": "printed",
                    "lot_name": "L1",
                    "product_name": self.glove.product_id.display_name,
                    "di_code": self.glove.primary_di_id.code,
                    "partner_name": "Hospital",
                    "user_name": self.env.user.name,
                    "company_id": self.company.id,
                }
            ],
        )
        self.hospital.name = "Renamed"
        self.event.invalidate_recordset()
        self.assertEqual(self.event.partner_name, "Hospital")

    def test_recording_many_costs_no_query_per_event(self):
        lots = self.env["stock.lot"].create(
            [
                {"name": f"M{n}", "product_id": self.glove.product_id.id}
                for n in range(60)
            ]
        )
        record = self.env["udi.event"]._record
        counts = []
        for some in (lots[:10], lots[10:]):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            record([{"kind": "printed", "lot_id": lot.id} for lot in some])
            self.env.flush_all()
            counts.append(self.cr.sql_log_count - before)
        self.assertLessEqual(counts[1], counts[0] + 1)

    def test_postgresql_refuses_every_change(self):
        self.env.flush_all()
        for statement in (
            "UPDATE udi_event SET reason = 'x' WHERE id = %s",
            "DELETE FROM udi_event WHERE id = %s",
            "TRUNCATE udi_event CASCADE",
        ):
            with self.subTest(statement), mute_logger("odoo.sql_db"):
                with self.assertRaises(psycopg2.Error) as caught, self.cr.savepoint():
                    self.cr.execute(statement, [self.event.id])
                self.assertIn("append-only", str(caught.exception))

    def test_the_orm_refuses_with_a_sentence(self):
        for change in (
            lambda event: event.write({"reason": "x"}),
            lambda event: event.unlink(),
            lambda event: event.copy(),
        ):
            with self.assertRaisesRegex(UserError, "is evidence"):
                change(self.event.sudo())

    def test_nobody_writes_an_event_by_hand(self):
        manager = self.make_user("manager", "udi_traceability.group_udi_manager")
        with self.assertRaises(AccessError):
            self.env["udi.event"].with_user(manager).create(
                {
                    "kind": "shipped",
                    "happened_at": "2026-01-01",
                    "user_id": manager.id,
                    "company_id": self.company.id,
                }
            )

    @mute_logger("odoo.sql_db")
    def test_what_an_event_names_cannot_be_deleted(self):
        with self.assertRaises(psycopg2.Error), self.cr.savepoint():
            self.lot.unlink()

    def test_contacts_of_the_ledger_stay_when_contacts_are_merged(self):
        double = self.env["res.partner"].create({"name": "Hospital double"})
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        both = (self.hospital | double).ids
        with self.assertRaisesRegex(UserError, "cannot be rewritten"):
            wizard._merge(both, dst_partner=double)
        wizard._merge(both, dst_partner=self.hospital)
        self.assertFalse(double.exists())

    def test_the_guard_survives_an_update_of_the_addon(self):
        self.env["udi.event"]._drop_guard()
        self.env["udi.event"].init()
        self.test_postgresql_refuses_every_change()

    def test_the_guard_goes_with_the_addon(self):
        self.env["udi.event"]._drop_guard()
        self.cr.execute("UPDATE udi_event SET reason = reason")
        self.cr.execute("SELECT FROM pg_proc WHERE proname = 'udi_event_append_only'")
        self.assertFalse(self.cr.rowcount)
        self.env["udi.event"].init()
