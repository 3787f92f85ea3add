"""Where the demo shop delivers and when: four zones, their slots week by week, and collection at the shop."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time
from typing import Any

from sqlalchemy.orm import Session

from backend.demo import tables
from backend.shop.delivery.models import DestinationRule, FloristDay, SlotTemplate, Zone, ZonePostcode
from backend.shop.delivery.rules.cutoff import CutoffKind

_WEEKDAYS = (1, 2, 3, 4, 5, 6)
_SUNDAY = (7,)
_NOON = time(12)
_AFTERNOON = time(15)
_EVENING = time(18)


@dataclass(frozen=True, slots=True)
class _Slot:
    """Hours on some weekdays; the cut-off is `cutoff` on the day itself, or on the one before."""

    weekdays: tuple[int, ...]
    starts: time
    ends: time
    capacity: int
    cutoff: time | None
    day_before: bool = False
    working: bool = False  # only days on which the shop is open count
    minutes_before: int | None = None
    extra_fee: int = 0
    whole_day: bool = False


def _whole_days(capacity: int, cutoff: time) -> tuple[_Slot, ...]:
    return (
        _Slot(_WEEKDAYS, time(9), time(18), capacity, cutoff, whole_day=True),
        _Slot(_SUNDAY, time(10), time(15), capacity // 2, _EVENING, day_before=True, whole_day=True),
    )


# What goes out early is bound the afternoon before, which ends at four; the morning's ends at eleven.
_WINDOWS = (
    _Slot(_WEEKDAYS, time(9), time(11), 6, _AFTERNOON, day_before=True, extra_fee=800),
    _Slot(_WEEKDAYS, time(11), time(14), 10, time(9), extra_fee=500),
    _Slot(_WEEKDAYS, time(14), time(16), 8, time(10), extra_fee=700),
    _Slot(_WEEKDAYS, time(16), time(18), 8, time(14), extra_fee=700),
)
_COLLECTION = (
    _Slot(_WEEKDAYS, time(9), time(13), 15, _AFTERNOON, day_before=True),
    _Slot(_WEEKDAYS, time(14), time(18), 15, None, minutes_before=240),
    _Slot(_SUNDAY, time(10), time(14), 8, _AFTERNOON, day_before=True),
)


@dataclass(frozen=True, slots=True)
class _Area:
    slug: str
    name: str
    fee: int
    minutes: tuple[int, int]  # to a stop, and at its door
    slots: tuple[_Slot, ...]
    free_above: int | None = None
    minimum_order: int | None = None


_AREAS = (
    _Area(
        "close-in",
        "Downtown & Close-in Eastside",
        700,
        (5, 4),
        (*_whole_days(28, time(13)), *_WINDOWS),
        free_above=12_500,
    ),
    _Area("neighborhoods", "Portland Neighborhoods", 1_000, (8, 4), (*_whole_days(28, _NOON), *_WINDOWS)),
    _Area(
        "suburbs",
        "Suburbs",
        1_400,
        (12, 4),
        (*_whole_days(20, time(11)), _Slot(_WEEKDAYS, time(13), time(17), 8, time(10), extra_fee=600)),
    ),
    _Area(
        "vancouver",
        "Vancouver, Washington",
        1_900,
        (16, 5),
        (_Slot(_WEEKDAYS, time(10), time(18), 12, time(14), day_before=True, working=True, whole_day=True),),
        minimum_order=7_500,
    ),
)


_DESTINATIONS = (
    {"kind_of_place": "hospital", "species": ["Lilium"]},
    {"kind_of_place": "school", "latest_end": time(14)},
    {"kind_of_place": "funeral_home", "minutes_before_service": 60},
)
# What florists in the United States count as their own, beside public holidays.
_FLORIST_DAYS = {
    "Valentine's Day": "BYMONTH=2;BYMONTHDAY=14",
    "International Women's Day": "BYMONTH=3;BYMONTHDAY=8",
    "Administrative Professionals' Day": "BYMONTH=4;BYDAY=WE;BYMONTHDAY=21,22,23,24,25,26,27",
    "Mother's Day": "BYMONTH=5;BYDAY=2SU",
    "Father's Day": "BYMONTH=6;BYDAY=3SU",
    "Sweetest Day": "BYMONTH=10;BYDAY=3SA",
    "Christmas Eve": "BYMONTH=12;BYMONTHDAY=24",
}


def add_special_days(session: Session) -> None:
    """What kinds of places ask, and the days on which everybody wants flowers."""
    session.add_all(DestinationRule(**facts) for facts in _DESTINATIONS)
    session.add_all(FloristDay(name=name, rule=f"FREQ=YEARLY;{rule}") for name, rule in _FLORIST_DAYS.items())
    session.flush()


def add_places(session: Session) -> int:
    """Adds zones, postcodes and slot templates; returns how many postcodes the van goes to."""
    postcodes = tables.rows("postcodes")
    for position, area in enumerate(_AREAS):
        zone = Zone(
            slug=area.slug,
            name=area.name,
            fee=area.fee,
            currency="USD",
            free_above=area.free_above,
            minimum_order=area.minimum_order,
            position=position,
            travel_minutes=area.minutes[0],
            service_minutes=area.minutes[1],
            postcodes=[
                ZonePostcode(kind="exact", low=row["postcode"], high=None)
                for row in postcodes
                if row["zone"] == area.slug
            ],
        )
        session.add(zone)
        session.flush()
        session.add_all(_templates(area.slots, zone_id=zone.id, method="van"))
    session.add_all(_templates(_COLLECTION, zone_id=None, method="collection"))
    session.flush()
    return len(postcodes)


def _templates(slots: tuple[_Slot, ...], *, zone_id: int | None, method: str) -> Iterator[SlotTemplate]:
    for slot in slots:
        yield SlotTemplate(
            zone_id=zone_id,
            method=method,
            weekdays=list(slot.weekdays),
            starts=slot.starts,
            ends=slot.ends,
            whole_day=slot.whole_day,
            capacity=slot.capacity,
            extra_fee=slot.extra_fee,
            **_cutoff(slot),
        )


def _cutoff(slot: _Slot) -> dict[str, Any]:
    if slot.minutes_before is not None:
        return {"cutoff_kind": CutoffKind.MINUTES_BEFORE, "cutoff_minutes": slot.minutes_before}
    kind = CutoffKind.WORKING_DAYS_BEFORE if slot.working else CutoffKind.DAYS_BEFORE
    return {"cutoff_kind": kind, "cutoff_days": int(slot.day_before), "cutoff_time": slot.cutoff}
