"""One way back for all agencies: what each of them can be asked for."""

import pytest

from odoo.addons.udi_traceability.tools import Udi, UdiError, text_of
from odoo.addons.udi_traceability.tools.build import _WRITERS, FORMS

DI = "09506000134352"


@pytest.mark.parametrize(
    ("udi", "form", "text"),
    [
        (Udi(di=DI, lot="A"), "carrier", f"01{DI}10A"),
        (Udi(di=DI, lot="A"), "readable", f"(01){DI}(10)A"),
        (Udi(di=DI, lot="A"), "link", f"https://id.gs1.org/01/{DI}/10/A"),
        (Udi("HIBCC", di="A99912345", lot="A"), "carrier", "+A99912345/$AA"),
        (Udi("HIBCC", di="A99912345", lot="A"), "readable", "*+A99912345/$AA*"),
        (Udi("HIBCC", di="A99912345", lot="A"), "primary", "+A999123457"),
        (Udi("HIBCC", di="A99912345", lot="A"), "secondary", "+$A7B"),
        (Udi("ICCBBA", di="1TE123456A"), "carrier", "=+01000=)1TE123456A"),
        (Udi("ICCBBA", di="1TE123456A"), "readable", "=)1TE123456A"),
        (Udi("IFA", di="110375286414"), "readable", "(9N)110375286414"),
    ],
)
def test_forms(udi, form, text):
    assert text_of(udi, form) == text


def test_the_domain_of_a_link_is_ones_own():
    link = text_of(Udi(di=DI), "link", domain="https://example.com/d/")
    assert link == f"https://example.com/d/01/{DI}"


@pytest.mark.parametrize(
    ("udi", "form", "element"),
    [
        (Udi(di=DI), "primary", "GS1"),
        (Udi("MA", di=DI), "link", "MA"),
        (Udi("HIBCC", di=DI), "link", "HIBCC"),
        (Udi("AHM", di=DI), "carrier", "AHM"),
        (Udi("", di=DI), "carrier", ""),
    ],
)
def test_what_an_agency_does_not_have(udi, form, element):
    with pytest.raises(UdiError) as caught:
        text_of(udi, form)
    assert (caught.value.code, caught.value.element) == ("unrecognised", element)
    assert caught.value.found == form


def test_every_form_is_one_that_is_named():
    assert {form for writers in _WRITERS.values() for form in writers} == set(FORMS)


@pytest.mark.parametrize("agency", ["GS1", "HIBCC", "ICCBBA", "IFA", "MA"])
def test_what_is_no_text_of_this_world_is_refused(agency):
    for form in _WRITERS[agency]:
        with pytest.raises(UdiError):
            text_of(Udi(agency, di="\ud800", lot="\x00"), form)
