"""Which papers the law of a place asks for, as data.

EU: MDR Articles 22 and 52, IVDR Article 48; older directives by their own
certificates. US: a submission, or an exemption by product code. China: class I is
filed, classes II and III are registered. Elsewhere: any paper that names the country.
"""

from .european import MARKET

EU, US, CN, OTHER = "eu", "us", "cn", "other"

# The FD&C Act's "State" includes the territories (section 201(a)(1))
_US_COUNTRIES = frozenset(["US", "PR", "VI", "GU", "AS", "MP"])
_CN_COUNTRIES = frozenset(("CN",))
_PLACES = ((EU, MARKET), (US, _US_COUNTRIES), (CN, _CN_COUNTRIES))

DECLARATION = "eu_declaration"
_SYSTEM = {
    "mdr": frozenset(
        (
            "mdr_quality_management_system",
            "mdr_quality_assurance",
            "mdr_product_verification",
        )
    ),
    "ivdr": frozenset(
        ("ivdr_quality_management_system", "ivdr_production_quality_assurance")
    ),
}
_PRODUCT = {
    law: frozenset((f"{law}_technical_documentation", f"{law}_type_examination"))
    for law in ("mdr", "ivdr")
}
_LEGACY = {
    "mdd": frozenset(
        ["mdd_ii_ex_4", "mdd_ii_4", "mdd_iii", "mdd_iv", "mdd_v", "mdd_vi"]
    ),
    "aimdd": frozenset(
        ["aimdd_ii_ex_4", "aimdd_ii_4", "aimdd_iii", "aimdd_iv", "aimdd_v"]
    ),
    "ivdd": frozenset(
        [
            "ivdd_iii_6",
            "ivdd_iv_ex_4_6",
            "ivdd_iv_4",
            "ivdd_iv_6",
            "ivdd_v",
            "ivdd_vi",
            "ivdd_vii_ex_5",
            "ivdd_vii_5",
        ]
    ),
}
_SELF = frozenset((DECLARATION,))
_ANY_EU = _SELF.union(*_SYSTEM.values(), *_PRODUCT.values(), *_LEGACY.values())
_US_KINDS = frozenset(
    [
        "us_510k",
        "us_pma",
        "us_pdp",
        "us_hde",
        "us_bla",
        "us_nda",
        "us_de_novo",
        "exempt_us",
    ]
)
_US_CLASS_3 = frozenset(["us_pma", "us_pdp", "us_hde", "us_bla", "us_nda", "us_510k"])
_CN_KINDS = frozenset(("cn_registration", "cn_filing"))
_LAWS = dict.fromkeys(_ANY_EU, EU) | dict.fromkeys(_US_KINDS, US)
_LAWS |= dict.fromkeys(_CN_KINDS, CN)

# Declared by the maker alone; IVDD's list A, list B and self-testing are not
_OWN_WORD = {"mdr": ("i",), "ivdr": ("a",), "mdd": ("i",), "ivdd": ("general",)}
_TWO_PAPERS = {"mdr": ("iii",), "ivdr": ("d",)}


def law_of(country="", *, paper=""):
    """Whose rules hold in a country, or for a kind of paper."""
    if paper:
        return _LAWS.get(paper, OTHER)
    return next((law for law, codes in _PLACES if country in codes), OTHER)


def needs(facts, law):
    """Sets of kinds: of each one good paper is needed."""
    if law == EU:
        return _needs_eu(facts)
    if law == US:
        if facts.exempt_us:
            return ()
        # class III in commerce before 1976 may still rest on a 510(k)
        return (_US_CLASS_3 if facts.risk_us == "3" else _US_KINDS,)
    if law == CN:
        by_class = {"1": "cn_filing", "2": "cn_registration", "3": "cn_registration"}
        kind = by_class.get(facts.risk_cn)
        return (frozenset((kind,)) if kind else _CN_KINDS,)
    return (frozenset(),)


def _needs_eu(facts):
    law, risk = facts.law_eu, facts.risk_eu
    if law == "spp":
        # a pack is declared (Article 22); sterilising one takes a notified body
        return (_SYSTEM["mdr"] if facts.sterile == "yes" else _SELF | _SYSTEM["mdr"],)
    if law in _LEGACY:
        own = _SELF if risk in _OWN_WORD.get(law, ()) else frozenset()
        return (_LEGACY[law] | own,)
    if law not in _SYSTEM or not risk:
        return (_ANY_EU,)
    if risk in _TWO_PAPERS[law]:
        return _SYSTEM[law], _PRODUCT[law]
    if risk in _OWN_WORD[law] and facts.sterile != "yes":
        return (_SYSTEM[law] | _PRODUCT[law] | _SELF,)
    return (_SYSTEM[law],)
