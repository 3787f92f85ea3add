"""The stock of the day: what is there, what comes, is counted or thrown away."""

import datetime as dt

import flask
from spectree import Response
from sqlalchemy.orm import Session

from backend import db
from backend.routes.access import me, needs
from backend.routes.api import api, private
from backend.routes.schemas.admin.stock import (
    ArrivalBody,
    CountBody,
    LotChangedModel,
    LotModel,
    StockModel,
    StockQuery,
    WasteBody,
)
from backend.routes.schemas.admin.today import ConflictModel
from backend.routes.schemas.common import Problem
from backend.routes.versions import shows_current
from backend.shop.accounts.rules import Permission
from backend.shop.audit.services import Deed
from backend.shop.dashboard import alerts, shelf
from backend.shop.dashboard.shelf import LotLine
from backend.shop.kit import clock
from backend.shop.kit.clock import local_day
from backend.shop.settings.selectors import shop
from backend.shop.stock import services as stock
from backend.shop.stock.services import Arrival

blueprint = flask.Blueprint("admin_stock", __name__, url_prefix="/api/admin")

_REFUSED = {"HTTP_401": Problem, "HTTP_403": Problem, "HTTP_404": Problem, "HTTP_409": Problem}
_TAGS = ["back office"]


@blueprint.get("/stock")
@needs(Permission.MANAGE_STOCK)
@api.validate(resp=Response(HTTP_200=StockModel, HTTP_401=Problem, HTTP_403=Problem), tags=_TAGS)
def read(query: StockQuery) -> flask.Response:
    """Each stem with its lots on a day, what is short first."""
    session = db.edge_session()
    today = _today(session)
    day = query.date or today
    stems = shelf.stems(session, day=day)
    return private(
        StockModel.model_validate({"date": day, "today": today, "stems": stems}, from_attributes=True)
    )


@blueprint.post("/lots")
@needs(Permission.MANAGE_STOCK)
@api.validate(resp=Response(HTTP_201=LotChangedModel, **_REFUSED), tags=_TAGS)
def receive(json: ArrivalBody) -> tuple[LotChangedModel, int]:
    """Takes in stems that have come; they can be used on the same day."""
    with db.transaction() as session:
        arrival = Arrival(
            stem_id=json.stem_id,
            quantity=json.quantity,
            arrived=json.arrived or _today(session),
            vase_life_end=json.vase_life_end,
            unit_cost=json.unit_cost,
        )
        lot = stock.take_in(session, arrival=arrival, deed=_deed(""))
    return _changed(lot.id), 201


@blueprint.post("/lots/<int(max=2147483647):lot_id>/count")
@needs(Permission.MANAGE_STOCK)
@api.validate(resp=Response(HTTP_200=LotChangedModel, **_REFUSED), tags=_TAGS)
def count(lot_id: int, json: CountBody) -> LotChangedModel:
    """Says how many are there. It is a fact: the answer lists whom it hits."""
    with shows_current(lambda: _model(_line(lot_id))), db.transaction() as session:
        stock.count(
            session, lot_id=lot_id, version=json.version, counted=json.counted, deed=_deed(json.reason)
        )
    return _changed(lot_id)


@blueprint.post("/lots/<int(max=2147483647):lot_id>/waste")
@needs(Permission.MANAGE_STOCK)
@api.validate(resp=Response(HTTP_200=LotChangedModel, **_REFUSED), tags=_TAGS)
def waste(lot_id: int, json: WasteBody) -> LotChangedModel:
    """Throws stems away. It is a fact: the answer lists whom it hits. What was wrong, a count puts right."""
    with shows_current(lambda: _model(_line(lot_id))), db.transaction() as session:
        stock.waste(
            session, lot_id=lot_id, version=json.version, quantity=json.quantity, deed=_deed(json.reason)
        )
    return _changed(lot_id)


def _deed(why: str) -> Deed:
    return Deed(who=me().who, why=why, at=clock.now())


def _today(session: Session) -> dt.date:
    return local_day(clock.now(), shop(session).time_zone)


def _line(lot_id: int) -> LotLine:
    session = db.edge_session()
    return shelf.lot(session, lot_id, day=_today(session))


def _changed(lot_id: int) -> LotChangedModel:
    line = _line(lot_id)
    conflicts = alerts.conflicts_of_buckets(db.edge_session(), [line.bucket_id])
    return LotChangedModel(
        lot=_model(line),
        conflicts=[ConflictModel.model_validate(each, from_attributes=True) for each in conflicts],
    )


def _model(line: LotLine) -> LotModel:
    return LotModel.model_validate(line, from_attributes=True)
