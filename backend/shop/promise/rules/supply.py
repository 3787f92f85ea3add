"""What there is: buckets of the ledger and lots of stems, as plain facts."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Supply:
    """A bucket of the ledger: `free` units (below 0 when overbooked) while open, on its days."""

    bucket_id: int
    free: int
    open: bool
    usable_from: date
    usable_to: date
    cutoff_at: datetime | None = None

    def is_open_on(self, day: date) -> bool:
        return self.open and self.usable_from <= day <= self.usable_to

    def is_past(self, now: datetime) -> bool:
        return self.cutoff_at is not None and now >= self.cutoff_at


@dataclass(frozen=True, slots=True)
class Lot:
    """An open lot with `free` stems; `last_day` is the last making day that keeps the promised vase days."""

    bucket_id: int
    stem_id: int
    free: int
    available_from: datetime
    last_day: date
