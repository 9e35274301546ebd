"""The databases that runs are copied from, each made once per state of the code."""

from . import cache
from .odoo import addons, addons_digest, dependencies
from .report import step

# What companies have installed beside us; the addons must live with each of them.
BESIDE = (
    "mrp",
    "mrp_subcontracting",
    "point_of_sale",
    "purchase_stock",
    "repair",
    "stock_dropshipping",
    "stock_picking_batch",
)


def lean_template(odoo, ours):
    """The addons `ours` with nothing but what they depend on."""
    ours, modules = dependencies(ours)
    return _template(odoo, "lean", modules, ours, lean=True)


def full_template(odoo):
    """Our addons among the modules of `BESIDE` and all that install themselves."""
    return _template(odoo, "full", _full_modules(), addons())


def bare_template(odoo):
    """The same modules without our addons: what we are measured beside."""
    return ground(odoo, "full", _full_modules())


def _full_modules():
    return sorted({*dependencies(addons())[1], *BESIDE})


def ground(odoo, label, modules, **options):
    """Odoo's own modules, without ours; seldom built, because they seldom change."""
    version = (odoo.root / "odoo" / "release.py").read_bytes()

    def install(name):
        with step(f"New database with Odoo's {', '.join(modules)}"):
            odoo.install(name, modules, **options)

    key = cache.digest(version, odoo.root, *modules)
    return odoo.databases.template(f"ground_{label}", key, install)


def _template(odoo, label, modules, ours, **options):
    """The database `label`: Odoo's part is kept when only our addons changed."""
    below = ground(odoo, label, modules, **options)

    def install(name):
        with step(", ".join(ours)):
            with cache.locked(below):
                odoo.databases.copy(below, name)
            odoo.install(name, ours, **options)

    return odoo.databases.template(label, addons_digest(ours, below), install)


def demo_template(odoo, fresh=False):
    """Our addons beside manufacturing, with everybody's demo data."""
    ours, modules = dependencies(addons())
    if fresh:
        odoo.databases.drop_templates("demo")
        odoo.databases.drop_templates("ground_demo")
    return _template(odoo, "demo", sorted({*modules, "mrp"}), ours, demo=True)
