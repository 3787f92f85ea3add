"""The guest's cart. Every write answers the whole cart, with totals by the server."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
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
    RemoveDelivery,
)
from backend.routes.schemas.common import MoneyModel, Problem
from backend.routes.schemas.delivery import ReasonModel, SlotModel
from backend.shop.cart import selectors, services
from backend.shop.cart.selectors import CartView, DeliveryView, find_delivery, find_line
from backend.shop.cart.services import DeliveryWish
from backend.shop.kit import clock, ids
from backend.shop.kit.money import Money
from backend.shop.promise.selectors import SlotAnswer
from backend.shop.settings.selectors import shop

if TYPE_CHECKING:
    from backend.shop.cart.models import Cart, CartDelivery

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
    cart = _own(session)
    if cart is not None:
        services.clear(session, cart=cart)
    return _answer(session, cart)


@blueprint.post("/lines")
@api.validate(json=AddLine, resp=Response(HTTP_201=CartModel, **_ANSWERS), tags=["cart"])
def add_line(json: AddLine) -> tuple[CartModel, int]:
    session = db.edge_session()
    cart = _own(session) or _new(session)
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
    """A new quantity, or a move to another delivery; one that is left without lines goes."""
    session = db.edge_session()
    cart = _own(session)
    line = find_line(cart, line_id)
    if json.delivery_id is not None:
        target = find_delivery(cart, json.delivery_id)
        services.move_line(session, line=line, target=target, quantity=json.quantity)
    elif json.quantity is not None:
        services.set_quantity(session, line=line, quantity=json.quantity)
    return _answer(session, cart)


@blueprint.delete("/lines/<uuid:line_id>")
@api.validate(resp=Response(HTTP_200=CartModel, HTTP_404=Problem), tags=["cart"])
def remove_line(line_id: UUID) -> CartModel:
    session = db.edge_session()
    cart = _own(session)
    services.remove_line(session, line=find_line(cart, line_id))
    return _answer(session, cart)


@blueprint.post("/deliveries")
@api.validate(json=AddDelivery, resp=Response(HTTP_201=CartModel, **_ANSWERS), tags=["cart"])
def add_delivery(json: AddDelivery) -> tuple[CartModel, int]:
    """A delivery more, with the lines that move to it. The first is made with the cart: place and day."""
    session = db.edge_session()
    cart = _own(session)
    portions = [(find_line(cart, each.line_id), each.quantity) for each in json.lines]
    if cart is None:
        cart = _new(session)
        parcel = cart.deliveries[0]
    elif portions:
        parcel = services.split(session, cart=cart, portions=portions)
    else:
        parcel = services.add_delivery(session, cart=cart)
    _change(session, parcel, json.model_dump(exclude_unset=True, exclude={"lines"}))
    return _answer(session, cart), 201


@blueprint.patch("/deliveries/<uuid:delivery_id>")
@api.validate(json=ChangeDelivery, resp=Response(HTTP_200=CartModel, **_ANSWERS), tags=["cart"])
def change_delivery(delivery_id: UUID, json: ChangeDelivery) -> CartModel:
    session = db.edge_session()
    cart = _own(session)
    _change(session, find_delivery(cart, delivery_id), json.model_dump(exclude_unset=True))
    return _answer(session, cart)


@blueprint.delete("/deliveries/<uuid:delivery_id>")
@api.validate(resp=Response(HTTP_200=CartModel, **_ANSWERS), tags=["cart"])
def remove_delivery(delivery_id: UUID, query: RemoveDelivery) -> CartModel:
    """Takes a delivery out; its lines move to the one that `lines_to` names, without one they go too."""
    session = db.edge_session()
    cart = _own(session)
    heir = find_delivery(cart, query.lines_to) if query.lines_to else None
    services.remove_delivery(session, parcel=find_delivery(cart, delivery_id), heir=heir)
    return _answer(session, cart)


def _change(session: Session, parcel: CartDelivery, sent: dict[str, Any]) -> None:
    services.change_delivery(
        session,
        parcel=parcel,
        wish=DeliveryWish(given=frozenset(sent), **sent),
        card_limit=shop(session).card_message_limit,
        now=clock.now(),
    )


def _own(session: Session) -> Cart | None:
    """The caller's cart under its lock; somebody else's is never found, because only the secret finds one."""
    return services.lock_own(session, token=cookies.cart_token())


def _new(session: Session) -> Cart:
    token = ids.token()
    cookies.give_cart(token)
    return services.open_cart(session, token=token, currency=shop(session).currency, now=clock.now())


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
