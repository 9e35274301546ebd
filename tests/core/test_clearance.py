"""May it be sold there on that day: each rule, and what holds for all of them."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from odoo.addons.udi_traceability.tools.clearance import (
    Clearance,
    Facts,
    Paper,
    Sale,
    decide,
    licensed,
)
from odoo.addons.udi_traceability.tools.clearance_rules import (
    CN,
    EU,
    OTHER,
    US,
    law_of,
    needs,
)

DAY = date(2026, 11, 22)
SYSTEM = Paper(1, "mdr_quality_management_system")
PRODUCT = Paper(2, "mdr_technical_documentation")
DECLARED = Paper(3, "eu_declaration")
K510 = Paper(4, "us_510k")
CHINA = Paper(5, "cn_registration")
SWISS = Paper(6, "registration", countries=frozenset(("CH",)))
PUMP = Facts(
    law_eu="mdr",
    risk_eu="iib",
    risk_us="2",
    risk_cn="3",
    papers=(SYSTEM, K510, CHINA),
)


def ask(country, day=DAY, **changes):
    return decide(replace(PUMP, **changes), country, day)


def ask_eu(law, risk, *kinds, sterile=""):
    papers = tuple(Paper(at, kind) for at, kind in enumerate(kinds))
    return ask("FR", law_eu=law, risk_eu=risk, sterile=sterile, papers=papers)


@pytest.mark.parametrize("country", ["DE", "NO", "TR", "US", "PR", "CN"])
def test_cleared_where_a_paper_of_that_law_is_good(country):
    assert ask(country).cleared


def test_the_answer_names_the_papers_it_rests_on():
    assert ask("DE") == Clearance("good", (1,))
    assert ask("US").papers == (4,)


@pytest.mark.parametrize("country", ["CH", "GB", "JP"])
def test_elsewhere_a_paper_must_name_the_country(country):
    assert ask(country).reason == "no_paper"
    assert ask("CH", papers=(SWISS,)).cleared


def test_a_paper_that_names_a_country_of_our_law_counts_there():
    other = Paper(9, "registration", countries=frozenset(("DE",)))
    assert ask("DE", papers=(other,)).papers == (9,)


@pytest.mark.parametrize("state", ["draft", "review", "withdrawn", ""])
def test_only_an_active_device_is_cleared(state):
    assert ask("DE", state=state).reason == "device_not_active"


def test_without_a_country_there_is_no_answer():
    assert ask("").reason == "no_country"


def test_the_list_of_countries_can_end_or_delay_the_sale():
    later = DAY + timedelta(1)
    sales = {"DE": Sale(date(2026, 1, 1), later), "FR": Sale(later)}
    assert ask("DE", sales=sales) == Clearance("good", (1,), day=DAY)
    assert ask("DE", later, sales=sales) == Clearance("sale_ended", day=later)
    assert ask("FR", sales=sales) == Clearance("sale_not_begun", day=later)
    assert ask("FR", later, sales=sales).cleared
    assert ask("ES", sales=sales).notes == ("not_listed",)


def test_valid_from_the_first_to_the_last_day():
    paper = replace(SYSTEM, valid_from=DAY, valid_to=DAY)
    assert ask("DE", papers=(paper,)) == Clearance("good", (1,), day=DAY)
    for shift, reason in ((-1, "paper_not_begun"), (1, "paper_ended")):
        found = ask("DE", DAY + timedelta(shift), papers=(paper,))
        assert (found.reason, found.papers, found.day) == (reason, (1,), DAY)


@pytest.mark.parametrize("status", ["suspended", "withdrawn", "cancelled"])
def test_a_dead_paper_counts_until_its_decision_applies(status):
    paper = replace(SYSTEM, status=status)
    assert ask("DE", papers=(paper,)).reason == f"paper_{status}"
    paper = replace(paper, status_from=DAY)
    assert ask("DE", DAY - timedelta(1), papers=(paper,)).cleared
    found = ask("DE", papers=(paper,))
    assert (found.reason, found.day) == (f"paper_{status}", DAY)


@pytest.mark.parametrize("status", ["issued", "reinstated", "amended", "reissued"])
def test_other_statuses_do_no_harm(status):
    found = ask("DE", papers=(replace(SYSTEM, status=status),))
    assert found.cleared and not found.notes


def test_a_restricted_paper_is_good_with_a_note():
    found = ask("DE", papers=(replace(SYSTEM, status="restricted"),))
    assert found.cleared and found.notes == ("restricted",)


def test_of_several_papers_a_good_one_that_lasts_is_taken():
    ended = replace(SYSTEM, key=7, valid_to=DAY - timedelta(1))
    short = replace(SYSTEM, key=8, valid_to=DAY)
    assert ask("DE", papers=(ended, short)) == Clearance("good", (8,), day=DAY)
    assert ask("DE", papers=(ended, short, SYSTEM)).papers == (1,)
    older = replace(ended, key=9, valid_to=DAY - timedelta(9))
    assert ask("DE", papers=(older, ended)).papers == (7,)


@pytest.mark.parametrize(
    ("law", "risk", "kinds"),
    [
        ("mdr", "i", ("eu_declaration",)),
        ("mdr", "i", ("mdr_quality_assurance",)),
        ("mdr", "iia", ("mdr_quality_management_system",)),
        ("mdr", "iib", ("mdr_product_verification",)),
        ("mdr", "iii", ("mdr_quality_assurance", "mdr_type_examination")),
        ("ivdr", "a", ("eu_declaration",)),
        ("ivdr", "c", ("ivdr_quality_management_system",)),
        ("ivdr", "d", ("ivdr_production_quality_assurance", "ivdr_type_examination")),
        ("spp", "", ("eu_declaration",)),
        ("mdd", "i", ("eu_declaration",)),
        ("mdd", "iia", ("mdd_v",)),
        ("aimdd", "aimdd", ("aimdd_ii_4",)),
        ("ivdd", "general", ("eu_declaration",)),
        ("ivdd", "list_a", ("ivdd_iv_4",)),
    ],
)
def test_what_is_enough_in_the_eu(law, risk, kinds):
    assert ask_eu(law, risk, *kinds).cleared


@pytest.mark.parametrize(
    ("law", "risk", "kinds"),
    [
        ("mdr", "iia", ("eu_declaration",)),
        ("mdr", "iib", ("mdd_ii_ex_4",)),
        ("mdr", "iib", ("us_510k",)),
        ("mdr", "iii", ("mdr_quality_assurance",)),
        ("mdr", "iii", ("mdr_type_examination",)),
        ("ivdr", "d", ("ivdr_quality_management_system",)),
        ("ivdr", "b", ("eu_declaration",)),
        ("mdd", "iia", ("eu_declaration",)),
        ("ivdd", "self_testing", ("eu_declaration",)),
        ("mdd", "iib", ("mdr_quality_management_system",)),
    ],
)
def test_what_is_not_enough_in_the_eu(law, risk, kinds):
    found = ask_eu(law, risk, *kinds)
    assert found.reason == "no_paper" and found.needed


def test_sterile_takes_a_notified_body():
    for law, risk in (("mdr", "i"), ("ivdr", "a"), ("spp", "")):
        assert ask_eu(law, risk, "eu_declaration", sterile="no").cleared
        assert not ask_eu(law, risk, "eu_declaration", sterile="yes").cleared
    system = "mdr_quality_management_system"
    assert ask_eu("spp", "", system, sterile="yes").cleared


def test_without_an_answer_any_paper_of_the_law_will_do_with_a_note():
    assert ask("DE", risk_eu="").notes == ("class_unknown",)
    assert ask("DE", law_eu="").notes == ("class_unknown",)
    assert ask("US", risk_us="").notes == ("class_unknown",)
    assert ask("CN", risk_cn="").notes == ("class_unknown",)
    assert ask("CH", papers=(SWISS,), risk_eu="").notes == ()


@pytest.mark.parametrize(
    ("risk", "kind", "cleared"),
    [
        ("1", "exempt_us", True),
        ("2", "us_de_novo", True),
        ("2", "exempt_us", True),
        ("3", "us_pma", True),
        ("3", "us_510k", True),
        ("3", "exempt_us", False),
        ("3", "us_de_novo", False),
    ],
)
def test_classes_of_the_us(risk, kind, cleared):
    assert ask("US", risk_us=risk, papers=(Paper(1, kind),)).cleared is cleared


def test_an_exempt_device_needs_no_paper_in_the_us():
    assert ask("US", papers=(), exempt_us=True) == Clearance("good")
    assert not ask("DE", papers=(), exempt_us=True).cleared


@pytest.mark.parametrize(
    ("risk", "kind", "cleared"),
    [
        ("1", "cn_filing", True),
        ("1", "cn_registration", False),
        ("2", "cn_filing", False),
        ("3", "cn_registration", True),
    ],
)
def test_classes_of_china(risk, kind, cleared):
    assert ask("CN", risk_cn=risk, papers=(Paper(1, kind),)).cleared is cleared


def test_laws_of_places_and_papers():
    assert [law_of(code) for code in ("DE", "GU", "CN", "CH", "")] == [
        EU,
        US,
        CN,
        OTHER,
        OTHER,
    ]
    assert law_of(paper="licence_trade") == OTHER
    assert needs(PUMP, OTHER) == (frozenset(),)


def test_licences_of_a_customer():
    good = Paper(1, "licence_trade", valid_to=DAY)
    ended = replace(good, key=2, valid_to=DAY - timedelta(1))
    assert licensed((), DAY, required=False).cleared
    assert licensed((), DAY, required=True).reason == "no_licence"
    assert licensed((ended, good), DAY, required=True).papers == (1,)
    found = licensed((ended,), DAY, required=False)
    assert found == Clearance("licence_ended", (2,), day=ended.valid_to)
    assert licensed((), DAY, required=False, others=True).reason == "licence_scope"
    future = replace(good, valid_from=DAY + timedelta(1), valid_to=None)
    assert licensed((future,), DAY, required=True).reason == "licence_not_begun"


DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))
PAPERS = st.builds(
    Paper,
    key=st.integers(1, 9),
    kind=st.sampled_from(["mdr_quality_management_system", "us_510k", "cn_filing"]),
    valid_from=st.none() | DAYS,
    valid_to=st.none() | DAYS,
    status=st.sampled_from(["", "issued", "suspended"]),
    status_from=st.none() | DAYS,
)


@given(st.lists(PAPERS, max_size=4), DAYS, st.sampled_from(["DE", "US", "CN", "CH"]))
def test_one_more_good_paper_never_takes_a_clearance_away(papers, day, country):
    facts = replace(PUMP, papers=tuple(papers))
    before = decide(facts, country, day)
    more = replace(facts, papers=facts.papers + (SYSTEM, K510, CHINA, SWISS))
    after = decide(more, country, day)
    assert after.cleared
    if before.cleared:
        assert (before.day or date.max) <= (after.day or date.max)
        assert decide(facts, country, before.day or day).cleared
