"""What a customer may choose from: days and slots, judged by the rule that the checkout will apply."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import groupby
from types import MappingProxyType
from typing import Any

from sqlalchemy.orm import Session

from backend.shop.catalog import selectors as catalog
from backend.shop.delivery import selectors as delivery
from backend.shop.delivery.selectors import SlotFacts, ZoneFacts
from backend.shop.kit.clock import local_day
from backend.shop.kit.money import Money
from backend.shop.pricing import selectors as pricing
from backend.shop.pricing.rules import Surcharge, delivery_fee, surge_on
from backend.shop.promise import readings
from backend.shop.promise.errors import OutsideZone
from backend.shop.promise.readings import Basket
from backend.shop.promise.rules import Code, Reason, Situation, evaluate, reason
from backend.shop.settings import selectors as settings

# How far ahead a customer may choose; slots are laid out further than that.
HORIZON_DAYS = 60
ALTERNATIVES = 6

_NOTHING: Mapping[int, int] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Question:
    """Where to, how, and what: `items` are (variant id, quantity). Collection ignores the postcode.

    None is asked by somebody who has chosen nothing yet: whether there is room for the cheapest variant; what
    the calendar bars is not hers. No items are of a delivery that needs nothing but its place.
    `service` is when a service begins, by the shop's clock, on whatever day is asked for; `place` is the kind
    of place where it goes.
    """

    postcode: str | None
    method: str
    items: tuple[tuple[int, int], ...] | None = None
    service: time | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class SlotAnswer:
    """A slot with its fee, the places really free in it, and every reason against it."""

    id: int
    date: date
    label: str
    starts_at: datetime
    ends_at: datetime
    cutoff_at: datetime
    whole_day: bool
    fee: Money
    reasons: tuple[Reason, ...]
    places_left: int
    surcharge: Surcharge | None = None

    @property
    def surge(self) -> Money | None:
        """The part of the fee that the day adds."""
        return None if self.surcharge is None else self.surcharge.amount

    @property
    def surge_name(self) -> str | None:
        return None if self.surcharge is None else self.surcharge.name

    @property
    def available(self) -> bool:
        return not self.reasons

    def as_json(self) -> dict[str, Any]:
        """As the API answers a slot: a test holds it against the model."""
        return {
            "id": self.id,
            "date": self.date.isoformat(),
            "label": self.label,
            "starts_at": _utc(self.starts_at),
            "ends_at": _utc(self.ends_at),
            "cutoff_at": _utc(self.cutoff_at),
            "whole_day": self.whole_day,
            "fee": self.fee.as_json(),
            "surge": self.surge.as_json() if self.surge else None,
            "surge_name": self.surge_name,
            "available": self.available,
            "reasons": [each.as_json() for each in self.reasons],
            "places_left": self.places_left,
        }


def _utc(at: datetime) -> str:
    return at.isoformat().replace("+00:00", "Z")


@dataclass(frozen=True, slots=True)
class DateAnswer:
    """A day: open when one of its slots is; else the reasons of all of them, each once."""

    date: date
    available: bool
    reasons: tuple[Reason, ...]
    fee_from: Money | None


@dataclass(frozen=True, slots=True)
class DatesAnswer:
    """The days from today on. `zone` is None for collection."""

    postcode: str | None
    zone: ZoneFacts | None
    dates: tuple[DateAnswer, ...]

    @property
    def first_available(self) -> date | None:
        return next((each.date for each in self.dates if each.available), None)


def dates(session: Session, *, question: Question, now: datetime) -> DatesAnswer:
    """Every day from today to the last slot, at most `HORIZON_DAYS` ahead.

    Raises InvalidPostcode and OutsideZone.
    """
    shop = settings.shop(session)
    zone = zone_of(session, question)
    today = local_day(now, shop.time_zone)
    until = today + timedelta(days=HORIZON_DAYS)
    answers = _answers(session, question=question, zone=zone, days=(today, until), now=now)
    by_day = {day: list(group) for day, group in groupby(answers, key=lambda each: each.date)}
    span = (max(by_day) - today).days + 1 if by_day else 0
    days = (today + timedelta(days=ahead) for ahead in range(span))
    return DatesAnswer(
        postcode=delivery.normalized(question.postcode) if zone and question.postcode else None,
        zone=zone,
        dates=tuple(_day(day, by_day.get(day, ())) for day in days),
    )


def slots(
    session: Session,
    *,
    question: Question,
    day: date,
    now: datetime,
    taken: Mapping[int, int] = _NOTHING,
) -> tuple[SlotAnswer, ...]:
    """The slots of one local day; a day that is over has only slots with a reason. Raises as `dates`.

    `taken` are units of buckets that the ledger does not know of yet (below 0: that would be given back).
    """
    zone = zone_of(session, question)
    return _answers(session, question=question, zone=zone, days=(day, day), now=now, taken=taken)


def next_slots(
    session: Session,
    *,
    question: Question,
    first: date,
    now: datetime,
    taken: Mapping[int, int] = _NOTHING,
    but_not: int | None = None,
) -> tuple[SlotAnswer, ...]:
    """At most `ALTERNATIVES` slots that can be had: those of `first`, then of the days that follow.

    A service does not move to another day: what is meant for one is offered `first` alone.
    `taken` are units of buckets that the same order takes elsewhere, and that the ledger does not know yet.
    """
    zone = zone_of(session, question)
    today = local_day(now, settings.shop(session).time_zone)
    last = today + timedelta(days=HORIZON_DAYS) if question.service is None else first
    days = (max(first, today), last)
    answers = _answers(session, question=question, zone=zone, days=days, now=now, taken=taken)
    return tuple(each for each in answers if each.available and each.id != but_not)[:ALTERNATIVES]


def zone_of(session: Session, question: Question) -> ZoneFacts | None:
    """The zone of the question's postcode, None for collection. Raises InvalidPostcode and OutsideZone."""
    if question.method == "collection":
        return None
    postcode = delivery.normalized(question.postcode or "")
    zone = delivery.zone_for(session, postcode)
    if zone is None:
        raise OutsideZone(postcode=postcode, phone=settings.shop(session).phone)
    return zone


