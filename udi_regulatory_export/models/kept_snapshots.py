"""Kept states of devices as the database has them."""

from odoo.tools import SQL


def kept_snapshots(records):
    """``{id: snapshot}`` of submission lines or accepted versions, in one query.

    The ORM would copy a snapshot each time that it is looked at, and keep it: a batch
    has three hundred, each with hundreds of values.
    """
    if not records:
        return {}
    records.flush_recordset(["snapshot"])
    table = SQL.identifier(records._table)
    rows = records.env.execute_query(
        SQL("SELECT id, snapshot FROM %s WHERE id IN %s", table, tuple(records.ids))
    )
    return dict(rows)
