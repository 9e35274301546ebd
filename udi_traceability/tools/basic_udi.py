"""Basic UDI-DI: the EU's key of a device family (MDR, Annex VI Part C).

Each issuing agency makes it in its own form; all end in two check characters. It is
never printed nor encoded.

    >>> complete("GS1", "1987654Ad4X4bL5ttr2310c")
    '1987654Ad4X4bL5ttr2310c2K'
    >>> complete("HIBCC", "++A999MODELIDENTIFIER11")
    '++A999MODELIDENTIFIER11S8'
    >>> is_valid("IFA", "PP12345ABCD.12345678.9004")
    True
"""

import re

from .check_digit import check_pair, mod37_2, ppn_check_digits
from .udi import UdiError


def _two_digits(body):
    return f"{mod37_2(body):02d}"


def _behind_mark(body):
    """Of EUDAMED, what stands before the body does not count."""
    return check_pair(body[2:])


# agency: form of what stands before the check characters, what makes them, in words
_AGENCIES = {
    # GMN: General Specifications 3.9.13 and 7.9.5
    "GS1": (
        r"[0-9]{5}[!\"%-?A-Z_a-z]{1,18}",
        check_pair,
        "5 digits of a company prefix, 1 to 18 characters",
    ),
    "HIBCC": (
        r"\+\+[A-Z][0-9A-Z]{3}[0-9A-Z]{1,17}",
        check_pair,
        "++, a LIC, 1 to 17 digits and capital letters",
    ),
    # ST-017, appendix 1: as the DI; 00000 at the end stands for several products
    "ICCBBA": (
        r"[A-NP-Z0-9]{5}[0-9A-Z]{11}",
        _two_digits,
        "16 digits and capital letters, no O in the first five",
    ),
    "IFA": (
        r"PP[0-9A-Z]{5}[0-9A-Z.]{1,16}",
        ppn_check_digits,
        "PP, 5 characters of the company, 1 to 16 of the group",
    ),
    # legacy devices: B- the key of the family, D- that of the device
    "EUDAMED": (
        r"[BD]-[!\"%-?A-Z_a-z]{1,21}",
        _behind_mark,
        "B- or D- and 1 to 21 characters",
    ),
}


AGENCIES = tuple(_AGENCIES)


def check_characters(agency, body):
    """The two characters that end the code whose other characters are ``body``."""
    if agency not in _AGENCIES:
        expected = " or ".join(_AGENCIES)
        raise UdiError("unrecognised", None, "Basic UDI-DI", expected, agency)
    form, check, expected = _AGENCIES[agency]
    if not re.fullmatch(form, body):
        raise UdiError("bad_syntax", None, f"Basic UDI-DI of {agency}", expected, body)
    return check(body)


def complete(agency, body):
    """``body`` and its check characters."""
    return body + check_characters(agency, body)


def check(agency, code):
    """Raise ``UdiError`` if ``code`` is misshapen or ends in wrong characters.

    A legacy device that has a UDI-DI is ``B-`` and that UDI-DI at EUDAMED, without
    check characters: see ``of_legacy_di``.
    """
    expected, found = check_characters(agency, code[:-2]), code[-2:]
    if found != expected:
        last, element = len(code) - 2, f"Basic UDI-DI of {agency}"
        raise UdiError("bad_check_digit", last, element, expected, found)


def is_valid(agency, code):
    """True for a code in the form of its agency with right check characters."""
    try:
        check(agency, code)
    except UdiError:
        return False
    return True


def of_legacy_di(di):
    """The EUDAMED DI of a legacy device that has a UDI-DI."""
    return f"B-{di}"
