"""In which languages a notice must be written, by the country it goes to.

Article 89(8) of Regulation (EU) 2017/745: in the official language or languages that
the state decides on. ``every`` stands where a state wants each of several, ``one``
where any of them will do. The words of ``source`` name the national rule; they are
from memory, without the acts at hand, so the sentence that stops an approval names
them to be checked.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Demand:
    """Languages by their two letters: all of ``every``, or any of ``one``."""

    source: str
    every: tuple[str, ...] = ()
    one: tuple[str, ...] = ()

    @property
    def official(self):
        return self.every or self.one


DEMANDS = {
    "AT": Demand("Medizinproduktegesetz 2021: German", one=("de",)),
    "BE": Demand(
        "Law of 22 December 2020 on medical devices: the three national languages",
        every=("nl", "fr", "de"),
    ),
    "BG": Demand("Medical Devices Act: Bulgarian", one=("bg",)),
    "CH": Demand(
        "Medical Devices Ordinance, Article 16: the three official languages",
        every=("de", "fr", "it"),
    ),
    "CY": Demand("Official languages of Cyprus", one=("el", "tr")),
    "CZ": Demand("Act 375/2022 on medical devices: Czech", one=("cs",)),
    "DE": Demand("Medizinprodukterecht-Durchführungsgesetz: German", one=("de",)),
    "DK": Demand("Executive order on medical devices: Danish", one=("da",)),
    "EE": Demand("Medical Devices Act: Estonian", one=("et",)),
    "ES": Demand("Royal Decree 192/2023: Spanish", one=("es",)),
    "FI": Demand("Act 719/2021: Finnish and Swedish", every=("fi", "sv")),
    "FR": Demand("Public Health Code: French", one=("fr",)),
    "GR": Demand("Decision on medical devices: Greek", one=("el",)),
    "HR": Demand("Act implementing Regulation 2017/745: Croatian", one=("hr",)),
    "HU": Demand("Decree 4/2009 and its successors: Hungarian", one=("hu",)),
    "IE": Demand("S.I. 261 of 2021: English, or Irish", one=("en", "ga")),
    "IS": Demand("Act 132/2020 on medical devices: Icelandic", one=("is",)),
    "IT": Demand("Legislative Decree 137/2022: Italian", one=("it",)),
    "LI": Demand("Official language of Liechtenstein", one=("de",)),
    "LT": Demand("Law on the health system: Lithuanian", one=("lt",)),
    "LU": Demand(
        "Law on the languages of 1984: French, German or Luxembourgish",
        one=("fr", "de", "lb"),
    ),
    "LV": Demand("Cabinet regulation on medical devices: Latvian", one=("lv",)),
    "MT": Demand("Medical Devices Regulations: Maltese or English", one=("mt", "en")),
    "NL": Demand("Medical devices decree: Dutch", one=("nl",)),
    "NO": Demand("Act on medical devices 2020: Norwegian", one=("nb", "nn", "no")),
    "PL": Demand("Act of 7 April 2022 on medical devices: Polish", one=("pl",)),
    "PT": Demand("Decree-Law 29/2024: Portuguese", one=("pt",)),
    "RO": Demand("Government ordinance on medical devices: Romanian", one=("ro",)),
    "SE": Demand("Act 2021:600 and its ordinance: Swedish", one=("sv",)),
    "SI": Demand("Medical Devices Act: Slovenian", one=("sl",)),
    "SK": Demand("Act 362/2011: Slovak", one=("sk",)),
    "XI": Demand("Official language of Northern Ireland", one=("en",)),
}


def understood(country: str | None, language: str, written: Collection[str]) -> bool:
    """Whether a notice in ``language`` is written, and is official in ``country``.

    Where no law names a language, any in which it is written will do.

    >>> understood("DE", "de_DE", {"en_US", "de_DE"})
    True
    >>> understood("DE", "en_US", {"en_US"}), understood("DE", "de_AT", {"de_DE"})
    (False, False)
    """
    demand = DEMANDS.get(country or "")
    return language in written and (not demand or tongue(language) in demand.official)


def wanted(country: str | None) -> tuple[str, ...]:
    """The languages that a state wants all of; nothing where one is enough.

    >>> wanted("CH"), wanted("AT")
    (('de', 'fr', 'it'), ())
    """
    demand = DEMANDS.get(country or "")
    return demand.every if demand else ()


def unwritten(country: str | None, written: Iterable[str]) -> tuple[str, ...]:
    """The languages that ``country`` wants besides those in which it is written.

    >>> unwritten("BE", ["nl_BE", "fr_FR"]), unwritten("LU", ["fr_FR"])
    (('de',), ())
    """
    there = {tongue(language) for language in written}
    return tuple(code for code in wanted(country) if code not in there)


def source(country: str | None) -> str:
    """The rule, in words; nothing where none is known."""
    demand = DEMANDS.get(country or "")
    return demand.source if demand else ""


def tongue(language: str) -> str:
    """The language without its country: de of de_CH."""
    return language.split("_")[0]
