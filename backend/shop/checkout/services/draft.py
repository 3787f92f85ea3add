"""What a cart comes to at this instant: planned, priced, and compared with what the customer saw."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from backend.shop.capacity.services import Demand
from backend.shop.cart.errors import CartEmpty, CartIncomplete, VariantNotFound
from backend.shop.cart.rules import Missing, missing_fields
from backend.shop.cart.selectors import parcel_of
from backend.shop.catalog import selectors as catalog
from backend.shop.catalog.selectors import VariantFacts
from backend.shop.checkout.errors import BelowMinimum, PriceChanged
from backend.shop.kit import ids
from backend.shop.kit.clock import local_day
from backend.shop.kit.money import Money
from backend.shop.orders.services import NewDelivery, NewLine
from backend.shop.pricing import selectors as pricing
from backend.shop.pricing import uses
from backend.shop.pricing.errors import PromotionUsedUp
from backend.shop.pricing.promotions import Applied
from backend.shop.pricing.rules import ParcelPrice, Sums
from backend.shop.pricing.selectors import OrderPrice, Wish
from backend.shop.pricing.uses import Customer
from backend.shop.promise import services as promise
from backend.shop.promise.services import Parcel, Plan

if TYPE_CHECKING:
    from backend.shop.cart.models import Cart, CartDelivery
    from backend.shop.settings.models import Shop


@dataclass(frozen=True, slots=True)
class Draft:
    """An order that could be placed now. `rules_version` is the one that the plans were made under."""

    deliveries: tuple[NewDelivery, ...]
    plans: tuple[Plan, ...]
    sums: Sums
    promotions: tuple[Applied, ...]
    customer: Customer
    day: date
    rules_version: int

    @property
    def total(self) -> Money:
        return self.sums.total


def parcels(cart: Cart) -> list[Parcel]:
    """The cart's deliveries as the promise takes them; a delivery without lines is no delivery."""
    filled = [each for each in cart.deliveries if each.lines]
    if not filled:
        raise CartEmpty("There is nothing in your cart yet.")
    missing = [lack for each in filled for lack in _missing(each)]
    if missing:
        raise CartIncomplete(
            "Please say where, when and to whom.",
            missing=[{"delivery_id": lack.delivery_id, "field": lack.field} for lack in missing],
        )
    return [parcel_of(each, each.slot_id) for each in filled if each.slot_id is not None]


def _missing(parcel: CartDelivery) -> list[Missing]:
    return missing_fields(
        delivery_id=str(parcel.id),
        method=parcel.method,
        postcode=parcel.postcode,
        slot_id=parcel.slot_id,
        recipient=parcel.recipient,
    )


@dataclass(frozen=True, slots=True)
class Seen:
    """Who orders, and the total that she saw."""

    customer: Customer
    total: Money


def draft(
    session: Session, *, cart: Cart, shop: Shop, seen: Seen, returning: Sequence[Demand], now: datetime
) -> Draft:
    """Plans and prices a locked cart, or refuses with the reason; `returning` is what its old order frees."""
    wanted = parcels(cart)
    facts = _facts(session, wanted)
    plans = promise.plan(session, parcels=wanted, returning=returning, now=now)
    sources = [each for each in cart.deliveries if each.lines]
    wish = Wish(
        parcels=[_priceable(plan, parcel) for plan, parcel in zip(plans, wanted, strict=True)],
        goods=pricing.goods(facts),
        day=local_day(now, shop.time_zone),
        customer=seen.customer,
        code=cart.promotion_code,
        tip=cart.tip,
    )
    price = pricing.price_order(session, wish=wish, shop=shop)
    for plan, each in zip(plans, price.parcels, strict=True):
        _check_minimum(plan, each)
    if price.sums.total != seen.total:
        raise _other_price(session, wish=wish, price=price, expected=seen.total, shop=shop)
    deliveries = tuple(
        _new_delivery(source, plan, each, facts)
        for source, plan, each in zip(sources, plans, price.parcels, strict=True)
    )
    return Draft(
        deliveries,
        tuple(plans),
        price.sums,
        price.applied,
        seen.customer,
        wish.day,
        shop.rules_version,
    )


