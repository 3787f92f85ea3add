"""What a change of holds comes to: which lines to write and what it asks of each bucket. Plain Python.

The semantics are those of docs/algorithms/capacity.md.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from backend.shop.capacity.errors import HoldChanged

LOCK_RANKS = {
    "promotion_uses": 10,
    "slot_stops": 20,
    "van_minutes": 30,
    "workroom_minutes": 40,
    "stem_lot": 50,
}


class HoldState(StrEnum):
    HELD = "held"
    CONFIRMED = "confirmed"
    CONSUMED = "consumed"
    RELEASED = "released"
    EXPIRED = "expired"


LIVE = frozenset({HoldState.HELD, HoldState.CONFIRMED})


@dataclass(frozen=True, slots=True)
class Demand:
    """`quantity` units of a bucket, used on a local day."""

    bucket_id: int
    quantity: int
    use_on: date


@dataclass(frozen=True, slots=True)
class HoldChange:
    """What one delivery's hold shall become; `expected_version` None is for one that has nothing live."""

    delivery_id: UUID
    expected_version: int | None
    demand: tuple[Demand, ...]
    state: HoldState
    expires_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class LiveLine:
    """A demand line as it stands, held or confirmed."""

    id: int
    delivery_id: UUID
    bucket_id: int
    quantity: int
    use_on: date
    state: HoldState


@dataclass(frozen=True, slots=True)
class AlteredLine:
    was: LiveLine
    quantity: int
    state: HoldState


@dataclass(frozen=True, slots=True)
class AddedLine:
    delivery_id: UUID
    bucket_id: int
    quantity: int
    use_on: date
    state: HoldState


@dataclass(frozen=True, slots=True)
class Draw:
    """What one call asks of a bucket: live demand gained or lost, units used up, days that rise."""

    bucket_id: int
    taken: int
    consumed: int
    first_day: date | None
    last_day: date | None


@dataclass(frozen=True, slots=True)
class Plan:
    altered: tuple[AlteredLine, ...]
    added: tuple[AddedLine, ...]
    draws: tuple[Draw, ...]


def check(changes: Sequence[HoldChange]) -> None:
    """Refuses, as a ValueError, what no state of the ledger could make sense of."""
    if len({change.delivery_id for change in changes}) != len(changes):
        raise ValueError("a delivery is named twice")
    for change in changes:
        if any(demand.quantity <= 0 for demand in change.demand):
            raise ValueError("a demand is at least one unit")
        if change.demand and change.state in {HoldState.RELEASED, HoldState.EXPIRED}:
            raise ValueError(f"{change.state} ends every line and takes no demand")
        if change.expected_version is None and change.state not in LIVE:
            raise ValueError(f"{change.state} needs the version that it ends")
        if (change.expires_at is None) == (change.state is HoldState.HELD):
            raise ValueError("what is held expires, and nothing else does")


def plan(changes: Sequence[HoldChange], live: Mapping[UUID, Sequence[LiveLine]]) -> Plan:
    """Compares what is asked with the live lines; HoldChanged where a line to consume is not there."""
    altered: list[AlteredLine] = []
    added: list[AddedLine] = []
    for change in changes:
        lines = {(line.bucket_id, line.use_on): line for line in live.get(change.delivery_id, ())}
        if change.state is HoldState.CONSUMED:
            altered += _consumed(change, lines)
        else:
            altered += _kept_and_ended(change, lines)
            added += _new(change, lines)
    return Plan(tuple(altered), tuple(added), tuple(_draws(altered, added)))


Lines = Mapping[tuple[int, date], LiveLine]


def _wanted(change: HoldChange) -> Counter[tuple[int, date]]:
    wanted: Counter[tuple[int, date]] = Counter()
    for demand in change.demand:
        wanted[demand.bucket_id, demand.use_on] += demand.quantity
    return wanted


def _consumed(change: HoldChange, lines: Lines) -> list[AlteredLine]:
    wanted = _wanted(change)
    if any(key not in lines or lines[key].quantity != quantity for key, quantity in wanted.items()):
        raise HoldChanged([change.delivery_id])
    return [AlteredLine(lines[key], quantity, HoldState.CONSUMED) for key, quantity in wanted.items()]


def _kept_and_ended(change: HoldChange, lines: Lines) -> Iterable[AlteredLine]:
    wanted = _wanted(change)
    ended = HoldState.RELEASED if change.state in LIVE else change.state
    for key, line in lines.items():
        if key not in wanted:
            yield AlteredLine(line, line.quantity, ended)
        elif (line.quantity, line.state) != (wanted[key], change.state):
            yield AlteredLine(line, wanted[key], change.state)


def _new(change: HoldChange, lines: Lines) -> Iterable[AddedLine]:
    for (bucket_id, use_on), quantity in _wanted(change).items():
        if (bucket_id, use_on) not in lines:
            yield AddedLine(change.delivery_id, bucket_id, quantity, use_on, change.state)


def _draws(altered: Iterable[AlteredLine], added: Iterable[AddedLine]) -> Iterable[Draw]:
    """One per bucket that has anything to do. What is consumed is not given back, so it is no `taken`."""
    by_day: Counter[tuple[int, date]] = Counter()
    consumed: Counter[int] = Counter()
    for line in altered:
        if line.state is HoldState.CONSUMED:
            consumed[line.was.bucket_id] += line.quantity
        else:
            remains = line.quantity if line.state in LIVE else 0
            by_day[line.was.bucket_id, line.was.use_on] += remains - line.was.quantity
    for new in added:
        by_day[new.bucket_id, new.use_on] += new.quantity
    for bucket_id in {bucket_id for bucket_id, _ in by_day} | set(consumed):
        taken = sum(change for (bucket, _), change in by_day.items() if bucket == bucket_id)
        rising = [day for (bucket, day), change in by_day.items() if bucket == bucket_id and change > 0]
        if taken or consumed[bucket_id] or rising:
            yield Draw(
                bucket_id, taken, consumed[bucket_id], min(rising, default=None), max(rising, default=None)
            )
