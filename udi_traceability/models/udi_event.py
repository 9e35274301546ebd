from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

KINDS = [
    ("received", "Received"),
    ("shipped", "Shipped"),
    ("returned", "Returned"),
    ("made", "Made"),
    ("consumed", "Consumed"),
    ("moved", "Moved"),
    ("packed", "Packed"),
    ("unpacked", "Unpacked"),
    ("scanned", "Scanned"),
    ("refused", "Refused"),
    ("overridden", "Overridden"),
    ("edited", "Edited afterwards"),
    ("held", "Held"),
    ("released", "Released"),
    ("printed", "Printed"),
    ("published", "Published"),
    ("recalled", "Recalled"),
]

# A receipt for an outside place is what leaves or enters the company: customers,
# and the transit place between companies
MOVE_KIND = SQL(
    """
    CASE
        WHEN src.usage = 'customer' OR dest.usage = 'supplier' THEN 'returned'
        WHEN dest.usage = 'customer' THEN 'shipped'
        WHEN src.usage = 'production' AND dest.usage <> 'production' THEN 'made'
        WHEN dest.usage = 'production' AND src.usage <> 'production' THEN 'consumed'
        WHEN dest.usage = 'transit' AND dest.company_id IS NULL THEN 'shipped'
        WHEN src.usage = 'supplier' THEN 'received'
        WHEN src.usage = 'transit' AND src.company_id IS NULL THEN 'received'
        ELSE 'moved'
    END
    """
)
GUARD = "udi_event_append_only"


