"""Reads of the cart: whose it is, what is in it at today's prices, what stands in the way of ordering it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, select
from sqlalchemy.orm import Session, selectinload

from backend.shop.cart.errors import DeliveryNotFound, LineNotFound
from backend.shop.cart.models import Cart, CartDelivery, CartLine
from backend.shop.cart.views import CartView, DeliveryView, LineView
from backend.shop.catalog import selectors as catalog
from backend.shop.catalog.selectors import VariantFacts
from backend.shop.delivery import selectors as delivery
from backend.shop.delivery.selectors import ZoneFacts
from backend.shop.kit import ids
from backend.shop.kit.clock import local_day
from backend.shop.kit.money import Money
from backend.shop.pricing import selectors as pricing
from backend.shop.pricing.rules import ParcelPrice, PricedLine, sum_parcels
from backend.shop.pricing.selectors import Priceable, Wish
from backend.shop.pricing.uses import Customer
from backend.shop.promise import selectors as promise
from backend.shop.promise.rules.service import place_of, service_time
from backend.shop.promise.selectors import Question, SlotAnswer
from backend.shop.promise.services import Parcel

if TYPE_CHECKING:
    from backend.shop.settings.models import Shop


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose cart is meant: the account's, or, without one, that of the cookie's secret.

    `desk` is one of those that a member of staff has open: its id and hers.
    """

    token: str
    account_id: UUID | None = None
    desk: tuple[UUID, UUID] | None = None

    @property
    def mine(self) -> ColumnElement[bool]:
        if self.desk is not None:
            return and_(Cart.id == self.desk[0], Cart.desk_by == self.desk[1])
        if self.account_id is not None:
            return Cart.account_id == self.account_id
        return and_(
            Cart.token_hash == ids.token_hash(self.token), Cart.account_id.is_(None), Cart.desk_by.is_(None)
        )


def of(session: Session, holder: Holder) -> Cart | None:
    """The holder's cart, if there is one yet."""
    return session.scalar(whole().where(holder.mine))


def at_desk(session: Session, staff_id: UUID) -> list[Cart]:
    """The carts that a member of staff has open, the newest first."""
    mine = whole().where(Cart.desk_by == staff_id)
    return list(session.scalars(mine.order_by(Cart.created_at.desc(), Cart.id)))


def by_id(session: Session, cart_id: UUID) -> Cart | None:
    return session.scalar(whole().where(Cart.id == cart_id).execution_options(populate_existing=True))


def whole() -> Select[Cart]:
    """Carts with their deliveries and lines."""
    return select(Cart).options(selectinload(Cart.deliveries).selectinload(CartDelivery.lines))


def find_delivery(cart: Cart | None, delivery_id: UUID) -> CartDelivery:
    """The cart's delivery of this id; nothing is found in no cart. Raises DeliveryNotFound."""
    for each in cart.deliveries if cart else ():
        if each.id == delivery_id:
            return each
    raise DeliveryNotFound


def find_line(cart: Cart | None, line_id: UUID) -> CartLine:
    """The cart's line of this id; nothing is found in no cart. Raises LineNotFound."""
    for parcel in cart.deliveries if cart else ():
        for line in parcel.lines:
            if line.id == line_id:
                return line
    raise LineNotFound


def delivery_of(session: Session, *, holder: Holder, delivery_id: UUID) -> CartDelivery:
    """A delivery in the holder's cart. Raises DeliveryNotFound, for a stranger's too."""
    mine = select(CartDelivery).join(Cart).where(holder.mine)
    found = session.scalar(mine.where(CartDelivery.id == delivery_id))
    if found is None:
        raise DeliveryNotFound
    return found


def question_of(parcel: CartDelivery) -> Question:
    """What is asked of the promise for one delivery."""
    service = service_time(parcel.method, parcel.recipient)
    place = place_of(parcel.method, parcel.recipient)
    return Question(parcel.postcode, parcel.method, parcel.items, service, place)


def parcel_of(parcel: CartDelivery, slot_id: int) -> Parcel:
    """One delivery as the promise plans it."""
    asked = question_of(parcel)
    items, service, place = parcel.items, asked.service, asked.place
    return Parcel(parcel.id, asked.postcode, asked.method, slot_id, items, service, place)


