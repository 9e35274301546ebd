"""What the notices of a recall must say where: by law, before anybody approves them."""

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


def demanded(region: str) -> tuple[str, ...]:
    """What a notice in this jurisdiction must hold.

    >>> demanded("US"), demanded("other")
    (('codes', 'depth', 'actions', 'reply'), ())
    """
    return DEMANDS.get(region, ())
