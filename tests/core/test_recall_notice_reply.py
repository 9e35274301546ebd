"""Our answer as a file, and its sums."""

import json

from hypothesis import given, strategies as st

from odoo.addons.udi_recall.tools.notice_reply import (
    SCHEMA,
    Reply,
    ReplyLine,
    to_json,
    unexplained,
)

quantities = st.integers(0, 10**9).map(lambda thousandths: thousandths / 1000)


def test_the_names_agreed():
    reply = Reply(
        notice_id="R-2026-004/7",
        notice_version=2,
        reply_id="R-2026-004/7-1",
        received_on="2026-11-21",
        answered_at="2026-11-22T10:00:00+01:00",
        read_understood=True,
        affected="yes",
        lines=(ReplyLine(1, qty_on_hand=6.0, qty_quarantined=2.5),),
        passed_on=({"name": "St Anna", "qty": 3.0},),
    )
    content = json.loads(to_json(reply))
    assert (content["schema"], content["notice_version"]) == (SCHEMA, 2)
    (line,) = content["lines"]
    assert (line["qty_on_hand"], line["qty_quarantined"]) == (6, 2.5)
    assert '"qty_on_hand": 6,' in to_json(reply).decode()
    assert content["passed_on"] == [{"name": "St Anna", "qty": 3}]


@given(st.lists(quantities, max_size=6), quantities)
def test_what_is_explained_and_what_is_not_is_what_was_asked(fates, more):
    asked = round(sum(fates) + more, 6)
    assert abs(unexplained(asked, fates) - more) < 1e-5
    assert unexplained(sum(fates), fates) == 0
