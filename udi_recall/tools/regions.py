"""The jurisdictions of recalls: which country is where, and who reports first."""

from ...udi_traceability.tools.european import VIGILANCE

REGIONS = [
    ("CN", "China"),
    ("US", "United States"),
    ("EU", "European Union"),
    ("UK", "United Kingdom"),
    ("CH", "Switzerland"),
    ("CA", "Canada"),
    ("AU", "Australia"),
    ("JP", "Japan"),
    ("KR", "South Korea"),
    ("SA", "Saudi Arabia"),
    ("BR", "Brazil"),
    ("other", "Elsewhere"),
]
# There consignees hear nothing before the authority has the report, urgency excepted.
REPORT_FIRST = frozenset({"EU", "UK", "CH", "CA", "AU"})
EUROPEAN = VIGILANCE
OF_COUNTRY = {
    "GB": "UK",
    "GG": "UK",
    "IM": "UK",
    "JE": "UK",
    "PR": "US",
    "GU": "US",
    "VI": "US",
    "AS": "US",
    "MP": "US",
}
OWN = frozenset(code for code, _name in REGIONS)


def region_of(country: str | None) -> str:
    """The code of the jurisdiction for a country by ISO 3166 (two letters).

    >>> region_of("DE"), region_of("GB"), region_of("US"), region_of(None)
    ('EU', 'UK', 'US', 'other')
    """
    if country in EUROPEAN:
        return "EU"
    code = OF_COUNTRY.get(country, country)
    return code if code in OWN else "other"
