"""The demo's work of today: there at whatever hour the shop is first opened, and true to the last stem."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend.demo import wishes
from backend.shop.accounts.models import Account
from backend.shop.capacity import selectors as ledger
from backend.shop.capacity.models import CapacityBucket, DemandLine
from backend.shop.capacity.rules import HoldState
from backend.shop.dashboard import alerts, unpaid
from backend.shop.delivery.models import Run, SlotInstance
from backend.shop.orders.models import Delivery, DeliveryProof, Order, OrderLine, OrderPromotion
from backend.shop.payments.models import Payment
from backend.shop.pricing import promotions
from backend.shop.stock.models import RecipeLine
from tests.demo.filled import filled, live

PORTLAND = ZoneInfo("America/Los_Angeles")
WEDNESDAY = datetime(2026, 11, 25, 8, 30, tzinfo=PORTLAND)
MADE = {"ready", "out_for_delivery", "delivered", "failed"}


@pytest.fixture(scope="module")
def demo(_engine: None) -> Iterator[Session]:
    """The shop as somebody opens it on a Wednesday morning."""
    with filled(WEDNESDAY) as session:
        yield session


def test_the_day_has_work_in_every_stage(demo: Session) -> None:
    today = [each for each in live(demo, WEDNESDAY.date()) if each.date == WEDNESDAY.date()]
    assert Counter(each.status for each in today) == {
        "scheduled": 6,
        "preparing": 3,
        "ready": 3,
        "out_for_delivery": 2,
        "delivered": 2,
        "failed": 1,
    }
    assert sum(each.method == "collection" for each in today) == 2
    assert {each.recipient["kind_of_place"] for each in today} >= {"funeral_home", "hospital", "school"}
    assert [each.recipient["ribbon_text"] for each in today if each.recipient["service_time"] == "14:00"] == [
        "Beloved father and grandfather"
    ]
    assert sum(each.recipient["anonymous_sender"] for each in today) == 1
    assert max(len(each.card_message) for each in today) > 250
    assert sorted(Counter(each.order_id for each in today).values())[-1] == 2


def test_the_next_days_have_orders_too(demo: Session) -> None:
    days = Counter((each.date - WEDNESDAY.date()).days for each in live(demo, WEDNESDAY.date()))
    assert days == {0: 17, 1: 10, 2: 2, 3: 1, 4: 1, 6: 1}
    assert {each.status for each in live(demo, WEDNESDAY.date() + timedelta(days=1))} == {"scheduled"}


def test_the_whole_table_was_sold_in_season(demo: Session) -> None:
    sold = [
        Counter((line.product_slug, line.quantity) for line in each.lines)
        for each in live(demo, WEDNESDAY.date())
    ]
    skus = [wish.items for order in wishes.orders() for wish in order.wishes]
    wished = [Counter((name[:-2].lower(), count) for name, count in items) for items in skus]
    assert sorted(map(sorted, sold)) == sorted(map(sorted, wished))


def test_the_ledger_holds_exactly_what_was_sold(demo: Session) -> None:
    assert ledger.drift(demo) == []
    assert alerts.conflicts(demo, since=WEDNESDAY.date()) == []
    assert demo.scalar(select(func.sum(CapacityBucket.overbooked))) == 0
    for each in live(demo, WEDNESDAY.date()):
        lines = demo.execute(
            select(CapacityBucket.kind, DemandLine.state, func.sum(DemandLine.quantity))
            .join(CapacityBucket, CapacityBucket.id == DemandLine.bucket_id)
            .where(DemandLine.delivery_id == each.id)
            .group_by(CapacityBucket.kind, DemandLine.state)
        ).all()
        stems = demo.scalar(
            select(func.coalesce(func.sum(RecipeLine.quantity * OrderLine.quantity), 0))
            .join(OrderLine, OrderLine.variant_id == RecipeLine.variant_id)
            .where(OrderLine.delivery_id == each.id)
        )
        state = HoldState.CONSUMED if each.status in MADE else HoldState.CONFIRMED
        held = {(kind, state): quantity for kind, state, quantity in lines}
        assert held["slot_stops", HoldState.CONFIRMED] == 1
        assert held["workroom_minutes", HoldState.CONFIRMED] > 0
        assert {key: quantity for key, quantity in held.items() if key[0] == "stem_lot"} == {
            ("stem_lot", state): stems
        }


def test_promotions_are_used_and_each_use_is_counted(demo: Session) -> None:
    given = {
        name: (orders, spent)
        for name, orders, spent in demo.execute(
            select(OrderPromotion.name, func.count(), func.sum(OrderPromotion.amount)).group_by(
                OrderPromotion.name
            )
        )
    }
    counted = {row.name: standing.confirmed for row, standing in promotions.all_of(demo)}
    assert len(counted) == 3
    assert {name: uses for name, uses in counted.items() if uses} == {
        name: orders for name, (orders, _) in given.items()
    }
    assert given["10% off your first order"][0] >= 3


def test_cut_offs_are_back_in_their_place(demo: Session) -> None:
    query = select(SlotInstance.cutoff_at, CapacityBucket.cutoff_at).join(
        CapacityBucket, CapacityBucket.id == SlotInstance.bucket_id
    )
    for of_the_slot, of_the_bucket in demo.execute(query):
        assert of_the_slot == of_the_bucket


def test_what_was_driven_is_on_the_drivers_run(demo: Session) -> None:
    run = demo.scalars(select(Run)).one()
    assert demo.get_one(Account, run.driver_id).email == "otis@posy.example"
    statuses = [demo.get_one(Delivery, stop.delivery_id).status for stop in run.stops]
    assert statuses == ["delivered", "delivered", "failed", "out_for_delivery", "out_for_delivery"]
    assert [stop.position for stop in run.stops] == [1, 2, 3, 4, 5]
    proofs = demo.scalars(select(DeliveryProof.received_by).order_by(DeliveryProof.received_by)).all()
    assert proofs == ["Frances Bell", "School office, Mrs. Tran"]


def test_some_orders_were_taken_at_the_phone_and_the_counter(demo: Session) -> None:
    taken = demo.scalars(select(Order).where(Order.channel != "web").order_by(Order.placed_at)).all()
    methods = dict(demo.execute(select(Payment.order_id, Payment.method)).all())
    assert sorted((each.channel, methods.get(each.id) or "") for each in taken) == [
        ("counter", "card"),
        ("counter", "cash"),
        ("phone", ""),
        ("phone", ""),
        ("phone", ""),
        ("phone", "card"),
    ]
    [late] = unpaid.past_deadline(demo, now=WEDNESDAY)
    assert late.buyer_name == "Ruth Abrams"
    assert demo.scalar(select(func.count()).select_from(Order).where(unpaid.is_unpaid())) == 3


def test_the_money_is_known_at_the_provider_by_the_demos_names(demo: Session) -> None:
    for payment in demo.scalars(select(Payment).where(Payment.provider != "desk")):
        assert payment.session_id == f"cs_test_demo_{payment.id.hex}"
        assert payment.provider_payment_id == f"pi_demo_{payment.id.hex}"
        assert payment.request["client_reference_id"] == str(payment.id)
        lines = payment.request["line_items"]
        assert sum(line["quantity"] * line["price_data"]["unit_amount"] for line in lines) == payment.amount
