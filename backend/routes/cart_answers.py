"""The caller's cart, found or made, and told in the words and numbers of the API."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from backend.routes import cookies, mine
from backend.routes.schemas.cart import (
    CartDeliveryModel,
    CartModel,
    CartPromotionModel,
    CartTotals,
    CodeProblemModel,
    LineModel,
)
from backend.routes.schemas.common import MoneyModel, PromotionModel, SurchargeModel
from backend.routes.schemas.delivery import ReasonModel, SlotModel
from backend.shop.cart import selectors, services
from backend.shop.cart.selectors import Holder
from backend.shop.cart.views import CartView, DeliveryView
from backend.shop.checkout import customers
from backend.shop.kit import clock, ids
from backend.shop.kit.money import Money
from backend.shop.pricing import words
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
        return _model(selectors.empty_view(facts), facts.locale)
    customer = customers.of_cart(session, cart)
    found = selectors.view(session, cart=cart, shop=facts, customer=customer, now=clock.now())
    return _model(found, facts.locale)


def _model(view: CartView, locale: str) -> CartModel:
    sums = view.sums
    return CartModel(
        id=view.id,
        currency=view.currency,
        count=sum(line.quantity for parcel in view.deliveries for line in parcel.lines),
        deliveries=[_delivery(parcel) for parcel in view.deliveries],
        promotion=_promotion(view, locale),
        totals=CartTotals(
            items=money(sums.items),
            discount=money(sums.discount),
            promotions=[
                PromotionModel(
                    code=each.code,
                    name=each.name,
                    amount=MoneyModel(amount=each.amount, currency=view.currency),
                )
                for each in view.applied
            ],
            delivery=money_or_none(sums.fee),
            plain_delivery=money_or_none(sums.plain_fee),
            surges=[SurchargeModel.model_validate(each, from_attributes=True) for each in sums.surges],
            tax=money_or_none(sums.tax),
            tax_included=sums.tax_included,
            tip=money(sums.tip),
            total=money(sums.total),
            complete=sums.tax is not None,
        ),
        card_message_limit=view.card_message_limit,
    )


def _promotion(view: CartView, locale: str) -> CartPromotionModel | None:
    """The cart's code; None without one, and for one that is no promotion's any more."""
    if (trouble := view.trouble) is not None:
        message = words.problem(trouble.why, locale=locale, currency=view.currency)
        problem = CodeProblemModel.model_validate({"code": trouble.why.code, "message": message})
        return CartPromotionModel(code=trouble.code, name=trouble.name, applied=False, problem=problem)
    given = next((each for each in view.applied if each.code is not None), None)
    if given is None or given.code is None:
        return None
    return CartPromotionModel(code=given.code, name=given.name, applied=True, problem=None)


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
            "discount": money(price.discount),
            "fee_discount": money(price.fee_discount),
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
