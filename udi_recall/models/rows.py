"""Keep computed rows of a recall as they should be, writing only what differs."""


def replace_rows(rows, wanted, key):
    """Make ``rows`` say what ``wanted`` says, and return all of them.

    :param rows: the rows that are there now
    :param wanted: ``{key: values}`` of the rows there should be, parents included
    :param key: gives the key of a row
    """
    known = {key(row): row for row in rows}
    gone = rows.filtered(lambda row: key(row) not in wanted)
    kept = rows - gone
    gone.unlink()
    for row in kept:
        changes = {
            name: value
            for name, value in wanted[key(row)].items()
            if row._fields[name].convert_to_write(row[name], row) != value
        }
        if changes:
            row.write(changes)
    return kept | rows.create([vals for k, vals in wanted.items() if k not in known])
