"""The calendar, the slots of a day, the plan and the ledger say the same of the same moment."""

from dataclasses import dataclass
from datetime import time, timedelta
from random import Random
from uuid import uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from backend.shop.capacity import selectors as capacity
from backend.shop.capacity import services as ledger
from backend.shop.capacity.errors import CapacityShort
from backend.shop.capacity.services import HoldState
from backend.shop.delivery import selectors as delivery
from backend.shop.kit.errors import Refusal
from backend.shop.promise import selectors, services
from backend.shop.promise.selectors import Question
from backend.shop.promise.services import Parcel
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

DAYS = 5
QUESTIONS = 40


@dataclass
class World:
    postcodes: tuple[str, ...]
    variant_ids: tuple[int, ...]
    slot_ids: tuple[int, ...]


def a_world(session: Session, dice: Random) -> World:
    """Two zones and collection, few places, short days in the workroom and the vans, lots of all ages."""
    zones = [a_zone(session, "inner"), a_zone(session, "river", rules=[("prefix", "986", None)]), None]
    for zone in zones:
        for hours in ((time(9), time(18)), (time(11), time(14)), (time(16), time(18))):
            cutoff = (dice.randint(0, 1), time(dice.randint(8, 16)))
            a_template(session, zone, hours=hours, capacity=dice.randint(0, 3), cutoff=cutoff)
    laid_out(session, days=DAYS, minutes=dice.randint(30, 150), driving=dice.randint(15, 60))
    stems = [a_stem(session, f"stem-{number}", vase_days=dice.randint(0, 6)) for number in range(3)]
    for stem in stems:
        for _ in range(dice.randint(1, 4)):
            came = NOW + timedelta(hours=dice.randint(-60, 60))
            dies = came.date() + timedelta(days=stem.vase_days + dice.randint(1, 5))
            lot = a_lot(session, stem, dice.randint(0, 30), available_from=came, vase_life_end=dies)
            if dice.random() < 0.2:
                close(session, lot.bucket_id)
    products = [
        a_product(session, f"p-{number}", recipe=dict.fromkeys(stems[: number + 1], 4), make_minutes=20)
        for number in range(3)
    ]
    slot_ids = tuple(session.scalars(text("select id from slot_instance order by id")))
    for slot in delivery.slots_by_id(session, dice.sample(slot_ids, 6)).values():
        close(session, slot.bucket_id)
    for half in ("am", "pm", "pm"):
        close(session, workroom_bucket(session, TODAY + timedelta(days=dice.randrange(DAYS)), half))
    close(session, van_bucket(session, TODAY + timedelta(days=dice.randrange(DAYS))))
    variant_ids = tuple(product.variants[0].id for product in products)
    return World(("97201", "98660"), variant_ids, slot_ids)


@pytest.mark.parametrize("seed", [1, 3, 4])
def test_they_agree(session: Session, seed: int) -> None:
    dice = Random(seed)
    world = a_world(session, dice)
    said = [_ask(session, world, dice) for _ in range(QUESTIONS)]
    assert "yes" in said
    assert "slot_not_found" in said  # it was asked for the other zone
    assert "too_late_for_service" in said
    assert len(set(said)) >= 4
    assert capacity.drift(session) == []


def _ask(session: Session, world: World, dice: Random) -> str:
    """What is said of a random slot: "yes", or the first reason against it. What can be had is taken."""
    slot = delivery.slot(session, dice.choice(world.slot_ids))
    assert slot is not None
    now = NOW + timedelta(minutes=dice.randint(0, 2 * 24 * 60))
    chosen = dice.sample(world.variant_ids, dice.randint(1, 2))
    items = tuple((variant_id, dice.randint(1, 2)) for variant_id in chosen)
    postcode = dice.choice(world.postcodes)
    service = dice.choice((None, time(12), time(18)))
    question = Question(postcode, slot.method, items, service)

    shown = selectors.slots(session, question=question, day=slot.date, now=now)
    calendar = {each.date: each for each in selectors.dates(session, question=question, now=now).dates}
    if slot.date in calendar:
        assert calendar[slot.date].available == any(each.available for each in shown)
    picked = next((each for each in shown if each.id == slot.id), None)

    parcel = Parcel(uuid4(), postcode, slot.method, slot.id, items, service)
    try:
        [plan] = services.plan(session, parcels=[parcel], now=now)
    except Refusal as refused:
        said = (refused.code, refused.detail)
        assert picked is None or said == (picked.reasons[0].code, picked.reasons[0].message)
        return said[0]
    assert picked is not None
    assert picked.available
    change = becomes(parcel.delivery_id, None, HoldState.HELD, plan.demand)
    try:
        ledger.change(session, changes=[change])
    except CapacityShort as short:
        pytest.fail(f"allowed, but the ledger is short: {short.shortages}")
    return "yes"
