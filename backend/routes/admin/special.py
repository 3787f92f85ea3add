"""The notice that products need, and the florists' own days, by hand."""

import datetime as dt

import flask
from spectree import Response
from sqlalchemy.orm import Session

from backend import db
from backend.routes.access import me, needs
from backend.routes.api import api
from backend.routes.schemas.admin.calendar import FloristDayModel
from backend.routes.schemas.admin.special import FloristDayBody, NoticeBody, NoticeModel, NoticesModel
from backend.routes.schemas.common import Problem
from backend.shop.accounts.rules import Permission
from backend.shop.audit.services import Deed
from backend.shop.catalog import notice
from backend.shop.delivery import selectors as delivery
from backend.shop.delivery.services import drop_florist_day, keep_florist_day
from backend.shop.kit import clock
from backend.shop.kit.clock import local_day
from backend.shop.settings.selectors import shop

blueprint = flask.Blueprint("admin_special", __name__, url_prefix="/api/admin")

_REFUSED = {f"HTTP_{status}": Problem for status in (401, 403, 404, 409, 422)}
_TAGS = ["back office"]


@blueprint.get("/products")
@needs(Permission.SEE_ORDERS)
@api.validate(resp=Response(HTTP_200=NoticesModel, HTTP_401=Problem, HTTP_403=Problem), tags=_TAGS)
def read() -> NoticesModel:
    """The products by name, with the notice that each needs."""
    rows = notice.products(db.edge_session())
    return NoticesModel(items=[NoticeModel.model_validate(row, from_attributes=True) for row in rows])


@blueprint.patch("/products/<int(max=2147483647):product_id>")
@needs(Permission.SET_CALENDAR)
@api.validate(resp=Response(HTTP_200=NoticeModel, **_REFUSED), tags=_TAGS)
def set_notice(product_id: int, json: NoticeBody) -> NoticeModel:
    """Says how long before a slot starts it has to be ordered, from now on."""
    with db.transaction() as session:
        row = notice.set_notice(
            session, product_id=product_id, minutes=json.lead_minutes, seen=json.seen, deed=_deed()
        )
        return NoticeModel.model_validate(row, from_attributes=True)


@blueprint.put("/florist-days/<string:name>")
@needs(Permission.SET_CALENDAR)
@api.validate(resp=Response(HTTP_200=FloristDayModel, **_REFUSED), tags=_TAGS)
def keep(name: str, json: FloristDayBody) -> FloristDayModel:
    """Says when a florists' day is, every year; answers the next one."""
    with db.transaction() as session:
        keep_florist_day(session, name=name, rule=json.rule, deed=_deed())
    return _next(db.edge_session(), name)


@blueprint.delete("/florist-days/<string:name>")
@needs(Permission.SET_CALENDAR)
@api.validate(resp=Response(HTTP_204=None, **_REFUSED), tags=_TAGS)
def drop(name: str) -> tuple[str, int]:
    """It is a day as any other."""
    with db.transaction() as session:
        drop_florist_day(session, name=name, deed=_deed())
    return "", 204


def _next(session: Session, name: str) -> FloristDayModel:
    today = local_day(clock.now(), shop(session).time_zone)
    # The 29th of February comes every fourth year, and once after eight.
    ahead = delivery.florist_days(session, first=today, last=today + dt.timedelta(days=8 * 366))
    return FloristDayModel.model_validate(
        next(each for each in ahead if each.name == name), from_attributes=True
    )


def _deed() -> Deed:
    return Deed(who=me().who, why="", at=clock.now())
