"""Lines of EUDAMED's messages as frozen records: texts, sizes, markets, packages."""

from dataclasses import replace

from lxml import etree

from ..record import (
    CodeRecord,
    DiRecord,
    MarketRecord,
    PackageRecord,
    PartyRecord,
    SizeRecord,
    StorageRecord,
    SubstanceRecord,
    SubstatusRecord,
    TextRecord,
    WarningRecord,
)
from . import read_codes
from .reading import child, children, day, flag, number, text, texts, type_of


def names(element: etree._Element | None, *path: str) -> tuple[TextRecord, ...]:
    """Texts with their languages, in order; some have none."""
    return tuple(
        TextRecord(language=text(each, "language"), value=text(each, "textValue"))
        for each in children(child(element, *path), "name")
    )


def code(written: str) -> CodeRecord | None:
    """An entry of a list of EUDAMED's."""
    return CodeRecord(code=written, eudamed_code=written) if written else None


def identifier(element: etree._Element | None, *path: str) -> DiRecord | None:
    """A code and who issued it."""
    found = child(element, *path)
    written = text(found, "DICode")
    if not written:
        return None
    agency = read_codes.agency(text(found, "issuingEntityCode"))
    return DiRecord(code=written, issuing_agency=agency)


def sizes(data: etree._Element) -> tuple[SizeRecord, ...]:
    """Clinical sizes; the type of the element says how a size is told."""
    return tuple(
        SizeRecord(
            size_type=code(text(each, "clinicalSizeType")),
            precision=read_codes.PRECISIONS.get(type_of(each), "text"),
            value=text(each, "value"),
            value_min=text(each, "minimum"),
            value_max=text(each, "maximum"),
            unit=code(text(each, "valueUnit")),
            text=text(each, "text"),
            type_descriptions=names(each, "clinicalSizeDescription"),
            unit_descriptions=names(each, "measureUnitDescription"),
        )
        for each in children(child(data, "clinicalSizes"), "clinicalSize")
    )


def storage(data: etree._Element) -> tuple[StorageRecord, ...]:
    """Limits stand inside the comments: they stay text and are never guessed."""
    return tuple(
        StorageRecord(
            kind=code(text(each, "storageHandlingConditionValue")),
            texts=names(each, "comments"),
        )
        for each in children(child(data, "storageHandlingConditions"), "condition")
    )


def warnings(data: etree._Element) -> tuple[WarningRecord, ...]:
    """Critical warnings, those about magnetic resonance among them."""
    return tuple(
        WarningRecord(
            code=code(text(each, "warningValue")), texts=names(each, "comments")
        )
        for each in children(child(data, "criticalWarnings"), "warning")
    )


def mri_safety(lines: tuple[WarningRecord, ...]) -> str:
    """What one plain warning about magnetic resonance says; two say nothing."""
    found = [
        read_codes.MRI_WARNINGS[each.code.code]
        for each in lines
        if _is_mri(each) and not each.texts
    ]
    return found[0] if len(found) == 1 else ""


def without_mri(lines: tuple[WarningRecord, ...]) -> tuple[WarningRecord, ...]:
    """The warnings that ``mri_safety`` does not say already."""
    if not mri_safety(lines):
        return lines
    return tuple(each for each in lines if not _is_mri(each) or each.texts)


def _is_mri(line: WarningRecord) -> bool:
    return bool(line.code) and line.code.code in read_codes.MRI_WARNINGS


def substances(data: etree._Element) -> tuple[SubstanceRecord, ...]:
    """Substances of the three types."""
    return tuple(
        _substance(each) for each in children(child(data, "substances"), "substance")
    )


def _substance(element: etree._Element) -> SubstanceRecord:
    told = text(element, "type")
    made = SubstanceRecord(
        kind=read_codes.MEDICINES.get(told, "endocrine"),
        names=names(element, "names"),
        cas_number=text(element, "CASCode"),
        ec_number=text(element, "ECCode"),
        inn=text(element, "INN"),
    )
    if told in read_codes.CMR_CATEGORIES or type_of(element) == "CMRSubstanceType":
        category = read_codes.CMR_CATEGORIES.get(told, told)
        return replace(made, kind="cmr", cmr_category=category)
    return made


def markets(found: etree._Element | None) -> tuple[MarketRecord, ...]:
    """Countries; those of the element that holds them."""
    return tuple(
        MarketRecord(
            country=read_codes.country(text(each, "country")),
            is_first_eu=bool(flag(each, "originalPlacedOnTheMarket")),
            date_start=day(each, "startDate"),
            date_end=day(each, "endDate"),
        )
        for each in children(found, "marketInfo")
    )


def packages(found: etree._Element | None) -> tuple[PackageRecord, ...]:
    """Container packages, a flat list."""
    return tuple(_package(each) for each in children(found, "package"))


def _package(element: etree._Element) -> PackageRecord:
    own = identifier(element, "identifier") or DiRecord()
    status = text(element, "status", "code")
    return PackageRecord(
        code=own.code,
        issuing_agency=own.issuing_agency,
        contains_code=text(element, "child", "DICode"),
        contains_qty=number(element, "numberOfItems"),
        distribution_status=read_codes.key_of(read_codes.PACKAGE_STATUSES, status),
    )


def package_version(found: etree._Element | None) -> int:
    """EUDAMED writes the version at the list or at each of its packages."""
    each = [number(one, "version") for one in children(found, "package")]
    return max([number(found, "version"), *each])


def designer(found: etree._Element | None) -> PartyRecord | None:
    """The product original manufacturer: an actor's number or an organisation."""
    actor = text(found, "productDesignerActorCode")
    if actor:
        return PartyRecord(udi_srn_mf=actor)
    organisation = child(found, "productDesignerOrganisation")
    if organisation is None:
        return None
    address = child(organisation, "geographicAddress")
    contact = child(organisation, "contactsDetails", "contactDetail")
    return PartyRecord(
        name=text(organisation, "organizationName", "textValue"),
        country=read_codes.country(text(address, "country")),
        street=text(address, "street"),
        street_number=text(address, "streetNum"),
        street2=text(address, "addressComplement"),
        po_box=text(address, "POBox"),
        zip=text(address, "postCode"),
        city=text(address, "city"),
        phone=text(contact, "phone"),
        email=text(contact, "eMail"),
        website=text(contact, "website"),
    )


def substatuses(data: etree._Element) -> tuple[SubstatusRecord, ...]:
    """Recalls and field actions, which only EUDAMED writes."""
    return tuple(
        SubstatusRecord(
            code=text(each, "code"),
            corrective_actions=texts(
                child(each, "mfCorrectiveActions"), "mfCorrectiveAction"
            ),
            date_start=day(each, "startDate"),
            date_end=day(each, "estimatedEndDate"),
        )
        for each in children(child(data, "substatuses"), "substatus")
    )
