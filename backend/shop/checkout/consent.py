"""What the florist may do about stems that are not good enough for one delivery, before anything is done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy.orm import Session

from backend.shop.catalog import selectors as catalog
from backend.shop.checkout import matching, rules
from backend.shop.checkout.errors import NotSold, NotToSubstitute, SameStem
from backend.shop.checkout.matching import How, Kind, MadeLine, Pair, Way
from backend.shop.checkout.services import money
from backend.shop.checkout.services.cancelling import comes_back
from backend.shop.checkout.services.worth import worth
from backend.shop.delivery import selectors as delivery
from backend.shop.kit.money import Money
from backend.shop.orders import making, proposals
from backend.shop.orders.consent import Choice, Default, Exchange
from backend.shop.orders.recipes import Take
from backend.shop.orders.rules import OrderStatus
from backend.shop.promise import readings
from backend.shop.promise.rules import StemNeed
from backend.shop.promise.rules.stand import units
from backend.shop.stock import selectors as stock

if TYPE_CHECKING:
    from backend.shop.capacity.services import Demand
    from backend.shop.orders.models import Delivery, Order
    from backend.shop.payments.models import Payment


@dataclass(frozen=True, slots=True)
class Case:
    """A delivery, with its whole order and what was paid for it."""

    order: Order
    payments: list[Payment]
    parcel: Delivery


@dataclass(frozen=True, slots=True)
class Wish:
    """Which stems are to be taken of others, and how the florist wants to go about it."""

    exchanges: tuple[Exchange, ...]
    how: How


@dataclass(frozen=True, slots=True)
class Verdict:
    """What would be done, and what stands against it.

    `way` None: the buyer's choice does not allow it, for the reasons in `mismatches`. `replaced` and
    `substitutes` are worths, `missing` stems are not there, `deadline` None: there is no time to ask.
    `comes_back` is what a no would give back.
    """

    choice: Choice
    way: Way | None
    mismatches: tuple[str, ...]
    replaced: Money
    substitutes: Money
    missing: int
    deadline: datetime | None
    by_default: Default
    comes_back: Money

    @property
    def cheaper(self) -> bool:
        return self.substitutes.amount < self.replaced.amount


def verdict(session: Session, *, case: Case, wish: Wish, now: datetime) -> Verdict:
    """Raises what `check` raises."""
    check(session, case, wish.exchanges)
    exchanges, currency = wish.exchanges, case.order.currency
    swapped = pairs(session, exchanges)
    choice = Choice(case.order.substitution)
    against = matching.mismatches(choice, swapped)
    was, becomes = matching.worth(swapped)
    taken = shelf(session, exchanges, case.parcel, now)
    return Verdict(
        choice=choice,
        way=matching.way(choice, wish.how, mismatches=against),
        mismatches=against,
        replaced=Money(was, currency),
        substitutes=Money(becomes, currency),
        missing=sum(each.taken for each in exchanges) - sum(units(taken).values()),
        deadline=deadline(session, case.parcel, now),
        by_default=matching.default(swapped),
        comes_back=Money(back(session, case, exchanges), currency),
    )


def check(session: Session, case: Case, exchanges: Sequence[Exchange]) -> None:
    """The delivery is sold, not tied yet, and takes so many of these stems.

    Raises NotSold, NotToSubstitute, SameStem and StemNotFound.
    """
    parcel = case.parcel
    if not rules.is_sold(OrderStatus(case.order.status)):
        raise NotSold("Nothing is made for an order that is not paid, or is no more.")
    if any(each.stem_id == each.substitute_id for each in exchanges):
        raise SameStem
    for stem_id in {stem for each in exchanges for stem in (each.stem_id, each.substitute_id)}:
        stock.stem(session, stem_id)
    takes = making.made_of(session, parcel).by_stem()
    wanted: Counter[int] = Counter()
    for each in exchanges:
        wanted[each.stem_id] += each.quantity
    if parcel.status not in proposals.ASKABLE or any(wanted[stem] > takes[stem] for stem in wanted):
        raise NotToSubstitute(
            "This is made already, or does not take so many of these stems.", delivery_ids=[str(parcel.id)]
        )


def pairs(session: Session, exchanges: Sequence[Exchange]) -> list[Pair]:
    """The exchanges with what is known of their stems. Raises StemNotFound."""
    wanted = {stem for each in exchanges for stem in (each.stem_id, each.substitute_id)}
    kinds = {stem_id: _kind(session, stem_id) for stem_id in wanted}
    return matching.pairs(exchanges, kinds)


def shelf(
    session: Session, exchanges: Sequence[Exchange], parcel: Delivery, now: datetime
) -> tuple[Demand, ...]:
    """What the substitutes take of their lots for the making day, what dies first first; less where they
    give less.
    """
    wanted = [each.substitute_id for each in exchanges]
    stand = readings.shelf(session, stem_ids=wanted, now=now)
    taken: list[Demand] = []
    for each in exchanges:
        found = stand.stems([StemNeed(each.substitute_id, "", each.taken)], parcel.making_day)
        stand = stand.after(units(found))
        taken += found
    return tuple(taken)


def deadline(session: Session, parcel: Delivery, now: datetime) -> datetime | None:
    """None: there is no time to ask."""
    work_begins = delivery.workroom_hours(session).windows(parcel.making_day)[0].starts_at
    known = catalog.variants(session, [line.variant_id for line in parcel.lines])
    minutes = sum(known[variant].make_minutes * pieces for variant, pieces in making.items(parcel))
    return matching.deadline(
        now=now,
        making=work_begins,
        due=parcel.starts_at,
        minutes=minutes,
    )


def pieces(session: Session, parcel: Delivery, exchanges: Sequence[Exchange]) -> dict[UUID, int]:
    """By line, the pieces that a no takes out."""
    made = making.made_of(session, parcel)
    lines = [
        MadeLine(line.id, line.quantity - line.cancelled, _by_stem(takes))
        for line, takes in zip(parcel.lines, made.lines, strict=True)
    ]
    return matching.concerned(lines, exchanges)


def ends_it(session: Session, parcel: Delivery, out: Mapping[UUID, int]) -> bool:
    """Whether nothing but add-ons would be left without these pieces."""
    known = catalog.variants(session, [line.variant_id for line in parcel.lines])
    return not any(
        line.quantity - line.cancelled > out.get(line.id, 0)
        for line in parcel.lines
        if known[line.variant_id].kind != "addon"
    )


def back(session: Session, case: Case, exchanges: Sequence[Exchange]) -> int:
    """What a no gives back, minor units: what is above the balance due, and never more than is left."""
    out = pieces(session, case.parcel, exchanges)
    if ends_it(session, case.parcel, out):
        return comes_back(case.order, case.payments, case.parcel)
    worths = sum(worth(line, out[line.id]) for line in case.parcel.lines if line.id in out)
    due = money.balance(case.order, case.payments)
    return min(money.received(case.payments), rules.goes_back(taken_off=worths, due=due))


def _by_stem(takes: Sequence[Take]) -> Counter[int]:
    found: Counter[int] = Counter()
    for take in takes:
        found[take.stem_id] += take.quantity
    return found


def _kind(session: Session, stem_id: int) -> Kind:
    row = stock.stem(session, stem_id)
    return Kind(row.id, row.name, row.species, tuple(row.colors), row.unit_cost)
