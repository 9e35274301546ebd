"""By which codes an answer names what was sent, however it spells them."""

import pytest
from formats_laws import KINDS, MDR
from formats_sample import change
from hypothesis import given, strategies as st

from odoo.addons.udi_regulatory_export.formats import eudamed


@pytest.mark.parametrize("kind", KINDS)
def test_a_first_registration_is_named_by_device_or_family(kind):
    record = KINDS[kind]
    codes = eudamed.answer_codes(record, "DEVICE.POST")
    assert record.basic_udi.code in codes
    assert codes[0] == (record.eudamed.eudamed_id or record.eudamed.di.code)


@pytest.mark.parametrize("message", eudamed.MESSAGES)
def test_only_messages_about_families_are_named_by_them(message):
    codes = eudamed.answer_codes(MDR, message)
    named = message in ("DEVICE.POST", "BASIC_UDI.PATCH")
    assert (MDR.basic_udi.code in codes) == named
    assert MDR.eudamed.di.code in codes


def test_nothing_is_no_code():
    record = change(MDR, eudamed__di=None)
    assert eudamed.answer_codes(record, "UDI_DI.PATCH") == ()
    alone = change(MDR, basic_udi=None)
    assert eudamed.answer_codes(alone, "DEVICE.POST") == (MDR.eudamed.di.code,)


@pytest.mark.parametrize(
    ("spelt", "key"),
    [
        (" 09506000117843\n", "09506000117843"),
        ("9506000117843", "09506000117843"),
        ("12345678901234567", "12345678901234567"),
        ("++A999model", "++A999model"),
        ("٣", "٣"),
        ("", ""),
    ],
)
def test_one_spelling(spelt, key):
    assert eudamed.answer_key(spelt) == key


@given(st.text(max_size=30))
def test_a_key_stays_what_it_is(code):
    key = eudamed.answer_key(code)
    assert eudamed.answer_key(key) == key