class UdiEvent(models.Model):
    """The evidence: what happened to one UDI, written once and never changed.

    PostgreSQL refuses UPDATE, DELETE and TRUNCATE for everybody. Names are copied
    in, so a row can be read without any other record.
    """

    _name = "udi.event"
    _description = "Event in the Life of a Device"
    _order = "id desc"
    _rec_name = "origin"
    _log_access = False

    kind = fields.Selection(KINDS, required=True, readonly=True)
    happened_at = fields.Datetime(
        string="When", required=True, readonly=True, index=True
    )
    user_id = fields.Many2one(
        "res.users", required=True, readonly=True, ondelete="restrict"
    )
    user_name = fields.Char(readonly=True)
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, ondelete="restrict", index=True
    )
    product_id = fields.Many2one(
        "product.product", readonly=True, ondelete="restrict", index="btree_not_null"
    )
    product_name = fields.Char(readonly=True)
    lot_id = fields.Many2one(
        "stock.lot",
        string="Lot/Serial",
        readonly=True,
        ondelete="restrict",
        index="btree_not_null",
    )
    lot_name = fields.Char(string="Lot/Serial number", readonly=True)
    di_code = fields.Char(string="DI", readonly=True)
    package_id = fields.Many2one("stock.package", readonly=True, ondelete="restrict")
    package_name = fields.Char(readonly=True)
    quantity = fields.Float(digits="Product Unit", readonly=True, aggregator=None)
    uom_id = fields.Many2one(
        "uom.uom", string="Unit", readonly=True, ondelete="restrict"
    )
    partner_id = fields.Many2one(
        "res.partner",
        string="Who",
        readonly=True,
        ondelete="restrict",
        index="btree_not_null",
    )
    partner_name = fields.Char(readonly=True)
    picking_id = fields.Many2one(
        "stock.picking",
        string="Transfer",
        readonly=True,
        ondelete="restrict",
        index="btree_not_null",
    )
    location_id = fields.Many2one(
        "stock.location", string="From", readonly=True, ondelete="restrict"
    )
    location_name = fields.Char(readonly=True)
    location_dest_id = fields.Many2one(
        "stock.location", string="To", readonly=True, ondelete="restrict"
    )
    location_dest_name = fields.Char(readonly=True)
    raw_text = fields.Char(string="Text read", readonly=True, trim=False)
    reason = fields.Char(readonly=True)
    origin = fields.Char(string="Document", readonly=True)
    res_model = fields.Char(readonly=True)
    res_id = fields.Many2oneReference(model_field="res_model", readonly=True)

    def _auto_init(self):
        # a new column may need an UPDATE of old rows; init() closes the door again
        self._drop_guard()
        return super()._auto_init()

    def init(self):
        self.env.cr.execute(
            SQL(
                """
                CREATE OR REPLACE FUNCTION %(guard)s() RETURNS trigger
                LANGUAGE plpgsql AS $$
                BEGIN
                    RAISE EXCEPTION 'udi_event is append-only: %% refused', TG_OP
                    USING ERRCODE = 'restrict_violation';
                END $$;
                CREATE TRIGGER %(guard)s
                BEFORE UPDATE OR DELETE OR TRUNCATE ON %(table)s
                FOR EACH STATEMENT EXECUTE FUNCTION %(guard)s()
                """,
                guard=SQL.identifier(GUARD),
                table=SQL.identifier(self._table),
            )
        )

    @api.model
    def _drop_guard(self):
        self.env.cr.execute(
            SQL("DROP FUNCTION IF EXISTS %s CASCADE", SQL.identifier(GUARD))
        )

    def write(self, vals):
        raise UserError(
            self.env._("The ledger is evidence: an event cannot be changed.")
        )

    @api.ondelete(at_uninstall=True)
    def _unlink_never(self):
        raise UserError(
            self.env._("The ledger is evidence: an event cannot be deleted.")
        )

    def copy_data(self, default=None):
        raise UserError(
            self.env._("The ledger is evidence: an event cannot be copied.")
        )

    @api.model
    def _record(self, vals_list):
        """Write events; product, DI and names come from the lot unless given.

        :param vals_list: values as for `create`; `kind` is needed, and what it is
            about: `lot_id`, `product_id` or `picking_id`
        :return: the new events
        """
        return self.sudo().create(self._with_snapshots(vals_list))

    def _with_snapshots(self, vals_list):
        now = fields.Datetime.now()
        completed = []
        for vals, known in zip(vals_list, self._named(vals_list), strict=True):
            lot, picking = known["lot_id"], known["picking_id"]
            product = known["product_id"] or lot.product_id
            user = known["user_id"] or self.env.user
            company = known["company_id"] or picking.company_id or lot.company_id
            completed.append(
                {
                    "happened_at": now,
                    "user_id": user.id,
                    "user_name": user.name,
                    "company_id": (company or self.env.company).id,
                    "product_id": product.id,
                    "product_name": product.display_name,
                    "lot_name": lot.name,
                    "di_code": lot.udi_di_id.code,
                    "uom_id": product.uom_id.id,
                    "package_name": known["package_id"].name,
                    "partner_name": known["partner_id"].display_name,
                    "location_name": known["location_id"].complete_name,
                    "location_dest_name": known["location_dest_id"].complete_name,
                    "origin": picking.name,
                    **vals,
                }
            )
        return completed

    def _named(self, vals_list):
        """For each vals, the records it names, read together."""
        names = [name for name, field in self._fields.items() if field.comodel_name]
        sets = {
            name: self.env[self._fields[name].comodel_name]
            .sudo()
            .browse({vals[name] for vals in vals_list if vals.get(name)})
            for name in names
        }
        by_id = {
            name: {record.id: record for record in records}
            for name, records in sets.items()
        }
        return [
            {
                name: by_id[name].get(vals.get(name), sets[name].browse())
                for name in names
            }
            for vals in vals_list
        ]

    @api.model
    def _record_moves(self, lines, reason=None):
        """One INSERT … SELECT: what these move lines did to each lot or device."""
        if not lines:
            return
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO udi_event (
                    kind, happened_at, user_id, user_name, company_id,
                    product_id, product_name, lot_id, lot_name, di_code,
                    package_id, package_name, quantity, uom_id,
                    partner_id, partner_name, picking_id, origin, reason,
                    location_id, location_name, location_dest_id, location_dest_name,
                    res_model, res_id
                )
                SELECT %(kind)s, %(now)s, %(user)s, %(user_name)s, line.company_id,
                    line.product_id, %(product_name)s, lot.id, lot.name, di.code,
                    package.id, package.name, line.quantity_product_uom, tmpl.uom_id,
                    partner.id, partner.complete_name, picking.id, move.reference,
                    %(reason)s,
                    src.id, src.complete_name, dest.id, dest.complete_name,
                    'stock.move.line', line.id
                %(tables)s
                WHERE line.id IN %(lines)s
                    AND line.quantity_product_uom <> 0
                    AND (lot.id IS NOT NULL OR EXISTS (
                        SELECT FROM udi_device device
                        WHERE device.product_id = line.product_id
                    ))
                ORDER BY line.id
                """,
                kind=MOVE_KIND,
                now=fields.Datetime.now(),
                user=self.env.uid,
                user_name=self.env.user.name,
                product_name=self._product_name_sql(),
                reason=reason,
                tables=self._move_tables_sql(),
                lines=tuple(lines.ids),
            )
        )
        self.invalidate_model(flush=False)

    def _product_name_sql(self):
        """`display_name` of the product, as this user reads it."""
        return SQL(
            """
            CONCAT(
                '[' || NULLIF(product.default_code, '') || '] ',
                COALESCE(tmpl.name->>%(lang)s, tmpl.name->>'en_US')
            )
            """,
            lang=self.env.lang or "en_US",
        )

    def _move_tables_sql(self):
        return SQL(
            """
            FROM stock_move_line line
            JOIN product_product product ON product.id = line.product_id
            JOIN product_template tmpl ON tmpl.id = product.product_tmpl_id
            JOIN stock_location src ON src.id = line.location_id
            JOIN stock_location dest ON dest.id = line.location_dest_id
            LEFT JOIN stock_move move ON move.id = line.move_id
            LEFT JOIN stock_picking picking ON picking.id = line.picking_id
            LEFT JOIN stock_lot lot ON lot.id = line.lot_id
            LEFT JOIN udi_di di ON di.id = COALESCE(line.udi_di_id, lot.udi_di_id)
            LEFT JOIN stock_package package
                ON package.id = COALESCE(line.result_package_id, line.package_id)
            LEFT JOIN res_partner partner
                ON partner.id = COALESCE(picking.partner_id, move.partner_id)
            """
        )
