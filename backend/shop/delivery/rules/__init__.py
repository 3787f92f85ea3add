"""Where the van goes and when, as plain facts: postcodes, the zone that wins, wall time made an instant."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from backend.shop.delivery.errors import InvalidPostcode
from backend.shop.kit.clock import instant as instant  # the calendar's word for it, too
from backend.shop.kit.money import Money

# The kinds of a working day's buckets: the vans' is by its local date, the workroom's two by half days.
WORKROOM, VANS = "workroom_minutes", "van_minutes"

_ZIP = re.compile(r"([0-9]{5})(?:[- ]?[0-9]{4})?")


@dataclass(frozen=True, slots=True)
class SlotFacts:
    """A slot on a local `date`; its places are the bucket `bucket_id`. `label` is its hours in words."""

    id: int
    zone_id: int | None
    method: str
    date: date
    starts_at: datetime
    ends_at: datetime
    cutoff_at: datetime
    whole_day: bool
    extra_fee: Money
    bucket_id: int
    label: str


@dataclass(frozen=True, slots=True)
class Staff:
    """Who works on a day, and for how many minutes each."""

    florists: int
    florist_minutes: int
    vans: int
    van_minutes: int

    @property
    def driving(self) -> int:
        """The minutes of the day's vans."""
        return self.vans * self.van_minutes

    @property
    def making(self) -> tuple[int, int]:
        """The minutes of the workroom's morning and afternoon: half of the day each, the odd one early."""
        whole = self.florists * self.florist_minutes
        return whole - whole // 2, whole // 2


@dataclass(frozen=True, slots=True)
class PostcodeRule:
    """`exact`: `low` itself; `prefix`: what begins with `low`; `range`: `low` to `high`, both included."""

    zone_id: int
    kind: str
    low: str
    high: str | None = None

    def covers(self, postcode: str) -> bool:
        if self.kind == "exact":
            return postcode == self.low
        if self.kind == "prefix":
            return postcode.startswith(self.low)
        return len(postcode) == len(self.low) and self.low <= postcode <= (self.high or "")


def normalized_postcode(given: str) -> str:
    """The five digits of a ZIP code: spaces trimmed, ZIP+4 cut. Raises InvalidPostcode."""
    match = _ZIP.fullmatch(given.strip())
    if match is None:
        raise InvalidPostcode(given)
    return match[1]


def winning_zone(postcode: str, rules: Iterable[PostcodeRule]) -> int | None:
    """The zone whose rule says most about the postcode.

    Exact beats the longest prefix beats the narrowest range; of equal rules the first wins.
    """
    covering = [rule for rule in rules if rule.covers(postcode)]
    return min(covering, key=_breadth).zone_id if covering else None


def _breadth(rule: PostcodeRule) -> tuple[int, int]:
    if rule.kind == "exact":
        return (0, 0)
    if rule.kind == "prefix":
        return (1, -len(rule.low))
    return (2, int(rule.high or 0) - int(rule.low))