def _answers(
    session: Session,
    *,
    question: Question,
    zone: ZoneFacts | None,
    days: tuple[date, date],
    now: datetime,
    taken: Mapping[int, int] = _NOTHING,
) -> tuple[SlotAnswer, ...]:
    shop = settings.shop(session)
    zone_id = zone.id if zone else None
    found = delivery.slots(session, zone_id=zone_id, method=question.method, first=days[0], last=days[1])
    if not found:
        return ()
    basket = _basket(session, question, currency=shop.currency)
    stand = readings.stand(session, slots=found, baskets=[basket], now=now)
    situations = stand.after(taken).situations(
        found, zone_id=zone_id, need=basket.brought_to(zone), service=question.service, place=question.place
    )
    surges = pricing.surges(session, first=days[0], last=days[1])
    return tuple(
        _answer(
            each,
            fee=_fee(each.slot, zone, basket),
            surge=surge_on(surges, day=each.slot.date, zone_id=zone_id),
        )
        for each in situations
    )


def _basket(session: Session, question: Question, *, currency: str) -> Basket:
    if question.items is not None:
        [basket] = readings.baskets(session, [question.items], currency=currency)
        return basket
    cheapest = catalog.cheapest_variant(session)
    [basket] = readings.baskets(session, [((cheapest, 1),) if cheapest else ()], currency=currency)
    return replace(basket, need=replace(basket.need, goods=()))


def _answer(situation: Situation, *, fee: Money, surge: Surcharge | None) -> SlotAnswer:
    slot = situation.slot
    return SlotAnswer(
        id=slot.id,
        date=slot.date,
        label=slot.label,
        starts_at=slot.starts_at,
        ends_at=slot.ends_at,
        cutoff_at=slot.cutoff_at,
        whole_day=slot.whole_day,
        fee=fee if surge is None else fee + surge.amount,
        reasons=evaluate(situation),
        places_left=max(0, situation.places.free),
        surcharge=surge,
    )


def _fee(slot: SlotFacts, zone: ZoneFacts | None, basket: Basket) -> Money:
    if zone is None:  # collection costs nothing
        return Money(0, slot.extra_fee.currency)
    return delivery_fee(
        items=basket.worth, zone_fee=zone.fee, extra_fee=slot.extra_fee, free_above=zone.free_above
    )


def _day(day: date, answers: Sequence[SlotAnswer]) -> DateAnswer:
    fees = [each.fee for each in answers if each.available]
    if fees:
        return DateAnswer(day, True, (), min(fees, key=lambda fee: fee.amount))
    return DateAnswer(day, False, _each_once(answers) or (reason(Code.CLOSED),), None)


def _each_once(answers: Iterable[SlotAnswer]) -> tuple[Reason, ...]:
    codes: dict[Code, Reason] = {}
    for answer in answers:
        for each in answer.reasons:
            codes.setdefault(each.code, each)
    return tuple(codes[code] for code in Code if code in codes)
