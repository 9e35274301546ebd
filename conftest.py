"""In continuous integration a skipped test is a failed one.

Whatever opens a browser finds its scripts and styles made, as Odoo's own runner does.
"""

import os

import pytest

IN_CI = os.environ.get("CI") == "true"


def _refuse(report):
    if IN_CI and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if report.longrepr else "no reason given"
        report.outcome = "failed"
        report.longrepr = f"CI=true, and this test was skipped: {reason}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    return _refuse((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector):
    return _refuse((yield))


@pytest.fixture(scope="session", autouse=True)
def bundles(request):
    """Made once: what a test makes for its browser is taken back with the test."""
    if not any(_opens_a_browser(item) for item in request.session.items):
        return
    import odoo
    from odoo.modules.registry import Registry

    request.getfixturevalue("load_registry")
    database = odoo.tests.common.get_db_name()
    with Registry(database).cursor() as cursor:
        env = odoo.api.Environment(cursor, odoo.SUPERUSER_ID, {})
        env["ir.qweb"]._pregenerate_assets_bundles()


def _opens_a_browser(item):
    return hasattr(getattr(item, "cls", None), "browser_js")
