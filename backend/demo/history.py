"""The demo shop's past: what people bought in the last months, for analytics and recommendations.

The same days always have the same past: the dice are thrown from one seed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from backend.demo.past_orders import Purchase, ZoneRow, write
from backend.demo.people import Person, people
from backend.shop.catalog.models import Product, Variant
from backend.shop.delivery.models import Zone
from backend.shop.kit.clock import local_day
from backend.shop.pricing.models import TaxRate
from backend.shop.settings.selectors import shop

_SEED = 1905  # the year of Portland's first rose parade
_DAYS = 300
_ORDERS_A_DAY = 1.1
_RUSH, _RUSH_BEFORE = 6, timedelta(days=2)
_BY_WEEKDAY = (0.9, 0.9, 1.0, 1.1, 1.5, 1.2, 0.4)
_SIZES = (60, 28, 12)
_ADDON_SHARE = 0.4
# What tends to be sent along with flowers for an occasion.
_GOES_WITH = {
    "new-baby": "helium-balloon",
    "birthday": "helium-balloon",
    "love": "hazelnut-chocolates",
    "valentines": "hazelnut-chocolates",
    "anniversary": "hazelnut-chocolates",
    "sympathy": "letterpress-card",
    "get-well": "soy-candle-fir",
}
_ZONES = (45, 32, 15, 8)


@dataclass(frozen=True, slots=True)
class _World:
    """All that can happen: who buys what, and where it goes."""

    products: Sequence[Product]
    beside: dict[str, Product]
    zones: Sequence[ZoneRow]
    people: Sequence[Person]


def add_past_orders(session: Session, *, now: datetime) -> int:
    """Adds a few hundred delivered orders of the last months; returns how many."""
    time_zone = shop(session).time_zone
    purchases = list(_purchases(_world(session), local_day(now, time_zone)))
    write(session, purchases, time_zone=time_zone)
    return len(purchases)


def _world(session: Session) -> _World:
    everything = session.scalars(
        select(Product)
        .where(Product.status == "active")
        .order_by(Product.position)
        .options(
            selectinload(Product.variants), selectinload(Product.occasions), selectinload(Product.pictures)
        )
    ).all()
    zones = session.scalars(select(Zone).order_by(Zone.position).options(selectinload(Zone.postcodes))).all()
    rates = session.scalars(select(TaxRate)).all()
    return _World(
        products=[product for product in everything if product.kind in ("bouquet", "plant")],
        beside={product.slug: product for product in everything if product.kind in ("addon", "gift")},
        zones=[ZoneRow(zone, _rates(zone, rates)) for zone in zones],
        people=people(Random(_SEED)),
    )


def _rates(zone: Zone, rates: Sequence[TaxRate]) -> dict[str, int]:
    """The rate of each postcode of a zone, in parts per million."""
    return {
        place.low: next((rate.rate_ppm for rate in rates if rate.low <= place.low <= rate.high), 0)
        for place in sorted(zone.postcodes, key=lambda each: each.low)
    }


def _purchases(world: _World, today: date) -> Iterator[Purchase]:
    dice = Random(_SEED)
    for ago in range(_DAYS, 0, -1):
        day = today - timedelta(days=ago)
        for _ in range(_orders_on(day, dice)):
            yield _purchase(world, day, dice)


def _orders_on(day: date, dice: Random) -> int:
    wanted = _ORDERS_A_DAY * _BY_WEEKDAY[day.weekday()] * _rush(day)
    return int(wanted) + (dice.random() < wanted % 1)


def _rush(day: date) -> int:
    """How many times a usual day: the figures of demand.csv for the two great days and those before."""
    mothers_day = date(day.year, 5, 14 - date(day.year, 5, 7).isoweekday() % 7)
    for great in (date(day.year, 2, 14), mothers_day):
        if timedelta(0) <= great - day <= _RUSH_BEFORE:
            return _RUSH
    return 1


def _purchase(world: _World, day: date, dice: Random) -> Purchase:
    # Squared, so that some people come back often and many only once.
    buyer = world.people[int(dice.random() ** 2 * len(world.people))]
    recipient = dice.choice(world.people)
    lines = _lines(world, day, dice)
    (zone,) = dice.choices(world.zones, _ZONES)
    worth = sum(variant.price * quantity for variant, quantity in lines)
    if worth < (zone.zone.minimum_order or 0):
        zone = world.zones[0]
    return Purchase(
        day=day,
        days_before=dice.choice((1, 1, 2, 2, 3, 5)),
        minute=dice.randrange(8 * 60, 21 * 60),
        zone=zone,
        postcode=dice.choice(list(zone.rates)),
        buyer=buyer,
        recipient=recipient,
        lines=lines,
    )


def _lines(world: _World, day: date, dice: Random) -> tuple[tuple[Variant, int], ...]:
    """One product in season, the featured ones more often; sometimes something small beside it."""
    grown = [product for product in world.products if _in_season(product, day)]
    (product,) = dice.choices(grown, [1 / (3 + place) for place in range(len(grown))])
    (size,) = dice.choices(product.variants, _SIZES[: len(product.variants)])
    lines = [(size, 1)]
    occasion = dice.choice(product.occasions).slug
    beside = world.beside.get(_GOES_WITH.get(occasion, "vase-to-keep"))
    if beside is not None and dice.random() < _ADDON_SHARE:
        lines.append((beside.variants[0], 1))
    return tuple(lines)


def _in_season(product: Product, day: date) -> bool:
    first, last = product.season_from, product.season_to
    return first <= day.month <= last if first <= last else day.month >= first or day.month <= last
