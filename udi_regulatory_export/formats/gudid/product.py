"""The product inside an SPL document (FDA SPL guide 3.1 and 3.3)."""

from collections.abc import Iterator
from operator import attrgetter

from .. import packages
from ..record import CertificateRecord, DeviceRecord, DiRecord, PackageRecord
from ..xml import Element, element, namespace, optional, text_of
from . import codes

PREFIXES = {
    None: "urn:hl7-org:v3",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
}
V3 = namespace(PREFIXES[None])
XSI_TYPE = namespace(PREFIXES["xsi"])("type")


def coded(tag: str, code: tuple[str, str] | str, system: str) -> Element:
    """A code with its system, and its name if a pair is given."""
    if isinstance(code, str):
        return element(V3(tag), code=code, codeSystem=system)
    return element(V3(tag), code=code[0], codeSystem=system, displayName=code[1])


def document_type(record: DeviceRecord) -> tuple[str, str]:
    """Prescription, over the counter, or any device if it is both or neither."""
    flags = (record.gudid.rx, record.gudid.otc)
    return codes.DOCUMENT_TYPES.get(flags, codes.ANY_DEVICE)


def di_code(di: DiRecord | PackageRecord) -> str:
    """HIBCC codes go without the leading ``+`` and the check character."""
    return di.code[1:-1] if di.code.startswith("+") else di.code


def manufactured_product(record: DeviceRecord) -> Element:
    """The role (outer) with the product (inner) and what is said about both."""
    return element(
        V3("manufacturedProduct"),
        _product(record),
        *(element(V3("subjectOf"), each) for each in _subjects(record)),
    )


def _product(record: DeviceRecord) -> Element:
    registration = record.gudid
    di = registration.di
    return element(
        V3("manufacturedProduct"),
        _item_code(di),
        element(V3("name"), text=record.brand_name),
        optional(V3("desc"), description(record)),
        _number(record, record.model_number, codes.MODEL_NUMBER),
        _number(record, record.catalog_number, codes.CATALOG_NUMBER),
        *map(_product_code, registration.product_codes),
        *_contents(record, di.code),
    )


def description(record: DeviceRecord) -> str:
    """The English description."""
    english = (each.value for each in record.descriptions if each.language == "EN")
    return next(english, "")


def _item_code(di: DiRecord | PackageRecord) -> Element:
    return coded("code", di_code(di), codes.AGENCIES[di.issuing_agency])


def _number(record: DeviceRecord, number: str, kind: tuple[str, str]) -> Element | None:
    """A number below the labeler's own root (SPL guide 3.3.2.8)."""
    if not number:
        return None
    duns = record.gudid.registrant.udi_duns.lstrip("0")
    return element(
        V3("asIdentifiedEntity"),
        element(V3("id"), extension=number, root=f"{codes.LABELER_NUMBERS}.{duns}"),
        coded("code", kind, codes.NCIT),
        classCode="IDENT",
    )


def _product_code(code: str) -> Element:
    kind = coded("code", code, codes.PRODUCT_CODES)
    return element(
        V3("asSpecializedKind"),
        element(V3("generalizedMaterialKind"), kind),
        classCode="GEN",
    )


def _contents(record: DeviceRecord, code: str) -> Iterator[Element]:
    """Nested packages: what holds this DI, and what holds that."""
    for each in packages.directly_above(record, code):
        quantity = element(
            V3("quantity"),
            element(V3("numerator"), value=str(each.contains_qty), unit="1"),
            element(V3("denominator"), value="1", unit="1"),
        )
        container = element(
            V3("containerPackagedProduct"),
            _item_code(each),
            *_contents(record, each.code),
        )
        yield element(V3("asContent"), quantity, container)


def _subjects(record: DeviceRecord) -> Iterator[Element]:
    if record.gudid.premarket_exempt:
        for code in record.gudid.product_codes[:1]:
            yield _approval(code, codes.EXEMPT)
    for each in premarket(record):
        kind = codes.PREMARKET.get(each.kind)
        if kind:
            yield _approval(each.number, (kind.code, kind.display_name))
    for row in codes.CHARACTERISTIC_ROWS:
        if row.verified:
            yield _characteristic(record, row)


def premarket(record: DeviceRecord) -> tuple[CertificateRecord, ...]:
    """The certificates that are FDA submissions."""
    return tuple(each for each in record.certificates if each.kind.startswith("us_"))


def _approval(number: str, kind: tuple[str, str]) -> Element:
    territory = element(V3("territory"), coded("code", "USA", codes.COUNTRIES))
    authority = element(V3("territorialAuthority"), territory)
    return element(
        V3("approval"),
        element(V3("id"), extension=number, root=codes.SUBMISSIONS),
        coded("code", kind, codes.NCIT),
        element(V3("author"), authority),
    )


def _characteristic(record: DeviceRecord, row: codes.Characteristic) -> Element:
    told = hl7_value(record, row) | {XSI_TYPE: row.data_type}
    value = element(V3("value"), **told)
    return element(V3("characteristic"), coded("code", row.code, row.system), value)


def hl7_value(record: DeviceRecord, row: codes.Characteristic) -> dict[str, str]:
    """The attributes of a value of the row's HL7 data type."""
    value = attrgetter(row.attribute)(record)
    if row.attribute == "single_use":
        return _uses(record)
    if row.data_type == "CE":
        return {"code": row.values[value], "codeSystem": codes.NCIT}
    if row.data_type == "TS":
        return {"value": value.strftime("%Y%m%d")}
    return {"value": text_of(value)}


def _uses(record: DeviceRecord) -> dict[str, str]:
    """SPL guide 3.3.12: uses, so one more than the reuses; PINF without a limit."""
    if record.single_use:
        return {"value": "1"}
    if record.max_reuses:
        return {"value": str(record.max_reuses + 1)}
    return {"nullFlavor": "PINF"}
