from datetime import timedelta

from odoo import fields
from odoo.fields import Command
from odoo.tests import new_test_user

from odoo.addons.udi_traceability.tests.common import UdiCase, gtin

PUMP_GTIN = gtin(13435)


class RecallCase(UdiCase):
    """A maker of pumps: battery lots built into pumps by serial, three customers."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for lang in ("de_DE", "es_ES"):
            cls.env["res.lang"]._activate_lang(lang)
        cls.company.country_id = cls.env.ref("base.de")
        cls.maker.write({"name": "Meridian Medical", "udi_srn_mf": "DE-MF-000012345"})
        germany, spain = cls.env.ref("base.de"), cls.env.ref("base.es")
        cls.anna, cls.nord, cls.medica = cls.env["res.partner"].create(
            [
                cls._customer("St Anna Hospital", germany, lang="de_DE"),
                cls._customer("University Hospital Nord", germany, lang="de_DE"),
                cls._customer("Medica SA", spain, lang="es_ES"),
            ]
        )
        cls.ward = cls.env["res.partner"].create(
            {"name": "Ward 3", "parent_id": cls.anna.id}
        )
        cls.bp7_device = cls.make_device("Battery", 13436, model_number="BP-7")
        cls.ip200_device = cls.make_device(
            "Infusion pump",
            13435,
            tracking="serial",
            model_number="IP-200",
            catalog_number="IP-200",
        )
        cls.bp7, cls.ip200 = cls.bp7_device.product_id, cls.ip200_device.product_id
        cls.bp7.name, cls.ip200.name = "Battery BP-7", "Infusion pump IP-200"
        cls.manager = cls._user("manager", "udi_recall.group_recall_manager")
        cls.approver = cls._user("approver", "udi_recall.group_recall_approver")
        cls.reader = cls._user("reader", "udi_recall.group_recall_user")
        cls.worker = cls._user("worker", "udi_traceability.group_udi_user")

    @classmethod
    def _customer(cls, name, country, **values):
        return {
            "name": name,
            "is_company": True,
            "country_id": country.id,
            "phone": "+49 30 1234567",
            "email": f"quality@{name.split()[0].lower()}.example",
            **values,
        }

    @classmethod
    def _user(cls, login, group):
        return new_test_user(cls.env, f"recall_{login}", groups=group)

    @classmethod
    def _lots(cls, product, *names, **values):
        """Lots with dates on their label."""
        lots = cls.env["stock.lot"]
        dates = {
            "udi_manufacture_date": "2026-08-03",
            "udi_expiration_date": "2029-08-02",
        }
        for name in names:
            lots |= cls.make_lot(product, name, **(dates | values))
        return lots

    @classmethod
    def _serials(cls, count, start=1):
        numbers = range(start, start + count)
        return cls._lots(cls.ip200, *(f"SN{number:04}" for number in numbers))

    # -- goods move: so much of each lot -------------------------------------------

    @classmethod
    def _receive(cls, lots, quantity=1):
        return cls.receive(dict.fromkeys(lots, quantity))

    @classmethod
    def _deliver(cls, lots, partner, quantity=1):
        return cls.ship(dict.fromkeys(lots, quantity), partner)

    @classmethod
    def _take_back(cls, lots, partner, quantity=1):
        return cls.take_back(dict.fromkeys(lots, quantity), partner)

    @classmethod
    def _make(cls, finished, components):
        """One order of production: each lot met each component, one unit of each."""
        return cls.produce(dict.fromkeys(finished, 1), dict.fromkeys(components, 1))

    @classmethod
    def _make_each(cls, finished, component):
        """One order for each finished serial: certain, as one lot meets one lot."""
        for lot in finished:
            cls._make(lot, component)

    # -- recalls -------------------------------------------------------------------

    @classmethod
    def _recall(cls, *lots, user=None, **values):
        """A draft with everything it needs, by the manager; each lot a scope line."""
        recalls = cls.env["udi.recall"].with_user(user or cls.manager)
        recall = recalls.create(
            {
                "title": "Infusion pump IP-200, battery",
                "reason_text": "The battery may lose contact.",
                "hazard": "An infusion may stop unnoticed.",
                "instructions": "Stop using the pumps listed.\nSet them apart.",
                "actions_by_firm": "We change the battery.",
                "unaffected_reason": "Other batteries come from another maker.",
                "physical_return": "yes",
                "reply_by": fields.Date.today() + timedelta(days=3),
                "scope_line_ids": [Command.create({"lot_id": lot.id}) for lot in lots],
                **values,
            }
        )
        cls._translate(recall)
        return recall

    @classmethod
    def _translate(cls, recall):
        """The notices' own words in the languages of the customers."""
        for lang in ("de_DE", "es_ES"):
            there = recall.with_context(lang=lang)
            for name in ("reason_text", "instructions"):
                if recall[name]:
                    there[name] = f"{lang}: {recall[name]}"

    @classmethod
    def _approved(cls, recall):
        """Previewed, sent by the manager, signed by the approver."""
        if recall.state == "draft":
            recall.with_user(cls.manager).action_compute_scope()
        recall.with_user(cls.manager).action_ask_approval()
        cls._sign(recall.with_user(cls.approver).action_approve(), cls.approver)
        return recall

    @classmethod
    def _sign(cls, action, user, reason="I read it.", password=None):
        """Fill in the dialog that `action` opens; a login is its own password."""
        dialog = cls.env[action["res_model"]].with_user(user).browse(action["res_id"])
        dialog.reason = reason
        return dialog.with_context(password=password or user.login).action_sign()

    @classmethod
    def _started(cls, recall):
        """Approved by a second person, and begun by the manager."""
        cls._approved(recall).with_user(cls.manager).action_start()
        return recall

    @classmethod
    def _closed(cls, recall, reason="Done."):
        """From where it is now to closed: what is open gets a reason."""
        manager = recall.with_user(cls.manager)
        manager.action_check_completion()
        cls._reason(manager)
        if manager.state == "reconciling":
            manager.action_complete()
            cls._reason(manager)
        cls._sign(recall.with_user(cls.approver).action_close(), cls.approver, reason)
        return recall

    @classmethod
    def _reason(cls, recall):
        for point in recall.point_ids.filtered(lambda point: point.state == "open"):
            point.reason = "Nothing more can be done."

    @classmethod
    def _story(cls):
        """Battery C-778 in ten pumps: 3 on the shelf, 4 + 2 + 1 at customers."""
        cls.cell = cls._lots(cls.bp7, "C-778")
        cls._receive(cls.cell, 10)
        cls.serials = cls._serials(10)
        cls._make_each(cls.serials, cls.cell)
        cls._deliver(cls.serials[3:7], cls.anna)
        cls._deliver(cls.serials[7:9], cls.nord)
        cls._deliver(cls.serials[9], cls.medica)
        return cls._recall(cls.cell)

    def _count_moved(self):
        """What the job does that transfers of recalled goods wake."""
        with self.enter_registry_test_mode():
            self.env.ref("udi_recall.ir_cron_recall_moved").method_direct_trigger()

    def _row(self, recall, lot):
        return recall.lot_line_ids.filtered(lambda row: row.lot_id == lot)

    def _consignee(self, recall, partner):
        return recall.consignee_ids.filtered(lambda row: row.partner_id == partner)
