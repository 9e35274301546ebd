from odoo import fields, models

from ..tools.document import section


class UdiRecallDocument(models.AbstractModel):
    """European Union: the report of a field safety corrective action.

    The groups of MEDDEV 2.12-1 rev.8 Annex 4 with SRN and Basic UDI-DI (forms.md 2.1).
    """

    _inherit = "udi.recall.document"

    def _of_eu_fsca(self, recall, region):
        yield from self._fsca_head(recall, region)
        yield from self._fsca_device(recall)
        yield from self._fsca_action(recall, region)

    def _fsca_head(self, recall, region):
        region = region or recall.region_ids.filtered(lambda row: row.code == "EU")
        numbers = region.number_ids
        yield section(
            "EU-FSCA.1",
            self.env._("Authorities addressed"),
            self._joined(numbers.mapped("authority")),
        )
        kind = self.env._("Initial")
        if recall.state in ("completed", "closed"):
            kind = self.env._("Final")
        elif region.report_number:
            kind = self.env._("Follow-up")
        yield section("EU-FSCA.2", self.env._("Type of report"), kind)
        yield section(
            "EU-FSCA.3", self.env._("Date"), str(recall.company_id._udi_today())
        )
        yield section("EU-FSCA.4", self.env._("Manufacturer's reference"), recall.name)
        yield section(
            "EU-FSCA.5",
            self.env._("Authority's references"),
            self._joined([*numbers.mapped("name"), region.report_number]),
        )
        yield section(
            "EU-FSCA.6", self.env._("Authority's incident references"), optional=True
        )
        yield section("EU-FSCA.7", self.env._("Coordinating authority"), optional=True)
        makers = self._makers(recall)
        firm = recall.company_id.partner_id
        devices = self._devices(recall)
        agents = devices.authorised_representative_id
        role = self.env._("Other")
        if firm in makers:
            role = self.env._("Manufacturer")
        elif firm in agents:
            role = self.env._("Authorised representative")
        yield section("EU-FSCA.8", self.env._("Submitter"), f"{role}: {firm.name}")
        yield section(
            "EU-FSCA.9",
            self.env._("Manufacturer, with SRN"),
            "\n\n".join(
                f"{self._who(each)}\nSRN {each.udi_srn_mf or '–'}" for each in makers
            ),
        )
        yield section(
            "EU-FSCA.10",
            self.env._("Authorised representative, with SRN"),
            "\n\n".join(
                f"{self._who(each)}\nSRN {each.udi_srn_ar or '–'}" for each in agents
            ),
            optional=True,
        )
        yield section(
            "EU-FSCA.11", self.env._("Contact point"), self._person(recall, "contact")
        )

    def _fsca_device(self, recall):
        devices = self._devices(recall)
        classes = dict(
            devices._fields["risk_class_eu"]._description_selection(self.env)
        )
        yield section(
            "EU-FSCA.12",
            self.env._("Class"),
            self._joined(classes.get(each.risk_class_eu) for each in devices),
        )
        yield section("EU-FSCA.13", self.env._("Nomenclature code (EMDN) and text"))
        yield section(
            "EU-FSCA.14",
            self.env._("Basic UDI-DI and UDI-DI"),
            self._joined(
                [
                    *devices.basic_udi_id.mapped("code"),
                    *devices.mapped("primary_di_id.code"),
                ]
            ),
        )
        yield section(
            "EU-FSCA.15",
            self.env._("Commercial name"),
            self._joined(devices.mapped("name")),
        )
        yield section(
            "EU-FSCA.16",
            self.env._("Model and catalogue number"),
            self._joined(
                " / ".join(filter(None, (each.model_number, each.catalog_number)))
                for each in devices
            ),
        )
        yield self._lots_table(recall, "EU-FSCA.17", self.env._("Serials, lots, dates"))
        lots = recall.lot_line_ids.lot_id
        yield section(
            "EU-FSCA.20",
            self.env._("Software version"),
            self._joined(lots.mapped("udi_software_version")),
            optional=True,
        )
        yield section("EU-FSCA.21", self.env._("Associated devices"), optional=True)
        papers = devices.certificate_ids | devices.basic_udi_id.certificate_ids
        yield section(
            "EU-FSCA.22",
            self.env._("Notified body"),
            self._joined(
                " ".join(filter(None, (each.udi_nb_code, each.name)))
                for each in papers.notified_body_id
            ),
        )

    def _fsca_action(self, recall, region):
        yield section(
            "EU-FSCA.23",
            self.env._("Background and reason"),
            "\n".join(
                filter(None, (recall.reason_text, recall.cause, recall.evaluation))
            ),
        )
        yield section(
            "EU-FSCA.24",
            self.env._("Action, and why other lots are not affected"),
            "\n".join(filter(None, (recall.actions_by_firm, recall.unaffected_reason))),
        )
        yield section(
            "EU-FSCA.25",
            self.env._("Advice to distributors and users"),
            recall.instructions,
        )
        figures = recall._status_figures()
        yield self._balance_table(
            recall,
            "EU-FSCA.26",
            self.env._("Progress, with reconciliation data per country"),
            "country",
            "\n".join(
                [self._accounted_text(figures["units"]), self._checks_text(figures)]
            ),
        )
        yield self._letters_table(recall, "EU-FSCA.27", self.env._("Notices"))
        yield section("EU-FSCA.28", self.env._("Time schedule"), self._schedule(recall))
        yield section(
            "EU-FSCA.29",
            self.env._("Countries affected"),
            self._joined(recall.consignee_ids.country_id.mapped("name")),
        )
        yield section(
            "EU-FSCA.30",
            self.env._("Affirmation"),
            "\n".join(
                [
                    self.env._(
                        "The information is correct to the best of our knowledge. It "
                        "is no admission of a defect or of liability."
                    ),
                    self._person(recall, "responsible"),
                ]
            ),
        )

    def _schedule(self, recall):
        moments = [
            (self.env._("Aware"), recall.aware_at, recall.aware_tz),
            (self.env._("Decided"), recall.decided_at, recall.decided_tz),
            (self.env._("First notice"), recall.initiated_at, recall.decided_tz),
            (self.env._("Completed"), recall.completed_at, recall.decided_tz),
        ]
        lines = [f"{name}: {self._moment(at, tz)}" for name, at, tz in moments if at]
        if recall.reply_by:
            lines.append(
                self.env._("Answers by: %s", fields.Date.to_string(recall.reply_by))
            )
        return "\n".join(lines)
