from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain
from odoo.tools import SQL, formatLang

from ..tools.gtin_range import DIGITS, capacity, free_items, gtin, item_of

WARN_SHARE = 10  # one part in so many left: time to ask GS1 for another prefix


class UdiGtinPrefix(models.Model):
    """The GTINs below a prefix: how many there are, which is next, what is left."""

    _name = "udi.gtin.prefix"
    _inherit = ["udi.gtin.prefix", "mail.thread", "mail.activity.mixin"]

    holder_id = fields.Many2one(
        "res.partner",
        check_company=True,
        default=lambda self: self.env.company.partner_id,
        tracking=True,
        help="To whom GS1 licensed the prefix.",
    )
    item_next = fields.Integer(
        string="Next item reference",
        tracking=True,
        help="Raise it if lower numbers were given in another system.",
    )
    capacity = fields.Integer(compute="_compute_use", string="Devices in all")
    used_count = fields.Integer(compute="_compute_use", string="Used")
    left_count = fields.Integer(compute="_compute_use", string="Left")
    used_share = fields.Float(compute="_compute_use", string="Used, %")
    use_text = fields.Char(compute="_compute_use", string="Use")
    near_end = fields.Boolean(compute="_compute_use", string="Near the end")
    next_gtin = fields.Char(compute="_compute_use", string="Next GTIN")
    warn_left = fields.Integer(
        string="Warn when left",
        compute="_compute_warn_left",
        store=True,
        readonly=False,
        help="People with the role UDI Manager get an activity then.",
    )
    allocation_ids = fields.One2many("udi.gtin.allocation", "prefix_id")

    _item_positive = models.Constraint(
        "CHECK(item_next >= 0)", "The next item reference is 0 or more."
    )

    @api.depends("name")
    def _compute_warn_left(self):
        for prefix in self:
            prefix.warn_left = prefix._capacity() // WARN_SHARE

    @api.depends("name", "item_next", "warn_left")
    @api.depends_context("lang")
    def _compute_use(self):
        for prefix in self:
            room = prefix._capacity()
            start = min(prefix.item_next, room)
            ahead = prefix._used_items(start) if room else set()
            prefix.capacity = room
            prefix.used_count = start + len(ahead)
            prefix.left_count = room - prefix.used_count
            prefix.used_share = 100.0 * prefix.used_count / (room or 1)
            prefix.near_end = bool(room) and prefix.left_count <= prefix.warn_left
            coming = free_items(prefix.name or "", start, ahead, 1) if room else []
            prefix.next_gtin = gtin(prefix.name, coming[0]) if coming else False
            prefix.use_text = self.env._(
                "%(used)s of %(all)s used · %(left)s left",
                used=formatLang(self.env, prefix.used_count, digits=0),
                all=formatLang(self.env, room, digits=0),
                left=formatLang(self.env, prefix.left_count, digits=0),
            )

    def _capacity(self):
        """0 while the prefix is being typed."""
        name = self.name or ""
        usable = name.isascii() and name.isdigit() and 4 <= len(name) <= DIGITS
        return capacity(name) if usable else 0

    @api.constrains("name")
    def _check_overlap(self):
        """One prefix has one holder: none may begin with another."""
        for prefix in self:
            name = prefix.name
            shorter = [name[:length] for length in range(1, len(name))]
            domain = Domain("name", "in", shorter) | Domain(
                "name", "=like", f"{name}_%"
            )
            prefixes = self.sudo().with_context(active_test=False)
            for other in prefixes.search(domain, limit=1):
                raise ValidationError(
                    self.env._(
                        "GS1 Company Prefix %(prefix)s: %(other)s has numbers in "
                        "common with it. A number has one holder: compare both "
                        "with your GS1 contracts.",
                        prefix=prefix.name,
                        other=other.name,
                    )
                )

    @api.constrains("item_next", "name")
    def _check_item_next(self):
        for prefix in self:
            if prefix.item_next > prefix._capacity():
                raise ValidationError(
                    self.env._(
                        "Next item reference %(number)s: prefix %(prefix)s ends at "
                        "%(last)s. Type a lower number.",
                        number=prefix.item_next,
                        prefix=prefix.name,
                        last=prefix._capacity() - 1,
                    )
                )

    def _used_items(self, start=0):
        """Item references from `start` on that anything here has, or had.

        Identifiers, those given once, and bar codes of products that are no devices.
        """
        self.env["udi.di"].flush_model(["code", "issuing_agency"])
        self.env["product.product"].flush_model(["barcode"])
        self.env["product.uom"].flush_model(["barcode"])
        room, name = DIGITS - len(self.name), self.name
        rows = self.env.execute_query(
            SQL(
                """
                WITH number (code) AS (
                    SELECT code FROM udi_di_given WHERE issuing_agency = 'gs1'
                    UNION SELECT code FROM udi_di WHERE issuing_agency = 'gs1'
                    UNION SELECT lpad(barcode, 14, '0') FROM product_product
                           WHERE barcode ~ '^[0-9]{8,14}$'
                    UNION SELECT lpad(barcode, 14, '0') FROM product_uom
                           WHERE barcode ~ '^[0-9]{8,14}$'
                ), item (number) AS (
                    SELECT COALESCE(
                        NULLIF(substring(code, %(from)s, %(room)s), '')::int, 0
                    ) FROM number WHERE substring(code, 2, %(length)s) = %(name)s
                )
                SELECT DISTINCT number FROM item WHERE number >= %(start)s
                """,
                **{"from": 2 + len(name), "room": room, "length": len(name)},
                name=name,
                start=start,
            )
        )
        return {number for (number,) in rows}

    def _lock_items(self):
        """Two people who give numbers: the second one starts again, and sees them."""
        self.ensure_one()
        self.flush_recordset()
        self.env.execute_query(
            SQL(
                """UPDATE udi_gtin_prefix SET write_date = write_date
                WHERE id = %s RETURNING id""",
                self.id,
            )
        )
        self.invalidate_recordset(["item_next"])

    def _coming_items(self, count, but=()):
        """The next free item references; nothing is taken yet."""
        self.ensure_one()
        start = self.item_next
        used = self._used_items(start) | set(but)
        found = free_items(self.name, start, used, count)
        if len(found) < count:
            raise UserError(
                self.env._(
                    "Prefix %(prefix)s has %(left)s numbers left, %(count)s are "
                    "needed. Choose another prefix, or ask GS1 for one.",
                    prefix=self.name,
                    left=formatLang(self.env, len(found), digits=0),
                    count=formatLang(self.env, count, digits=0),
                )
            )
        return found

    def _passed(self, codes):
        """Go on behind these numbers, and warn once when the end comes near."""
        was_near = self.near_end
        items = [item_of(self.name, code) for code in codes]
        last = max((item for item in items if item is not None), default=-1)
        if last >= self.item_next:
            self.item_next = last + 1
        self.invalidate_recordset()
        if self.near_end and not was_near:
            self._warn_managers()

    def _warn_managers(self):
        group = self.env.ref("udi_traceability.group_udi_manager")
        people = group.sudo().all_user_ids.filtered(
            lambda user: not user.share and self.company_id in user.company_ids
        )
        for user in people or self.env.user:
            self.activity_schedule(
                "mail.mail_activity_data_todo",
                summary=self.env._("Prefix %(prefix)s: near its end", prefix=self.name),
                note=self.use_text,
                user_id=user.id,
            )

    @api.model
    def _of_code(self, code, company):
        """The prefix of a company that a GTIN was made with, or none."""
        mine = self.sudo().search([("company_id", "=", company.id)])
        return mine.filtered(lambda prefix: item_of(prefix.name, code) is not None)[:1]

    def action_open_allocations(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "udi_traceability.udi_gtin_allocation_action"
        )
        return dict(action, domain=[("prefix_id", "=", self.id)])
