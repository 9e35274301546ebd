"""The words of a label: fields, languages, dates as people read them."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from label_samples import CASE, DATA, DI, PALLET, SSCC, UNIT, text

from odoo.addons.udi_traceability.tools import Udi
from odoo.addons.udi_traceability.tools.label import LabelData
from odoo.addons.udi_traceability.tools.label_fields import (
    NAMES,
    chosen,
    fields,
    words,
)


def said(content, data=DATA, languages=(), **options):
    """((language, text), ...) and the codes of what is wrong."""
    told, found = words(text(content, **options), languages, fields(data))
    return told, [(each.code, each.severity, each.field, each.value) for each in found]


def plain(content, data=DATA):
    ((_language, told),), found = said(content, data)
    assert found == []
    return told


@pytest.mark.parametrize(
    ("content", "wanted"),
    [
        ("{di}", DI),
        ("{lot}/{serial}", "LC2611A/SN000123"),
        ("made {made}, use by {expiry}", "made 2026-11-01, use by 2028-10-31"),
        ("REF {ref}", "REF IP-200B"),
        ("{quantity} {unit}", "10 pc"),
        ("{maker}\n{maker_address}", f"{DATA.maker}\n{DATA.maker_address}"),
        ("no field at all", "no field at all"),
        ("{Lot} { lot } {lot", "{Lot} { lot } {lot"),
        ("{lot}{serial}{brand}", "LC2611ASN000123"),
    ],
)
def test_fields(content, wanted):
    assert plain(content) == wanted


def test_every_name_can_be_written():
    for name in NAMES:
        assert said(f"{{{name}}}")[1] == []


def test_identifiers_are_fields():
    data = replace(DATA, udi=PALLET)
    assert plain("{02} × {37}", data) == f"{DI} × 240"
    assert plain("{sscc}", data) == plain("{00}", data) == SSCC
    assert said("{8012}", data) == ((), [])


def test_own_fields():
    data = replace(DATA, extra=(("sterile_until", "2030-01"), ("lot", "FALSE")))
    assert plain("{sterile_until}", data) == "2030-01"
    assert plain("{lot}", data) == "LC2611A"  # the UDI alone says the lot


def test_the_count_of_the_carrier_unless_another_is_given():
    udi = Udi(di=DI, quantity=7)
    assert plain("{quantity}", LabelData(udi=udi)) == "7"
    assert plain("{quantity}", LabelData(udi=udi, quantity=0)) == "0"
    assert said("{quantity}", LabelData()) == ((), [])


def test_a_date_says_no_more_than_is_known():
    month = Udi(expiry=date(2028, 2, 29), expiry_precision="month")
    assert plain("{expiry}", LabelData(udi=month)) == "2028-02"
    hour = Udi(expiry=date(2028, 2, 29), expiry_datetime=datetime(2028, 2, 29, 14, 30))
    assert plain("{expiry}", LabelData(udi=hour)) == "2028-02-29 14:30"


def test_nothing_is_printed_where_nothing_is_to_say():
    assert said("SN {serial}", replace(DATA, udi=CASE)) == ((), [])
    assert said("{name}", LabelData()) == ((), [])


def test_an_unknown_field_is_named():
    told, found = said("{lot} {colour} {batch}")
    assert told == ()
    assert found == [("unknown_field", "stop", "content", "batch")]


@pytest.mark.parametrize("content", ["{lot.__class__}", "{0}", "{lot!r}", "{lot:>9}"])
def test_content_is_no_program(content):
    assert said(content)[0] in ((), (("", content),))


def test_one_line_for_each_language():
    told, found = said("{name}", languages=("de_DE", "en_US"))
    assert told == (
        ("de_DE", "Infusionspumpe IP-200"),
        ("en_US", "Infusion pump IP-200"),
    )
    assert found == []


def test_the_first_language_where_none_is_asked_for():
    assert said("{name}")[0] == (("", "Infusion pump IP-200"),)


def test_the_language_of_the_element_goes_before():
    told, _found = said("{name}", languages=("de_DE", "en_US"), language="en_US")
    assert told == (("en_US", "Infusion pump IP-200"),)


def test_another_country_s_form_will_do():
    assert said("{name}", languages=("de_AT",)) == (
        (("de_AT", "Infusionspumpe IP-200"),),
        [],
    )


def test_a_missing_translation_is_told_and_not_left_blank():
    told, found = said("Name: {name}", languages=("de_DE", "fr_FR"))
    assert told == (("de_DE", "Name: Infusionspumpe IP-200"),)
    assert found == [("translation_missing", "warn", "name", "fr_FR")]
    told, found = said("{name}", languages=("fr_FR",))
    assert told == (("", "Infusion pump IP-200"),)
    assert found == [("translation_missing", "warn", "name", "fr_FR")]


def test_the_same_words_are_printed_once():
    data = replace(DATA, names=(("en_US", "Stent"), ("de_DE", "Stent"), ("fr_FR", "X")))
    told, _found = said("{name}", data, ("en_US", "fr_FR", "de_DE"))
    assert told == (("en_US", "Stent"), ("fr_FR", "X"))


def test_text_without_languages_is_of_the_first():
    assert said("{maker}", languages=("zh_CN",))[0] == (("zh_CN", DATA.maker),)
    assert said("{maker}", language="ja_JP")[0] == (("ja_JP", DATA.maker),)


def test_what_a_symbol_is_asked_for():
    assert chosen("", CASE) == CASE.elements
    assert chosen("!00", CASE) == CASE.elements[:3]
    assert chosen("10,01", CASE) == (CASE.elements[2], CASE.elements[0])
    assert chosen("37,00", CASE) == (CASE.elements[3],)
    assert chosen("21", UNIT) == (("21", "SN000123"),)
    assert chosen("8012", UNIT) == ()
