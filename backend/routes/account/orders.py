"""Her orders: the list, and ordering one again."""

import flask
from spectree import Response

from backend import db
from backend.routes import cart_answers, mine
from backend.routes.access import logged_in, me
from backend.routes.api import api
from backend.routes.order_answers import order_status
from backend.routes.schemas.catalog import PageQuery
from backend.routes.schemas.common import MoneyModel, PictureModel, Problem
from backend.routes.schemas.orders import MissingModel, OrderCard, OrderList, ReorderModel
from backend.shop.kit.paging import Page
from backend.shop.orders import again, owned, selectors

blueprint = flask.Blueprint("my_orders", __name__, url_prefix="/api/orders")

_TAGS = ["orders"]


@blueprint.get("")
@logged_in
@api.validate(resp=Response(HTTP_200=OrderList, HTTP_401=Problem), tags=_TAGS)
def read_all(query: PageQuery) -> OrderList:
    """Her orders, the newest first."""
    page = Page(number=query.page, size=query.page_size)
    found, total = owned.page_of(db.edge_session(), account_id=me().id, page=page)
    return OrderList(
        items=[_card(each) for each in found], total=total, page=page.number, page_size=page.size
    )


@blueprint.post("/<number>/reorder")
@api.validate(resp=Response(HTTP_200=ReorderModel, HTTP_404=Problem), tags=_TAGS)
def reorder(number: str) -> ReorderModel:
    """Puts an order's flowers and recipients into the cart, without a day; says what cannot be had again."""
    session = db.edge_session()
    order = selectors.visible(session, number=number, viewer=mine.viewer())
    cart = cart_answers.own(session) or cart_answers.new(session)
    missing = again.reorder(session, order=order, cart=cart)
    return ReorderModel(
        cart=cart_answers.answer(session, cart),
        missing=[MissingModel(name=each.name, reason=each.reason) for each in missing],
    )


def _card(card: owned.OrderCard) -> OrderCard:
    picture = PictureModel.model_validate(card.picture, from_attributes=True) if card.picture else None
    return OrderCard(
        number=card.number,
        placed_at=card.placed_at,
        status=order_status(card.status),
        total=MoneyModel(amount=card.total, currency=card.currency),
        first_day=card.first_day,
        recipients=list(card.recipients),
        picture=picture,
        lines=card.lines,
    )
