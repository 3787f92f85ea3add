"""Picker, cart, catalog and checkout say the same of the same moment, and the ledger accepts it.

A case is a slot asked for under random rules, for a random postcode, at a random instant. `make faults` asks
for 10,000 of them, `make test` for the first few hundred.
"""

import json
import os
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from random import Random
from uuid import uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from backend.shop.audit.services import Deed
from backend.shop.capacity import selectors as capacity
from backend.shop.capacity import services as ledger
from backend.shop.capacity.errors import CapacityShort
from backend.shop.capacity.services import HoldState
from backend.shop.cart import selectors as carts
from backend.shop.cart import services as cart_services
from backend.shop.cart.models import Cart
from backend.shop.cart.selectors import Holder
from backend.shop.delivery import services as delivery
from backend.shop.delivery.services import BlackoutFacts, OverrideFacts
from backend.shop.kit.errors import Refusal
from backend.shop.pricing.uses import Customer
from backend.shop.promise import selectors, services
from backend.shop.promise.attempts import attempts_at
from backend.shop.promise.selectors import Question, SlotAnswer
from backend.shop.promise.services import Parcel
from backend.shop.search import selectors as search
from backend.shop.search.selectors import Place
from backend.shop.settings.models import Shop
from tests.builders.capacity import becomes
from tests.builders.catalog import a_product
from tests.builders.delivery import (
    NOW,
    TODAY,
    a_template,
    a_zone,
    close,
    laid_out,
    van_bucket,
    workroom_bucket,
)
from tests.builders.stock import a_lot, a_stem

DAYS, PRODUCTS = 5, 3
BARREN = {9, 17, 31}  # worlds in which nothing can be had after a while
SEEDS, CASES = (40, 250) if os.environ.get("POSY_ALL_CASES") else (2, 150)
POSTCODES = ("97201", "98660")
HOURS = ((time(9), time(18)), (time(9), time(11)), (time(11), time(14)), (time(16), time(18)))


@dataclass
class World:
    seed: int
    session: Session
    dice: Random
    cart: Cart
    variant_ids: tuple[int, ...]
    zone_ids: tuple[int, ...]

    def day(self) -> int:
        return self.dice.randrange(DAYS)


@pytest.fixture
def world(session: Session, request: pytest.FixtureRequest) -> World:
    """Two zones and collection, few places, short days in the workroom and the vans, lots of all ages."""
    dice = Random(request.param)
    zones = [a_zone(session, "inner"), a_zone(session, "river", rules=[("prefix", "986", None)]), None]
    for zone in zones:
        for hours in HOURS:
            cutoff = (dice.randint(0, 1), time(dice.randint(8, 16)))
            a_template(session, zone, hours=hours, capacity=dice.randint(0, 6), cutoff=cutoff)
    laid_out(session, days=DAYS, minutes=dice.randint(60, 300), driving=dice.randint(60, 150))
    stems = [a_stem(session, f"stem-{number}", vase_days=dice.randint(0, 6)) for number in range(PRODUCTS)]
    for stem in stems:
        for _ in range(dice.randint(2, 5)):
            came = NOW + timedelta(hours=dice.randint(-60, 60))
            dies = came.date() + timedelta(days=stem.vase_days + dice.randint(1, 5))
            lot = a_lot(session, stem, dice.randint(0, 60), available_from=came, vase_life_end=dies)
            if dice.random() < 0.2:
                close(session, lot.bucket_id)
    products = [
        a_product(session, f"p-{number}", recipe=dict.fromkeys(stems[: number + 1], 4), make_minutes=20)
        for number in range(PRODUCTS)
    ]
    products[1].lead_minutes = dice.choice((0, 90, 24 * 60))
    session.flush()
    cart = cart_services.open_cart(session, holder=Holder("somebody"), currency="USD", now=NOW)
    variant_ids = tuple(product.variants[0].id for product in products)
    return World(request.param, session, dice, cart, variant_ids, tuple(zone.id for zone in zones if zone))


@pytest.mark.parametrize("world", range(1, SEEDS + 1), indirect=True)
def test_they_agree(world: World) -> None:
    said: Counter[str] = Counter()
    while said.total() < CASES:
        if world.dice.random() < 0.15:
            change_a_rule(world)
        said += Counter(ask(world))
    assert {"too_late_for_service", "cutoff", "closed"} <= said.keys()
    if world.seed not in BARREN:
        assert said["yes"] > CASES / 100
        assert len(said) >= 7
    assert capacity.drift(world.session) == []


