"""The guest's cart. Every write answers the whole cart, with totals by the server."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

import flask
from spectree import Response
from sqlalchemy.orm import Session

from backend import db
from backend.routes import cookies
from backend.routes.api import api
from backend.routes.schemas.cart import (
    AddDelivery,
    AddLine,
    CartDeliveryModel,
    CartModel,
    CartTotals,
    ChangeDelivery,
    ChangeLine,
    LineModel,
)
from backend.routes.schemas.common import MoneyModel, Problem
from backend.routes.schemas.delivery import ReasonModel, SlotModel
from backend.shop.cart import selectors, services
from backend.shop.cart.errors import DeliveryNotFound, LineNotFound
from backend.shop.cart.selectors import CartView, DeliveryView
from backend.shop.cart.services import DeliveryWish
from backend.shop.kit import clock, ids
from backend.shop.kit.money import Money
from backend.shop.promise.selectors import SlotAnswer
from backend.shop.settings.selectors import shop

if TYPE_CHECKING:
    from backend.shop.cart.models import Cart

blueprint = flask.Blueprint("cart", __name__, url_prefix="/api/cart")

_ANSWERS = {"HTTP_404": Problem, "HTTP_409": Problem, "HTTP_422": Problem}


@blueprint.get("")
@api.validate(resp=Response(HTTP_200=CartModel), tags=["cart"])
def read() -> CartModel:
    """The caller's cart; an empty one without a cookie."""
    session = db.edge_session()
    cart = selectors.by_token(session, cookies.cart_token())
    return _answer(session, cart)


@blueprint.delete("")
@api.validate(resp=Response(HTTP_200=CartModel), tags=["cart"])
def clear() -> CartModel:
    """Empties the cart; place and day of its first delivery stay."""
    session = db.edge_session()
    cart = selectors.by_token(session, cookies.cart_token())
    if cart is not None:
        for parcel in cart.deliveries[1:]:
            services.remove_delivery(session, cart=cart, delivery_id=parcel.id)
        for line in [line for parcel in cart.deliveries for line in parcel.lines]:
            services.remove_line(session, line=line)
    return _answer(session, cart)


@blueprint.post("/lines")
@api.validate(json=AddLine, resp=Response(HTTP_201=CartModel, **_ANSWERS), tags=["cart"])
def add_line(json: AddLine) -> tuple[CartModel, int]:
    session = db.edge_session()
    cart = _own_or_new(session)
    services.add_line(
        session,
        cart=cart,
        variant_id=json.variant_id,
        quantity=json.quantity,
        delivery_id=json.delivery_id,
    )
    return _answer(session, cart), 201


@blueprint.patch("/lines/<uuid:line_id>")
@api.validate(json=ChangeLine, resp=Response(HTTP_200=CartModel, **_ANSWERS), tags=["cart"])
def change_line(line_id: UUID, json: ChangeLine) -> CartModel:
    session = db.edge_session()
    cart = _own(session)
    if cart is None:
        raise LineNotFound
    line = services.find_line(cart, line_id)
    if json.delivery_id is not None:
        target = services.find_delivery(cart, json.delivery_id)
        services.move_line(session, line=line, target=target, quantity=json.quantity or line.quantity)
    elif json.quantity is not None:
        services.set_quantity(session, line=line, quantity=json.quantity)
    return _answer(session, cart)


@blueprint.delete("/lines/<uuid:line_id>")
@api.validate(resp=Response(HTTP_200=CartModel, HTTP_404=Problem), tags=["cart"])
def remove_line(line_id: UUID) -> CartModel:
    session = db.edge_session()
    cart = _own(session)
    if cart is None:
        raise LineNotFound
    services.remove_line(session, line=services.find_line(cart, line_id))
    return _answer(session, cart)


@blueprint.post("/deliveries")
@api.validate(json=AddDelivery, resp=Response(HTTP_201=CartModel, **_ANSWERS), tags=["cart"])
def add_delivery(json: AddDelivery) -> tuple[CartModel, int]:
    """The first one is the header's place and day; it is made with the cart."""
    session = db.edge_session()
    cart = _own(session)
    if cart is None:
        cart = _own_or_new(session)
        parcel = cart.deliveries[0]
    else:
        parcel = services.add_delivery(session, cart=cart)
    _change(session, cart, parcel.id, json)
    return _answer(session, cart), 201


@blueprint.patch("/deliveries/<uuid:delivery_id>")
@api.validate(json=ChangeDelivery, resp=Response(HTTP_200=CartModel, **_ANSWERS), tags=["cart"])
def change_delivery(delivery_id: UUID, json: ChangeDelivery) -> CartModel:
    session = db.edge_session()
    cart = _own(session)
    if cart is None:
        raise DeliveryNotFound
    _change(session, cart, delivery_id, json)
    return _answer(session, cart)


@blueprint.delete("/deliveries/<uuid:delivery_id>")
@api.validate(resp=Response(HTTP_200=CartModel, HTTP_404=Problem), tags=["cart"])
def remove_delivery(delivery_id: UUID) -> CartModel:
    session = db.edge_session()
    cart = _own(session)
    if cart is None:
        raise DeliveryNotFound
    services.remove_delivery(session, cart=cart, delivery_id=delivery_id)
    return _answer(session, cart)


def _change(session: Session, cart: Cart, delivery_id: UUID, json: AddDelivery | ChangeDelivery) -> None:
    sent = json.model_dump(exclude_unset=True)
    services.change_delivery(
        session,
        cart=cart,
        parcel=services.find_delivery(cart, delivery_id),
        wish=DeliveryWish(given=frozenset(sent), **sent),
        card_limit=shop(session).card_message_limit,
    )


def _own(session: Session) -> Cart | None:
    """The caller's cart under its lock; somebody else's is never found, because only the secret finds one."""
    cart = selectors.by_token(session, cookies.cart_token())
    return services.lock(session, cart_id=cart.id) if cart else None


def _own_or_new(session: Session) -> Cart:
    cart = _own(session)
    if cart is None:
        token = ids.token()
        cart = services.open_cart(session, token=token, currency=shop(session).currency, now=clock.now())
        cookies.give_cart(token)
    return cart


def _answer(session: Session, cart: Cart | None) -> CartModel:
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
