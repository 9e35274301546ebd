"""What the notices of a recall must say where: by law, before anybody approves them."""

from collections.abc import Collection

# What each jurisdiction demands of a notice; a code is a sentence in the model.
DEMANDS = {
    # Regulation (EU) 2017/745, Article 89(8)
    "EU": ("srn", "udi", "language", "actions", "contact"),
    "CH": ("srn", "udi", "language", "actions", "contact"),
    "UK": ("udi", "actions", "contact"),
    # Order 29 of 2017, Articles 13 and 15
    "CN": ("registration", "udi", "level", "identity", "reason", "actions", "handling"),
    # 21 CFR 7.49(c)
    "US": ("codes", "depth", "actions", "reply"),
}
# Every notice anywhere, and every report about it
ALWAYS = ("reason", "hazard", "actions", "contact", "reply", "unaffected", "return")
# The official languages of the states whose law asks for one of theirs
OFFICIAL = {
    "AT": ("de",),
    "BE": ("nl", "fr", "de"),
    "BG": ("bg",),
    "CH": ("de", "fr", "it"),
    "CY": ("el", "tr"),
    "CZ": ("cs",),
    "DE": ("de",),
    "DK": ("da",),
    "EE": ("et",),
    "ES": ("es",),
    "FI": ("fi", "sv"),
    "FR": ("fr",),
    "GR": ("el",),
    "HR": ("hr",),
    "HU": ("hu",),
    "IE": ("en", "ga"),
    "IS": ("is",),
    "IT": ("it",),
    "LI": ("de",),
    "LT": ("lt",),
    "LU": ("fr", "de", "lb"),
    "LV": ("lv",),
    "MT": ("mt", "en"),
    "NL": ("nl",),
    "NO": ("nb", "nn", "no"),
    "PL": ("pl",),
    "PT": ("pt",),
    "RO": ("ro",),
    "SE": ("sv",),
    "SI": ("sl",),
    "SK": ("sk",),
    "XI": ("en",),
}


def demanded(region: str) -> tuple[str, ...]:
    """What a notice in this jurisdiction must hold.

    >>> demanded("US"), demanded("other")
    (('codes', 'depth', 'actions', 'reply'), ())
    """
    return DEMANDS.get(region, ())


def understood(country: str | None, language: str, written: Collection[str]) -> bool:
    """Whether a notice in ``language`` is written, and is official in ``country``.

    Where no law names a language, any in which it is written will do.

    >>> understood("DE", "de_DE", {"en_US", "de_DE"})
    True
    >>> understood("DE", "en_US", {"en_US"}), understood("DE", "de_AT", {"de_DE"})
    (False, False)
    """
    official = OFFICIAL.get(country or "", ())
    return language in written and (not official or language.split("_")[0] in official)
