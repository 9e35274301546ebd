from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

# EUDAMED's services by their own names; other regulators have one message only.
MESSAGES = [
    ("device_post", "New device"),
    ("udi_di_post", "Further UDI-DI"),
    ("basic_udi_patch", "Update of the Basic UDI-DI"),
    ("udi_di_patch", "Update of the UDI-DI"),
    ("market_info_put", "Markets"),
    ("package_udi_put", "Packages"),
    ("product_designer_put", "Original manufacturer"),
    ("whole", "Whole record"),
]

# States that our own checks decide; the later ones are the regulator's.
OPEN_STATES = ("required", "preparing", "ready")
TRACKED_FIELDS = frozenset(
    {"state", "registrant_id", "local_agent_id", "di_id", "publish_date", "version"}
)


class UdiRegistration(models.Model):
    """One device at one regulator; its own attributes lie in the regulator's model.

    The chatter is that of the regulator's record (``udi.registration.detail``): there
    people work, so changes made here are logged there.
    """

    _name = "udi.registration"
    _description = "UDI Registration"
    _order = "device_id, regulator, id"
    _check_company_auto = True

    device_id = fields.Many2one(
        "udi.device",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    regulator = fields.Selection(
        [("gudid", "FDA GUDID"), ("eudamed", "EUDAMED"), ("nmpa", "NMPA UDID")],
        required=True,
        index=True,
    )
    company_id = fields.Many2one(
        related="device_id.company_id", store=True, precompute=True, index=True
    )
    registrant_id = fields.Many2one(
        "res.partner",
        check_company=True,
        ondelete="restrict",
        help="FDA labeler, EU legal manufacturer or pack producer, NMPA registrant.",
    )
    local_agent_id = fields.Many2one(
        "res.partner",
        string="Local responsible person",
        check_company=True,
        ondelete="restrict",
        help="EU authorised representative, or agent of an overseas maker in China.",
    )
    di_id = fields.Many2one(
        "udi.di",
        string="Identifier at the regulator",
        check_company=True,
        ondelete="restrict",
        domain="[('device_id', '=', device_id)]",
        help="The DI by which this regulator knows the device; the primary DI as a "
        "rule, another one where a regulator wants its own sales unit or agency.",
    )
    publish_date = fields.Date(string="Publication date")
    external_key = fields.Char(
        string="Record key at the regulator", copy=False, help="As received."
    )
    version = fields.Integer(
        string="Version at the regulator",
        readonly=True,
        copy=False,
        help="0 until the regulator accepted the first one.",
    )
    state = fields.Selection(
        [
            ("required", "Required"),
            ("preparing", "In preparation"),
            ("ready", "Ready"),
            ("submitted", "Submitted"),
            ("registered", "Registered"),
            ("rejected", "Rejected"),
            ("withdrawn", "Withdrawn"),
        ],
        default="required",
        required=True,
        readonly=True,
        index=True,
        copy=False,
    )
    submission_line_ids = fields.One2many(
        "udi.submission.line", "registration_id", readonly=True
    )
    submission_count = fields.Integer(compute="_compute_submission_count")

    _device_regulator_uniq = models.Constraint(
        "UNIQUE(device_id, regulator)",
        "This device is registered at this regulator already. Open that registration.",
    )

    @api.depends("device_id.name", "regulator")
    def _compute_display_name(self):
        labels = dict(self._fields["regulator"]._description_selection(self.env))
        for registration in self:
            registration.display_name = self.env._(
                "%(device)s at %(regulator)s",
                device=registration.device_id.name,
                regulator=labels.get(registration.regulator),
            )

    @api.depends("submission_line_ids")
    def _compute_submission_count(self):
        counts = dict(
            self.env["udi.submission.line"]._read_group(
                [("registration_id", "in", self.ids)],
                ["registration_id"],
                ["submission_id:count_distinct"],
            )
        )
        for registration in self:
            registration.submission_count = counts.get(registration._origin, 0)

    @api.constrains("di_id", "device_id")
    def _check_di_of_device(self):
        for registration in self:
            di, device = registration.di_id, registration.device_id
            if di and di.device_id != device:
                raise ValidationError(
                    self.env._(
                        "%(di)s is an identifier of %(other)s, not of %(device)s. "
                        "Choose one of the identifiers on the device form.",
                        di=di.code,
                        other=di.device_id.name,
                        device=device.name,
                    )
                )

    def write(self, vals):
        self._refuse_other_subject(vals)
        if TRACKED_FIELDS.intersection(vals):
            for details in self._details():
                details._track_prepare(TRACKED_FIELDS.intersection(vals))
        return super().write(vals)

    def unlink(self):
        """Delete through the regulator's records, which take their chatter along."""
        for details in self._details(create=False):
            details.unlink()
        return super(UdiRegistration, self.exists()).unlink()

    @api.ondelete(at_uninstall=False)
    def _unlink_except_sent(self):
        for registration in self:
            if registration.submission_line_ids:
                problem = self.env._(
                    "is part of %(submission)s. Delete that batch first, if it was "
                    "not uploaded.",
                    submission=registration.submission_line_ids[0].submission_id.name,
                )
            elif registration.state not in OPEN_STATES or registration.version:
                problem = self.env._(
                    "is known to the regulator and stays as evidence. Withdraw it "
                    "instead."
                )
            else:
                continue
            raise UserError(
                self.env._(
                    "%(registration)s %(problem)s",
                    registration=registration.display_name,
                    problem=problem,
                )
            )

    def _refuse_other_subject(self, vals):
        """A registration never changes its device or regulator: make another one."""
        for registration in self:
            for name in ("device_id", "regulator"):
                if name in vals and vals[name] != registration._plain(name):
                    raise UserError(
                        self.env._(
                            "%(registration)s cannot move to another device or "
                            "regulator. Register the other device instead.",
                            registration=registration.display_name,
                        )
                    )

    def _plain(self, name):
        return self._fields[name].convert_to_write(self[name], self)

    def _details(self, create=True):
        """The regulators' records, one recordset per regulator."""
        found = []
        for regulator, registrations in self.grouped("regulator").items():
            Detail = self.env[f"udi.registration.{regulator}"]
            details = Detail.search([("registration_id", "in", registrations.ids)])
            missing = registrations - details.registration_id
            if create and missing:
                vals_list = [{"registration_id": each.id} for each in missing]
                details |= Detail.sudo().create(vals_list).sudo(False)
            found.append(details)
        return found

    def _detail_of(self):
        """``{registration: the regulator's record}``."""
        return {
            detail.registration_id: detail
            for details in self._details()
            for detail in details
        }

    def _detail(self):
        self.ensure_one()
        return self._details()[0]
