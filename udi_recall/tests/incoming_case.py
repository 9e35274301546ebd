import json
from datetime import timedelta

from odoo import fields

from odoo.addons.udi_recall.tools.notice import notice_of, to_csv_rows, to_json
from odoo.addons.udi_traceability.tests.common import gtin
from odoo.addons.udi_traceability.tools.safe_csv import sheet

from .common import PUMP_GTIN, RecallCase


class IncomingCase(RecallCase):
    """A dealer of pumps: the maker recalls two serials and a lot of batteries."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.maker.email = "recall@meridian.example"
        cls.serials = cls._serials(4)
        cls.cell = cls._lots(cls.bp7, "C-778")
        cls._receive(cls.serials)
        cls._receive(cls.cell, 20)
        cls._deliver(cls.serials[1:3], cls.anna)
        cls._deliver(cls.cell, cls.nord, 5)

    @classmethod
    def _lines(cls):
        numbers = [
            {"udi_di": PUMP_GTIN, "serial": "SN0001", "qty_shipped": 1},
            {"udi_di": PUMP_GTIN, "serial": "SN0002", "qty_shipped": 1},
            {"udi_di": gtin(13436), "lot": "C-778", "qty_shipped": 20},
            {"udi_di": PUMP_GTIN, "serial": "SN9999", "qty_shipped": 1},
            {"udi_di": gtin(99999), "lot": "X1", "qty_shipped": 3},
        ]
        return [{"line": place, **line} for place, line in enumerate(numbers, 1)]

    @classmethod
    def _notice(cls, **values):
        due = fields.Date.today() + timedelta(days=5)
        return notice_of(
            {
                "notice_id": "FSCA-26-11/7",
                "notice_version": 1,
                "kind": "recall",
                "title": "Infusion pump, battery contact",
                "language": "de",
                "manufacturer": {
                    "name": "Meridian Medical",
                    "srn": "DE-MF-000012345",
                },
                "sender": {
                    "name": "Meridian Medical",
                    "contact": "Ms Roth",
                    "phone": "+49 30 1",
                    "email": "recall@meridian.example",
                },
                "reason": {"code": "F", "text": "The battery may lose contact."},
                "hazard": "An infusion may stop.",
                "actions": [
                    {"no": 1, "text": "Stop using the pumps."},
                    {"no": 2, "text": "Set them apart."},
                ],
                "reply": {
                    "required": True,
                    "due": str(due),
                    "url": "https://meridian.example/r/1",
                },
                "lines": cls._lines(),
                **values,
            }
        )

    @classmethod
    def _json(cls, **values):
        return to_json(cls._notice(**values))

    @classmethod
    def _sheet(cls, **values):
        return sheet(*to_csv_rows(cls._notice(**values)))

    def _bring(self, content=None, user=None, name="notice.json"):
        incoming = self.env["udi.recall.incoming"].with_user(user or self.manager)
        return incoming._from_file(name, content or self._json())

    def _found(self, incoming):
        return {line.number: line.found for line in incoming.line_ids}

    def _files(self, answer):
        files = {file.name.rsplit(".")[-1]: file for file in answer.attachment_ids}
        return json.loads(files["json"].raw), files
