"""Two hundred customers, thirty-seven places or stems for as many: through HTTP, against two web workers."""

from collections import Counter
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from backend import db
from backend.shop.capacity import selectors as capacity
from backend.shop.kit import clock
from backend.shop.stock.models import Stem
from tests.builders.shop import an_open_shop
from tests.builders.stock import a_lot
from tests.processes import Processes
from tests.races.crowd import crowd
from tests.routes.buying import facts

CUSTOMERS = 200
PROCESSES = 8
PLACES = 37
PORTLAND = ZoneInfo("America/Los_Angeles")


@pytest.mark.race
def test_37_places_make_37_orders_and_163_refusals(running_shop: Processes) -> None:
    with db.transaction() as session:
        shop = an_open_shop(session, now=clock.now(), places=PLACES)
    results = crowd(running_shop, shop, customers=CUSTOMERS, processes=PROCESSES)

    assert Counter((each["status"], each["code"]) for each in results) == {
        (201, ""): PLACES,
        (409, "slot_full"): CUSTOMERS - PLACES,
    }
    assert {each["alternatives"] for each in results if each["code"] == "slot_full"} == {
        len(shop.slot_ids) - 1
    }
    assert facts("select status, count(*) from orders group by status") == [("pending_payment", PLACES)]
    assert facts("select state, count(*) from payment group by state") == [("open", PLACES)]
    assert facts("select reserved from capacity_bucket where kind = 'slot_stops' and reserved > 0") == [
        (PLACES,)
    ]
    with db.transaction() as session:
        assert capacity.drift(session) == []


@pytest.mark.race
def test_stems_for_37_make_37_orders_though_there_are_places_for_all(running_shop: Processes) -> None:
    """The stems lie in three lots, with seven left over; from the second day on there are enough again."""
    with db.transaction() as session:
        shop = an_open_shop(session, now=clock.now(), places=CUSTOMERS, stems=0)
        rose = session.scalars(select(Stem)).one()
        until = shop.tomorrow + timedelta(days=rose.vase_days)
        sooner = [a_lot(session, rose, quantity, vase_life_end=until) for quantity in (150, 130, 97)]
        dawn = datetime.combine(shop.tomorrow + timedelta(days=1), time(5), tzinfo=PORTLAND)
        a_lot(session, rose, 10 * CUSTOMERS, available_from=dawn)
        lots = [lot.bucket_id for lot in sooner]
    results = crowd(running_shop, shop, customers=CUSTOMERS, processes=PROCESSES)

    assert Counter((each["status"], each["code"]) for each in results) == {
        (201, ""): PLACES,
        (409, "stems_short"): CUSTOMERS - PLACES,
    }
    # What can be made: the same flowers on each of the later days.
    assert {each["alternatives"] for each in results if each["code"]} == {len(shop.slot_ids) - 1}
    assert facts("select status, count(*) from orders group by status") == [("pending_payment", PLACES)]
    with db.transaction() as session:
        found = capacity.buckets(session, lots)
        assert sum(bucket.reserved for bucket in found.values()) == 10 * PLACES
        assert capacity.drift(session) == []
    assert facts("select kind, ref from capacity_bucket where reserved > capacity or reserved < 0") == []
    assert facts("select sum(reserved) from capacity_bucket where kind = 'workroom_minutes'") == [
        (10 * PLACES,)
    ]
