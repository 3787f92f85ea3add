"""The caller's cart, found or made, and told in the words and numbers of the API."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from backend.routes import cookies, mine
from backend.routes.schemas.cart import CartDeliveryModel, CartModel, CartTotals, LineModel
from backend.routes.schemas.common import MoneyModel, SurchargeModel
from backend.routes.schemas.delivery import ReasonModel, SlotModel
from backend.shop.cart import selectors, services
from backend.shop.cart.selectors import CartView, DeliveryView, Holder
from backend.shop.kit import clock, ids
from backend.shop.kit.money import Money
from backend.shop.promise.selectors import SlotAnswer
from backend.shop.settings.selectors import shop

if TYPE_CHECKING:
    from backend.shop.cart.models import Cart


def own(session: Session) -> Cart | None:
    """The caller's cart under its lock; only her login or its secret finds it, so never somebody else's."""
    return services.lock_own(session, holder=mine.holder())


def new(session: Session) -> Cart:
    holder = mine.holder()
    if holder.account_id is None:
        holder = Holder(ids.token())
        cookies.give_cart(holder.token)
    return services.open_cart(session, holder=holder, currency=shop(session).currency, now=clock.now())


def answer(session: Session, cart: Cart | None) -> CartModel:
    """The cart as the API tells it, at today's prices."""
    facts = shop(session)
    if cart is None:
        return _model(selectors.empty_view(facts))
    return _model(selectors.view(session, cart=cart, shop=facts, now=clock.now()))


def _model(view: CartView) -> CartModel:
    sums = view.sums
    return CartModel(
        id=view.id,
        currency=view.currency,
        count=sum(line.quantity for parcel in view.deliveries for line in parcel.lines),
        deliveries=[_delivery(parcel) for parcel in view.deliveries],
        totals=CartTotals(
            items=money(sums.items),
            delivery=money_or_none(sums.fee),
            plain_delivery=money_or_none(sums.plain_fee),
            surges=[SurchargeModel.model_validate(each, from_attributes=True) for each in sums.surges],
            tax=money_or_none(sums.tax),
            total=money(sums.total),
            complete=sums.tax is not None,
        ),
        card_message_limit=view.card_message_limit,
    )


def _delivery(view: DeliveryView) -> CartDeliveryModel:
    price = view.price
    return CartDeliveryModel.model_validate(
        {
            "id": view.id,
            "method": view.method,
            "postcode": view.postcode,
            "date": view.date,
            "zone": view.zone.name if view.zone else None,
            "slot": slot_model(view.slot) if view.slot else None,
            "slot_problem": ReasonModel.model_validate(view.slot_problem, from_attributes=True)
            if view.slot_problem
            else None,
            "recipient": view.recipient,
            "card_message": view.card_message,
            "lines": [LineModel.model_validate(line, from_attributes=True) for line in view.lines],
            "items": money(price.items),
            "delivery_fee": money_or_none(price.fee),
            "surge": money_or_none(price.surge.amount if price.surge else None),
            "surge_name": price.surge.name if price.surge else None,
            "tax": money_or_none(price.tax),
            "total": money(price.total),
        }
    )


def slot_model(answer: SlotAnswer) -> SlotModel:
    return SlotModel.model_validate(answer, from_attributes=True)


def money(amount: Money) -> MoneyModel:
    return MoneyModel(amount=amount.amount, currency=amount.currency)


def money_or_none(amount: Money | None) -> MoneyModel | None:
    return None if amount is None else money(amount)
