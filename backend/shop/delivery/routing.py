"""In which order a van drives its stops: plain Python, so that a solver may take its place.

For now by the time that each stop is due, then what lies together: zone and postcode.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Waypoint:
    """A stop to put in order; `due_at` is when it must be there at the latest."""

    delivery_id: UUID
    due_at: datetime
    zone: str
    postcode: str


def proposed(stops: Iterable[Waypoint]) -> list[UUID]:
    """The deliveries in the order in which they should be driven; the same stops always give the same."""
    return [stop.delivery_id for stop in sorted(stops, key=_rank)]


def _rank(stop: Waypoint) -> tuple[datetime, str, str, UUID]:
    return stop.due_at, stop.zone, stop.postcode, stop.delivery_id
