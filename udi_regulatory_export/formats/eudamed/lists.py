"""EUDAMED's languages and countries (DTX schema 3.0.25)."""

ANY = "ANY"
"""No language in particular."""
# fmt: off
LANGUAGES = (
    "BG", "CS", "DA", "DE", "EL", "EN", "ES", "ET", "FI", "FR", "GA", "HR", "HU", "IS",
    "IT", "LT", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SK", "SL", "SV", "TR",
)
# fmt: on
NOT_EUROPEAN = "ZH"
"""The record also holds texts for China; they are not EUDAMED's."""

# fmt: off
MARKETS = (
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "EL", "ES", "FI", "FR", "HR", "HU",
    "IE", "IS", "IT", "LI", "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE",
    "SI", "SK", "TR", "XI",
)
OUTSIDE = (
    "AD", "AE", "AF", "AG", "AI", "AL", "AM", "AO", "AQ", "AR", "AS", "AU", "AW", "AX",
    "AZ", "BA", "BB", "BD", "BF", "BH", "BI", "BJ", "BL", "BM", "BN", "BO", "BQ", "BR",
    "BS", "BT", "BV", "BW", "BY", "BZ", "CA", "CC", "CD", "CF", "CG", "CH", "CI", "CK",
    "CL", "CM", "CN", "CO", "CR", "CU", "CV", "CW", "CX", "DJ", "DM", "DO", "DZ", "EC",
    "EG", "EH", "ER", "ET", "FJ", "FK", "FM", "FO", "GA", "GD", "GE", "GF", "GG", "GH",
    "GI", "GL", "GM", "GN", "GP", "GQ", "GS", "GT", "GU", "GW", "GY", "HK", "HM", "HN",
    "HT", "ID", "IL", "IM", "IN", "IO", "IQ", "IR", "JE", "JM", "JO", "JP", "KE", "KG",
    "KH", "KI", "KM", "KN", "KP", "KR", "KW", "KY", "KZ", "LA", "LB", "LC", "LK", "LR",
    "LS", "LY", "MA", "MC", "MD", "ME", "MF", "MG", "MH", "MK", "ML", "MM", "MN", "MO",
    "MP", "MQ", "MR", "MS", "MU", "MV", "MW", "MX", "MY", "MZ", "NA", "NC", "NE", "NF",
    "NG", "NI", "NP", "NR", "NU", "NZ", "OM", "PA", "PE", "PF", "PG", "PH", "PK", "PM",
    "PN", "PR", "PS", "PW", "PY", "QA", "RE", "RS", "RU", "RW", "SA", "SB", "SC", "SD",
    "SG", "SH", "SJ", "SL", "SM", "SN", "SO", "SR", "SS", "ST", "SV", "SX", "SY", "SZ",
    "TC", "TD", "TF", "TG", "TH", "TJ", "TK", "TL", "TM", "TN", "TO", "TT", "TV", "TW",
    "TZ", "UA", "UG", "UK", "UM", "US", "UY", "UZ", "VA", "VC", "VE", "VG", "VI", "VN",
    "VU", "WF", "WS", "YE", "YT", "ZA", "ZM", "ZW",
)
# fmt: on
_SPELT = {"GR": "EL", "GB": "UK"}
_ANYWHERE = frozenset((*MARKETS, *OUTSIDE))


def country(code: str) -> str:
    """EUDAMED's spelling of an ISO country anywhere; empty if it has none."""
    spelt = _SPELT.get(code, code)
    return spelt if spelt in _ANYWHERE else ""


def market(code: str) -> str:
    """EUDAMED's code of an ISO country on its market; empty if it is none."""
    spelt = country(code)
    return spelt if spelt in MARKETS else ""


def outside(code: str) -> str:
    """EUDAMED's code of an ISO country outside its market; empty if it is none."""
    spelt = country(code)
    return spelt if spelt in OUTSIDE else ""
