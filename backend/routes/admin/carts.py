"""The carts that a member of staff has open, for those at the phone and the counter: hers alone."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

import flask
from spectree import Response
from sqlalchemy.orm import Session

from backend import db
from backend.routes import access, cart_deeds
from backend.routes.access import needs
from backend.routes.api import api
from backend.routes.cart_answers import answer, money
from backend.routes.delivery import dates_for, slots_for
from backend.routes.schemas.admin.desk import DeskCartBuyer, DeskCartCard, DeskCartsModel
from backend.routes.schemas.cart import (
    AddDelivery,
    AddLine,
    CartModel,
    ChangeDelivery,
    ChangeLine,
    EnterCode,
    GiveTip,
    RemoveDelivery,
)
from backend.routes.schemas.common import Problem
from backend.routes.schemas.delivery import DatesModel, DatesQuery, SlotsModel, SlotsQuery
from backend.shop.accounts.rules import Permission, folded
from backend.shop.cart import selectors, services
from backend.shop.cart.errors import CartNotFound
from backend.shop.cart.selectors import Holder, find_delivery, find_line
from backend.shop.checkout import customers
from backend.shop.kit import clock
from backend.shop.kit.money import Money
from backend.shop.pricing import promotions
from backend.shop.settings.selectors import shop

if TYPE_CHECKING:
    from backend.shop.cart.models import Cart

blueprint = flask.Blueprint("admin_carts", __name__, url_prefix="/api/admin/carts")

_PROBLEMS = {f"HTTP_{status}": Problem for status in (401, 403, 404, 409, 422)}
_CART = Response(HTTP_200=CartModel, **_PROBLEMS)
_MADE = Response(HTTP_201=CartModel, **_PROBLEMS)


@blueprint.post("")
@needs(Permission.EDIT_ORDERS)
@api.validate(resp=Response(HTTP_201=CartModel, HTTP_401=Problem, HTTP_403=Problem), tags=["back office"])
def open_one() -> tuple[CartModel, int]:
    """A new cart, for an order at the phone or the counter."""
    session = db.edge_session()
    currency = shop(session).currency
    cart = services.open_at_desk(session, staff_id=access.me().id, currency=currency, now=clock.now())
    return answer(session, cart), 201


@blueprint.get("")
@needs(Permission.EDIT_ORDERS)
@api.validate(
    resp=Response(HTTP_200=DeskCartsModel, HTTP_401=Problem, HTTP_403=Problem), tags=["back office"]
)
def mine() -> DeskCartsModel:
    """The caller's open carts, the newest first."""
    session = db.edge_session()
    return DeskCartsModel(items=[_card(session, each) for each in selectors.at_desk(session, access.me().id)])


@blueprint.get("/<uuid:cart_id>")
@needs(Permission.EDIT_ORDERS)
@api.validate(resp=_CART, tags=["back office"])
def read(cart_id: UUID) -> CartModel:
    session = db.edge_session()
    cart = selectors.of(session, _holder(cart_id))
    if cart is None:
        raise CartNotFound
    return answer(session, cart)


@blueprint.delete("/<uuid:cart_id>")
@needs(Permission.EDIT_ORDERS)
@api.validate(resp=Response(HTTP_204=None, **_PROBLEMS), tags=["back office"])
def close(cart_id: UUID) -> tuple[str, int]:
    """Throws it away."""
    session = db.edge_session()
    services.close(session, cart=_locked(session, cart_id))
    return "", 204


@blueprint.post("/<uuid:cart_id>/lines")
@needs(Permission.EDIT_ORDERS)
@api.validate(json=AddLine, resp=_MADE, tags=["back office"])
def add_line(cart_id: UUID, json: AddLine) -> tuple[CartModel, int]:
    session = db.edge_session()
    cart = _locked(session, cart_id)
    cart_deeds.add_line(session, cart, json)
    return answer(session, cart), 201


@blueprint.patch("/<uuid:cart_id>/lines/<uuid:line_id>")
@needs(Permission.EDIT_ORDERS)
@api.validate(json=ChangeLine, resp=_CART, tags=["back office"])
def change_line(cart_id: UUID, line_id: UUID, json: ChangeLine) -> CartModel:
    """A new quantity, or a move to another delivery; one that is left without lines goes."""
    session = db.edge_session()
    cart = _locked(session, cart_id)
    cart_deeds.change_line(session, cart, line_id, json)
    return answer(session, cart)


@blueprint.delete("/<uuid:cart_id>/lines/<uuid:line_id>")
@needs(Permission.EDIT_ORDERS)
@api.validate(resp=_CART, tags=["back office"])
def remove_line(cart_id: UUID, line_id: UUID) -> CartModel:
    session = db.edge_session()
    cart = _locked(session, cart_id)
    services.remove_line(session, line=find_line(cart, line_id))
    return answer(session, cart)


@blueprint.post("/<uuid:cart_id>/deliveries")
@needs(Permission.EDIT_ORDERS)
@api.validate(json=AddDelivery, resp=_MADE, tags=["back office"])
def add_delivery(cart_id: UUID, json: AddDelivery) -> tuple[CartModel, int]:
    """A delivery more, with the lines that move to it."""
    session = db.edge_session()
    cart = _locked(session, cart_id)
    cart_deeds.add_delivery(session, cart, json)
    return answer(session, cart), 201


