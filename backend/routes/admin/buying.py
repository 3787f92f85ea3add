"""What to buy, and the orders at suppliers: made, changed, sent, called off, arrived."""

import datetime as dt
from collections.abc import Sequence

import flask
from spectree import Response
from sqlalchemy.orm import Session

from backend import db
from backend.routes.access import me, needs
from backend.routes.admin.buying_answers import basket_model, purchase_model
from backend.routes.api import api, private
from backend.routes.schemas.admin.supply import (
    ArriveBody,
    PurchaseBody,
    PurchaseChangedModel,
    PurchaseModel,
    PurchaseSeenBody,
    PurchasesModel,
    QuantitiesBody,
    ToBuyModel,
    ToBuyQuery,
)
from backend.routes.schemas.admin.today import ConflictModel
from backend.routes.schemas.common import Problem
from backend.routes.versions import shows_current
from backend.shop.accounts.rules import Permission
from backend.shop.audit.services import Deed
from backend.shop.dashboard import alerts, buying, purchases
from backend.shop.kit import clock
from backend.shop.kit.clock import local_day
from backend.shop.settings.selectors import shop
from backend.shop.stock import services as stock
from backend.shop.stock.services import Came, Wish

blueprint = flask.Blueprint("admin_buying", __name__, url_prefix="/api/admin")

_REFUSED = {"HTTP_401": Problem, "HTTP_403": Problem, "HTTP_404": Problem, "HTTP_409": Problem}
_TAGS = ["back office"]
_WEEKS_AHEAD = dt.timedelta(days=21)
_OFF, _CAME = "The order is called off", "The order has come"
_ORDER = "/purchase-orders/<int(max=2147483647):order_id>"


@blueprint.get("/stock/to-buy")
@needs(Permission.MANAGE_STOCK)
@api.validate(resp=Response(HTTP_200=ToBuyModel, HTTP_401=Problem, HTTP_403=Problem), tags=_TAGS)
def to_buy(query: ToBuyQuery) -> flask.Response:
    """Per supplier and day, the most urgent first: what is promised and only planned, what runs low."""
    session = db.edge_session()
    today, currency = _today(session), shop(session).currency
    until = query.until or today + _WEEKS_AHEAD
    baskets = buying.to_buy(session, today=today, until=until)
    return private(
        ToBuyModel(today=today, until=until, baskets=[basket_model(each, currency) for each in baskets])
    )


@blueprint.get("/purchase-orders")
@needs(Permission.MANAGE_STOCK)
@api.validate(resp=Response(HTTP_200=PurchasesModel, HTTP_401=Problem, HTTP_403=Problem), tags=_TAGS)
def read() -> flask.Response:
    """What is on its way, by day; then what is over, the newest first."""
    session = db.edge_session()
    currency = shop(session).currency
    items = [purchase_model(each, currency) for each in purchases.purchases(session)]
    return private(PurchasesModel(today=_today(session), items=items))


@blueprint.get(_ORDER)
@needs(Permission.MANAGE_STOCK)
@api.validate(resp=Response(HTTP_200=PurchaseModel, **_REFUSED), tags=_TAGS)
def read_one(order_id: int) -> flask.Response:
    """One order with its lines."""
    return private(_order(order_id))


@blueprint.post("/purchase-orders")
@needs(Permission.MANAGE_STOCK)
@api.validate(resp=Response(HTTP_201=PurchaseModel, **_REFUSED), tags=_TAGS)
def order(json: PurchaseBody) -> tuple[PurchaseModel, int]:
    """Orders at a supplier what shall arrive on a day; no more than that is sold of it from now on."""
    with db.transaction() as session:
        made = stock.order(
            session,
            supplier_id=json.supplier_id,
            arrives_on=json.arrives_on,
            wishes=[Wish(each.stem_id, each.quantity, each.lot_id) for each in json.lines],
            deed=_deed(""),
        )
        order_id = made.id
    return _order(order_id), 201


@blueprint.patch(_ORDER)
@needs(Permission.MANAGE_STOCK)
@api.validate(resp=Response(HTTP_200=PurchaseChangedModel, **_REFUSED), tags=_TAGS)
def change(order_id: int, json: QuantitiesBody) -> PurchaseChangedModel:
    """Other quantities. Fewer than are promised only with a reason: the answer lists whom it hits."""
    with shows_current(lambda: _order(order_id)), db.transaction() as session:
        hit = stock.change_quantities(
            session,
            order_id=order_id,
            version=json.version,
            quantities={each.id: each.quantity for each in json.lines},
            deed=_deed(json.reason),
        )
    return _changed(order_id, hit)


@blueprint.post(f"{_ORDER}/send")
@needs(Permission.MANAGE_STOCK)
@api.validate(resp=Response(HTTP_200=PurchaseChangedModel, **_REFUSED), tags=_TAGS)
def send(order_id: int, json: PurchaseSeenBody) -> PurchaseChangedModel:
    """Says that the supplier has the order."""
    with shows_current(lambda: _order(order_id)), db.transaction() as session:
        stock.send(session, order_id=order_id, version=json.version, deed=_deed(json.reason))
    return _changed(order_id, [])


@blueprint.post(f"{_ORDER}/cancel")
@needs(Permission.MANAGE_STOCK)
@api.validate(resp=Response(HTTP_200=PurchaseChangedModel, **_REFUSED), tags=_TAGS)
def cancel(order_id: int, json: PurchaseSeenBody) -> PurchaseChangedModel:
    """Calls the order off. What is promised of it stays promised: the answer lists whom it hits."""
    with shows_current(lambda: _order(order_id)), db.transaction() as session:
        hit = stock.cancel(session, order_id=order_id, version=json.version, deed=_deed(json.reason or _OFF))
    return _changed(order_id, hit)


@blueprint.post(f"{_ORDER}/arrive")
@needs(Permission.MANAGE_STOCK)
@api.validate(resp=Response(HTTP_200=PurchaseChangedModel, **_REFUSED), tags=_TAGS)
def arrive(order_id: int, json: ArriveBody) -> PurchaseChangedModel:
    """Takes in what came, line by line. It is a fact: the answer lists whom it hits."""
    with shows_current(lambda: _order(order_id)), db.transaction() as session:
        hit = stock.arrive(
            session,
            order_id=order_id,
            version=json.version,
            arrived=json.arrived or _today(session),
            came={each.id: Came(each.received, each.vase_life_end) for each in json.lines},
            deed=_deed(json.reason or _CAME),
        )
    return _changed(order_id, hit)


def _deed(why: str) -> Deed:
    return Deed(who=me().who, why=why, at=clock.now())


def _today(session: Session) -> dt.date:
    return local_day(clock.now(), shop(session).time_zone)


def _order(order_id: int) -> PurchaseModel:
    session = db.edge_session()
    return purchase_model(purchases.purchase(session, order_id), shop(session).currency)


def _changed(order_id: int, bucket_ids: Sequence[int]) -> PurchaseChangedModel:
    conflicts = alerts.conflicts_of_buckets(db.edge_session(), bucket_ids)
    return PurchaseChangedModel(
        order=_order(order_id),
        conflicts=[ConflictModel.model_validate(each, from_attributes=True) for each in conflicts],
    )
