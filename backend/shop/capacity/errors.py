"""Why the ledger refuses. After any of these nothing has been written and the transaction is still usable."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from backend.shop.kit.errors import Busy, Refusal

Cause = Literal["closed", "cutoff", "out_of_range", "full"]


@dataclass(frozen=True, slots=True)
class Shortage:
    """A bucket that stood in the way: `needed` more units were asked of it, `free` are left."""

    bucket_id: int
    kind: str
    ref: str
    needed: int
    free: int
    cause: Cause


class CapacityShort(Refusal):
    """Some buckets cannot give what was asked. The promise translates it into words for the customer."""

    code, status, title = "capacity_short", 409, "Not everything can be had"

    def __init__(self, shortages: Sequence[Shortage]) -> None:
        super().__init__()
        self.shortages = tuple(shortages)


class HoldChanged(Busy):
    """A hold is not what the caller believed: somebody else changed it first. Read again, ask again."""

    def __init__(self, delivery_ids: Iterable[UUID]) -> None:
        super().__init__("Something has changed in the meantime.", retry_after=1)
        self.delivery_ids = tuple(delivery_ids)


class BelowReserved(Refusal):
    """A voluntary reduction below what is promised: `reserved` of the bucket that `kind` and `ref` name."""

    code, status, title = "below_reserved", 409, "More than that is already promised"

    def __init__(self, *, reserved: int, capacity: int, kind: str, ref: str) -> None:
        detail = f"{reserved} are already promised; {capacity} would be too few."
        super().__init__(detail, reserved=reserved, capacity=capacity, kind=kind, ref=ref)
