"""Symbols of HIBC with a right check character."""

from odoo.addons.udi_traceability.tools.check_digit import CSET_43, mod43

LOTS = CSET_43.replace("/", "")


def closed(body):
    """A text and its check character."""
    return body + mod43(body)


def concat(*segments):
    return closed("/".join(("+A99912345", *segments)))
