"""What a place does not take: flowers of a kind, hours too late for it, or too close to its service."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from backend.shop.delivery.rules import SlotFacts, instant
from backend.shop.delivery.rules.calendar import Good
from backend.shop.delivery.rules.destination import Destination

_PLACES = {
    "home": "a home",
    "business": "a business",
    "hospital": "a hospital",
    "school": "a school",
    "funeral_home": "a funeral home",
    "hotel": "a hotel",
    "other": "this place",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A place and the shop's zone of time, by which its hours are meant."""

    place: Destination
    time_zone: str


@dataclass(frozen=True, slots=True)
class Against:
    """One reason in words, with the names of the products that it is about."""

    message: str
    names: tuple[str, ...] = ()


def against(
    asked: Asked | None, *, slot: SlotFacts, goods: Iterable[Good], due_at: datetime | None
) -> list[Against]:
    """Every reason why the place does not take it; `due_at`: when a service begins, if there is one."""
    if asked is None:
        return []
    tests = (_flowers(asked.place, goods), _hour(asked, slot), _service(asked.place, slot, due_at))
    return [each for test in tests for each in test]


def _flowers(place: Destination, goods: Iterable[Good]) -> Iterator[Against]:
    barred = [good.name for good in goods if _has(good, place.species)]
    if names := tuple(dict.fromkeys(barred)):
        yield Against(f"We cannot bring this to {_words(place)}: {', '.join(names)}.", names)


def _has(good: Good, species: Iterable[str]) -> bool:
    barred = tuple(each.casefold() for each in species)
    return any(name.casefold().startswith(barred) for name in good.species)


def _hour(asked: Asked, slot: SlotFacts) -> Iterator[Against]:
    latest = asked.place.latest_end
    if latest is not None and slot.ends_at > instant(slot.date, latest, asked.time_zone):
        yield Against(f"What goes to {_words(asked.place)} has to be there by {_clock(latest)}.")


def _service(place: Destination, slot: SlotFacts, due_at: datetime | None) -> Iterator[Against]:
    before = place.minutes_before_service
    # What ends after the service begins has a reason of its own.
    if before and due_at is not None and due_at - timedelta(minutes=before) < slot.ends_at <= due_at:
        yield Against(f"At {_words(place)} flowers have to stand {before} minutes before the service.")


def _words(place: Destination) -> str:
    return _PLACES.get(place.kind, _PLACES["other"])


def _clock(at: time) -> str:
    """As it is said here: "3 pm", "3:30 pm"."""
    return f"{at:%I:%M %p}".lower().lstrip("0").replace(":00", "")