def empty_view(shop: Shop) -> CartView:
    nothing = sum_parcels((), shop.currency, tax_included=shop.prices_include_tax)
    return CartView(None, shop.currency, (), nothing, shop.card_message_limit)


def view(session: Session, *, cart: Cart, shop: Shop, customer: Customer, now: datetime) -> CartView:
    """The cart at today's prices for her, each slot judged by the rules that the checkout will apply."""
    facts = catalog.variants(session, {line.variant_id for each in cart.deliveries for line in each.lines})
    zones = [_zone(session, parcel) for parcel in cart.deliveries]
    day = local_day(now, shop.time_zone)
    wish = _wish(session, cart=cart, zones=zones, facts=facts, customer=customer, day=day)
    price = pricing.price_order(session, wish=wish, shop=shop)
    deliveries = tuple(
        _delivery_view(session, parcel=parcel, zone=zone, facts=facts, price=each, now=now)
        for parcel, zone, each in zip(cart.deliveries, zones, price.parcels, strict=True)
    )
    return CartView(
        cart.id,
        shop.currency,
        deliveries,
        price.sums,
        shop.card_message_limit,
        price.applied,
        price.trouble,
    )


def _wish(
    session: Session,
    *,
    cart: Cart,
    zones: Sequence[ZoneFacts | None],
    facts: dict[int, VariantFacts],
    customer: Customer,
    day: dt.date,
) -> Wish:
    """What the cart asks the prices for, ordered on a local day."""
    parcels = [
        Priceable(
            method=parcel.method,
            postcode=parcel.postcode,
            zone=zone,
            extra_fee=_extra_fee(session, parcel),
            items=parcel.items,
            day=parcel.date,
        )
        for parcel, zone in zip(cart.deliveries, zones, strict=True)
    ]
    return Wish(
        parcels=parcels,
        goods=pricing.goods(facts),
        day=day,
        customer=customer,
        code=cart.promotion_code,
        tip=cart.tip,
    )


def _zone(session: Session, parcel: CartDelivery) -> ZoneFacts | None:
    return delivery.zone_for(session, parcel.postcode) if parcel.postcode else None


def _delivery_view(
    session: Session,
    *,
    parcel: CartDelivery,
    zone: ZoneFacts | None,
    facts: dict[int, VariantFacts],
    price: ParcelPrice,
    now: datetime,
) -> DeliveryView:
    slot = _slot(session, parcel, zone, now=now)
    return DeliveryView(
        id=parcel.id,
        method=parcel.method,
        postcode=parcel.postcode,
        date=parcel.date,
        zone=zone,
        slot=slot,
        slot_problem=slot.reasons[0] if slot and slot.reasons else None,
        recipient=parcel.recipient,
        card_message=parcel.card_message,
        lines=tuple(
            _line_view(line, facts[line.variant_id], priced)
            for line, priced in zip(parcel.lines, price.lines, strict=True)
        ),
        price=price,
    )


def _slot(
    session: Session, parcel: CartDelivery, zone: ZoneFacts | None, *, now: datetime
) -> SlotAnswer | None:
    lost = zone is None and parcel.method == "van"  # the zone was given up since
    if lost or parcel.slot_id is None or parcel.date is None:
        return None
    answers = promise.slots(session, question=question_of(parcel), day=parcel.date, now=now)
    return next((each for each in answers if each.id == parcel.slot_id), None)


def _extra_fee(session: Session, parcel: CartDelivery) -> Money | None:
    slot = delivery.slot(session, parcel.slot_id) if parcel.slot_id else None
    return slot.extra_fee if slot else None


def _line_view(line: CartLine, facts: VariantFacts, priced: PricedLine) -> LineView:
    return LineView(
        id=line.id,
        variant_id=line.variant_id,
        product_slug=facts.product_slug,
        product_name=facts.product_name,
        variant_label=facts.variant_label,
        kind=facts.kind,
        image_url=facts.image_url,
        quantity=line.quantity,
        unit_price=priced.unit_price,
        total=priced.total,
        discount=priced.discount,
        available=facts.for_sale,
    )