@blueprint.patch("/<uuid:cart_id>/deliveries/<uuid:delivery_id>")
@needs(Permission.EDIT_ORDERS)
@api.validate(json=ChangeDelivery, resp=_CART, tags=["back office"])
def change_delivery(cart_id: UUID, delivery_id: UUID, json: ChangeDelivery) -> CartModel:
    session = db.edge_session()
    cart = _locked(session, cart_id)
    parcel = find_delivery(cart, delivery_id)
    cart_deeds.change_delivery(session, parcel, json.model_dump(exclude_unset=True))
    return answer(session, cart)


@blueprint.delete("/<uuid:cart_id>/deliveries/<uuid:delivery_id>")
@needs(Permission.EDIT_ORDERS)
@api.validate(resp=_CART, tags=["back office"])
def remove_delivery(cart_id: UUID, delivery_id: UUID, query: RemoveDelivery) -> CartModel:
    """Takes a delivery out; its lines move to the one that `lines_to` names, without one they go too."""
    session = db.edge_session()
    cart = _locked(session, cart_id)
    cart_deeds.remove_delivery(session, cart, delivery_id, query.lines_to)
    return answer(session, cart)


@blueprint.put("/<uuid:cart_id>/promotion")
@needs(Permission.EDIT_ORDERS)
@api.validate(json=EnterCode, resp=_CART, tags=["back office"])
def enter_code(cart_id: UUID, json: EnterCode) -> CartModel:
    """A code that is somebody's is kept, and the answer says what it gives or why it gives nothing now."""
    session = db.edge_session()
    cart = _locked(session, cart_id)
    services.enter_code(session, cart=cart, code=promotions.known_code(session, json.code))
    return answer(session, cart)


@blueprint.delete("/<uuid:cart_id>/promotion")
@needs(Permission.EDIT_ORDERS)
@api.validate(resp=_CART, tags=["back office"])
def remove_code(cart_id: UUID) -> CartModel:
    session = db.edge_session()
    cart = _locked(session, cart_id)
    services.remove_code(session, cart=cart)
    return answer(session, cart)


@blueprint.put("/<uuid:cart_id>/tip")
@needs(Permission.EDIT_ORDERS)
@api.validate(json=GiveTip, resp=_CART, tags=["back office"])
def give_tip(cart_id: UUID, json: GiveTip) -> CartModel:
    """A tip for the team, part of the total; 0 takes it back."""
    session = db.edge_session()
    cart = _locked(session, cart_id)
    tip = Money(json.amount.amount, json.amount.currency)
    services.give_tip(session, cart=cart, tip=tip, welcome=shop(session).tips)
    return answer(session, cart)


@blueprint.put("/<uuid:cart_id>/buyer")
@needs(Permission.EDIT_ORDERS)
@api.validate(json=DeskCartBuyer, resp=_CART, tags=["back office"])
def name_buyer(cart_id: UUID, json: DeskCartBuyer) -> CartModel:
    """For whom it is priced: what a first order gets, or what she has used up."""
    session = db.edge_session()
    cart = _locked(session, cart_id)
    services.note_buyer(session, cart_id=cart.id, email=folded(json.email))
    session.refresh(cart)
    return answer(session, cart)


@blueprint.get("/<uuid:cart_id>/dates")
@needs(Permission.EDIT_ORDERS)
@api.validate(resp=Response(HTTP_200=DatesModel, **_PROBLEMS), tags=["back office"])
def dates(cart_id: UUID, query: DatesQuery) -> DatesModel:
    """Every day from today on, for what lies in this cart: the truth that customers see."""
    return dates_for(db.edge_session(), query, _holder(cart_id))


@blueprint.get("/<uuid:cart_id>/slots")
@needs(Permission.EDIT_ORDERS)
@api.validate(resp=Response(HTTP_200=SlotsModel, **_PROBLEMS), tags=["back office"])
def slots(cart_id: UUID, query: SlotsQuery) -> SlotsModel:
    """The slots of one day, for what lies in this cart."""
    return slots_for(db.edge_session(), query, _holder(cart_id))


def _holder(cart_id: UUID) -> Holder:
    return Holder("", desk=(cart_id, access.me().id))


def _locked(session: Session, cart_id: UUID) -> Cart:
    cart = services.lock_own(session, holder=_holder(cart_id))
    if cart is None:
        raise CartNotFound
    return cart


def _card(session: Session, cart: Cart) -> DeskCartCard:
    customer = customers.of_cart(session, cart)
    seen = selectors.view(session, cart=cart, shop=shop(session), customer=customer, now=clock.now())
    names = (parcel.recipient["name"] for parcel in seen.deliveries if parcel.recipient)
    return DeskCartCard(
        id=cart.id,
        created_at=cart.created_at,
        count=sum(line.quantity for parcel in seen.deliveries for line in parcel.lines),
        total=money(seen.sums.total),
        recipients=list(names),
    )
