"""What suppliers can bring is planned ahead by itself, and what nobody orders in time is sold no further."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from backend import db, jobs
from backend.shop.capacity.models import CapacityBucket
from backend.shop.stock import services, tasks
from backend.shop.stock.models import StemLot
from backend.shop.stock.rules.planning import Standing, in_season, planned_days
from backend.shop.stock.rules.purchase import PATHS, Planned, PurchaseState, Spare, refill, suggestions
from tests.builders.capacity import everything, reserve
from tests.builders.settings import a_shop
from tests.builders.stock import a_stem
from tests.builders.supply import a_supplier, a_supply

NOW = datetime(2082, 11, 23, 20, tzinfo=UTC)  # noon of a Monday in Portland
TODAY = date(2082, 11, 23)


def lots(session: Session) -> list[tuple[date, int, int]]:
    rows = session.execute(
        select(StemLot.planned_for, CapacityBucket.capacity, CapacityBucket.overbooked)
        .join(CapacityBucket, CapacityBucket.id == StemLot.bucket_id)
        .order_by(StemLot.planned_for)
        .execution_options(populate_existing=True)
    )
    return [(day, capacity, over) for day, capacity, over in rows if day is not None]


class TestDays:
    @pytest.mark.parametrize(
        ("day", "months", "inside"),
        [
            (date(2027, 2, 28), (2, 5), True),
            (date(2027, 5, 31), (2, 5), True),
            (date(2027, 6, 1), (2, 5), False),
            (date(2027, 1, 31), (2, 5), False),
            (date(2027, 12, 31), (11, 1), True),
            (date(2027, 1, 31), (11, 1), True),
            (date(2027, 2, 1), (11, 1), False),
            (date(2028, 2, 29), (2, 2), True),
        ],
    )
    def test_seasons_may_run_over_the_end_of_the_year(
        self, day: date, months: tuple[int, int], inside: bool
    ) -> None:
        assert in_season(day, months) is inside

    def test_from_the_first_day_that_can_still_be_ordered_to_the_last_in_sight(self) -> None:
        standing = Standing({1, 4}, 30, order_days_before=3)
        days = list(planned_days(standing, today=TODAY, days=12))
        assert days == [TODAY + timedelta(3), TODAY + timedelta(7), TODAY + timedelta(10)]
        nobody = Standing({1, 4}, 30, order_days_before=3, active=False)
        assert list(planned_days(nobody, today=TODAY)) == []


class TestSuggestions:
    """Lots of one stem on days 1, 2, .. that serve four days each."""

    def lot(self, day: int, reserved: int, *, brings: int = 50, bunch: int = 10) -> Planned:
        first = TODAY + timedelta(day)
        return Planned(day, first, first + timedelta(3), reserved, brings, bunch)

    def asked(
        self, *planned: Planned, shelf: tuple[Spare, ...] = (), point: int = 0
    ) -> list[tuple[int, int]]:
        found = suggestions(planned, shelf=shelf, reorder_point=point)
        return [(found[each.lot_id].free, found[each.lot_id].quantity) for each in planned]

    def test_whole_bunches_of_what_is_promised(self) -> None:
        assert self.asked(self.lot(1, 23), self.lot(2, 0), self.lot(6, 1)) == [(0, 30), (7, 0), (0, 10)]

    def test_up_to_the_reorder_point_with_what_is_there(self) -> None:
        shelf = (Spare(TODAY, TODAY + timedelta(1), 12),)
        assert self.asked(self.lot(1, 5), self.lot(2, 0), shelf=shelf, point=20) == [(12, 20), (15, 10)]

    def test_never_more_than_can_come_but_all_that_is_promised(self) -> None:
        assert self.asked(self.lot(1, 48, brings=45)) == [(0, 48)]
        assert self.asked(self.lot(1, 12, brings=15), point=99) == [(0, 15)]

    @pytest.mark.parametrize(
        ("free", "overbooked", "wanted"), [(10, 0, 0), (9, 0, 11), (0, 0, 20), (10, 3, 13), (0, 5, 25)]
    )
    def test_without_standing_days_up_to_twice_the_point(
        self, free: int, overbooked: int, wanted: int
    ) -> None:
        assert refill(free=free, overbooked=overbooked, reorder_point=10) == wanted


def test_every_state_of_an_order_is_reached_and_ends_are_final() -> None:
    reached, new = {PurchaseState.OPEN}, {PurchaseState.OPEN}
    while new:
        new = {state for each in new for state in PATHS[each]} - reached
        reached |= new
    assert reached == set(PurchaseState) == set(PATHS)
    assert {state for state, paths in PATHS.items() if not paths} == {
        PurchaseState.ARRIVED,
        PurchaseState.CANCELLED,
    }


class TestAhead:
    def test_the_day_after_has_one_more_and_the_first_comes_no_more(self, session: Session) -> None:
        a_shop(session)
        first_bucket, *_ = a_supply(session, a_supplier(session, now=NOW), a_stem(session), now=NOW)
        reserve(session, (first_bucket, 12), day=TODAY + timedelta(2))
        first = lots(session)
        assert first == [(TODAY + timedelta(ahead), 50, 0) for ahead in range(2, 90)]
        before = everything(session)
        assert services.plan_ahead(session, now=NOW) == 0
        assert everything(session) == before
        assert services.plan_ahead(session, now=NOW + timedelta(days=1)) == 1
        tomorrow = [(TODAY + timedelta(2), 0, 12), *first[1:], (TODAY + timedelta(90), 50, 0)]
        assert lots(session) == tomorrow
        audit = "select actor, reason from audit_entry where action = 'capacity.set'"
        told = [tuple(row) for row in session.execute(text(audit))]
        assert told == [("shop", "Nobody has ordered these in time")]
        assert services.plan_ahead(session, now=NOW + timedelta(days=1)) == 0
        assert [tuple(row) for row in session.execute(text(audit))] == told

    def test_what_somebody_has_changed_by_hand_stays(self, session: Session) -> None:
        a_shop(session)
        a_supply(session, a_supplier(session, now=NOW), a_stem(session), now=NOW)
        session.execute(text("update capacity_bucket set capacity = 7"))
        services.plan_ahead(session, now=NOW)
        assert {capacity for _, capacity, _ in lots(session)} == {7}

    def test_the_worker_does_it_every_hour(self, database: None) -> None:
        crons = {each.task.name: each.cron for each in jobs.app.periodic_registry.periodic_tasks.values()}
        assert crons["stock:plan_ahead"] == "9 * * * *"
        tasks.plan_ahead(timestamp=0)  # nothing is there yet, not even a shop
        with db.transaction() as session:
            a_shop(session)
            a_supply(session, a_supplier(session, now=NOW), a_stem(session), now=NOW)
            session.execute(text("truncate stem_lot cascade"))
        for timestamp in (0, 3600):
            tasks.plan_ahead(timestamp=timestamp)
        with db.transaction() as session:
            assert len(lots(session)) == 88
