"""Numbers under which authorities let a device be sold: NMPA and FDA.

A number typed in another spelling is brought into the official one; what then still
has another form is refused. Kinds whose form no source gives are taken as typed.

    >>> canonical("us_pma", "p040013/s6")
    ('P040013', '006')
    >>> problem("cn_registration", "国械注准2019303016").expected
    '国械注准20193030166'
    >>> said("国械注准20193030166").catalogue
    '03'
"""

import re
import unicodedata
from dataclasses import dataclass

_FILED = "[\u4e00-\u9fff]{1,4}械备[0-9]{8}号?"
_REGISTERED = (
    "([\u4e00-\u9fff]{1,2})械注([准进许])([0-9]{4})([0-9])([0-9]{2})([0-9]{4})"
)
_SUPPLEMENT = re.compile(r"(?:(.+?)/)?S?([0-9]{1,3})")
_SPACES = re.compile(r"\s+")
_ROUTES = {"准": "domestic", "进": "imported", "许": "hk_macao_taiwan"}


@dataclass(frozen=True, slots=True)
class Form:
    """How a number is written: pattern and one that is right."""

    pattern: str
    example: str


FORMS = {
    "cn_registration": Form(_REGISTERED, "国械注准20193030166"),
    "cn_filing": Form(_FILED, "国械备20160001"),
    "us_510k": Form("B?K[0-9]{6}", "K260123"),
    "us_pma": Form("B?P[0-9]{6}", "P040013"),
    "us_hde": Form("H[0-9]{6}", "H990014"),
    "us_de_novo": Form("DEN[0-9]{6}", "DEN190039"),
    "us_bla": Form("BLA[0-9]{6}", "BLA125000"),
    "us_nda": Form("(?:NDA|BN)[0-9]{6}", "NDA020000"),
    "exempt_us": Form("[A-Z]{3}", "FPA"),
}
"""SPL guide 3.1.7 and 3.3.9; De Novo as 179,405 public records have it; NMPA as its
notices print them. An exemption is named by the three letters of its product code."""

_US_PREFIX = re.compile("(DEN|BLA|NDA|BN|BK|BP|K|P|H)[0-9]{6}")
_US_KINDS = {"DEN": "us_de_novo", "BLA": "us_bla", "NDA": "us_nda", "BN": "us_nda"}
_US_KINDS |= {"BK": "us_510k", "K": "us_510k", "BP": "us_pma", "P": "us_pma"}
_US_KINDS |= {"H": "us_hde"}


@dataclass(frozen=True, slots=True)
class Problem:
    """A number in another form: what was found, what one looks like."""

    found: str
    expected: str


@dataclass(frozen=True, slots=True)
class Said:
    """What a Chinese registration number tells of itself.

    ``place``      who registered: 国, or the sign of a province
    ``route``      ``domestic``, ``imported`` or ``hk_macao_taiwan``
    ``risk``       class as a digit; classes are 1 to 3, samples have 0
    ``catalogue``  two digits of the classification catalogue
    """

    place: str
    route: str
    year: int
    risk: str
    catalogue: str


def canonical(kind, number, revision=""):
    """``(number, revision)`` in the official spelling.

    Full-width characters, blanks and small letters are spelling only. The supplement
    of a PMA, also typed behind a stroke, is a revision of three digits.
    """
    if kind not in FORMS:
        return number.strip(), revision.strip()
    number, revision = _compact(number), _compact(revision)
    if kind != "us_pma":
        return number, revision
    behind = _SUPPLEMENT.fullmatch(number)
    if behind and behind[1] and not revision:
        number, revision = behind.groups()
    supplement = _SUPPLEMENT.fullmatch(revision)
    if supplement and not supplement[1]:
        revision = supplement[2].zfill(3)
    return number, revision


def _compact(text):
    return _SPACES.sub("", unicodedata.normalize("NFKC", text)).upper()


def problem(kind, number):
    """The ``Problem`` of a number in canonical spelling, or None."""
    form = FORMS.get(kind)
    if form is None or re.fullmatch(form.pattern, number):
        return None
    return Problem(number, form.example)


def us_kind(number):
    """The kind that the letters of an FDA number name, or None.

    The public GUDID release states no kind: it follows from the number.
    """
    match = _US_PREFIX.fullmatch(number)
    return _US_KINDS[match[1]] if match else None


def said(number):
    """What a registration number of the NMPA tells, or None if it is none."""
    match = re.fullmatch(_REGISTERED, number)
    if match is None:
        return None
    place, route, year, risk, catalogue, _serial = match.groups()
    return Said(place, _ROUTES[route], int(year), risk, catalogue)
