"""Forms and check characters of the identifiers that regulators check."""

import re

GMN_CHARACTERS = (
    "!\"%&'()*+,-./0123456789:;<=>?"
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"
)
"""GS1 General Specifications, encodable character set 82, in order of value."""
GMN_WEIGHTS = (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61)
GMN_WEIGHTS += (67, 71, 73, 79, 83)
PAIR_CHARACTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"

USCC_CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""GB 32100-2015: digits and letters without I, O, S, V, Z."""


def gtin_check_digit(body: str) -> str:
    """GS1 General Specifications 7.9.1; ``body`` lacks the check digit."""
    weighted = (int(c) * (3 if i % 2 == 0 else 1) for i, c in enumerate(reversed(body)))
    return str(-sum(weighted) % 10)


def gmn_check_pair(body: str) -> str:
    """The two check characters of a GMN (GS1 General Specifications 7.9.5)."""
    values = (GMN_CHARACTERS.index(character) for character in reversed(body))
    total = sum(v * w for v, w in zip(values, GMN_WEIGHTS, strict=False)) % 1021
    return PAIR_CHARACTERS[total // 32] + PAIR_CHARACTERS[total % 32]


def ifa_check_pair(body: str) -> str:
    """Two digits: ASCII values weighted 2, 3, 4 ... from the left, modulo 97."""
    total = sum(ord(character) * weight for weight, character in enumerate(body, 2))
    return f"{total % 97:02d}"


def iccbba_check_pair(body: str) -> str:
    """ISO/IEC 7064 Mod 37-2 as two digits (ICCBBA ST-017, appendix 1)."""
    product = 0
    for character in body:
        product = (product + int(character, 36)) * 2 % 37
    return f"{(38 - product) % 37:02d}"


def eudamed_check_pair(body: str) -> str:
    """As a GMN; the mark B- or D- before it does not count."""
    return gmn_check_pair(body[2:])


def uscc_check_character(body: str) -> str:
    """GB 32100-2015: weights are the powers of 3, modulo 31."""
    total = sum(
        USCC_CHARACTERS.index(character) * pow(3, index, 31)
        for index, character in enumerate(body)
    )
    return USCC_CHARACTERS[-total % 31]


_GMN = re.compile(r"[0-9]{5}[!-\"%-?A-Z_a-z]{1,18}")
_BASIC_UDI = {
    "gs1": (_GMN, gmn_check_pair),
    "hibcc": (re.compile(r"\+\+[A-Z][0-9A-Z]{4,20}"), gmn_check_pair),
    "ifa": (re.compile(r"PP[0-9A-Z]{5}[0-9A-Z.]{1,16}"), ifa_check_pair),
    "iccbba": (re.compile(r"[A-NP-Z0-9]{5}[0-9A-Z]{11}"), iccbba_check_pair),
    "eudamed": (re.compile(r"[BD]-[!\"%-?A-Z_a-z]{1,21}"), eudamed_check_pair),
}
_DI = {
    "gs1": re.compile(r"[0-9]{14}"),
    "hibcc": re.compile(r"\+?[A-Z][0-9A-Z]{5,23}"),
    "iccbba": re.compile(r"[0-9A-Z]{10}(?:[0-9A-Z]{6})?"),
    "ifa": re.compile(r"[0-9A-Z]{4,22}"),
    "ma": re.compile(r"MA\.156\.M0(?:\.[0-9A-Za-z]{1,14}){2}"),
}


def corrected_basic_udi(agency: str, code: str) -> str | None:
    """The code with the check characters its agency computes; None if misshapen.

    EUDAMED's is that of a legacy device without a UDI-DI.
    """
    if agency not in _BASIC_UDI:
        return None
    form, check_pair = _BASIC_UDI[agency]
    body = code[:-2]
    return body + check_pair(body) if form.fullmatch(body) else None


def corrected_di(agency: str, code: str) -> str | None:
    """The DI with its right GTIN check digit; None if misshapen for its agency."""
    form = _DI.get(agency)
    if form is None or not form.fullmatch(code):
        return None
    return code[:-1] + gtin_check_digit(code[:-1]) if agency == "gs1" else code


def corrected_uscc(code: str) -> str | None:
    """A unified social credit code with its check character; None if misshapen."""
    body = code[:-1]
    if len(code) != 18 or not set(body) <= set(USCC_CHARACTERS):
        return None
    return body + uscc_check_character(body)
