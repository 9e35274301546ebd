import base64
import csv
import io
import json

import psycopg2

from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from ..tools import seal_file
from .test_udi_seal import SealCase


@tagged("post_install", "-at_install")
class TestSealRights(SealCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.worker = cls.make_user("seal_worker", "udi_traceability.group_udi_user")
        cls.manager = cls.make_user(
            "seal_manager", "udi_traceability.group_udi_manager"
        )

    def test_nobody_changes_a_seal(self):
        self.write_events(2)
        seal = self.seal_all()[:1]
        for change in (
            lambda: seal.sudo().write({"hash": "x"}),
            lambda: seal.sudo().unlink(),
            lambda: seal.sudo().copy(),
        ):
            with self.assertRaisesRegex(UserError, "is evidence"):
                change()
        for statement in (
            "UPDATE udi_seal SET hash = 'x'",
            "DELETE FROM udi_seal",
            "TRUNCATE udi_seal",
        ):
            with self.subTest(statement), mute_logger("odoo.sql_db"):
                with self.assertRaises(psycopg2.Error) as caught, self.cr.savepoint():
                    self.cr.execute(statement)
                self.assertIn("append-only", str(caught.exception))

    def test_the_guard_goes_with_the_addon_and_comes_back(self):
        self.seals._drop_guard()
        self.cr.execute("UPDATE udi_seal SET hash = hash")
        self.seals.init()
        with self.assertRaises(psycopg2.Error), self.cr.savepoint():
            with mute_logger("odoo.sql_db"):
                self.cr.execute("UPDATE udi_seal SET hash = hash")

    def test_who_may(self):
        seals = self.seals.with_user(self.worker)
        seals.search([]).mapped("hash")
        for deed in (
            seals.action_verify,
            seals.action_export,
            seals.action_verify_file,
        ):
            with self.assertRaisesRegex(AccessError, "UDI manager can"):
                deed()
        with self.assertRaises(AccessError):
            seals.create({"number": 1})
        checks = self.env["udi.seal.check"]
        with self.assertRaises(AccessError):
            checks.with_user(self.worker).create({})
        check = checks.with_user(self.manager).create({"state": "whole", "upto": 9})
        self.assertEqual((check.state, check.upto), ("draft", 0))
        check.write({"state": "whole"})
        self.assertEqual(check.state, "draft")
        check.action_start()
        self.assertEqual(check.state, "whole")
        with self.assertRaisesRegex(UserError, "evidence"):
            check.write({"file_name": "x"})
        with self.assertRaisesRegex(UserError, "has run"):
            check.action_start()
        with self.assertRaises(AccessError):
            check.unlink()


@tagged("post_install", "-at_install")
class TestSealFile(SealCase, HttpCase):
    def kept(self, seals):
        return seal_file.write("db", seals._told())

    def compare(self, data):
        check = self.env["udi.seal.check"].create(
            {"file": base64.b64encode(data), "file_name": "seals.jsonl"}
        )
        check.action_start()
        while check.state == "running":
            check._do_part()
        return check

    def test_the_file_of_today(self):
        self.write_events(12)
        check = self.compare(self.kept(self.seal_all()))
        self.assertEqual(check.state, "whole")
        self.assertIn("Every seal of the file is here", check.message)

    def test_a_chain_made_anew_is_seen(self):
        events = self.write_events(12)
        kept = self.kept(self.seal_all())
        with self.forced("udi_seal") as cr:
            cr.execute("DELETE FROM udi_seal")
        with self.forced() as cr:
            cr.execute(
                "UPDATE udi_event SET quantity = 9 WHERE id = %s", [events[6].id]
            )
        self.seal_all()
        self.assertEqual(self.verify().state, "whole", "by itself it looks sound")
        check = self.compare(kept)
        self.assertEqual(check.wrong_code, "file_seal_changed")
        self.assertIn("made anew", check.message)

    def test_a_seal_that_is_gone(self):
        self.write_events(12)
        seals = self.seal_all()
        kept, last = self.kept(seals), seals[-1].number
        with self.forced("udi_seal") as cr:
            cr.execute("DELETE FROM udi_seal WHERE number = %s", [last])
        check = self.compare(kept)
        self.assertEqual(check.wrong_code, "file_seal_missing")
        self.assertEqual(check.wrong_seal, last)

    def test_a_file_of_something_else(self):
        bad = json.dumps({"kind": "udi-seals"}) + "\n{}"
        for data, word in (
            (b"PK", "no file of seals"),
            (b"{}", "does not begin"),
            (bad.encode(), "Line 2 is no seal"),
        ):
            with self.assertRaisesRegex(UserError, word):
                self.compare(data)

    def test_the_download(self):
        self.write_events(3)
        seals = self.seal_all()
        self.make_user("keeper", "udi_traceability.group_udi_manager")
        self.make_user("walker", "udi_traceability.group_udi_user")
        self.authenticate("walker", "walker")
        with mute_logger("odoo.http"):
            self.assertEqual(self.url_open("/udi/seals").status_code, 403)
        self.authenticate("keeper", "keeper")
        answer = self.url_open("/udi/seals")
        database, told = seal_file.read(answer.content)
        self.assertEqual(len(told), len(seals))
        self.assertTrue(database)
        self.assertIn("attachment", answer.headers["Content-Disposition"])

    def test_evidence_of_a_break_is_a_file(self):
        """Opened in a spreadsheet, no cell of it runs."""
        events = self.write_events(12)
        touched, gone = events[7].id, events[3].id
        self.seal_all()
        whole = self.verify()
        with self.assertRaisesRegex(UserError, "Nothing is broken"):
            whole.action_evidence()
        with self.forced() as cr:
            cr.execute("UPDATE udi_event SET reason = '=1+1' WHERE id = %s", [touched])
        check = self.verify()
        self.make_user("keeper", "udi_traceability.group_udi_manager")
        self.make_user("walker", "udi_traceability.group_udi_user")
        address = check.action_evidence()["url"]
        self.authenticate("walker", "walker")
        with mute_logger("odoo.http"):
            self.assertEqual(self.url_open(address).status_code, 403)
        self.authenticate("keeper", "keeper")
        answer = self.url_open(address)
        self.assertIn("text/csv", answer.headers["Content-Type"])
        told = csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")))
        rows = {int(row["id"]): row for row in told}
        seal = self.seals.search([("number", "=", check.wrong_seal)])
        self.assertEqual(len(rows), seal.count)
        self.assertEqual(rows[touched]["finding"], "changed")
        self.assertEqual(rows[touched]["reason"], "'=1+1")
        self.assertEqual(len(rows[touched]["sha256"]), 64)
        self.assertEqual(self.url_open("/udi/seals/evidence/0").status_code, 404)
        with self.forced() as cr:
            cr.execute("DELETE FROM udi_event WHERE id = %s", [gone])
        check = self.verify()
        _name, content = check._evidence()
        told = csv.DictReader(io.StringIO(content.decode("utf-8-sig")))
        [missing] = [row for row in told if row["finding"]]
        self.assertEqual((missing["finding"], missing["id"]), ("missing", str(gone)))
        self.assertFalse(missing["kind"])
