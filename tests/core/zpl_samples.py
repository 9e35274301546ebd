"""One element of a label as the printer is told it."""

from dataclasses import replace

from label_samples import DATA, one, text
from zpl_reader import labels

from odoo.addons.udi_traceability.tools.label import Element, compose
from odoo.addons.udi_traceability.tools.label_zpl import zpl

SQUARE = Element("symbol", 5.0, 5.0, 50.0, 30.0)


def told(element, data=DATA, fonts=None, graphics=False, **options):
    layout = compose(one(element, **options), data, *([fonts] if fonts else []))
    ((settings, fields),) = labels(zpl([layout], graphics=graphics))
    return settings, fields


def field(element, data=DATA, **options):
    (found,) = told(element, data, **options)[1]
    return found


def written(name, **options):
    return field(text("{name}", **options), replace(DATA, names=(("", name),)))
