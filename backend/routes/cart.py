"""The caller's cart. Every write answers the whole cart, with totals by the server."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

import flask
from spectree import Response

from backend import db
from backend.routes import cart_deeds, mine
from backend.routes.api import api
from backend.routes.cart_answers import answer, new, own
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
from backend.routes.visitors import visitor
from backend.shop.accounts.limits import Door
from backend.shop.accounts.services import counting
from backend.shop.accounts.tries import counted
from backend.shop.cart import selectors, services
from backend.shop.cart.selectors import find_delivery, find_line
from backend.shop.kit import clock
from backend.shop.kit.money import Money
from backend.shop.pricing import promotions
from backend.shop.settings.selectors import shop

if TYPE_CHECKING:
    from backend.shop.cart.models import Cart

blueprint = flask.Blueprint("cart", __name__, url_prefix="/api/cart")

_ANSWERS = {"HTTP_404": Problem, "HTTP_409": Problem, "HTTP_422": Problem}


@blueprint.get("")
@api.validate(resp=Response(HTTP_200=CartModel), tags=["cart"])
def read() -> CartModel:
    """The caller's cart; an empty one for who has none."""
    session = db.edge_session()
    cart = selectors.of(session, mine.holder())
    return answer(session, cart)


@blueprint.delete("")
@api.validate(resp=Response(HTTP_200=CartModel), tags=["cart"])
def clear() -> CartModel:
    """Empties the cart; place and day of its first delivery stay."""
    session = db.edge_session()
    cart = own(session)
    if cart is not None:
        services.clear(session, cart=cart)
    return answer(session, cart)


@blueprint.post("/lines")
@api.validate(json=AddLine, resp=Response(HTTP_201=CartModel, **_ANSWERS), tags=["cart"])
def add_line(json: AddLine) -> tuple[CartModel, int]:
    session = db.edge_session()
    cart = own(session) or new(session)
    cart_deeds.add_line(session, cart, json)
    return answer(session, cart), 201


@blueprint.patch("/lines/<uuid:line_id>")
@api.validate(json=ChangeLine, resp=Response(HTTP_200=CartModel, **_ANSWERS), tags=["cart"])
def change_line(line_id: UUID, json: ChangeLine) -> CartModel:
    """A new quantity, or a move to another delivery; one that is left without lines goes."""
    session = db.edge_session()
    cart = own(session)
    cart_deeds.change_line(session, cart, line_id, json)
    return answer(session, cart)


@blueprint.delete("/lines/<uuid:line_id>")
@api.validate(resp=Response(HTTP_200=CartModel, HTTP_404=Problem), tags=["cart"])
def remove_line(line_id: UUID) -> CartModel:
    session = db.edge_session()
    cart = own(session)
    services.remove_line(session, line=find_line(cart, line_id))
    return answer(session, cart)


@blueprint.post("/deliveries")
@api.validate(json=AddDelivery, resp=Response(HTTP_201=CartModel, **_ANSWERS), tags=["cart"])
def add_delivery(json: AddDelivery) -> tuple[CartModel, int]:
    """A delivery more, with the lines that move to it. The first is made with the cart: place and day."""
    session = db.edge_session()
    cart = own(session)
    if cart is not None:
        cart_deeds.add_delivery(session, cart, json)
    else:
        for each in json.lines:
            find_line(cart, each.line_id)
        cart = new(session)
        sent = json.model_dump(exclude_unset=True, exclude={"lines"})
        cart_deeds.change_delivery(session, cart.deliveries[0], sent)
    return answer(session, cart), 201


@blueprint.patch("/deliveries/<uuid:delivery_id>")
@api.validate(json=ChangeDelivery, resp=Response(HTTP_200=CartModel, **_ANSWERS), tags=["cart"])
def change_delivery(delivery_id: UUID, json: ChangeDelivery) -> CartModel:
    session = db.edge_session()
    cart = own(session)
    parcel = find_delivery(cart, delivery_id)
    cart_deeds.change_delivery(session, parcel, json.model_dump(exclude_unset=True))
    return answer(session, cart)


@blueprint.delete("/deliveries/<uuid:delivery_id>")
@api.validate(resp=Response(HTTP_200=CartModel, **_ANSWERS), tags=["cart"])
def remove_delivery(delivery_id: UUID, query: RemoveDelivery) -> CartModel:
    """Takes a delivery out; its lines move to the one that `lines_to` names, without one they go too."""
    session = db.edge_session()
    cart = own(session)
    cart_deeds.remove_delivery(session, cart, delivery_id, query.lines_to)
    return answer(session, cart)


@blueprint.put("/promotion")
@api.validate(json=EnterCode, resp=Response(HTTP_200=CartModel, HTTP_429=Problem, **_ANSWERS), tags=["cart"])
def enter_code(json: EnterCode) -> CartModel:
    """A code that is somebody's is kept, and the answer says what it gives or why it gives nothing now."""
    session = db.edge_session()
    known = selectors.of(session, mine.holder())
    code = _known_code(json.code, known)
    cart = own(session) or new(session)
    services.enter_code(session, cart=cart, code=code)
    return answer(session, cart)


@blueprint.delete("/promotion")
@api.validate(resp=Response(HTTP_200=CartModel), tags=["cart"])
def remove_code() -> CartModel:
    session = db.edge_session()
    cart = own(session)
    if cart is not None:
        services.remove_code(session, cart=cart)
    return answer(session, cart)


@blueprint.put("/tip")
@api.validate(json=GiveTip, resp=Response(HTTP_200=CartModel, **_ANSWERS), tags=["cart"])
def give_tip(json: GiveTip) -> CartModel:
    """A tip for the team, part of the total; 0 takes it back."""
    session = db.edge_session()
    cart = own(session) or new(session)
    tip = Money(json.amount.amount, json.amount.currency)
    services.give_tip(session, cart=cart, tip=tip, welcome=shop(session).tips)
    return answer(session, cart)


def _known_code(code: str, cart: Cart | None) -> str:
    """The code as it is kept; wrong ones are counted by address and by cart. Raises PromotionUnknown."""
    guest = visitor()
    whose = str(cart.id) if cart is not None else guest.address
    with counted() as session:
        counting.count(session, door=Door.PROMOTION, email=whose, visitor=guest, now=clock.now())
        found = promotions.known_code(session, code)
        counting.forgive(session, door=Door.PROMOTION, email=whose, visitor=guest)
    return found
