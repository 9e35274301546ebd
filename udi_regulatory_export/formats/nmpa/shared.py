"""What NMPA is told that others are told too, in its own codes."""

from collections.abc import Iterator, Mapping

from .. import shared as side
from ..record import DeviceRecord
from ..shared import Told
from . import codes, values

_TEXTS = ("model_number", "catalog_number")
_ANSWERS = (
    "single_use",
    "sterile",
    "sterilize_before_use",
    "is_kit",
    "pi_lot",
    "pi_serial",
    "pi_manufacturing_date",
    "pi_expiration_date",
)
_SPELLED = {value: " ".join(told) for value, told in codes.BOOLEAN.items()}


def shared(record: DeviceRecord) -> Iterator[Told]:
    """Every shared fact; half a record has fewer."""
    for name in _TEXTS:
        yield side.text(name, getattr(record, name))
    if values.chinese(record.trade_names):
        yield side.own("trade_names", f"ZH: {values.chinese(record.trade_names)}")
    for name in _ANSWERS:
        yield side.answer(name, getattr(record, name), _SPELLED)
    if record.max_reuses and not record.single_use:
        reuses = str(record.max_reuses)
        yield side.chosen("max_reuses", reuses, reuses)
    said = _spelt(codes.MRI, record.mri_safety)
    yield side.chosen("mri_safety", said, record.mri_safety)
    if record.information_url:
        yield side.text("information_url", record.information_url)
    yield from _marking(record)
    if record.nmpa:
        yield from _registration(record)


def _spelt(coded: Mapping[str, tuple[str, str]], value: str) -> str:
    return " ".join(coded.get(value, ()))


def _marking(record: DeviceRecord) -> Iterator[Told]:
    """Two flags: marked or not, with the primary DI or with another."""
    unmarked = (_SPELLED[False], "none", "exempt")
    told = {
        "none": unmarked,
        "exempt": unmarked,
        "same_as_primary": (_SPELLED[True], "same_as_primary"),
        "other_di": (_SPELLED[True], "other_di"),
    }
    yield side.chosen("direct_marking", *told.get(record.direct_marking, ("",)))
    if record.direct_marking == "other_di":
        yield side.identifier("direct_marking_di", record.direct_marking_di)


def _registration(record: DeviceRecord) -> Iterator[Told]:
    registration = record.nmpa
    yield side.identifier("di", registration.di)
    yield from side.quantities(record, registration.di)
    if record.unit_of_use_di:
        yield side.identifier("unit_of_use_di", record.unit_of_use_di)
    maker, agent = registration.registrant, registration.local_agent
    responsible = values.responsible(record) if maker else None
    own = maker.udi_uscc if maker and responsible is maker else ""
    yield side.party("registrant", maker, own or (maker.udi_name_zh if maker else ""))
    if agent:
        yield side.party("local_agent", agent, agent.udi_uscc)
    if values.sale_ended(record):
        yield side.own("markets", f"CN, until {values.sale_ended(record)}")
