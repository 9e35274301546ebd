"""What is wrong with a record: a value, never a sentence.

The models turn codes into translated sentences; a screen opens ``model`` and ``name``.
"""

from dataclasses import dataclass

ERROR = "error"
"""The regulator would refuse the record: no file is built."""
WARNING = "warning"
"""The file is built; a person should look."""
DRAFT = "draft"
"""The file is built without this value, and must not be sent as it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing a person must look at.

    ``field`` is ``model.field`` in Odoo, ``ref`` tells lines of that model apart (a DI
    code, a language, a country, a certificate number). ``value`` is what was found and
    ``expected`` what would do: a value, a limit or a form, as the code says.
    """

    code: str
    severity: str
    field: str
    value: str = ""
    expected: str = ""
    ref: str = ""

    @property
    def model(self) -> str:
        return self.field.rpartition(".")[0]

    @property
    def name(self) -> str:
        return self.field.rpartition(".")[2]


CODES = {
    # any regulator
    "required": "no value, and the regulator wants one",
    "recommended": "no value; the regulator may want one, or takes it for a no",
    "unverified": "value is left out: its place in the file is not verified",
    "unpublished": "no value: the regulator has not published its code; ask it",
    "bad_characters": "holds characters that no file may hold; expected = without them",
    "surrounding_space": "begins or ends with a space; expected = without it",
    "too_long": "longer than expected (a number of characters)",
    "bad_form": "not of the form in expected",
    "bad_check_digit": "wrong check digit or characters; expected = the right code",
    "not_allowed": "value is not one of expected",
    "agency_not_accepted": "issuing agency is not one of expected",
    "same_agency": "a secondary DI of the same agency as the registered DI",
    "other_agency": "a DI of another agency than expected",
    "only_first_sent": "several values where one is sent; expected = the one sent",
    "di_not_of_device": "the registered DI is none of the device's",
    "di_twice": "one code stands for two identifiers of the device",
    "bad_quantity": "a quantity below 1",
    "package_chain": "what the package holds does not lead to the DI in expected",
    "quantity_one": "a package of one",
    "quantity_cumulative": "looks like a number of devices; expected = of lower packs",
    "no_pi": "no production identifier is said to be on the label",
    "language_twice": "a second text in the same language",
    "unit_of_use_missing": "several devices in the pack and no unit of use DI",
    "unit_of_use_equal": "the unit of use DI is the registered DI",
    "unit_of_use_dropped": "unit of use DI is not sent: directly marked, or count is 1",
    "date_past": "before expected (the day of the record)",
    "date_order": "ends before expected (the day it begins)",
    # EUDAMED
    "agent_missing": "manufacturer outside the EU without authorised representative",
    "agent_forbidden": "manufacturer in the EU with an authorised representative",
    "name_or_model": "neither name nor model of the Basic UDI-DI",
    "implantable_class_i": "a class I device cannot be implantable",
    "implantable_reusable": "an implantable device is no reusable surgical instrument",
    "exception_forbidden": "asked of implantable MDR devices of class IIb only",
    "special_pack": "a special device type excludes a system or procedure pack",
    "software_pi": "software identification is for software only",
    "certificate_missing": "a certificate of one of the kinds in expected is needed",
    "emdn_not_leaf": "an EMDN code that ends with 90 is no final category",
    "markets_missing": "a device on the market names the countries",
    "special_kit": "a special device type excludes a kit",
    "legacy_code": "the code of a legacy device follows from another: expected",
    "legacy_one_device": "the family of a legacy device has one device only",
    "country_not_told": "a country that EUDAMED's list does not have there",
    "not_told": "filled in, and not told under the law or kind in expected",
    "inactive_code": "a code that the official list has closed",
    "substance_missing": "no substance of the kind in expected, which the family has",
    "substance_named": "a substance of this kind is named, and the family says no",
    "inn_twice": "a second substance with the same INN",
    "size_twice": "the same value a second time for the same size",
    "same_languages": "descriptions of size and unit in other languages than expected",
    "designer_is_maker": "the original manufacturer is the manufacturer",
    "linked_by_itself": "EUDAMED links devices of one UDI-DI itself",
    "link_differs": "the legacy device says expected; EUDAMED links equals only",
    "no_snapshot": "EUDAMED has the device; what it accepted last is not known here",
    "waits_for_body": "the notified body has not confirmed; no change is taken",
    "locked_family": "fixed since registration; way out: another Basic UDI-DI",
    "locked_device": "fixed since registration; way out: another UDI-DI",
    "locked_package": "fixed since registration; way out: another package DI",
    "certificates_stay": "told at registration; later ones are the notified body's",
    "package_ends_too": "ended by EUDAMED with the package in expected, which holds it",
    "package_outer_first": "is sold again while the package in expected is not",
    "locked_once": "was added once and is fixed since then",
    "names_languages": "no name in languages of the label; expected = those missing",
    "law_new_di": "EUDAMED takes the change; the law may want a new UDI-DI",
    "not_intended_later": "a status for the first registration only",
    "text_stays": "a text that EUDAMED has cannot be taken away; value = language",
    "designer_stays": "only one given by name and address can change",
    "package_stays": "a package that EUDAMED has cannot be taken away",
    "schema_refuses": "not as the schema wants it; value = what the schema says",
    "oversize": "the record alone is larger than a file; value = bytes",
    "markets_not_sent": "countries are told only of a device on the market",
    "first_market": "exactly one country is the first; value = how many are",
    "country_twice": "a country stands twice",
    # GUDID
    "document_type": "value is written; which type GUDID expects is not verified",
    "brand_mark": "a trade mark sign in the brand name",
    "space_in_number": "a blank in a number; how GUDID wants it is not published",
    "exempt_with_number": "exempt from premarket submission, yet with a number",
    "premarket_missing": "neither exempt nor a premarket submission number",
    "neither_rx_nor_otc": "neither prescription use nor over the counter",
    "donation_without_hctp": "a donation number on a product that is no HCT/P",
    # NMPA
    "china_agent_missing": "registrant outside China without an agent in China",
    "certificate_number": "no registration or filing number",
    "language_missing": "no text in the language in expected",
}
"""Every code and what it says; models hold the sentences people read."""


class UnfitRecordError(ValueError):
    """A file was asked for although the record has findings of severity error."""

    def __init__(self, findings: tuple[Finding, ...]):
        self.findings = findings
        super().__init__(", ".join(f"{each.code} {each.field}" for each in findings))


def draft_or_refuse(findings: tuple[Finding, ...]) -> bool:
    """Whether a file is only a draft; refuses where an error forbids any file."""
    errors = tuple(each for each in findings if each.severity == ERROR)
    if errors:
        raise UnfitRecordError(errors)
    return any(each.severity == DRAFT for each in findings)
