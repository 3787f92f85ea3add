"""The van's minutes: each stop takes those of its zone, a day has only so many, collection takes none."""

from dataclasses import dataclass
from datetime import time, timedelta
from uuid import uuid4

import pytest
from sqlalchemy.orm import Session

from backend.shop.capacity import selectors as capacity
from backend.shop.capacity import services as ledger
from backend.shop.capacity.errors import Shortage
from backend.shop.capacity.services import Demand, HoldState
from backend.shop.delivery.models import SlotTemplate
from backend.shop.promise import selectors, services
from backend.shop.promise.errors import VanFull
from backend.shop.promise.selectors import Question
from backend.shop.promise.services import Parcel
from tests.builders.capacity import becomes, everything
from tests.builders.catalog import a_product
from tests.builders.delivery import NOW, TODAY, a_template, a_zone, laid_out, slot_of, van_bucket

TOMORROW = TODAY + timedelta(days=1)


@dataclass
class World:
    """Near takes 10 minutes a stop, far 25; each day has 40. Two slots in both, and collection."""

    near: SlotTemplate
    near_evening: SlotTemplate
    far: SlotTemplate
    collection: SlotTemplate
    variant: int


@pytest.fixture
def world(session: Session) -> World:
    near, far = a_zone(session, "near"), a_zone(session, "far", rules=[("prefix", "986", None)])
    near.travel_minutes, near.service_minutes = 6, 4
    far.travel_minutes, far.service_minutes = 20, 5
    made = World(
        near=a_template(session, near),
        near_evening=a_template(session, near, hours=(time(17), time(20))),
        far=a_template(session, far),
        collection=a_template(session, None, hours=(time(11), time(14))),
        variant=a_product(session, make_minutes=5).variants[0].id,
    )
    laid_out(session, days=3, driving=40)
    return made


def parcel(session: Session, world: World, template: SlotTemplate) -> Parcel:
    postcode = "98660" if template is world.far else "97201"
    slot = slot_of(session, template)
    return Parcel(uuid4(), postcode, slot.method, slot.id, ((world.variant, 1),))


def take(session: Session, wanted: Parcel) -> tuple[Demand, ...]:
    [plan] = services.plan(session, parcels=[wanted], now=NOW)
    ledger.change(session, changes=[becomes(wanted.delivery_id, None, HoldState.HELD, plan.demand)])
    return plan.demand


def left(session: Session) -> int:
    bucket = van_bucket(session)
    return capacity.buckets(session, [bucket])[bucket].free


def test_a_stop_takes_the_minutes_of_its_zone_and_a_day_has_only_so_many(
    session: Session, world: World
) -> None:
    van = van_bucket(session)
    assert Demand(van, 25, TODAY) in take(session, parcel(session, world, world.far))
    assert Demand(van, 10, TODAY) in take(session, parcel(session, world, world.near))
    assert left(session) == 5
    before = everything(session)
    with pytest.raises(VanFull) as refused:
        take(session, parcel(session, world, world.near_evening))
    assert everything(session) == before
    problem = refused.value.as_json()
    assert (problem["code"], problem["detail"]) == ("van_full", "Our vans are fully booked on this day.")
    assert [each["date"] for each in problem["alternatives"]] == [str(TOMORROW)] * 2 + [
        str(TODAY + timedelta(days=2))
    ] * 2


def test_what_is_collected_takes_no_van(session: Session, world: World) -> None:
    take(session, parcel(session, world, world.far))
    take(session, parcel(session, world, world.near))
    demand = take(session, parcel(session, world, world.collection))
    assert van_bucket(session) not in {line.bucket_id for line in demand}
    assert left(session) == 5


def test_the_picker_says_it_for_every_slot_of_the_day(session: Session, world: World) -> None:
    take(session, parcel(session, world, world.far))
    take(session, parcel(session, world, world.near))
    near = Question("97201", "van", ((world.variant, 1),))
    found = selectors.slots(session, question=near, day=TODAY, now=NOW)
    assert [[each.code.value for each in slot.reasons] for slot in found] == [["van_full"], ["van_full"]]
    collected = Question(None, "collection", ((world.variant, 1),))
    [slot] = selectors.slots(session, question=collected, day=TODAY, now=NOW)
    assert slot.available


def test_a_van_that_is_closed_while_somebody_places_says_so(session: Session, world: World) -> None:
    wanted = parcel(session, world, world.near)
    short = Shortage(van_bucket(session), "van_minutes", str(TODAY), needed=10, free=40, cause="closed")
    refused = services.refusal(session, shortages=[short], parcels=[wanted], now=NOW)
    assert (refused.code, refused.extra["delivery_id"]) == ("closed", str(wanted.delivery_id))


def test_parcels_of_one_order_share_the_van(session: Session, world: World) -> None:
    wanted = [parcel(session, world, each) for each in (world.far, world.near, world.near_evening)]
    services.plan(session, parcels=wanted[:2], now=NOW)
    with pytest.raises(VanFull) as refused:
        services.plan(session, parcels=wanted, now=NOW)
    assert refused.value.extra["delivery_id"] == str(wanted[2].delivery_id)
