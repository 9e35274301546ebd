"""Whatever an answer speaks of, its row leads to a field that is on the page."""

import re

from odoo.tests import tagged

from ..formats.eudamed import answer_fields
from ..formats.eudamed.answer_reason import REASONS
from ..models import answer_rows
from .answers import AnsweredCase

NAME = re.compile(r'<field[^>]*\bname="(\w+)"')


@tagged("post_install", "-at_install")
class TestAnswerPlaces(AnsweredCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.detail = cls._ready(1)._detail()

    def _row(self, **values):
        error = {"code": "", "detail": "", "note": "", "rule": "", "field": ""}
        error["reason"] = "business_rule"
        (row,) = answer_rows.rows(self.detail, [error | values])
        return row

    def _assert_shown(self, row):
        arch = self.env[row["res_model"]].get_view(view_type="form")["arch"]
        self.assertIn(row["field"], NAME.findall(arch))

    def test_every_field_of_an_answer(self):
        tables = (
            answer_fields.BY_ELEMENT,
            answer_fields.BY_NUMBER,
            answer_fields.BY_RULE,
        )
        places = {place for table in tables for place in table.values()}
        self.assertGreater(len(places), 60)
        for place in sorted(places):
            with self.subTest(place):
                self._assert_shown(self._row(field=place))

    def test_every_reason_without_a_field(self):
        for reason in REASONS:
            with self.subTest(reason):
                row = self._row(reason=reason)
                if not row.get("action"):
                    self._assert_shown(row)
