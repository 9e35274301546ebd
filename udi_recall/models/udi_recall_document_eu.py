from odoo import fields, models

from ..tools.document import section


class UdiRecallDocument(models.AbstractModel):
    """European Union: the report of a field safety action, and its notice.

    The groups of MEDDEV 2.12-1 rev.8 Annex 4 with SRN and Basic UDI-DI (forms.md 2.1);
    the notice by MDR Article 89(8) and the Commission's fields (2.3).
    """

    _inherit = "udi.recall.document"

    def _of_eu_fsca(self, recall, region):
        yield from self._fsca_head(recall, region)
        yield from self._fsca_device(recall)
        yield from self._fsca_action(recall, region)

    def _fsca_head(self, recall, region):
        _ = self.env._
        region = region or recall.region_ids.filtered(lambda row: row.code == "EU")
        numbers = region.number_ids
        yield section(
            "EU-FSCA.1",
            _("Authorities addressed"),
            self._joined(numbers.mapped("authority")),
        )
        kind = _("Initial")
        if recall.state in ("completed", "closed"):
            kind = _("Final")
        elif region.report_number:
            kind = _("Follow-up")
        yield section("EU-FSCA.2", _("Type of report"), kind)
        yield section("EU-FSCA.3", _("Date"), str(recall.company_id._udi_today()))
        yield section("EU-FSCA.4", _("Manufacturer's reference"), recall.name)
        yield section(
            "EU-FSCA.5",
            _("Authority's references"),
            self._joined([*numbers.mapped("name"), region.report_number]),
        )
        yield section("EU-FSCA.6", _("Authority's incident references"), optional=True)
        yield section("EU-FSCA.7", _("Coordinating authority"), optional=True)
        makers = self._makers(recall)
        firm = recall.company_id.partner_id
        devices = self._devices(recall)
        agents = devices.authorised_representative_id
        role = _("Other")
        if firm in makers:
            role = _("Manufacturer")
        elif firm in agents:
            role = _("Authorised representative")
        yield section("EU-FSCA.8", _("Submitter"), f"{role}: {firm.name}")
        yield section(
            "EU-FSCA.9",
            _("Manufacturer, with SRN"),
            "\n\n".join(
                f"{self._who(each)}\nSRN {each.udi_srn_mf or '–'}" for each in makers
            ),
        )
        yield section(
            "EU-FSCA.10",
            _("Authorised representative, with SRN"),
            "\n\n".join(
                f"{self._who(each)}\nSRN {each.udi_srn_ar or '–'}" for each in agents
            ),
            optional=True,
        )
        yield section(
            "EU-FSCA.11", _("Contact point"), self._person(recall, "contact")
        )

    def _fsca_device(self, recall):
        _ = self.env._
        devices = self._devices(recall)
        classes = dict(
            devices._fields["risk_class_eu"]._description_selection(self.env)
        )
        yield section(
            "EU-FSCA.12",
            _("Class"),
            self._joined(classes.get(each.risk_class_eu) for each in devices),
        )
        yield section("EU-FSCA.13", _("Nomenclature code (EMDN) and text"))
        yield section(
            "EU-FSCA.14",
            _("Basic UDI-DI and UDI-DI"),
            self._joined(
                [
                    *devices.basic_udi_id.mapped("code"),
                    *devices.mapped("primary_di_id.code"),
                ]
            ),
        )
        yield section(
            "EU-FSCA.15", _("Commercial name"), self._joined(devices.mapped("name"))
        )
        yield section(
            "EU-FSCA.16",
            _("Model and catalogue number"),
            self._joined(
                " / ".join(filter(None, (each.model_number, each.catalog_number)))
                for each in devices
            ),
        )
        yield self._lots_table(recall, "EU-FSCA.17", _("Serials, lots, dates"))
        lots = recall.lot_line_ids.lot_id
        yield section(
            "EU-FSCA.20",
            _("Software version"),
            self._joined(lots.mapped("udi_software_version")),
            optional=True,
        )
        yield section("EU-FSCA.21", _("Associated devices"), optional=True)
        papers = devices.certificate_ids | devices.basic_udi_id.certificate_ids
        yield section(
            "EU-FSCA.22",
            _("Notified body"),
            self._joined(
                " ".join(filter(None, (each.udi_nb_code, each.name)))
                for each in papers.notified_body_id
            ),
        )

    def _fsca_action(self, recall, region):
        _ = self.env._
        yield section(
            "EU-FSCA.23",
            _("Background and reason"),
            "\n".join(
                filter(None, (recall.reason_text, recall.cause, recall.evaluation))
            ),
        )
        yield section(
            "EU-FSCA.24",
            _("Action, and why other lots are not affected"),
            "\n".join(filter(None, (recall.actions_by_firm, recall.unaffected_reason))),
        )
        yield section(
            "EU-FSCA.25", _("Advice to distributors and users"), recall.instructions
        )
        figures = recall._status_figures()
        yield self._balance_table(
            recall,
            "EU-FSCA.26",
            _("Progress, with reconciliation data per country"),
            "country",
            "\n".join(
                [self._accounted_text(figures["units"]), self._checks_text(figures)]
            ),
        )
        yield self._letters_table(recall, "EU-FSCA.27", _("Notices"))
        yield section("EU-FSCA.28", _("Time schedule"), self._schedule(recall))
        yield section(
            "EU-FSCA.29",
            _("Countries affected"),
            self._joined(recall.consignee_ids.country_id.mapped("name")),
        )
        yield section(
            "EU-FSCA.30",
            _("Affirmation"),
            "\n".join(
                [
                    _(
                        "The information is correct to the best of our knowledge. It "
                        "is no admission of a defect or of liability."
                    ),
                    self._person(recall, "responsible"),
                ]
            ),
        )

    def _schedule(self, recall):
        _ = self.env._
        moments = [
            (_("Aware"), recall.aware_at, recall.aware_tz),
            (_("Decided"), recall.decided_at, recall.decided_tz),
            (_("First notice"), recall.initiated_at, recall.decided_tz),
            (_("Completed"), recall.completed_at, recall.decided_tz),
        ]
        lines = [f"{name}: {self._moment(at, tz)}" for name, at, tz in moments if at]
        if recall.reply_by:
            lines.append(
                _("Answers by: %s", fields.Date.to_string(recall.reply_by))
            )
        return "\n".join(lines)

    def _of_eu_fsn(self, recall, region):
        _ = self.env._
        devices = self._devices(recall)
        yield section(
            "EU-FSN.0",
            _("Reference, title, for attention of, contact"),
            "\n".join([recall.name, recall.title, self._person(recall, "contact")]),
        )
        purpose = self._purpose(recall)
        texts = [
            ("1.1", _("Device type"), self._joined(devices.mapped("generic_name"))),
            ("1.2", _("Commercial name"), self._joined(devices.mapped("name"))),
            ("1.4", _("Primary clinical purpose"), purpose),
            (
                "1.5",
                _("Model, catalogue or part number"),
                self._joined(
                    " / ".join(filter(None, (each.model_number, each.catalog_number)))
                    for each in devices
                ),
            ),
        ]
        for code, heading, text in texts:
            yield section(f"EU-FSN.{code}", heading, text)
        yield self._lots_table(recall, "EU-FSN.1.7", _("UDI, serials or lots"), True)
        texts = [
            ("2.1", _("Problem"), recall.reason_text),
            ("2.2", _("Hazard"), recall.hazard),
            ("2.4", _("Predicted risk to patient or user"), recall.evaluation),
            ("3.1", _("What users do"), recall.instructions),
            ("3.2", _("By when"), self._day(recall.reply_by)),
            ("3.3", _("Patient follow-up or review of results")),
            ("3.4", _("Customer reply required by"), self._day(recall.reply_by)),
            ("3.5", _("What the manufacturer does"), recall.actions_by_firm),
            ("3.7", _("Is the notice for patients or lay users?")),
            ("4.1", _("New or update"), self._new_or_update(recall)),
            ("4.4", _("Further advice expected")),
            (
                "4.7",
                _("Manufacturer and SRN"),
                "\n\n".join(
                    f"{self._who(each)}\nSRN {each.udi_srn_mf or '–'}"
                    for each in self._makers(recall)
                ),
            ),
            ("4.8", _("Authority informed"), self._told_authority(recall)),
            ("4.10", _("Name"), self._person(recall, "responsible")),
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
