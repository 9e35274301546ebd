from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain
from odoo.tools import SQL
from odoo.tools.json import scriptsafe

REASONS = [
    ("quarantine", "Quarantine"),
    ("complaint", "Complaint"),
    ("recall", "Recall"),
    ("awaiting_release", "Awaiting release"),
    ("other", "Other"),
]
# What narrows a hold to a part of a lot's stock
PART = ("location_id", "package_id", "held_quantity")


class UdiHold(models.Model):
    """A lot, or a part of its stock, that must not move, and why.

    A lot may be held for several reasons at once; it is free again when the last of
    them is released. A quantity without a place is held wherever the lot lies, what
    lies in quarantine first.
    """

    _name = "udi.hold"
    _description = "Hold on a Lot"
    _order = "state, held_on desc, id desc"
    _check_company_auto = True

    name = fields.Char(
        string="What",
        compute="_compute_name",
        store=True,
        compute_sudo=True,
        help="For those too who may not read stock.",
    )
    lot_id = fields.Many2one(
        "stock.lot",
        string="Lot/Serial",
        required=True,
        readonly=True,
        ondelete="restrict",
        index=True,
        check_company=True,
    )
    product_id = fields.Many2one(
        "product.product", required=True, readonly=True, ondelete="restrict", index=True
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True
    )
    scope = fields.Selection(
        [("lot", "Whole lot or serial"), ("part", "Part of its stock")],
        required=True,
        readonly=True,
        default="lot",
    )
    location_id = fields.Many2one(
        "stock.location", string="Place", readonly=True, ondelete="restrict"
    )
    package_id = fields.Many2one("stock.package", readonly=True, ondelete="restrict")
    held_quantity = fields.Float(
        string="Units held",
        digits="Product Unit",
        readonly=True,
        help="0: all that lies there.",
    )
    reason = fields.Selection(REASONS, required=True, readonly=True)
    note = fields.Char(string="What happened", readonly=True)
    state = fields.Selection(
        [("active", "On hold"), ("released", "Released")],
        required=True,
        default="active",
        readonly=True,
        index=True,
    )
    held_by_id = fields.Many2one(
        "res.users", string="Held by", required=True, readonly=True
    )
    held_on = fields.Datetime(string="Held since", required=True, readonly=True)
    released_by_id = fields.Many2one("res.users", string="Released by", readonly=True)
    released_on = fields.Datetime(readonly=True, copy=False)
    release_note = fields.Char(string="Why released", readonly=True)
    quantity = fields.Float(related="lot_id.product_qty", string="On hand")
    lot_location_id = fields.Many2one(related="lot_id.location_id", string="Where")

    _part_idx = models.Index("(product_id) WHERE scope = 'part' AND state = 'active'")

    @api.depends("lot_id.name", "product_id.name", "product_id.default_code")
    def _compute_name(self):
        for hold in self:
            product = hold.product_id.display_name
            hold.name = f"{hold.lot_id.name} · {product}"

    @api.constrains("scope", *PART)
    def _check_part(self):
        for hold in self:
            if (hold.scope == "part") != any(hold[name] for name in PART):
                raise ValidationError(
                    self.env._(
                        "%(what)s: say which part is held: a place, a package or a "
                        "quantity.",
                        what=hold.name,
                    )
                )

    @api.model
    def _hold(self, lots, reason, note, **extra_vals):
        """Hold lots: no new reservation, open ones given to other lots.

        The same few statements for one lot and for 50,000.

        :param lots: `stock.lot` records
        :param str reason: a key of `reason`
        :param str note: what happened, in words
        :param extra_vals: further values of the holds, as the record they come from,
            or what narrows them to a part of the stock: `location_id`, `package_id`,
            `held_quantity`. A lot that has an active hold with the same reason and
            these same values is skipped, so holding twice is harmless
        :return: the new holds
        """
        lots = lots.sudo()
        part = {name: extra_vals[name] for name in PART if extra_vals.get(name)}
        if part.get("held_quantity", 0) < 0:
            raise UserError(self.env._("Hold one unit or more, or leave it empty."))
        self._lock(lots, "udi_part_held" if part else "udi_on_hold")
        lots -= self._held_the_same(lots, reason, {**extra_vals, **part})
        holds = self._insert(lots, reason, note, extra_vals, bool(part))
        holds._count_broken(self._break_reservations(holds.lot_id, part))
        holds._record_events("held", note)
        return holds.with_env(self.env)

    def _lock(self, lots, flag):
        """Who validates or holds one of these lots now is waited for, or begins again.

        Written even where it says so already: the other one must not miss it.
        """
        if not lots:
            return
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                """
                UPDATE stock_lot SET %(flag)s = TRUE
                WHERE id IN (
                    SELECT id FROM stock_lot WHERE id = ANY(%(lots)s)
                    ORDER BY id FOR UPDATE
                )
                """,
                flag=SQL.identifier(flag),
                lots=lots.ids,
            )
        )
        self.env.invalidate_all(flush=False)

    def _insert(self, lots, reason, note, extra_vals, is_part):
        """One INSERT … SELECT: a hold for each of these lots."""
        if not lots:
            return self.sudo().browse()
        now = fields.Datetime.now()
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO udi_hold (
                    %(extra_names)s name, lot_id, product_id, company_id, scope, reason,
                    note, state, held_by_id, held_on,
                    create_uid, create_date, write_uid, write_date
                )
                SELECT %(extra_values)s CONCAT(lot.name, ' · ', %(product)s), lot.id,
                    lot.product_id, COALESCE(lot.company_id, %(company)s), %(scope)s,
                    %(reason)s, %(note)s, 'active', %(user)s, %(now)s,
                    %(user)s, %(now)s, %(user)s, %(now)s
                FROM stock_lot lot
                JOIN product_product product ON product.id = lot.product_id
                JOIN product_template tmpl ON tmpl.id = product.product_tmpl_id
                WHERE lot.id = ANY(%(lots)s)
                ORDER BY lot.id
                RETURNING id
                """,
                **self._extra_sql(extra_vals),
                product=self.env["udi.event"]._product_name_sql(),
                company=self.env.company.id,
                scope="part" if is_part else "lot",
                reason=reason,
                note=note or None,
                user=self.env.uid,
                now=now,
                lots=lots.ids,
            )
        )
        holds = self.sudo().browse([hold_id for (hold_id,) in self.env.cr.fetchall()])
        self.env.invalidate_all(flush=False)
        return holds

    def _extra_sql(self, extra_vals):
        """Names and values of further columns, each followed by a comma."""
        names, values = SQL(), SQL()
        for name, value in extra_vals.items():
            column = self._fields[name].convert_to_column_insert(value or False, self)
            names = SQL("%s%s, ", names, SQL.identifier(name))
            values = SQL("%s%s, ", values, column)
        return {"extra_names": names, "extra_values": values}

    def _held_the_same(self, lots, reason, extra_vals):
        same = Domain(
            [
                ("lot_id", "in", lots.ids),
                ("state", "=", "active"),
                ("reason", "=", reason),
            ]
        )
        wanted = dict.fromkeys(PART, False) | extra_vals
        for name, value in wanted.items():
            same &= Domain(name, "in", [value or False, value or 0])
        return self.sudo().search(same).lot_id

    def _record_events(self, kind, note, quantity=None):
        """What was decided about each of these holds."""
        if not self:
            return
        labels = dict(self._fields["reason"]._description_selection(self.env))
        reasons = {
            key: ": ".join(filter(None, (label, note))) for key, label in labels.items()
        }
        self.env["udi.event"]._insert_select(
            {
                "kind": SQL("%s", kind),
                "company_id": SQL("hold.company_id"),
                "quantity": SQL("COALESCE(%s, hold.held_quantity)", quantity),
                "location_id": SQL("place.id"),
                "location_name": SQL("place.complete_name"),
                "package_id": SQL("package.id"),
                "package_name": SQL("package.name"),
                "reason": SQL("%s::jsonb ->> hold.reason", scriptsafe.dumps(reasons)),
                "res_model": SQL("'udi.hold'"),
                "res_id": SQL("hold.id"),
            },
            SQL(
                """
                FROM udi_hold hold
                JOIN stock_lot lot ON lot.id = hold.lot_id
                JOIN product_product product ON product.id = hold.product_id
                JOIN product_template tmpl ON tmpl.id = product.product_tmpl_id
                LEFT JOIN udi_di di ON di.id = lot.udi_di_id
                LEFT JOIN stock_location place ON place.id = hold.location_id
                LEFT JOIN stock_package package ON package.id = hold.package_id
                WHERE hold.id = ANY(%s)
                ORDER BY hold.id
                """,
                self.ids,
            ),
        )
