from dataclasses import dataclass, replace

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..formats import FORMATS
from ..formats.findings import DRAFT, ERROR, WARNING, Finding
from ..formats.record import DeviceRecord
from . import finding_rows
from .finding_sentences import SENTENCES
from .udi_registration import OPEN_STATES

# What the regulator has is not judged again by the rules for a first registration.
CHECKED_STATES = (*OPEN_STATES, "rejected")


@dataclass(frozen=True)
class Examined:
    """A registration as the regulator would get it, and what is wrong with it."""

    record: DeviceRecord
    findings: tuple[Finding, ...]
    accepted: DeviceRecord | None = None

    def count(self, severity):
        return sum(finding.severity == severity for finding in self.findings)

    @property
    def fit(self):
        return not self.count(ERROR)

    @property
    def state(self):
        return "ready" if self.fit else "preparing"

    @property
    def result(self):
        """The worst severity there is."""
        found = {finding.severity for finding in self.findings}
        return next((s for s in (ERROR, DRAFT, WARNING) if s in found), "fine")


class UdiRegistration(models.Model):
    """The steps of a registration: what our check says, what the regulator did."""

    _inherit = "udi.registration"

    findings = fields.Json(readonly=True, copy=False)
    finding_rows = fields.Json(compute="_compute_finding_rows")
    error_count = fields.Integer(string="Errors", readonly=True, copy=False)
    warning_count = fields.Integer(string="Warnings", readonly=True, copy=False)
    draft_count = fields.Integer(
        string="Draft reasons",
        readonly=True,
        copy=False,
        help="Places in the file that are not verified: a file built now is a draft.",
    )
    check_result = fields.Selection(
        [
            ("unchecked", "Not checked"),
            (ERROR, "Stops"),
            (DRAFT, "Draft only"),
            (WARNING, "Look"),
            ("fine", "Fine"),
        ],
        string="Check",
        default="unchecked",
        required=True,
        readonly=True,
        copy=False,
    )
    checked_on = fields.Datetime(string="Last checked", readonly=True, copy=False)

    @api.depends("findings")
    @api.depends_context("lang")
    def _compute_finding_rows(self):
        detail_of = self._detail_of()
        for registration in self:
            found = finding_rows.loaded(registration.findings)
            detail = detail_of.get(registration._origin)
            registration.finding_rows = detail and finding_rows.rows(detail, found)

    def action_check(self):
        self._check()

    def _record_published(self):
        """A code that stands at a regulator is one that others have seen."""
        regulators = dict(self._fields["regulator"]._description_selection(self.env))
        self.env["udi.event"]._record(
            [
                {
                    "kind": "published",
                    "company_id": (registration.company_id or self.env.company).id,
                    "product_id": registration.device_id.product_id.id,
                    "di_code": (
                        registration.di_id or registration.device_id.primary_di_id
                    ).code,
                    "reason": self.env._(
                        "%(regulator)s, version %(version)s.",
                        regulator=regulators[registration.regulator],
                        version=registration.version,
                    ),
                    "res_model": registration._name,
                    "res_id": registration.id,
                }
                for registration in self
            ]
        )

    def action_withdraw(self):
        self.check_access("write")
        self._leave("registered")
        self.sudo().state = "withdrawn"

    @api.model
    def _formats(self):
        """Regulator to its format; another addon adds its own through ``super()``."""
        return dict(FORMATS)

    @api.model
    def _finding_sentences(self):
        """Finding code to what people read; a further format adds its own."""
        return SENTENCES

    def _examine(self):
        """``{registration: Examined}``, as of today, without storing anything."""
        records = self.env["udi.device"]._device_records(self)
        accepted = self._accepted_records()
        settings = {}
        for details in self._details():
            settings.update(details._setting_findings())
        return {
            registration: Examined(
                records[registration],
                registration._problems(records[registration], accepted[registration])
                + settings[registration],
                accepted[registration],
            )
            for registration in self
        }

    def _problems(self, record, accepted):
        """By the rules of the regulator; an update has rules of its own."""
        regulator = self._formats()[self.regulator]
        if accepted is None or not hasattr(regulator, "difference"):
            return regulator.problems(record)
        return regulator.problems(record, accepted)

    def _is_checked(self):
        """Ours to put right, or accepted: then our record may have moved on."""
        taken = self.state == "registered" and self.accepted_id
        return self.state in CHECKED_STATES or bool(taken)

    def _check(self, examined=None):
        """Examine, keep the findings, and say how far each registration is."""
        self.check_access("write")
        checked = self.filtered(lambda r: r._is_checked())
        examined = checked._examine() if examined is None else examined
        changes = checked._changes(examined)
        alike = checked.sudo().grouped(
            lambda r: (
                examined[r].findings,
                tuple(r._changed_values(changes[r]).items()),
            )
        )
        for (_findings, changed), found in alike.items():
            found.write(found._checked_values(examined[found[0]]) | dict(changed))
        ours = self.sudo().filtered(lambda r: r.state in OPEN_STATES)
        for state, found in ours.grouped(lambda r: examined[r].state).items():
            found.filtered(lambda r, state=state: r.state != state).state = state

    @api.model
    def _checked_values(self, one):
        """What the check writes; most devices of a batch have the same."""
        return {
            "findings": finding_rows.stored(one.findings),
            "error_count": one.count(ERROR),
            "draft_count": one.count(DRAFT),
            "warning_count": one.count(WARNING),
            "check_result": one.result,
            "checked_on": fields.Datetime.now(),
        }

    def _examine_batch(self, examined=None):
        """As ``_examine``, with what keeps registrations out of one common batch."""
        examined = self._examine() if examined is None else dict(examined)
        fit = self.filtered(lambda r: examined[r].fit)
        for details in fit._details():
            for registration, findings in details._batch_findings().items():
                one = examined[registration]
                examined[registration] = replace(one, findings=one.findings + findings)
        return examined

    def _leave(self, state):
        labels = dict(self._fields["state"]._description_selection(self.env))
        for registration in self.filtered(lambda r: r.state != state):
            raise UserError(
                self.env._(
                    "%(registration)s is “%(now)s”. This step starts from “%(state)s”.",
                    registration=registration.display_name,
                    now=labels[registration.state],
                    state=labels[state],
                )
            )
