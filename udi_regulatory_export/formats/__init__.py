"""The regulators' formats: plain frozen records in, findings and files out.

Nothing here knows Odoo, a clock or a database. Every format is a package with
``CODE``, ``problems(record) -> tuple[Finding, ...]`` and
``build(record, envelope) -> tuple[Built, ...]``; another regulator is another package
and another entry in ``FORMATS``.

Two states of a record are compared by ``facts``; what others are told too is
``shared``. A regulator that is told changes one by one has ``plan_all`` and
``difference``, and its ``problems`` takes the record as accepted last.
"""

from . import eudamed, gudid, nmpa

FORMATS = {each.CODE: each for each in (gudid, eudamed, nmpa)}
