from odoo import models

from ..tools.document import section


class UdiRecallDocument(models.AbstractModel):
    """European Union: the notice by MDR Article 89(8) (forms.md 2.3)."""

    _inherit = "udi.recall.document"

    def _of_eu_fsn(self, recall, region):
        devices = self._devices(recall)
        yield section(
            "EU-FSN.0",
            self.env._("Reference, title, for attention of, contact"),
            "\n".join([recall.name, recall.title, self._person(recall, "contact")]),
        )
        purpose = self._purpose(recall)
        texts = [
            (
                "1.1",
                self.env._("Device type"),
                self._joined(devices.mapped("generic_name")),
            ),
            (
                "1.2",
                self.env._("Commercial name"),
                self._joined(devices.mapped("name")),
            ),
            ("1.4", self.env._("Primary clinical purpose"), purpose),
            (
                "1.5",
                self.env._("Model, catalogue or part number"),
                self._joined(
                    " / ".join(filter(None, (each.model_number, each.catalog_number)))
                    for each in devices
                ),
            ),
        ]
        for code, heading, text in texts:
            yield section(f"EU-FSN.{code}", heading, text)
        yield self._lots_table(
            recall, "EU-FSN.1.7", self.env._("UDI, serials or lots"), True
        )
        texts = [
            ("2.1", self.env._("Problem"), recall.reason_text),
            ("2.2", self.env._("Hazard"), recall.hazard),
            ("2.4", self.env._("Predicted risk to patient or user"), recall.evaluation),
            ("3.1", self.env._("What users do"), recall.instructions),
            ("3.2", self.env._("By when"), self._day(recall.reply_by)),
            ("3.3", self.env._("Patient follow-up or review of results")),
            (
                "3.4",
                self.env._("Customer reply required by"),
                self._day(recall.reply_by),
            ),
            ("3.5", self.env._("What the manufacturer does"), recall.actions_by_firm),
            ("3.7", self.env._("Is the notice for patients or lay users?")),
            ("4.1", self.env._("New or update"), self._new_or_update(recall)),
            ("4.4", self.env._("Further advice expected")),
            (
                "4.7",
                self.env._("Manufacturer and SRN"),
                "\n\n".join(
                    f"{self._who(each)}\nSRN {each.udi_srn_mf or '–'}"
                    for each in self._makers(recall)
                ),
            ),
            ("4.8", self.env._("Authority informed"), self._told_authority(recall)),
            ("4.10", self.env._("Name"), self._person(recall, "responsible")),
        ]
        for code, heading, *text in texts:
            yield section(f"EU-FSN.{code}", heading, *text)

    def _new_or_update(self, recall):
        version = max(recall.notice_ids.mapped("version"), default=1)
        if version == 1:
            return self.env._("New")
        return self.env._("Update: version %s", version)

    def _told_authority(self, recall):
        rows = recall.region_ids.filtered(
            lambda row: row.code == "EU" and row.report_sent_at
        )
        return self._joined(
            f"{row.report_number} {self._moment(row.report_sent_at)}" for row in rows
        )
