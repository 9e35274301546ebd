"""The addons come, are upgraded and go, and the log stays free of warnings."""

import pytest
from environment.odoo import addons, dependencies
from environment.templates import full_template, ground

TABLES = """
    SELECT table_name FROM information_schema.tables
     WHERE table_schema = 'public' AND starts_with(table_name, 'udi_')
"""
COLUMNS = """
    SELECT table_name || '.' || column_name FROM information_schema.columns
     WHERE table_schema = 'public' AND starts_with(column_name, 'udi_')
"""
TRIGGERS = """
    SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgname ~ 'udi_'
     UNION ALL
    SELECT proname FROM pg_proc WHERE starts_with(proname, 'udi_')
     UNION ALL
    SELECT indexname FROM pg_indexes WHERE indexname ~ '_udi_'
"""
DATA = (
    "SELECT module || '.' || name FROM ir_model_data WHERE starts_with(module, 'udi_')"
)


def left_behind(house, database):
    """Everything of ours that is still in the database."""
    found = []
    with house.server.cursor(database) as cursor:
        for question in (TABLES, COLUMNS, TRIGGERS, DATA):
            cursor.execute(question)
            found += [row[0] for row in cursor.fetchall()]
    return found


def states(house, database):
    """{module: state} of our addons."""
    with house.server.cursor(database) as cursor:
        cursor.execute(
            "SELECT name, state FROM ir_module_module WHERE starts_with(name, 'udi_')"
        )
        return dict(cursor.fetchall())


def upgrade(house, database, names):
    house.checked(
        *("-d", database, "-u", ",".join(names), "--stop-after-init", "--no-http"),
        what=f"Upgrading {names}",
    )


def uninstall(house, database, names):
    house.checked(
        "module", "uninstall", "-d", database, *names, what=f"Uninstalling {names}"
    )


@pytest.mark.parametrize(
    "addon", ["udi_traceability", "udi_recall", "udi_regulatory_export"]
)
def test_alone_with_what_it_needs(house, database, addon):
    ours, modules = dependencies([addon])
    name = database(ground(house, "lean", modules, lean=True))
    house.install(name, [addon], lean=True)
    assert {n for n, state in states(house, name).items() if state == "installed"} == {
        *ours
    }
    uninstall(house, name, ours)
    assert left_behind(house, name) == []


def test_beside_what_companies_have(house, database):
    """Upgraded, gone with its data, and there again.

    The ledger refuses deletion, and must not refuse the end of the addon.
    """
    name = database(full_template(house))
    upgrade(house, name, addons())
    assert set(states(house, name).values()) == {"installed"}
    with house.server.cursor(name) as cursor:
        cursor.execute(
            "INSERT INTO udi_event (kind, happened_at, user_id, company_id) "
            "VALUES ('printed', now(), 1, 1)"
        )
    uninstall(house, name, addons())
    assert set(states(house, name).values()) == {"uninstalled"}
    assert left_behind(house, name) == []
    house.install(name, addons())
    assert set(states(house, name).values()) == {"installed"}
