"""Flowers for a service are planned, and offered, only for times that end before it begins."""

from datetime import time

import pytest

from backend.shop.promise import services
from backend.shop.promise.errors import SlotFull, TooLateForService
from tests.builders.capacity import reserve
from tests.builders.delivery import NOW, TODAY, slot_of
from tests.shop.promise.planning import World, offered


def test_flowers_for_a_service_are_there_before_it_begins(world: World) -> None:
    world.lot(100)
    noon = world.parcel(world.morning, service=time(14))
    assert world.plan(noon)[0].slot.id == noon.slot_id
    problem = world.refused(TooLateForService, world.parcel(world.whole, service=time(17, 59)))
    assert (problem["code"], problem["detail"]) == (
        "too_late_for_service",
        "This time ends after the service begins.",
    )
    # The service does not move: only this day is offered, and of it only what comes in time.
    assert offered(problem) == [slot_of(world.session, world.morning).id]
    early = world.refused(TooLateForService, world.parcel(world.morning, service=time(13, 59)))
    assert offered(early) == []


def test_a_service_keeps_what_is_offered_for_another_reason_to_its_day(world: World) -> None:
    world.lot(100)
    reserve(world.session, (world.places(world.morning), 10), day=TODAY)
    problem = world.refused(SlotFull, world.parcel(world.morning, service=time(18)))
    assert offered(problem) == [slot_of(world.session, world.whole).id]


def test_the_service_alone_is_checked_where_a_cart_is_written(world: World) -> None:
    """What is full may still be chosen in a cart, which says so; what comes too late may not."""
    reserve(world.session, (world.places(world.morning), 10), day=TODAY)
    services.check_service(world.session, parcel=world.parcel(world.morning, service=time(14)), now=NOW)
    services.check_service(world.session, parcel=world.parcel(world.morning), now=NOW)
    with pytest.raises(TooLateForService):
        services.check_service(world.session, parcel=world.parcel(world.morning, service=time(13)), now=NOW)
