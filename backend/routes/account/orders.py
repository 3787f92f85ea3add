"""Her orders: the list, and ordering one again."""

import flask
from spectree import Response

from backend.routes.api import api
from backend.routes.schemas.catalog import PageQuery
from backend.routes.schemas.common import Problem
from backend.routes.schemas.orders import OrderList, ReorderModel

blueprint = flask.Blueprint("my_orders", __name__, url_prefix="/api/orders")

_TAGS = ["orders"]


@blueprint.get("")
@api.validate(resp=Response(HTTP_200=OrderList, HTTP_401=Problem), tags=_TAGS)
def read_all(query: PageQuery) -> OrderList:
    """Her orders, the newest first."""
    raise NotImplementedError


@blueprint.post("/<number>/reorder")
@api.validate(resp=Response(HTTP_200=ReorderModel, HTTP_404=Problem), tags=_TAGS)
def reorder(number: str) -> ReorderModel:
    """Puts an order's flowers and recipients into the cart, without a day; says what cannot be had again."""
    raise NotImplementedError