def _other_price(
    session: Session, *, wish: Wish, price: OrderPrice, expected: Money, shop: Shop
) -> PriceChanged | PromotionUsedUp:
    """With a promotion that is used up it would be the total that she saw: then it is that."""
    actual, anew = price.sums.total, replace(wish, customer=replace(wish.customer, boundless=True))
    hoped = pricing.price_order(session, wish=anew, shop=shop)
    gone = [each for each in hoped.applied if each not in price.applied]
    if hoped.sums.total == expected and gone:
        ids = uses.bucket_ids(session, [each.promotion_id for each in gone], wish.customer)
        return PromotionUsedUp(f"{gone[0].name} is used up.", promotion=gone[0].name, bucket_ids=ids)
    return PriceChanged(
        "A price has changed since you looked.", expected=expected.as_json(), actual=actual.as_json()
    )


def _facts(session: Session, wanted: Sequence[Parcel]) -> dict[int, VariantFacts]:
    variants = {variant for parcel in wanted for variant, _ in parcel.items}
    facts = catalog.variants(session, variants)
    gone = [
        facts[each].product_name if each in facts else "" for each in variants if not _for_sale(facts, each)
    ]
    if gone:
        names = ", ".join(sorted(name for name in gone if name)) or "Something in your cart"
        raise VariantNotFound(f"{names} cannot be had any more. Please take it out of your cart.")
    return facts


def _for_sale(facts: dict[int, VariantFacts], variant: int) -> bool:
    return variant in facts and facts[variant].for_sale


def _priceable(plan: Plan, parcel: Parcel) -> pricing.Priceable:
    return pricing.Priceable(
        method=parcel.method,
        postcode=parcel.postcode,
        zone=plan.zone,
        extra_fee=plan.slot.extra_fee,
        items=parcel.items,
        day=plan.slot.date,
    )


def _check_minimum(plan: Plan, price: ParcelPrice) -> None:
    minimum = plan.zone.minimum_order if plan.zone else None
    if minimum is not None and price.items.amount < minimum.amount:
        raise BelowMinimum(
            f"Orders to {plan.zone.name if plan.zone else ''} start higher.",
            minimum=minimum.as_json(),
            items=price.items.as_json(),
        )


def _new_delivery(
    source: CartDelivery, plan: Plan, price: ParcelPrice, facts: dict[int, VariantFacts]
) -> NewDelivery:
    fee, tax = price.fee or Money(0, price.items.currency), price.tax or Money(0, price.items.currency)
    return NewDelivery(
        id=ids.new_id(),  # the order's own: its hold is known by it
        method=source.method,
        slot_id=plan.slot.id,
        zone_id=plan.zone.id if plan.zone else None,
        date=plan.slot.date,
        starts_at=plan.slot.starts_at,
        ends_at=plan.slot.ends_at,
        whole_day=plan.slot.whole_day,
        making_day=plan.making_day,
        recipient={**(source.recipient or {}), "postcode": source.postcode},
        card_message=source.card_message,
        lines=tuple(
            NewLine(
                variant_id=line.variant_id,
                product_slug=facts[line.variant_id].product_slug,
                product_name=facts[line.variant_id].product_name,
                variant_label=facts[line.variant_id].variant_label,
                image_url=facts[line.variant_id].image_url,
                quantity=line.quantity,
                unit_price=line.unit_price.amount,
                discount=line.discount.amount,
                tax=line.tax.amount,
            )
            for line in price.lines
        ),
        fee=fee.amount,
        tax=tax.amount,
        surge=price.surge.amount.amount if price.surge else 0,
        surge_name=price.surge.name if price.surge else "",
        fee_discount=price.fee_discount.amount,
    )
