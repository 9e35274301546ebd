"""What EUDAMED is told that others are told too, in its own codes."""

from collections.abc import Iterator

from .. import shared as side
from ..record import DeviceRecord
from ..shared import Told
from . import codes, selection

_ANSWERS = {"sterile": "sterile", "sterilize_before_use": "sterilization"}
_PRINTED = ("pi_lot", "pi_serial", "pi_manufacturing_date", "pi_expiration_date")


def shared(record: DeviceRecord) -> Iterator[Told]:
    """Every shared fact; half a record has fewer."""
    yield side.text("brand_name", record.brand_name)
    yield side.text("catalog_number", record.catalog_number)
    for each in selection.european(record.descriptions):
        if each.language == "EN":
            yield side.text("descriptions", each.value, each.language)
    names = selection.european(record.trade_names)
    if names:
        said = "; ".join(f"{each.language}: {each.value}" for each in names)
        yield side.own("trade_names", said)
    for name, element in _ANSWERS.items():
        spelled = {True: f"{element} true", False: f"{element} false"}
        yield side.answer(name, getattr(record, name), spelled)
    if record.information_url:
        yield side.text("information_url", record.information_url)
    if record.mri_safety:
        warning = codes.MRI_WARNINGS.get(record.mri_safety)
        said = warning or "no critical warning CW025, CW026, CW027"
        yield side.chosen("mri_safety", said, record.mri_safety)
    yield from _by_law(record)
    if record.eudamed:
        yield from _registration(record)


def _by_law(record: DeviceRecord) -> Iterator[Told]:
    law = record.legislation_eu
    if law in codes.DEVICE_LAWS:
        yield from _reuses(record)
    if law in codes.MEDICAL:
        yield from _latex(record)
    if law in codes.DIAGNOSTIC:
        spelled = {True: "kit true", False: "kit false"}
        yield side.answer("is_kit", record.is_kit, spelled)
    if law and not selection.is_legacy(record):
        for name in _PRINTED:
            code = codes.PRODUCTION_IDENTIFIERS[name]
            spelled = {True: code, False: f"no {code}"}
            yield side.answer(name, getattr(record, name), spelled)


def _reuses(record: DeviceRecord) -> Iterator[Told]:
    """One number tells both: 0 single use, -1 no limit stated, else the limit."""
    if record.single_use is None:
        yield Told(topic="single_use")
        return
    number = selection.number_of_reuses(record)
    said = f"numberOfReuses {number}"
    yield side.answer("single_use", record.single_use, {True: said, False: said})
    if number > 0:
        yield side.chosen("max_reuses", said, str(number))


def _latex(record: DeviceRecord) -> Iterator[Told]:
    """Not stated is no."""
    told = {
        "contains": ("latex true", "contains"),
        "not_made_with": ("latex false", "not_made_with", "not_stated"),
        "not_stated": ("latex false", "not_made_with", "not_stated"),
    }
    yield side.chosen("latex", *told.get(record.latex, ("",)))


def _registration(record: DeviceRecord) -> Iterator[Told]:
    registration, law = record.eudamed, record.legislation_eu
    di = selection.registered(record)
    yield side.identifier("di", di)
    if law in ("mdr", "ivdr") and record.basic_udi:
        yield from _marking(record)
    if law in ("mdr", "ivdr", "spp"):
        quantities = side.quantities(record, registration.di)
        yield from (q for q in quantities if q.topic == "packages" or law != "spp")
    if selection.secondary(record):
        yield side.identifier("secondary_dis", selection.secondary(record))
    maker = registration.registrant
    yield side.party("registrant", maker, selection.sender(record) if maker else "")
    agent = registration.local_agent
    if agent:
        yield side.party("local_agent", agent, agent.udi_srn_ar)
    if registration.status in ("no_longer", "not_intended"):
        yield side.own("markets", codes.STATUSES[registration.status])


def _marking(record: DeviceRecord) -> Iterator[Told]:
    """The DI on the device is told even where it is the UDI-DI."""
    unmarked = ("no directMarkingDI", "none", "exempt")
    told = {
        "none": unmarked,
        "exempt": unmarked,
        "same_as_primary": ("directMarkingDI = UDI-DI", "same_as_primary"),
        "other_di": ("directMarkingDI", "other_di"),
    }
    yield side.chosen("direct_marking", *told.get(record.direct_marking, ("",)))
    if record.direct_marking == "other_di":
        yield side.identifier("direct_marking_di", selection.direct_marking(record))
    if record.eudamed.di and selection.unit_of_use(record):
        yield side.identifier("unit_of_use_di", selection.unit_of_use(record))
