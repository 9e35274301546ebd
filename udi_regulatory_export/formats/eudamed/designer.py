"""The product original manufacturer: who designed and made it, if it was not we."""

from ..record import DeviceRecord, PartyRecord, TextRecord
from ..xml import Element, element, optional
from . import lists
from .blocks import text_of, version
from .codes import ADDRESS, PARTY, UDIDI


def designer(
    tag: str, record: DeviceRecord, number: int | None = None
) -> Element | None:
    """By SRN if there is one, else name and address (BR-DTX-UDID-087)."""
    party = record.eudamed.product_designer
    if party is None:
        return None
    by_code = optional(UDIDI("productDesignerActorCode"), party.udi_srn_mf)
    told = organisation(party) if by_code is None else by_code
    return element(tag, version(number), told)


def organisation(party: PartyRecord) -> Element:
    """No coordinates, register or short name (BR-DTX-UDID-086); one name, in no
    language (BR-UDID-718)."""
    name = TextRecord(language=lists.ANY, value=party.name)
    return element(
        UDIDI("productDesignerOrganisation"),
        element(
            PARTY("geographicAddress"),
            optional(ADDRESS("addressComplement"), party.street2),
            optional(ADDRESS("city"), party.city),
            element(ADDRESS("country"), text=lists.country(party.country)),
            optional(ADDRESS("POBox"), party.po_box),
            element(ADDRESS("postCode"), text=party.zip),
            optional(ADDRESS("street"), party.street),
            optional(ADDRESS("streetNum"), party.street_number),
        ),
        element(PARTY("contactsDetails"), contact(party)),
        text_of(UDIDI("organizationName"), name),
    )


def contact(party: PartyRecord) -> Element:
    """Where the organisation is reached."""
    return element(
        ADDRESS("contactDetail"),
        element(ADDRESS("eMail"), text=party.email),
        optional(ADDRESS("phone"), party.phone),
        element(ADDRESS("public"), text=True),
        optional(ADDRESS("website"), party.website),
    )
