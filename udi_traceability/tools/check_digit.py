"""Check digits and check characters of all issuing agencies.

GS1 General Specifications 7.9: the modulo 10 digit of GTIN, SSCC and GLN, and the
pair of characters that ends a GMN (the Basic UDI-DI of GS1) or a Master UDI-DI.
ANSI/HIBC 2.6: modulo 43. ISO/IEC 7064: modulo 37-2, as ICCBBA uses it (ST-001,
appendix A). IFA: modulo 97 of a PPN, modulo 11 of a PZN.

    >>> gtin_check_digit("0950600013435")
    '2'
    >>> gtin14("9506000134352")
    '09506000134352'
    >>> gtin14_of_package("09506000134352", 1)
    '19506000134359'
"""

import re
from functools import lru_cache

from .udi import UdiError

GTIN_LENGTHS = (8, 12, 13, 14)
_FORMATS = ((6, "GTIN-8"), (2, "GTIN-12"), (1, "GTIN-13"), (0, "GTIN-14"))
CSET_32 = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
CSET_82 = (
    "!\"%&'()*+,-./0123456789:;<=>?"
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"
)
PRIMES = (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67)
PRIMES += (71, 73, 79, 83)
_CSET_82_VALUE = {character: value for value, character in enumerate(CSET_82)}
CSET_43 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%"
CSET_37 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*"
_NOT_43 = re.compile(f"[^{re.escape(CSET_43)}]")
_NOT_36 = re.compile(r"[^0-9A-Z]")
_VALUE_43 = bytes.maketrans(CSET_43.encode(), bytes(range(43)))


def is_digits(text):
    """True for one or more ASCII digits: full-width digits are none.

    >>> is_digits("2712"), is_digits("\\u0662\\u0667"), is_digits("")
    (True, False, False)
    """
    return text.isascii() and text.isdigit()


def gtin_check_digit(body):
    """The digit that follows ``body`` in a GTIN, SSCC, GLN or GSRN.

    >>> gtin_check_digit("10614141192837465")
    '7'
    """
    if not is_digits(body):
        raise UdiError("bad_charset", expected="digits", found=body)
    digits = body.encode()
    threes, ones = digits[-1::-2], digits[-2::-2]
    total = 3 * sum(threes) + sum(ones) - 48 * (3 * len(threes) + len(ones))
    return str(-total % 10)


@lru_cache(maxsize=4096)
def mod10_is_valid(code):
    """True if ASCII digits of any length end in their check digit."""
    if len(code) < 2 or not is_digits(code):
        return False
    digits = code.encode()
    ones, threes = digits[-1::-2], digits[-2::-2]
    total = sum(ones) + 3 * sum(threes) - 48 * (len(ones) + 3 * len(threes))
    return total % 10 == 0


def gtin_is_valid(code):
    """True for a GTIN-8, -12, -13 or -14 with a right check digit.

    >>> gtin_is_valid("9506000134352"), gtin_is_valid("9506000134353")
    (True, False)
    """
    return len(code) in GTIN_LENGTHS and mod10_is_valid(code)


def gtin14(code):
    """The 14 digits under which a GTIN is stored and compared.

    A refusal tells the digit that the check digit should be.
    """
    if not is_digits(code):
        raise UdiError("bad_charset", element="GTIN", expected="digits", found=code)
    if len(code) not in GTIN_LENGTHS:
        expected = "8, 12, 13 or 14 digits"
        raise UdiError("bad_length", element="GTIN", expected=expected, found=code)
    if not mod10_is_valid(code):
        digit, last = gtin_check_digit(code[:-1]), len(code) - 1
        raise UdiError("bad_check_digit", last, "GTIN", digit, code[-1])
    return code.zfill(14)


def gtin14_of_package(code, indicator):
    """The GTIN-14 of a package of ``code``: another indicator, another check digit.

    ``indicator`` is 1 to 8 (9 marks variable measure). A package may as well have
    a GTIN-13 of its own: levels are never derived from digits.
    """
    if indicator not in range(1, 9):
        raise UdiError("bad_syntax", 0, "GTIN", "indicator 1 to 8", str(indicator))
    body = f"{indicator}{gtin14(code)[1:13]}"
    return body + gtin_check_digit(body)


