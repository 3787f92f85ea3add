"""What a kind of place asks of what is brought there."""

from dataclasses import dataclass
from datetime import time

# As a delivery's recipient names them.
KINDS = ("home", "business", "hospital", "school", "funeral_home", "hotel", "other")


@dataclass(frozen=True, slots=True)
class Destination:
    """`kind` as in a delivery's recipient; nothing of these `species`, a Latin name or how it begins.

    The slot ends at `latest_end` of the shop's clock at the latest, and `minutes_before_service` before one.
    """

    kind: str
    species: tuple[str, ...] = ()
    latest_end: time | None = None
    minutes_before_service: int | None = None
