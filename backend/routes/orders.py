"""Placing orders and looking at them. These routes take no edge session where a provider may be called."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

import flask
from spectree import Response
from sqlalchemy.orm import Session

from backend import db
from backend.config import settings
from backend.routes import cookies, idempotency, mine
from backend.routes.api import api
from backend.routes.guards import network
from backend.routes.order_answers import order_model
from backend.routes.photos import shown_photo
from backend.routes.schemas.common import Problem
from backend.routes.schemas.orders import OpenOrder, OrderModel, PaymentLink, PlaceOrder
from backend.shop.cart import selectors as carts
from backend.shop.cart.errors import CartEmpty
from backend.shop.checkout.services import pay
from backend.shop.checkout.services.cancel import cancel
from backend.shop.checkout.services.place import Placement, place
from backend.shop.kit import clock
from backend.shop.kit.money import Money
from backend.shop.orders import proofs, selectors
from backend.shop.orders.consent import Choice
from backend.shop.orders.services import Buyer
from backend.shop.payments import selectors as payments

if TYPE_CHECKING:
    from backend.shop.orders.models import Order

blueprint = flask.Blueprint("orders", __name__, url_prefix="/api/orders")

_ANSWERS = {f"HTTP_{status}": Problem for status in (404, 409, 422, 429, 503)}


@blueprint.post("")
@api.validate(json=PlaceOrder, resp=Response(HTTP_201=OrderModel, **_ANSWERS), tags=["orders"])
def place_order(json: PlaceOrder) -> tuple[OrderModel, int]:
    """Places the cart's order once per Idempotency-Key; the answer carries the payment page's address."""
    order_id = place(placement=_placement(json), clock=clock.now)
    cookies.give_order(order_id)
    with db.transaction() as session:
        return _answer(session, selectors.whole(session, order_id)), 201


@blueprint.get("/<number>")
@api.validate(resp=Response(HTTP_200=OrderModel, HTTP_404=Problem), tags=["orders"])
def read(number: str) -> OrderModel:
    """An order of the caller's: its owner's, with the order cookie, or for staff who may see orders."""
    session = db.edge_session()
    return _answer(session, selectors.visible(session, number=number, viewer=mine.reader()))


@blueprint.get("/<number>/photos/<uuid:photo_id>")
@api.validate(resp=Response(HTTP_404=Problem), tags=["orders"])
def photo(number: str, photo_id: UUID) -> flask.Response:
    """The photo that proves a delivery of the order, for whoever may see the order, as WebP."""
    session = db.edge_session()
    order = selectors.visible(session, number=number, viewer=mine.viewer())
    return shown_photo(proofs.photo_of(session, order=order, photo_id=photo_id))


@blueprint.post("/<number>/payment")
@api.validate(resp=Response(HTTP_200=PaymentLink, **_ANSWERS), tags=["orders"])
def pay_again(number: str) -> PaymentLink:
    """The payment page of an order that waits for its payment, or has a balance to be paid."""
    with db.transaction() as session:
        order_id = selectors.visible(session, number=number, viewer=mine.viewer()).id
    return PaymentLink(
        redirect_url=pay.again(order_id=order_id, base_url=settings().base_url, clock=clock.now)
    )


@blueprint.post("/<number>/cancel")
@api.validate(resp=Response(HTTP_200=OrderModel, **_ANSWERS), tags=["orders"])
def cancel_order(number: str) -> OrderModel:
    """Cancels an order, with its money back; one that was paid at that very moment is the answer instead."""
    with db.transaction() as session:
        order_id = selectors.visible(session, number=number, viewer=mine.viewer()).id
    cancel(order_id=order_id, clock=clock.now)
    with db.transaction() as session:
        return _answer(session, selectors.whole(session, order_id))


@blueprint.post("/access")
@api.validate(json=OpenOrder, resp=Response(HTTP_204=None, HTTP_404=Problem), tags=["orders"])
def open_order(json: OpenOrder) -> tuple[str, int]:
    """Exchanges the secret of a letter's link for the cookie that shows the order."""
    session = db.edge_session()
    cookies.give_order(selectors.by_access_token(session, number=json.number, token=json.token))
    return "", 204


def _placement(json: PlaceOrder) -> Placement:
    key = idempotency.key()
    holder = mine.holder()
    with db.transaction() as session:
        cart = carts.of(session, holder)
    if cart is None:
        raise CartEmpty("There is nothing in your cart yet.")
    return Placement(
        key=key,
        body_hash=idempotency.body_hash(json),
        cart_id=cart.id,
        buyer=Buyer(name=json.buyer.name, email=json.buyer.email, phone=json.buyer.phone),
        expected_total=Money(json.expected_total.amount, json.expected_total.currency),
        base_url=settings().base_url,
        client_address=network(flask.request.remote_addr or ""),
        account_id=holder.account_id,
        substitution=Choice(json.substitution),
    )


def _answer(session: Session, order: Order) -> OrderModel:
    payment = payments.latest_of_order(session, order.id)
    return order_model(session, order, payment=payment, now=clock.now())
