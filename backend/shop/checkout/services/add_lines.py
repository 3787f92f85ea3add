"""More things in a delivery that is not begun: priced today, frozen, and reserved by one change, last."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy.orm import Session

from backend.shop.capacity import services as capacity
from backend.shop.capacity.services import Demand, HoldChange, HoldState
from backend.shop.cart.errors import VariantNotFound
from backend.shop.catalog import selectors as catalog
from backend.shop.checkout import rules
from backend.shop.checkout.errors import NotEditable
from backend.shop.checkout.services import desk, locks, reprice
from backend.shop.checkout.services.change_slot import Remaking, remaking
from backend.shop.checkout.services.reprice import Edit, NewSums
from backend.shop.checkout.services.reschedule import place_of
from backend.shop.kit.money import Money
from backend.shop.orders import desk as orders
from backend.shop.orders import repriced
from backend.shop.orders import selectors as order_reads
from backend.shop.orders.rules import DeliveryStatus, OrderStatus
from backend.shop.orders.services import NewLine
from backend.shop.pricing import selectors as pricing
from backend.shop.pricing.rules import price_line
from backend.shop.promise import services as promise
from backend.shop.promise.errors import WorkroomFull
from backend.shop.promise.rules import Code
from backend.shop.settings import services as settings
from backend.shop.settings.selectors import shop

if TYPE_CHECKING:
    from backend.shop.orders.models import Delivery, Order

Clock = Callable[[], datetime]
Wanted = Sequence[tuple[int, int]]


def add_lines(*, delivery_id: UUID, wanted: Wanted, edit: Edit, clock: Clock) -> NewSums:
    """Adds variants with their quantities; answers what the order then comes to. A preview writes nothing.

    Raises DeliveryNotFound, VersionConflict, NotEditable, VariantNotFound, SumChanged, and as `plan`.
    """
    return reprice.perform(
        lambda session: _add(session, delivery_id, wanted, edit),
        delivery_id=delivery_id,
        edit=edit,
        clock=clock,
    )


def _add(session: Session, delivery_id: UUID, wanted: Wanted, edit: Edit) -> NewSums:
    order_id = order_reads.of_delivery(session, delivery_id)
    order, payments = locks.order_and_payments(session, order_id=order_id)
    parcel = desk.find(order, delivery_id)
    edit.deed.check(parcel)
    _check(order, parcel)
    was, seen = reprice.before(order, payments), shop(session).rules_version
    quantities = Counter[int]()
    for variant_id, quantity in wanted:
        quantities[variant_id] += quantity
    lines = _priced(session, order, parcel, quantities)
    change = _reserved(session, order, parcel, quantities, edit.deed.at)
    repriced.add_lines(session, parcel, lines)
    orders.touch(order, parcel)
    sums = reprice.settle(session, order=order, payments=payments, was=was, edit=edit)
    desk.record(
        session,
        deed=edit.deed,
        action="order.lines_added",
        subject=f"delivery:{parcel.id}",
        change={
            "lines": [[line.variant_id, line.quantity, line.unit_price] for line in lines],
            "total": [was.total, order.total],
            "currency": order.currency,
        },
    )
    session.flush()
    settings.check_rules(session, seen=seen)
    capacity.change(session, changes=[change])
    return sums


def _check(order: Order, parcel: Delivery) -> None:
    begun = DeliveryStatus(parcel.status) is not DeliveryStatus.SCHEDULED
    if begun or not rules.is_sold(OrderStatus(order.status)):
        raise NotEditable("Things are added to what is sold and not begun yet. Please take a new order.")


def _priced(session: Session, order: Order, parcel: Delivery, quantities: Counter[int]) -> list[NewLine]:
    """Today's prices, taxed as the order is."""
    facts = catalog.variants(session, quantities.keys())
    if gone := [each for each in quantities if each not in facts or not facts[each].for_sale]:
        names = ", ".join(sorted(facts[each].product_name for each in gone if each in facts))
        raise VariantNotFound(f"{names or 'Something of it'} cannot be had any more.")
    postcode = parcel.recipient.get("postcode")
    taxes = pricing.taxes(session, parcel.method, postcode, shop(session))
    taxes = replace(taxes, included=order.tax_included) if taxes else None
    goods = pricing.goods(facts)
    return [
        _line(
            facts[variant_id], price_line(variant_id, quantity, goods[variant_id], taxes=taxes).tax, quantity
        )
        for variant_id, quantity in quantities.items()
    ]


def _line(facts: catalog.VariantFacts, tax: Money, quantity: int) -> NewLine:
    return NewLine(
        variant_id=facts.id,
        product_slug=facts.product_slug,
        product_name=facts.product_name,
        variant_label=facts.variant_label,
        image_url=facts.image_url,
        quantity=quantity,
        unit_price=facts.price.amount,
        discount=0,
        tax=tax.amount,
    )


def _reserved(
    session: Session, order: Order, parcel: Delivery, quantities: Counter[int], now: datetime
) -> HoldChange:
    """The delivery planned anew with what is added; where other stems were taken, only what is added is."""
    held = remaking(session, order, parcel, remade=True)
    if order_reads.swaps(session, [parcel.id])[parcel.id]:
        return _on_top(session, parcel, held, quantities, now)
    for variant_id, quantity in held.parcel.items:
        quantities = quantities + Counter({variant_id: quantity})
    asked = replace(held.parcel, items=tuple(quantities.items()))
    [plan] = promise.plan(session, parcels=[asked], now=now, returning=held.returning, excused={Code.CUTOFF})
    parcel.making_day = plan.making_day
    return HoldChange(parcel.id, held.version, plan.demand, HoldState.CONFIRMED)


def _on_top(
    session: Session, parcel: Delivery, held: Remaking, quantities: Counter[int], now: datetime
) -> HoldChange:
    """What is added on top of what is held, made on the same day."""
    place = place_of(session, parcel)
    asked = replace(held.parcel, items=tuple(quantities.items()))
    [plan] = promise.plan(session, parcels=[asked], now=now, returning=place, excused={Code.CUTOFF})
    if plan.making_day != parcel.making_day:
        raise WorkroomFull("It cannot be made on the day on which the rest is.")
    taken = {each.bucket_id for each in place}
    more = [each for each in plan.demand if each.bucket_id not in taken]
    return HoldChange(parcel.id, held.version, _together((*held.returning, *more)), HoldState.CONFIRMED)


def _together(demand: Sequence[Demand]) -> tuple[Demand, ...]:
    """One line for each bucket and day."""
    sums: Counter[tuple[int, date]] = Counter()
    for each in demand:
        sums[each.bucket_id, each.use_on] += each.quantity
    return tuple(Demand(bucket_id, quantity, day) for (bucket_id, day), quantity in sums.items())
