"""Substituting a stem: all chosen deliveries or none, in one change; a lot that was short is whole again."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from backend import db
from backend.shop.audit.services import Deed
from backend.shop.capacity import services as ledger
from backend.shop.capacity.services import HoldChange, HoldState
from backend.shop.checkout import swaps
from backend.shop.checkout.errors import NotToSubstitute, SameStem, SubstituteShort
from backend.shop.checkout.services import holding
from backend.shop.checkout.services.cancel import cancel
from backend.shop.checkout.services.substitute import substitute
from backend.shop.checkout.swaps import Question
from backend.shop.dashboard import alerts
from backend.shop.orders import selectors as orders
from backend.shop.stock import services as stock
from backend.shop.stock.errors import StemNotFound
from tests.builders.stock import a_lot, a_stem
from tests.shop.checkout.crowd import at_once
from tests.shop.checkout.stand import Stand, rows

ROSE, TULIP = 1, 2
WHO = "staff:1"


@pytest.fixture
def question(stand: Stand) -> Question:
    """Tulips in two lots: 15 that die first, 20 that last. The roses are lot 1."""
    day = stand.shop.tomorrow + timedelta(days=1)
    with db.transaction() as session:
        tulip = a_stem(session, "tulip", vase_days=5)
        a_lot(session, tulip, 15, vase_life_end=day + timedelta(days=5))
        a_lot(session, tulip, 20)
    return Question(ROSE, TULIP, day)


def waste(stand: Stand, quantity: int) -> None:
    deed = Deed(WHO, "Wilted", stand.now)
    with db.transaction() as session:
        stock.waste(session, lot_id=1, version=1, quantity=quantity, deed=deed)


def swap(stand: Stand, question: Question, *deliveries: UUID) -> None:
    substitute(question=question, delivery_ids=deliveries, who=WHO, clock=stand.clock)


def delivery_of(order: UUID) -> UUID:
    [(found,)] = rows("select id from delivery where order_id = :order", order=order)
    assert isinstance(found, UUID)
    return found


def stems() -> list[Any]:
    """Capacity, reserved and overbooked of each lot."""
    return rows(
        "select capacity, reserved, overbooked from capacity_bucket where kind = 'stem_lot' order by id"
    )


def lines(order: UUID) -> list[Any]:
    """The live stem lines of an order: lot, quantity, state."""
    return rows(
        "select lot.id, line.quantity, line.state from demand_line line"
        " join stem_lot lot on lot.bucket_id = line.bucket_id"
        " where line.delivery_id = :delivery and line.state in ('held', 'confirmed') order by lot.id",
        delivery=delivery_of(order),
    )


def everything() -> list[Any]:
    tables = ("capacity_bucket", "hold", "demand_line", "delivery", "orders", "stem_swap", "order_move")
    return [rows(f"select * from {table} order by 1") for table in tables]


def test_a_lot_that_was_short_is_whole_again(stand: Stand, question: Question) -> None:
    sold, waiting = stand.buy(), stand.place(stand.cart())
    waste(stand, 995)
    assert stems() == [(5, 20, 15), (15, 0, 0), (20, 0, 0)]
    with db.transaction() as session:
        preview = swaps.preview(session, question=question, now=stand.now)
        assert len(alerts.conflicts(session, since=stand.shop.tomorrow)) == 1
    assert (preview.needed, preview.free) == (20, 35)
    assert sorted((each.quantity, each.waits) for each in preview.candidates) == [(10, False), (10, True)]

    swap(stand, question, delivery_of(sold), delivery_of(waiting))

    assert stems() == [(5, 0, 0), (15, 15, 0), (20, 5, 0)]
    taken = sorted([*lines(sold), *lines(waiting)])
    assert [(lot_id, quantity) for lot_id, quantity, _ in taken] == [(2, 5), (2, 10), (3, 5)]
    assert {state for _, _, state in lines(sold)} == {"confirmed"}
    assert {state for _, _, state in lines(waiting)} == {"held"}
    assert rows("select stem_id, substitute_id, quantity, who from stem_swap") == [(1, 2, 10, WHO)] * 2
    assert (
        rows("select from_status, to_status, who, why from order_move where who = :who", who=WHO)
        == [("scheduled", "scheduled", WHO, "Tulip instead of Freedom rose")] * 2
    )
    with db.transaction() as session:
        assert alerts.conflicts(session, since=stand.shop.tomorrow) == []
        assert swaps.preview(session, question=question, now=stand.now).candidates == ()


def test_what_waits_can_still_be_paid_and_what_is_sold_be_cancelled(stand: Stand, question: Question) -> None:
    sold, waiting = stand.buy(), stand.place(stand.cart())
    swap(stand, question, delivery_of(sold), delivery_of(waiting))
    stand.provider.pay(stand.payment(waiting))
    stand.hear(waiting)
    assert (stand.status(waiting), lines(waiting)[0][2]) == ("confirmed", "confirmed")
    cancel(order_id=sold, clock=stand.clock)
    assert sum(reserved for _, reserved, _ in stems()) == 10


def test_only_the_chosen_ones(stand: Stand, question: Question) -> None:
    one, other = stand.buy(), stand.buy()
    swap(stand, question, delivery_of(one))
    assert (lines(one), lines(other)) == ([(2, 10, "confirmed")], [(1, 10, "confirmed")])


def test_one_too_few_and_nothing_moves(stand: Stand, question: Question) -> None:
    chosen = [delivery_of(stand.buy()) for _ in range(2)]
    with db.transaction() as session:
        stock.count(session, lot_id=3, version=1, counted=4, deed=Deed(WHO, "", stand.now))
    before = everything()
    with pytest.raises(SubstituteShort) as refused:
        swap(stand, question, *chosen)
    assert refused.value.extra == {"needed": 20, "missing": 1}
    assert everything() == before
    with db.transaction() as session:
        stock.count(session, lot_id=3, version=2, counted=5, deed=Deed(WHO, "", stand.now))
    swap(stand, question, *chosen)
    assert [reserved for _, reserved, _ in stems()] == [0, 15, 5]


def test_what_is_made_cancelled_or_swapped_is_no_candidate_any_more(stand: Stand, question: Question) -> None:
    made, kept = stand.buy(), stand.buy()
    make(made)
    with db.transaction() as session:
        preview = swaps.preview(session, question=question, now=stand.now)
    assert [each.delivery_id for each in preview.candidates] == [delivery_of(kept)]
    before = everything()
    with pytest.raises(NotToSubstitute) as refused:
        swap(stand, question, delivery_of(kept), delivery_of(made))
    assert refused.value.extra == {"delivery_ids": [str(delivery_of(made))]}
    assert everything() == before
    swap(stand, question, delivery_of(kept))
    before = everything()
    for gone in (kept, made):
        with pytest.raises(NotToSubstitute):
            swap(stand, question, delivery_of(gone))
    assert everything() == before


def make(order: UUID) -> None:
    """Consumes the stems, as when the bouquet is ready."""
    with db.transaction() as session:
        [hold] = holding.of(session, orders.whole(session, order))
        stems = tuple(line for line in holding.demand(hold) if line.quantity == 10 and line.bucket_id == 1)
        change = HoldChange(hold.delivery_id, hold.version, stems, HoldState.CONSUMED)
        ledger.change(session, changes=[change])


def test_questions_that_make_no_sense(stand: Stand, question: Question) -> None:
    delivery = delivery_of(stand.buy())
    before = everything()
    for wrong, refusal in (
        (Question(ROSE, ROSE, question.day), SameStem),
        (Question(ROSE, 99, question.day), StemNotFound),
        (Question(99, TULIP, question.day), StemNotFound),
        (Question(ROSE, TULIP, question.day + timedelta(days=1)), NotToSubstitute),
    ):
        with pytest.raises(refusal):
            swap(stand, wrong, delivery)
    with pytest.raises(NotToSubstitute):
        swap(stand, question, UUID(int=7))
    assert everything() == before


@pytest.mark.race
def test_two_at_once_substitute_once(stand: Stand, question: Question) -> None:
    chosen = [delivery_of(stand.buy()) for _ in range(2)]
    answers = at_once([lambda: swap(stand, question, *chosen)] * 6)
    assert answers.count(None) == 1
    assert {type(each) for each in answers if each is not None} == {NotToSubstitute}
    assert rows("select count(*) from stem_swap") == [(2,)]
    assert [reserved for _, reserved, _ in stems()] == [0, 15, 5]


@pytest.mark.race
def test_two_florists_want_the_last_stems(stand: Stand, question: Question) -> None:
    chosen = [delivery_of(stand.buy()) for _ in range(2)]
    with db.transaction() as session:
        stock.count(session, lot_id=3, version=1, counted=0, deed=Deed(WHO, "", stand.now))
    answers = at_once([lambda one=one: swap(stand, question, one) for one in chosen])  # type: ignore[misc]
    assert sorted(type(each).__name__ for each in answers) == ["NoneType", "SubstituteShort"]
    assert [reserved for _, reserved, _ in stems()] == [10, 10, 0]
