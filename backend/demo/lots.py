"""Stock for the demo range: stems that come every few days, and shelves of what does not fade.

Each making day from today on has a lot of every stem in season; a few are scarce on purpose.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.demo.materials import Material
from backend.shop.stock import services
from backend.shop.stock.models import RecipeLine
from backend.shop.stock.rules import NEVER
from backend.shop.stock.services import NewLot

# A lot comes at dawn every `_EVERY` days and keeps in the cooler a day longer than until the next.
_EVERY = 5
_COOLER_DAYS = _EVERY + 1
_DAWN = time(5)
_DAYS = 90
_ORDERED_DAYS = 16
_BOUQUETS = 10
_SHELF = 60
_SCARCE = {
    "Garden rose/Juliet": 18,
    "King protea/Little Prince": 4,
    "Delphinium/Belladonna Blue": 14,
    "hg/willow-basket": 25,
    "hg/hat-box-large": 12,
    "pl/succulent-bowl": 9,
}


def add_lots(session: Session, materials: Mapping[str, Material], *, today: date, time_zone: str) -> int:
    """Adds lots of all that the recipes use; returns how many."""
    used = _used(session)
    coming = [
        _lot(material, _SCARCE.get(key) or _quantity(material, taken), day=day, today=today, zone=time_zone)
        for key, material in materials.items()
        if (taken := used[material.stem.id])
        for day in _arrivals(material, today)
    ]
    return len(services.receive_all(session, lots=coming))


def _used(session: Session) -> Counter[int]:
    """How many of each stem the whole range takes, one of each size."""
    used: Counter[int] = Counter()
    for stem_id, quantity in session.execute(select(RecipeLine.stem_id, RecipeLine.quantity)):
        used[stem_id] += quantity
    return used


def _quantity(material: Material, in_range: int) -> int:
    """Enough for some bouquets of each kind, in whole bunches."""
    if not material.stem.perishable:
        return _SHELF
    bunches = -(-in_range * _BOUQUETS // (3 * material.per_bunch))
    return bunches * material.per_bunch


def _arrivals(material: Material, today: date) -> Iterable[date]:
    """The mornings on which a lot comes: every few days of its season; once for what does not fade."""
    yesterday = today - timedelta(days=1)
    if not material.stem.perishable:
        return [yesterday]
    return (day for day in _mornings(yesterday) if _in_season(day, material.season))


def _mornings(first: date) -> Iterator[date]:
    for ahead in range(0, _DAYS, _EVERY):
        yield first + timedelta(days=ahead)


def _in_season(day: date, season: tuple[int, int]) -> bool:
    first, last = season
    return first <= day.month <= last if first <= last else day.month >= first or day.month <= last


def _lot(material: Material, quantity: int, *, day: date, today: date, zone: str) -> NewLot:
    return NewLot(
        stem_id=material.stem.id,
        quantity=quantity,
        available_from=datetime.combine(day, _DAWN, tzinfo=ZoneInfo(zone)).astimezone(UTC),
        vase_life_end=_end(material, day),
        state=_state(day, today),
    )


def _end(material: Material, day: date) -> date:
    """The day its vase life is over: the promised vase days after its last day in the cooler."""
    if not material.stem.perishable:
        return NEVER
    return day + timedelta(days=_COOLER_DAYS + material.stem.vase_days)


def _state(day: date, today: date) -> str:
    if day < today:
        return "arrived"
    return "ordered" if day <= today + timedelta(days=_ORDERED_DAYS) else "planned"