def gtin_format(code):
    """Which GTIN a 14-digit one was padded from.

    >>> gtin_format("00614141000012"), gtin_format("00000096385074")
    ('GTIN-12', 'GTIN-8')
    """
    zeros = len(code) - len(code.lstrip("0"))
    return next(name for least, name in _FORMATS if zeros >= least)


def gtin_spellings(code):
    """A 14-digit GTIN as bar codes may have it: with fewer leading zeros.

    >>> gtin_spellings("09506000134352")
    ('09506000134352', '9506000134352')
    """
    zeros = len(code) - len(code.lstrip("0"))
    return tuple(
        code[-length:] for length in GTIN_LENGTHS[::-1] if 14 - length <= zeros
    )


def gtin_indicator(code):
    """The packaging indicator of a 14-digit GTIN, None where it has none."""
    return int(code[0]) or None


def check_pair(body):
    """The two characters that end a GMN or Master UDI-DI (7.9.5).

    >>> check_pair("1987654Ad4X4bL5ttr2310c")
    '2K'
    """
    if len(body) > len(PRIMES):
        expected = f"at most {len(PRIMES)} characters"
        raise UdiError("bad_length", expected=expected, found=body)
    total = 0
    for position, prime in zip(reversed(range(len(body))), PRIMES, strict=False):
        value = _CSET_82_VALUE.get(body[position])
        if value is None:
            raise UdiError("bad_charset", position, None, "CSET 82", body[position])
        total += value * prime
    total %= 1021
    return CSET_32[total >> 5] + CSET_32[total & 31]


def gmn_is_valid(code):
    """True for a GMN: company prefix, model reference, check pair."""
    body = code[:-2]
    if not 6 <= len(body) <= len(PRIMES) or not is_digits(body[:5]):
        return False
    return set(body) <= set(CSET_82) and check_pair(body) == code[-2:]


def mod43(text, position=0):
    """The character that follows ``text`` in HIBC: ``+`` counts, ``*`` is no data.

    >>> mod43("+A123BJC5D6E71"), mod43("+$$52001510X3+")
    ('G', ' ')
    """
    foreign = _NOT_43.search(text)
    if foreign:
        at, expected = position + foreign.start(), "0-9, A-Z or one of - . $ / + %"
        raise UdiError("bad_charset", at, "HIBCC", expected, foreign[0])
    return CSET_43[sum(text.encode().translate(_VALUE_43)) % 43]


def mod37_2(text):
    """The check value of digits and capital letters, 0 to 36: see ``CSET_37``.

    >>> mod37_2("G123417654321"), CSET_37[mod37_2("G123417654321")]
    (10, 'A')
    """
    foreign = _NOT_36.search(text)
    if foreign:
        expected = "digits and capital letters"
        raise UdiError("bad_charset", foreign.start(), None, expected, foreign[0])
    product = 0
    for character in text:
        product = (product + int(character, 36)) * 2 % 37
    return (38 - product) % 37


def ppn_check_digits(body):
    """The two digits that end a PPN or a Basic UDI-DI of IFA.

    >>> ppn_check_digits("1103752864"), ppn_check_digits("PP12345ABCD.12345678.90")
    ('14', '04')
    """
    total = sum(ord(character) * weight for weight, character in enumerate(body, 2))
    return f"{total % 97:02d}"


def pzn_check_digit(body):
    """The digit that ends a PZN-8; None where IFA gives the number to nobody.

    >>> pzn_check_digit("0375286"), pzn_check_digit("0000007")
    ('4', '5')
    """
    if len(body) != 7 or not is_digits(body):
        raise UdiError("bad_length", None, "PZN", "7 digits", body)
    digit = sum(place * int(value) for place, value in enumerate(body, 1)) % 11
    return None if digit == 10 else str(digit)
