"""EUDAMED: packages of a device it has, which end and come back in their order."""

import pytest
from formats_sample import CASE, PALLET, change, codes_of
from test_formats_eudamed_plan import ACCEPTED

from odoo.addons.udi_regulatory_export.formats.eudamed import problems

SOLD, ENDED = "in_distribution", "ended"


def packed(*statuses):
    rows = zip((CASE, PALLET), statuses, strict=True)
    return tuple(change(each, distribution_status=status) for each, status in rows)


@pytest.mark.parametrize(
    ("known_statuses", "statuses", "expected"),
    [
        # (inner, outer)
        ((SOLD, SOLD), (ENDED, SOLD), set()),
        ((SOLD, SOLD), (SOLD, ENDED), {"package_ends_too"}),
        ((SOLD, SOLD), (ENDED, ENDED), set()),
        ((ENDED, ENDED), (SOLD, ENDED), {"package_outer_first"}),
        ((ENDED, ENDED), (ENDED, SOLD), set()),
        ((ENDED, ENDED), (SOLD, SOLD), set()),
        ((SOLD, ENDED), (SOLD, ENDED), set()),
    ],
)
def test_packages_end_and_come_back_in_order(known_statuses, statuses, expected):
    """BR-UDID-632."""
    before = change(ACCEPTED, packages=packed(*known_statuses))
    ours = change(before, packages=packed(*statuses))
    assert codes_of(problems(ours, before)) == expected


def test_a_new_package_may_have_any_status():
    """BR-UDID-073."""
    before = change(ACCEPTED, packages=(CASE,))
    ours = change(before, packages=packed(SOLD, ENDED))
    assert codes_of(problems(ours, before)) == set()
