"""Rows of a recall written together: one statement for ten, or for 20,000."""

from datetime import date, datetime

from odoo.tools import SQL

ARRAYS = {
    "date": SQL("date[]"),
    "integer": SQL("integer[]"),
    "numeric": SQL("numeric[]"),
    "varchar": SQL("varchar[]"),
}
# From here on a plan that takes the table for empty costs minutes
MANY = 10_000


def learn(cr, count, *tables):
    """Tell the planner at once what many rows did to these tables.

    It would learn it by itself a minute later; the next step comes sooner.
    """
    if count >= MANY:
        names = SQL(", ").join(map(SQL.identifier, tables))
        cr.execute(SQL("ANALYZE %s", names))


def table(types, rows):
    """``rows`` as a table of a query, its columns named by ``types``.

    One literal a column: a parameter each would cost a tree of nodes.

    :param types: ``{column: type of PostgreSQL, one of ARRAYS}``
    :param rows: one tuple a row, in that order
    """
    columns = list(zip(*rows, strict=True)) or [()] * len(types)
    arrays = [
        SQL("%s::%s", _literal(values), ARRAYS[kind])
        for kind, values in zip(types.values(), columns, strict=True)
    ]
    names = SQL(", ").join(map(SQL.identifier, types))
    return SQL("UNNEST(%s) AS given (%s)", SQL(", ").join(arrays), names)


def _literal(values):
    return "{" + ",".join(map(_item, values)) + "}"


def _item(value):
    if value is None or value is False:
        return "NULL"
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, str):
        escaped = value.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{escaped}"'
    return repr(value)