def change_a_rule(world: World) -> None:
    """As the florist would: a day or a slot, for all, a zone or a product, closed or open again."""
    session, dice = world.session, world.dice
    day, deed = TODAY + timedelta(days=world.day()), Deed("staff", "a rule", NOW)
    zone_id, product_id = dice.choice(
        ((None, None), (dice.choice(world.zone_ids), None), (None, dice.randint(1, PRODUCTS)))
    )
    match dice.randrange(6):
        case 0:
            facts = BlackoutFacts(day, day, "Inventory", zone_id=zone_id, product_id=product_id)
            delivery.add_blackout(session, facts=facts, deed=deed)
        case 1 | 2:
            session.execute(text("delete from blackout where id % 2 = :odd"), {"odd": dice.randrange(2)})
            delivery.open_day(session, day=day, deed=deed)
        case 3:
            only = dice.choice((None, [dice.randint(1, PRODUCTS)]))
            row = session.execute(
                text("select version from day_override where date = :day"), {"day": day}
            ).scalar()
            said = OverrideFacts("A special day", dice.random() < 0.8, only)
            delivery.set_override(session, day=day, version=row, facts=said, deed=deed)
        case 4:
            close(session, workroom_bucket(session, day, dice.choice(("am", "pm"))))
        case _:
            close(session, van_bucket(session, TODAY + timedelta(days=world.day())))


def ask(world: World) -> list[str]:
    """What is said of each slot of a day: "yes", or the first reason against it. Then one is taken."""
    session, dice = world.session, world.dice
    now = NOW + timedelta(minutes=dice.randint(-60, 2 * 24 * 60), seconds=dice.randint(-1, 1))
    day = TODAY + timedelta(days=world.day())
    postcode, method = dice.choice(POSTCODES), dice.choice(("van", "van", "collection"))
    chosen = dice.sample(world.variant_ids, dice.randint(1, 2))
    items = tuple((variant_id, dice.randint(1, 2)) for variant_id in chosen)
    service = dice.choice((None, None, time(12), time(18))) if method == "van" else None
    question = Question(postcode, method, items, service)

    picker = selectors.slots(session, question=question, day=day, now=now)
    calendar = {each.date: each for each in selectors.dates(session, question=question, now=now).dates}
    assert day not in calendar or calendar[day].available == any(each.available for each in picker)
    the_cart_agrees(world, question, dice.choice(picker), now)
    the_catalog_agrees(world, postcode, day=picker[0], now=now)
    for each in picker:
        the_checkout_agrees(world, question, each, now)
    take(world, question, dice.choice(picker), now)
    return [each.reasons[0].code if each.reasons else "yes" for each in picker]


def the_checkout_agrees(world: World, question: Question, picked: SlotAnswer, now: datetime) -> None:
    [attempt] = attempts_at(world.session, parcels=[parcel_of(question, picked)], now=now, returning=())
    assert attempt.reasons == picked.reasons
    assert bool(attempt.demand) == picked.available


def take(world: World, question: Question, picked: SlotAnswer, now: datetime) -> None:
    """Takes it if it can be had: what is refused is in the picker's words, the rest the ledger grants."""
    parcel = parcel_of(question, picked)
    try:
        [plan] = services.plan(world.session, parcels=[parcel], now=now)
        ledger.change(world.session, changes=[becomes(parcel.delivery_id, None, HoldState.HELD, plan.demand)])
        said = ("yes", "")
    except CapacityShort as short:
        pytest.fail(f"allowed, but the ledger is short: {short.shortages}")
    except Refusal as refused:
        said = (refused.code, refused.detail)
    why = picked.reasons[0] if picked.reasons else None
    assert said == ((why.code, why.message) if why else ("yes", ""))


def parcel_of(question: Question, picked: SlotAnswer) -> Parcel:
    return Parcel(
        uuid4(), question.postcode, question.method, picked.id, question.items or (), question.service
    )


def the_cart_agrees(world: World, question: Question, picked: SlotAnswer, now: datetime) -> None:
    session, [parcel] = world.session, world.cart.deliveries
    parcel.method, parcel.postcode = question.method, question.postcode
    parcel.date, parcel.slot_id = picked.date, picked.id
    parcel.recipient = {"service_time": question.service.isoformat() if question.service else None}
    parcel.lines = []
    session.flush()
    for variant_id, quantity in question.items or ():
        cart_services.add_line(
            session, cart=world.cart, variant_id=variant_id, quantity=quantity, delivery_id=parcel.id
        )
    shop = session.get_one(Shop, 1)
    [shown] = carts.view(session, cart=world.cart, shop=shop, customer=Customer(), now=now).deliveries
    assert shown.slot == picked
    assert shown.slot_problem == (picked.reasons[0] if picked.reasons else None)


def the_catalog_agrees(world: World, postcode: str, *, day: SlotAnswer, now: datetime) -> None:
    """One of a product is left if, and only if, one of the day's slots can be had for it."""
    which = world.dice.randrange(PRODUCTS)
    place = Place(day.date, postcode)
    page = json.loads(search.product(world.session, slug=f"p-{which}", place=place, now=now))
    one = Question(postcode, "van", ((world.variant_ids[which], 1),))
    answers = selectors.slots(world.session, question=one, day=day.date, now=now)
    assert (page["variants"][0]["left"] > 0) == any(each.available for each in answers)
