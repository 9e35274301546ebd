"""The regulators' formats: plain frozen records in, findings and files out.

Nothing here knows Odoo, a clock or a database. Every format is a package with
``CODE``, ``problems(record) -> tuple[Finding, ...]`` and
``build(record, envelope) -> tuple[Built, ...]``; another regulator is another package
and another entry in ``FORMATS``.
"""

from . import eudamed, gudid, nmpa

FORMATS = {each.CODE: each for each in (gudid, eudamed, nmpa)}
