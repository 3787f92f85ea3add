"""What a day still has room for, whatever is chosen: the catalog counts with it what is left of each size.

It goes by the same stand and rule as the picker, asked for a delivery that takes its place alone; what is
made for it is counted where the recipes are.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from backend.shop.delivery import selectors as delivery
from backend.shop.delivery.selectors import SlotFacts, ZoneFacts
from backend.shop.promise import readings
from backend.shop.promise.rules import Need, Situation, evaluate
from backend.shop.promise.rules.making import room
from backend.shop.promise.rules.stand import Stand


@dataclass(frozen=True, slots=True, order=True)
class Way:
    """What takes at most so many `minutes` can be made on `day`, of stems that are there when it `begins`.

    It goes out with a slot that `starts_at`.
    """

    day: date
    begins: datetime
    minutes: int
    starts_at: datetime


@dataclass(frozen=True, slots=True)
class Room:
    """The ways of a day, each once; `places` are as many deliveries as could still be brought."""

    ways: tuple[Way, ...] = ()
    places: int = 0


def on(session: Session, *, day: date, postcode: str | None, now: datetime) -> Room:
    """The room of a local day for a postcode; without one for anywhere, collection included.

    Raises InvalidPostcode.
    """
    zone = None if postcode is None else delivery.zone_for(session, postcode)
    zones = delivery.zones(session) if postcode is None else [zone] if zone else []
    by_id = {each.id: each for each in zones}
    found = [
        slot
        for slot in delivery.slots_of_day(session, day)
        if slot.zone_id in by_id or (postcode is None and slot.method == "collection")
    ]
    stand = readings.stand(session, slots=found, baskets=[], now=now)
    open_slots = [each for each in _situations(stand, found, by_id) if not evaluate(each)]
    ways = {way for situation in open_slots for way in _ways(stand, situation)}
    return Room(tuple(sorted(ways)), sum(situation.places.free for situation in open_slots))


def _situations(
    stand: Stand, slots: Iterable[SlotFacts], zones: Mapping[int, ZoneFacts]
) -> Iterator[Situation]:
    for slot in slots:
        zone = None if slot.zone_id is None else zones[slot.zone_id]
        need = Need(0, (), van_minutes=zone.stop_minutes if zone else 0)
        yield from stand.situations([slot], zone_id=slot.zone_id, need=need)


def _ways(stand: Stand, situation: Situation) -> Iterator[Way]:
    for day, minutes in room([each for each in situation.benches if each.is_open], stand.now).items():
        begins = stand.hours.windows(day)[0].starts_at
        yield Way(day, begins, minutes, situation.slot.starts_at)
