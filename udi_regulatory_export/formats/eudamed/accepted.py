"""What EUDAMED has of a device once it took a message: the next snapshot.

A message moves only what it carries: after MARKET_INFO.PUT the countries are known to
be there, a new trade name beside them is not.
"""

from collections.abc import Callable
from dataclasses import replace

from ..record import DeviceRecord, EudamedRecord, MarketRecord
from . import certificates, lists, selection
from .entry import ON_MARKET, Entry, moved_first, returns

_FAMILY = ("legislation_eu", "risk_class_eu", "implantable", "is_kit")
_OF_FAMILY = ("registrant", "local_agent")
_OFF = {"no_longer": "ended", "not_intended": "not_intended"}
_APART = (
    *_OF_FAMILY,
    "product_designer",
    "registry_state",
    "market_version",
    "package_version",
    "designer_version",
)
"""What of a registration UDI_DI.PATCH does not carry."""


def accepted(
    record: DeviceRecord, before: DeviceRecord | None, message: str
) -> DeviceRecord:
    """The state to keep for a device whose message was accepted.

    :param before: the state that was kept until now; none before a first registration
    """
    if before is None:
        return _NEW[message](record)
    known = replace(before, as_of=record.as_of)
    return _MOVED[message](record, known)


def _device(record: DeviceRecord) -> DeviceRecord:
    """A new family and its device; both wait for a notified body, if one is asked."""
    state = "submitted" if certificates.waits(record) else "registered"
    family = replace(record.basic_udi, version=1, registry_state=state)
    return _registered(replace(record, basic_udi=family), state)


def _further(record: DeviceRecord) -> DeviceRecord:
    """A further device waits as long as its family does."""
    return _registered(record, record.basic_udi.registry_state or "registered")


def _registered(record: DeviceRecord, state: str) -> DeviceRecord:
    """Whatever was told is version 1; the rest has no version yet."""
    registration = replace(
        record.eudamed,
        version=1,
        registry_state=state,
        market_version=int(bool(selection.sent_markets(record))),
        package_version=int(bool(selection.sent_packages(record))),
        designer_version=int(record.eudamed.product_designer is not None),
    )
    return replace(record, eudamed=registration)


def _next(version: int) -> int:
    """Of a version nobody knew, the next is not known either."""
    return version + 1 if version else 0


def _with(before: DeviceRecord, **changes: object) -> EudamedRecord:
    return replace(before.eudamed, **changes)


def _family(record: DeviceRecord, before: DeviceRecord) -> DeviceRecord:
    known = before.basic_udi
    family = replace(
        record.basic_udi,
        version=_next(known.version),
        registry_state=known.registry_state,
        certificates=known.certificates,
    )
    told = {name: getattr(record.eudamed, name) for name in _OF_FAMILY}
    return replace(
        before,
        basic_udi=family,
        eudamed=_with(before, **told),
        **{name: getattr(record, name) for name in _FAMILY},
    )


def _data(record: DeviceRecord, before: DeviceRecord) -> DeviceRecord:
    """Everything of the device but what has a message of its own."""
    kept = {name: getattr(before.eudamed, name) for name in _APART}
    kept["version"] = _next(before.eudamed.version)
    markets, kept["market_version"] = _told_markets(record, before)
    packages, status = before.packages, _status_of_packages(record, before)
    if status:
        packages = tuple(replace(p, distribution_status=status) for p in packages)
        kept["package_version"] = 0
    return replace(
        record,
        basic_udi=before.basic_udi,
        markets=markets,
        packages=packages,
        eudamed=replace(record.eudamed, **kept),
        **{name: getattr(before, name) for name in _FAMILY},
    )


def _told_markets(
    record: DeviceRecord, before: DeviceRecord
) -> tuple[tuple[MarketRecord, ...], int]:
    """Countries that went along have a new version (BR-DTX-UDID-096); which one it
    is, of a device that comes to the market, nobody tells."""
    entry = Entry(record=record, accepted=before)
    version = before.eudamed.market_version
    if returns(entry):
        return record.markets, 0
    if moved_first(entry):
        first = selection.first_market(record)
        return _first(before.markets, first), _next(version)
    return before.markets, version


def _status_of_packages(record: DeviceRecord, before: DeviceRecord) -> str:
    """The status that packages have since that of their device changed.

    EUDAMED ends them with the device, as versions of their own, and leaves them so
    when it comes back (BR-UDID-073, 632).
    """
    new, old = record.eudamed.status, before.eudamed.status
    if new == old or not selection.sent_packages(before):
        return ""
    return _OFF[old if new == ON_MARKET else new]


def _first(rows: tuple[MarketRecord, ...], first: str) -> tuple[MarketRecord, ...]:
    return tuple(
        replace(each, is_first_eu=lists.market(each.country) == first) for each in rows
    )


def _markets(record: DeviceRecord, before: DeviceRecord) -> DeviceRecord:
    """The country that was first stays it, and stays, until UDI_DI.PATCH moves it."""
    rows = record.markets
    if moved_first(Entry(record=record, accepted=before)):
        first = selection.first_market(before)
        told = {lists.market(each.country) for each in rows}
        kept = tuple(
            each
            for each in before.markets
            if lists.market(each.country) == first and first not in told
        )
        rows = _first((*kept, *rows), first)
    version = _next(before.eudamed.market_version)
    return replace(before, markets=rows, eudamed=_with(before, market_version=version))


def _packages(record: DeviceRecord, before: DeviceRecord) -> DeviceRecord:
    version = _next(before.eudamed.package_version)
    registration = _with(before, package_version=version)
    return replace(before, packages=record.packages, eudamed=registration)


def _designer(record: DeviceRecord, before: DeviceRecord) -> DeviceRecord:
    registration = _with(
        before,
        product_designer=record.eudamed.product_designer,
        designer_version=_next(before.eudamed.designer_version),
    )
    return replace(before, eudamed=registration)


_NEW: dict[str, Callable[[DeviceRecord], DeviceRecord]] = {
    "DEVICE.POST": _device,
    "UDI_DI.POST": _further,
}
_MOVED: dict[str, Callable[[DeviceRecord, DeviceRecord], DeviceRecord]] = {
    "BASIC_UDI.PATCH": _family,
    "MARKET_INFO.PUT": _markets,
    "UDI_DI.PATCH": _data,
    "PACKAGE_UDI.PUT": _packages,
    "PRODUCT_DESIGNER.PUT": _designer,
}
