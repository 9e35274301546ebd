"""What one transfer may take, and what this database knows: plain frozen values."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from .finding import Finding


@dataclass(frozen=True, slots=True)
class KnownDi:
    """One identifier that this database knows.

    ``units``        base units that one label of it stands for (case of 10: 10)
    ``tracking``     how stock tells units apart: ``none``, ``lot``, ``serial``
    ``required_pi``  what its label must carry: names of ``Udi`` fields among
                     lot, serial, mfg_date, expiry, software_version
    ``device_id``    the key under which ``Expected.bans`` speaks about it
    ``ended``        from this day on it is not handed out any more
    """

    product_id: int
    units: float = 1.0
    tracking: str = "lot"
    required_pi: tuple[str, ...] = ()
    device_id: int = 0
    ended: date | None = None


@dataclass(frozen=True, slots=True)
class KnownLot:
    """One recorded lot or serial.

    ``available``   base units that this transfer may still take at its source,
                    less what it has taken already
    ``shipped``     a serial that a customer has
    ``instead_of``  the lot that was reserved here, where this is another one
    The other fields are the record's, None where it does not say: they are
    compared with the label only where both speak.
    """

    lot_id: int
    available: float = 0.0
    on_hold: bool = False
    di: str | None = None
    lot: str | None = None
    serial: str | None = None
    expiry: date | None = None
    mfg_date: date | None = None
    shipped: bool = False
    instead_of: str | None = None


@dataclass(frozen=True, slots=True)
class Expected:
    """What one transfer may take.

    ``dis``         canonical DI -> ``KnownDi``: those of the transfer's products
                    and, if it is another one, the DI of this scan (so that
                    *wrong product* can be told from *unknown*)
    ``remaining``   product -> base units still to take; a product that the
                    transfer does not want is missing here
    ``lots``        (product, name in stock) -> ``KnownLot``
    ``scanned``     (product, serial) pairs that this transfer has counted
    ``incoming``    a receipt: lots that nobody knows yet are normal there
    ``leaving``     it goes to a customer
    ``ordered``     products of the order behind the transfer, None without one
    ``life_days``   days of life that the customer asks for
    ``bans``        device -> findings about it and this customer
    ``severities``  code -> stop, warn, info or off, where it is not the usual one
    ``allowed``     (code, product, name in stock) that somebody may and did allow;
                    the name is empty for what concerns all units of the product
    """

    dis: Mapping[str, KnownDi]
    remaining: Mapping[int, float]
    lots: Mapping[tuple[int, str], KnownLot]
    scanned: Collection[tuple[int, str]] = frozenset()
    incoming: bool = False
    leaving: bool = False
    ordered: Collection[int] | None = None
    life_days: int = 0
    bans: Mapping[int, tuple[Finding, ...]] = field(default_factory=dict)
    severities: Mapping[str, str] = field(default_factory=dict)
    allowed: Collection[tuple[str, int, str]] = frozenset()
