"""The countries in which the European device law applies, said once.

Regulation (EU) 2017/745 applies in the Union, and by agreement in Iceland,
Liechtenstein and Norway. Two places differ by what is asked of them:

- Turkey (TR) is in EUDAMED's market list: the customs union lets devices circulate.
  It has an authority and a vigilance law of its own, so a recall there is none of the
  Union.
- Northern Ireland (XI) keeps the Union's device law. It is no country of ISO 3166, so
  no address has it; the code stands in papers.
"""

MEMBERS = frozenset(
    [
        "AT",
        "BE",
        "BG",
        "CY",
        "CZ",
        "DE",
        "DK",
        "EE",
        "ES",
        "FI",
        "FR",
        "GR",
        "HR",
        "HU",
        "IE",
        "IT",
        "LT",
        "LU",
        "LV",
        "MT",
        "NL",
        "PL",
        "PT",
        "RO",
        "SE",
        "SI",
        "SK",
    ]
)
AGREED = frozenset(["IS", "LI", "NO"])
NORTHERN_IRELAND = frozenset(["XI"])
CUSTOMS_UNION = frozenset(["TR"])

# Where a certificate of the Union lets a device be sold
MARKET = MEMBERS | AGREED | CUSTOMS_UNION
# Where a field safety action is one of the Union
VIGILANCE = MEMBERS | AGREED | NORTHERN_IRELAND
