from contextlib import contextmanager
from unittest.mock import patch

from odoo import fields
from odoo.tests import tagged
from odoo.tools import SQL

from ..models import udi_seal, udi_seal_check_run
from ..tools.seal import FORMS
from .common import UdiCase


class SealCase(UdiCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lot = cls.make_lot(cls.glove, "LC2611A")
        cls.seals = cls.env["udi.seal"]

    def setUp(self):
        super().setUp()
        self.startPatcher(patch.object(udi_seal, "SEAL_SIZE", 5))

    def write_events(self, count):
        vals = {"kind": "printed", "lot_id": self.lot.id, "quantity": 0.5}
        return self.env["udi.event"]._record([dict(vals) for _number in range(count)])

    def seal_all(self):
        while self.seals._seal_next():
            pass
        return self.seals.search([], order="number")

    def verify(self):
        self.env.flush_all()
        self.env.invalidate_all()
        action = self.seals.action_verify()
        check = self.env["udi.seal.check"].browse(action["res_id"])
        while check.state == "running":
            check._do_part()
        return check

    @contextmanager
    def forced(self, table="udi_event"):
        """The triggers off, as somebody would who owns the table."""
        self.env.flush_all()
        name = SQL.identifier(table)
        self.cr.execute(SQL("ALTER TABLE %s DISABLE TRIGGER USER", name))
        yield self.cr
        self.cr.execute(SQL("ALTER TABLE %s ENABLE TRIGGER USER", name))
        self.env.invalidate_all()


@tagged("post_install", "-at_install")
class TestSeal(SealCase):
    def test_every_event_is_in_one_seal(self):
        self.write_events(12)
        seals = self.seal_all()
        events = self.env["udi.event"].search_count([])
        self.assertEqual(sum(seals.mapped("count")), events)
        self.assertEqual(seals.mapped("number"), list(range(1, len(seals) + 1)))
        self.assertEqual(seals[1:].mapped("previous"), seals[:-1].mapped("hash"))
        self.assertFalse(seals[0].previous)
        self.assertLessEqual(max(seals.mapped("count")), 5)
        self.assertFalse(self.seals._seal_next())
        self.assertFalse(self.seals._unsealed_count())

    def test_an_unbroken_chain(self):
        self.write_events(12)
        seals = self.seal_all()
        self.write_events(2)
        check = self.verify()
        self.assertEqual(check.state, "whole")
        self.assertIn(f"in {len(seals)} seals, unbroken", check.message)
        self.assertIn("Newer and not sealed yet: 2 events.", check.message)
        self.assertEqual(seals.mapped("checked_at"), [check.ended_at] * len(seals))
        self.assertFalse(self.env["udi.alert"].search([("kind", "=", "seal_broken")]))

    def test_nothing_sealed(self):
        self.assertIn("Nothing is sealed yet", self.verify().message)

    def test_a_row_changed_by_force_is_named(self):
        events = self.write_events(12)
        self.seal_all()
        touched = events[7]
        with self.forced() as cr:
            cr.execute(
                "UPDATE udi_event SET quantity = 0.6 WHERE id = %s", [touched.id]
            )
        check = self.verify()
        self.assertEqual((check.state, check.wrong_code), ("broken", "changed"))
        self.assertEqual(check.wrong_event, touched.id)
        self.assertIn("LC2611A, Printed", check.message)
        self.assertIn(f"at event {touched.id:,}", check.message)
        self.assertEqual(check.action_events()["domain"][0][2] % 1, 0)
        alert = self.env["udi.alert"].search([("kind", "=", "seal_broken")])
        self.assertEqual(alert.res_id, check.id)
        self.assertIn("content changed", alert.name)
        good = self.seals.search([("number", "=", check.wrong_seal - 1)])
        bad = self.seals.search([("number", "=", check.wrong_seal)])
        self.assertEqual(good.checked_at, check.ended_at)
        self.assertFalse(bad.checked_at)

    def test_every_column_counts(self):
        events = self.write_events(3)
        self.seal_all()
        other = {"int4": 1, "varchar": "x", "numeric": 7, "timestamp": "2001-01-01"}
        self.cr.execute(
            """SELECT column_name, udt_name FROM information_schema.columns
            WHERE table_name = 'udi_event'"""
        )
        columns = dict(self.cr.fetchall())
        self.assertEqual(
            set(columns), set(FORMS[1]), "a new column needs a new form of rows"
        )
        for column in FORMS[1][1:]:
            with self.subTest(column):
                self.cr.execute("SAVEPOINT before")
                with self.forced() as cr:
                    cr.execute(
                        SQL(
                            "UPDATE udi_event SET %s = %s WHERE id = %s",
                            SQL.identifier(column),
                            self._other(column, columns[column], other, events[1]),
                            events[1].id,
                        )
                    )
                check = self.verify()
                self.assertEqual(check.wrong_event, events[1].id, column)
                self.cr.execute("ROLLBACK TO SAVEPOINT before")
                self.env.invalidate_all()

    def _other(self, column, kind, other, event):
        field = event._fields[column]
        if field.comodel_name:
            found = self.env[field.comodel_name].sudo().with_context(active_test=False)
            found = found.search([("id", "!=", event[column].id)], limit=1)
            found = found or found.create(self._new_vals(field.comodel_name))
            return found.id
        return other[kind]

    def _new_vals(self, model):
        return {
            "stock.package": {"name": "P"},
            "res.company": {"name": "C"},
            "stock.lot": {"name": "L", "product_id": self.glove.product_id.id},
            "stock.picking": {"picking_type_id": self.warehouse.int_type_id.id},
        }[model]

    def test_a_row_taken_out_by_force_is_named(self):
        events = self.write_events(12)
        self.seal_all()
        gone = events[3].id
        with self.forced() as cr:
            cr.execute("DELETE FROM udi_event WHERE id = %s", [gone])
        check = self.verify()
        self.assertEqual((check.wrong_code, check.wrong_event), ("missing", gone))
        self.assertIn(f"event {gone:,} is missing", check.message)

    def test_a_row_that_comes_late_goes_into_a_later_seal(self):
        """Its id was taken before, its transaction ended after the seal."""
        self.write_events(2)
        self.cr.execute("SELECT nextval('udi_event_id_seq')")
        [late] = self.cr.fetchone()
        self.write_events(2)
        before = len(self.seal_all())
        self.assertEqual(self.verify().state, "whole")
        self._insert(late)
        self.assertEqual(self.seals._unsealed_count(), 1)
        self.assertEqual(self.verify().state, "whole")
        seals = self.seal_all()
        self.assertEqual(len(seals), before + 1)
        self.assertEqual(seals[-1].events, str(late))
        self.assertEqual(self.verify().state, "whole")

    def _insert(self, number):
        self.cr.execute(
            """
            INSERT INTO udi_event (id, kind, happened_at, user_id, company_id)
            VALUES (%s, 'printed', '2026-01-01', %s, %s)
            """,
            [number, self.env.uid, self.company.id],
        )

    def test_a_row_slipped_in_is_named(self):
        """Once nobody can hold an old number any more, one that appears is forged."""
        self.write_events(2)
        self.cr.execute("SELECT nextval('udi_event_id_seq')")
        [gap] = self.cr.fetchone()
        self.write_events(1)
        # this transaction is the oldest that runs: what follows it has ended
        early = fields.Datetime.subtract(fields.Datetime.now(), days=1)
        with patch.object(fields.Datetime, "now", lambda: early):
            self.seal_all()
        self._age_horizons()
        self.write_events(1)
        seals = self.seal_all()
        self.assertGreater(seals[-1].closed_to, gap)
        self.assertEqual(self.verify().state, "whole")
        self._insert(gap)
        check = self.verify()
        self.assertEqual((check.wrong_code, check.wrong_event), ("added", gap))
        self.assertIn("slipped in", check.message)
        self.assertFalse(self.seals._seal_next(), "no seal takes it in afterwards")

    def _age_horizons(self):
        with self.forced("udi_seal") as cr:
            cr.execute("UPDATE udi_seal SET horizon = '1'")

    def test_the_chain_itself(self):
        self.write_events(12)
        seals = self.seal_all()
        for change, code in (
            (
                "UPDATE udi_seal SET events = events || ' ' WHERE number = 2",
                "seal_changed",
            ),
            ("UPDATE udi_seal SET closed_to = 9 WHERE number = 2", "seal_changed"),
            ("UPDATE udi_seal SET form = 9 WHERE number = 2", "seal_changed"),
            ("UPDATE udi_seal SET number = 99 WHERE number = 2", "seal_missing"),
            ("DELETE FROM udi_seal WHERE number = 2", "seal_missing"),
            (f"DELETE FROM udi_seal WHERE number = {len(seals)}", ""),
        ):
            with self.subTest(change):
                self.cr.execute("SAVEPOINT before")
                with self.forced("udi_seal") as cr:
                    cr.execute(change)
                check = self.verify()
                self.assertEqual(check.wrong_code or "", code)
                if code:
                    self.assertEqual(check.wrong_seal, 2)
                self.cr.execute("ROLLBACK TO SAVEPOINT before")
                self.env.invalidate_all()

    def test_marks_touched_too(self):
        """The marks only find the row; that something is wrong, the hash says."""
        events = self.write_events(5)
        self.seal_all()
        with self.forced("udi_seal") as cr:
            cr.execute("UPDATE udi_seal SET marks = ''")
        self.assertEqual(self.verify().state, "whole")
        with self.forced() as cr:
            cr.execute(
                "UPDATE udi_event SET reason = 'x' WHERE id = %s", [events[4].id]
            )
        check = self.verify()
        self.assertEqual((check.state, check.wrong_code), ("broken", "changed"))

    def test_a_long_check_goes_on_by_itself(self):
        self.write_events(12)
        self.seal_all()
        self.startPatcher(patch.object(udi_seal_check_run, "SEALS", 1))
        action = self.seals.action_verify()
        check = self.env["udi.seal.check"].browse(action["res_id"])
        self.assertEqual((check.state, check.reached), ("running", 1))
        with self.enter_registry_test_mode():
            self.env.ref("udi_traceability.ir_cron_seal_check").method_direct_trigger()
        self.assertEqual(check.state, "whole")

    def test_the_jobs_run_by_themselves(self):
        self.write_events(12)
        with self.enter_registry_test_mode():
            self.env.ref("udi_traceability.ir_cron_seal").method_direct_trigger()
            self.env.ref("udi_traceability.ir_cron_seal_check").method_direct_trigger()
        self.assertFalse(self.seals._unsealed_count())
        check = self.env["udi.seal.check"].search([], limit=1)
        self.assertEqual(check.state, "whole")
