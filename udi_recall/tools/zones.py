"""The clock of a jurisdiction: that of its authority.

>>> zone_of("CN"), zone_of("EU", "PT"), zone_of("EU"), zone_of("other")
('Asia/Shanghai', 'Europe/Lisbon', 'Europe/Brussels', None)
"""

ZONES = {
    "CN": "Asia/Shanghai",
    "US": "America/New_York",
    "EU": "Europe/Brussels",
    "UK": "Europe/London",
    "CH": "Europe/Zurich",
    "CA": "America/Toronto",
    "AU": "Australia/Sydney",
    "JP": "Asia/Tokyo",
    "KR": "Asia/Seoul",
    "SA": "Asia/Riyadh",
    "BR": "America/Sao_Paulo",
}
# Where the clock is not that of Brussels
EUROPEAN_ZONES = {
    "BG": "Europe/Sofia",
    "CY": "Asia/Nicosia",
    "EE": "Europe/Tallinn",
    "FI": "Europe/Helsinki",
    "GR": "Europe/Athens",
    "IE": "Europe/Dublin",
    "IS": "Atlantic/Reykjavik",
    "LT": "Europe/Vilnius",
    "LV": "Europe/Riga",
    "PT": "Europe/Lisbon",
    "RO": "Europe/Bucharest",
    "XI": "Europe/London",
}
FRIDAY, SATURDAY, SUNDAY = 4, 5, 6
WEEKENDS = {"SA": frozenset((FRIDAY, SATURDAY))}
USUAL = frozenset((SATURDAY, SUNDAY))


def zone_of(region: str, country: str | None = None) -> str | None:
    """The name of the zone of an authority; in the Union that of its country."""
    if region == "EU":
        return EUROPEAN_ZONES.get(country, ZONES["EU"])
    return ZONES.get(region)


def weekend_of(region: str) -> frozenset[int]:
    return WEEKENDS.get(region, USUAL)
