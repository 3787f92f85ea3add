"""One stem in the place of another: which lots are chosen."""

from datetime import UTC, date, datetime
from uuid import UUID

from backend.shop.capacity.rules import Demand
from backend.shop.promise.rules.stand import Stand
from backend.shop.promise.rules.substitute import Substitute, Swap, given_back, swap_all, wanted
from backend.shop.promise.rules.supply import Lot
from tests.builders.windows import HOURS

DAY, LATER = date(2026, 11, 25), date(2026, 11, 26)
OLD, SOON, LATE, SLOT = 10, 21, 22, 70
TULIP = 2
FIRST, SECOND = UUID(int=1), UUID(int=2)


def lot(bucket_id: int, free: int, *, last_day: date = date.max, came: date = date(2026, 11, 20)) -> Lot:
    available = datetime(came.year, came.month, came.day, tzinfo=UTC)
    return Lot(bucket_id=bucket_id, stem_id=TULIP, free=free, available_from=available, last_day=last_day)


def stand(*lots: Lot) -> Stand:
    now = datetime(2026, 11, 25, 15, tzinfo=UTC)
    return Stand(now=now, hours=HOURS, places={}, workroom={}, vans={}, lots=lots)


def before(delivery_id: UUID, *lines: tuple[int, int]) -> Swap:
    return Swap(delivery_id, tuple(Demand(bucket, quantity, DAY) for bucket, quantity in lines))


def swapped(here: Stand, *deliveries: Swap) -> list[Swap]:
    return swap_all(here, before=deliveries, old={OLD}, day=DAY, substitute=Substitute(TULIP))


def test_each_takes_what_dies_first_and_leaves_it_to_the_next() -> None:
    here = stand(lot(SOON, 15, last_day=DAY), lot(LATE, 40))
    first, second = swapped(here, before(FIRST, (SLOT, 1), (OLD, 10)), before(SECOND, (SLOT, 1), (OLD, 12)))
    taken = (Demand(SOON, 10, DAY),)
    assert first == Swap(FIRST, (Demand(SLOT, 1, DAY), *taken), quantity=10, taken=taken)
    taken = (Demand(SOON, 5, DAY), Demand(LATE, 7, DAY))
    assert second == Swap(SECOND, (Demand(SLOT, 1, DAY), *taken), quantity=12, taken=taken)


def test_lots_that_do_not_serve_the_day_give_nothing() -> None:
    here = stand(
        lot(SOON, 15, last_day=date(2026, 11, 24)), lot(LATE, 40, came=LATER), lot(23, -4), lot(24, 3)
    )
    [swap] = swapped(here, before(FIRST, (OLD, 10)))
    taken = (Demand(24, 3, DAY),)
    assert swap == Swap(FIRST, taken, quantity=10, missing=7, taken=taken)


def test_what_is_short_is_counted_over_all() -> None:
    swaps = swapped(stand(lot(LATE, 15)), before(FIRST, (OLD, 10)), before(SECOND, (OLD, 10)))
    assert [each.missing for each in swaps] == [0, 5]


def test_only_the_stems_of_that_day_are_asked_for() -> None:
    demand = (Demand(OLD, 4, DAY), Demand(OLD, 6, LATER), Demand(SLOT, 1, DAY))
    assert wanted(demand, old={OLD}, day=DAY) == 4
    [swap] = swap_all(
        stand(lot(LATE, 40)), before=[Swap(FIRST, demand)], old={OLD}, day=DAY, substitute=Substitute(TULIP)
    )
    assert swap.demand == (Demand(OLD, 6, LATER), Demand(SLOT, 1, DAY), Demand(LATE, 4, DAY))


def test_who_takes_none_keeps_everything() -> None:
    untouched = before(FIRST, (SLOT, 1), (LATE, 3))
    assert swapped(stand(lot(LATE, 40)), untouched) == [untouched]


def test_a_recipe_that_has_the_substitute_already_takes_more_of_it() -> None:
    [swap] = swapped(stand(lot(LATE, 40)), before(FIRST, (LATE, 3), (OLD, 5)))
    assert swap.demand == (Demand(LATE, 3, DAY), Demand(LATE, 5, DAY))  # the ledger adds them up


def test_what_is_given_back_leaves_the_named_lots_first() -> None:
    demand = (Demand(SLOT, 1, DAY), Demand(OLD, 6, DAY), Demand(SOON, 4, DAY), Demand(OLD, 9, LATER))
    left = given_back(demand, of=[SOON, OLD], day=DAY, quantity=7)
    assert left == (Demand(SLOT, 1, DAY), Demand(OLD, 3, DAY), Demand(OLD, 9, LATER))
    assert given_back(demand, of=[OLD, SOON], day=DAY, quantity=6) == (demand[0], demand[2], demand[3])
    assert given_back(demand, of=[LATE], day=DAY, quantity=5) == demand


def test_of_a_cheaper_stem_there_are_as_many_as_are_worth_as_much() -> None:
    cheap = Substitute(TULIP, cost=100, was=150)
    assert [cheap.enough(quantity) for quantity in (1, 2, 3, 10)] == [2, 3, 5, 15]
    assert Substitute(TULIP, cost=200, was=150).enough(10) == 10
    [swap] = swap_all(
        stand(lot(LATE, 14)),
        before=[before(FIRST, (OLD, 10))],
        old={OLD},
        day=DAY,
        substitute=cheap,
    )
    assert (swap.quantity, swap.needed, swap.missing) == (10, 15, 1)
