"""Sells a planned order: frozen at today's prices, paid at the provider that the sandbox stands in for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from backend.config import settings
from backend.demo import money
from backend.demo.plans import Planned
from backend.demo.taken import Taken, take
from backend.shop.capacity.services import Demand
from backend.shop.catalog.selectors import VariantFacts
from backend.shop.checkout import customers
from backend.shop.checkout.services import attempt
from backend.shop.kit import ids
from backend.shop.kit.clock import local_day
from backend.shop.orders import services as orders
from backend.shop.orders.models import Order
from backend.shop.orders.rules import OrderStatus
from backend.shop.orders.services import Buyer, NewDelivery, NewLine, NewOrder, NewPromotion, Step
from backend.shop.payments import services as payments
from backend.shop.payments.provider import Session as ProviderSession
from backend.shop.payments.provider import SessionState
from backend.shop.payments.providers import STRIPE
from backend.shop.pricing import selectors as pricing
from backend.shop.pricing import uses
from backend.shop.pricing.rules import ParcelPrice
from backend.shop.pricing.selectors import OrderPrice, Wish
from backend.shop.settings.models import Shop
from backend.shop.settings.selectors import shop

_TO_THE_PAGE, _TO_PAY = timedelta(seconds=2), timedelta(minutes=3)


@dataclass(frozen=True, slots=True)
class Sale:
    """A paid order, what each of its deliveries was planned as, in their order, and its promotions' uses."""

    order: Order
    planned: tuple[Planned, ...]
    uses: tuple[Demand, ...] = ()


@dataclass(frozen=True, slots=True)
class How:
    """With which code, and by whom of the staff, if by any."""

    code: str | None = None
    taken: Taken | None = None


def sell(
    session: Session,
    buyer: str,
    planned: tuple[Planned, ...],
    variants: Mapping[int, VariantFacts],
    *,
    at: datetime,
    how: How | None = None,
) -> Sale:
    """An order placed at this instant and paid soon after, or taken by staff; its holds are the caller's."""
    how = how or How()
    facts, who = shop(session), _buyer(buyer)
    wish = Wish(
        parcels=[_priceable(each) for each in planned],
        goods=pricing.goods(variants),
        day=local_day(at, facts.time_zone),
        customer=customers.known(session, account_id=None, email=who.email, waiting=None),
        code=how.code,
    )
    price = pricing.price_order(session, wish=wish, shop=facts)
    order = orders.create(
        session,
        cart_id=ids.new_id(),
        buyer=who,
        new=_frozen(price, planned, variants, facts),
        step=Step(at, how.taken.who if how.taken else "customer", "placed"),
    )
    if how.taken:
        take(session, order, how.taken)
    else:
        _pay(session, order)
    return Sale(order, planned, _uses(session, price, wish))


def _frozen(
    price: OrderPrice, planned: tuple[Planned, ...], variants: Mapping[int, VariantFacts], facts: Shop
) -> NewOrder:
    return NewOrder(
        currency=facts.currency,
        deliveries=[
            _delivery(each, priced, variants) for each, priced in zip(planned, price.parcels, strict=True)
        ],
        promotions=[
            NewPromotion(each.promotion_id, each.code, each.name, each.amount) for each in price.applied
        ],
        tax_included=facts.prices_include_tax,
    )


def _uses(session: Session, price: OrderPrice, wish: Wish) -> tuple[Demand, ...]:
    given = [each.promotion_id for each in price.applied]
    return uses.demand(session, promotion_ids=given, customer=wish.customer, day=wish.day)


def _buyer(name: str) -> Buyer:
    words = ("".join(letter for letter in word if letter.isalnum()) for word in name.lower().split())
    return Buyer(
        name=name, email=".".join(word for word in words if word) + "@example.com", phone="(503) 555-0100"
    )


def _priceable(each: Planned) -> pricing.Priceable:
    return pricing.Priceable(
        method=each.parcel.method,
        postcode=each.parcel.postcode,
        zone=each.plan.zone,
        extra_fee=each.plan.slot.extra_fee,
        items=each.parcel.items,
        day=each.plan.slot.date,
    )


def _delivery(each: Planned, price: ParcelPrice, variants: Mapping[int, VariantFacts]) -> NewDelivery:
    if price.fee is None or price.tax is None:
        raise AssertionError("a planned parcel has a place")
    slot = each.plan.slot
    return NewDelivery(
        id=each.parcel.delivery_id,
        method=each.parcel.method,
        slot_id=slot.id,
        zone_id=each.plan.zone.id if each.plan.zone else None,
        date=slot.date,
        starts_at=slot.starts_at,
        ends_at=slot.ends_at,
        whole_day=slot.whole_day,
        making_day=each.plan.making_day,
        recipient=each.wish.recipient,
        card_message=each.wish.card_message,
        lines=_lines(price, variants),
        fee=price.fee.amount,
        tax=price.tax.amount,
        fee_discount=price.fee_discount.amount,
    )


def _lines(price: ParcelPrice, variants: Mapping[int, VariantFacts]) -> tuple[NewLine, ...]:
    return tuple(
        NewLine(
            variant_id=line.variant_id,
            product_slug=variants[line.variant_id].product_slug,
            product_name=variants[line.variant_id].product_name,
            variant_label=variants[line.variant_id].variant_label,
            image_url=variants[line.variant_id].image_url,
            quantity=line.quantity,
            unit_price=line.unit_price.amount,
            discount=line.discount.amount,
            tax=line.tax.amount,
        )
        for line in price.lines
    )


def _pay(session: Session, order: Order) -> None:
    at = order.placed_at
    payment_id = attempt.first(session, order=order, method=STRIPE, base_url=settings().base_url, now=at)
    payment = payments.lock(session, payment_ids=[payment_id])[payment_id]
    found = ProviderSession(
        id=money.session_id(payment_id),
        state=SessionState.PAID,
        redirect_url=None,
        amount=payment.amount,
        currency=payment.currency,
        reference=str(payment_id),
        payment=money.intent_id(payment_id),
    )
    payments.note_session(session, payment=payment, found=found, at=at + _TO_THE_PAGE)
    payments.succeed(session, payment=payment, found=found, at=at + _TO_PAY, why="paid")
    orders.move(session, order=order, to=OrderStatus.CONFIRMED, step=Step(at + _TO_PAY, "shop", "paid"))
