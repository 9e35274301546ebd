"""Labels of a few elements, and what a layout says."""

from label_samples import DATA, one

from odoo.addons.udi_traceability.tools.label import Element, LabelTemplate, compose

SQUARE = Element("symbol", 10.0, 10.0, 20.0, 20.0)


def composed(element, data=DATA, **options):
    return compose(one(element, **options), data)


def several(*elements, **options):
    template = LabelTemplate("several", "Several", 60.0, 40.0, elements, **options)
    return compose(template, DATA)


def lines(layout):
    return [item.text for item in layout.items]


def finding(layout):
    (found,) = layout.findings
    return found.code, found.severity, found.field, found.value, found.expected
