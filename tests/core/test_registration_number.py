"""Numbers of registrations: real ones pass, near misses say what is right."""

import re

import pytest
from hypothesis import given, strategies as st
from lxml import etree

from odoo.addons.udi_traceability.tools.registration_number import (
    FORMS,
    Problem,
    Said,
    canonical,
    problem,
    said,
    us_kind,
)

SAMPLE = "regulatory/gudid/accessgudid/sample-devices.xml"
UDID = "regulatory/nmpa/sample-udid-download.xml"


@pytest.mark.parametrize("kind", FORMS)
def test_the_example_of_each_kind_is_right_and_canonical(kind):
    example = FORMS[kind].example
    assert problem(kind, example) is None
    assert canonical(kind, example) == (example, "")


@pytest.mark.parametrize(
    ("kind", "typed", "expected"),
    [
        ("us_510k", " k260 123 ", ("K260123", "")),
        ("us_510k", "\uff2b260123", ("K260123", "")),
        ("us_pma", "P040013/S006", ("P040013", "006")),
        ("us_pma", "p040013 / 6", ("P040013", "006")),
        ("us_pma", "P040013/S0006", ("P040013/S0006", "")),
        ("us_510k", "K260123/S1", ("K260123/S1", "")),
        ("us_de_novo", "den190039", ("DEN190039", "")),
        ("cn_registration", "国械注准 20193030166", ("国械注准20193030166", "")),
        ("cn_filing", "国械备２０１６０００１号", ("国械备20160001号", "")),
        ("exempt_us", "fpa", ("FPA", "")),
        ("mdr_type_examination", " TE 1/S2 ", ("TE 1/S2", "")),
    ],
)
def test_spelling_is_no_fault(kind, typed, expected):
    assert canonical(kind, typed) == expected


def test_a_revision_that_is_given_stays():
    assert canonical("us_pma", "P040013/S006", "001") == ("P040013/S006", "001")
    assert canonical("us_pma", "P040013", "s6") == ("P040013", "006")
    assert canonical("us_pma", "P040013", "A/1") == ("P040013", "A/1")
    assert canonical("mdr_quality_assurance", "Q1", " 2 ") == ("Q1", "2")


@pytest.mark.parametrize(
    ("kind", "number"),
    [
        ("us_510k", "K26012"),
        ("us_510k", "P040013"),
        ("us_510k", "K260123X"),
        ("us_pma", "P040013/S006"),
        ("cn_registration", "国械备20160001"),
        ("cn_registration", "国械注准2019303016"),
        ("cn_registration", "国食药监械准20193030166"),
        ("cn_filing", "国械注准20193030166"),
        ("cn_filing", "国械备2016001"),
        ("exempt_us", "FP"),
        ("us_510k", ""),
    ],
)
def test_another_form_is_told_with_a_right_one(kind, number):
    assert problem(kind, number) == Problem(number, FORMS[kind].example)


@pytest.mark.parametrize("kind", ["us_pdp", "mdr_quality_assurance", "registration"])
def test_a_kind_without_a_known_form_takes_any_number(kind):
    assert problem(kind, "anything 12/b") is None


def test_numbers_of_provinces_and_of_imports():
    for number in ("京械注准20192020002", "国械注进20263140123", "国械注许20203220001"):
        assert problem("cn_registration", number) is None
    for number in ("浙杭械备20150001号", "国械备20160001"):
        assert problem("cn_filing", number) is None


def test_what_a_registration_number_tells():
    assert said("国械注进20263140123") == Said("国", "imported", 2026, "3", "14")
    assert said("京械注准20192020002") == Said("京", "domestic", 2019, "2", "02")
    assert said("国械注许20203220001").route == "hk_macao_taiwan"
    assert said("国械备20160001") is None


def test_submissions_of_real_devices_name_their_kind(shared):
    root = etree.parse(str(shared(SAMPLE))).getroot()
    numbers = [node.text for node in root.iter("{*}submissionNumber")]
    assert len(numbers) >= 15
    for number in numbers:
        kind = us_kind(number)
        assert kind and problem(kind, number) is None, number
    assert us_kind("DEN190039") == "us_de_novo"
    assert us_kind("H990014") == "us_hde"
    assert us_kind("BN170001") == us_kind("NDA020000") == "us_nda"
    assert us_kind("K12345") is None


def test_numbers_of_published_chinese_devices_have_the_form(shared):
    text = shared(UDID).read_text(encoding="utf-8")
    numbers = re.findall("[\u4e00-\u9fff]{1,4}械注准[0-9]+", text)
    assert numbers
    assert not [n for n in numbers if problem("cn_registration", n)]


TYPED = st.text(
    "KPHDENBkp0123456789/S -\u3000\uff2b\uff10\uff11国械注准备号", max_size=20
)


@given(st.sampled_from(sorted(FORMS)), TYPED)
def test_canonical_is_stable(kind, text):
    number, revision = canonical(kind, text)
    assert canonical(kind, number, revision) == (number, revision)


@given(st.sampled_from(sorted(FORMS)), st.data())
def test_whatever_has_the_form_passes(kind, data):
    number = data.draw(st.from_regex(re.compile(FORMS[kind].pattern), fullmatch=True))
    assert problem(kind, number) is None
    assert canonical(kind, number) == (number, "")
