"""From a bare machine to an `Odoo` that a command can use."""

import contextlib

from . import browser, odoo_source, postgresql, zxing
from .odoo import Odoo


@contextlib.contextmanager
def odoo(name, *, careless=False, with_browser=False):
    """Everything found, fetched and running; `name` is the server's."""
    root = odoo_source.find()
    if with_browser:
        browser.chromium()
    browser.wkhtmltopdf()
    zxing.install()
    with postgresql.running(name, careless=careless) as server:
        yield Odoo(root, server)
