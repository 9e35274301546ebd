"""The ladder of attempts: no means for ever, no end without an answer."""

from datetime import date, timedelta

from hypothesis import given, strategies as st

from odoo.addons.udi_recall.tools.reminder import LADDER, Attempt, due_on, next_means

DAY = date(2026, 11, 20)


def attempts(*means, state="sent"):
    return [Attempt(each, state, DAY) for each in means]


def test_mail_then_telephone_then_registered_letter():
    means = []
    for _turn in range(8):
        means.append(next_means(attempts(*means)))
    assert means == [*LADDER, "phone", "registered", "phone", "registered"]


def test_who_has_no_mail_is_called():
    assert next_means(attempts("letter"), has_mail=False) == "phone"


def test_mail_that_came_back_is_not_sent_again():
    assert next_means(attempts("mail", state="bounced")) == "phone"
    assert next_means(attempts("mail", state="failed")) == "phone"
    tried = [*attempts("mail", state="bounced"), *attempts("mail")]
    assert next_means(tried[:1]) == "phone"
    assert next_means([tried[1]]) == "mail"


def test_the_first_notice():
    assert next_means([]) == "mail"
    assert next_means([], has_mail=False) == "phone"


def test_when():
    assert due_on(attempts("mail"), 3) == DAY + timedelta(days=3)
    assert due_on(attempts("mail", state="bounced"), 3) == DAY
    assert due_on(attempts("phone", state="failed"), 3) == DAY


@given(st.lists(st.sampled_from(LADDER), max_size=30), st.booleans())
def test_there_is_always_a_next_one(means, has_mail):
    following = next_means(attempts(*means), has_mail)
    assert following in LADDER
    assert has_mail or following != "mail"
    if len(means) > 2:
        assert following != "mail"
