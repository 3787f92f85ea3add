"""What busy days cost more, by hand."""

import flask
from spectree import Response
from sqlalchemy.orm import Session

from backend import db
from backend.routes.access import me, needs
from backend.routes.api import api
from backend.routes.schemas.admin.surges import SurgeBody, SurgeModel, SurgesModel, SurgeZoneModel
from backend.routes.schemas.common import MoneyModel, Problem
from backend.shop.accounts.rules import Permission
from backend.shop.audit.services import Deed
from backend.shop.delivery import selectors as delivery
from backend.shop.kit import clock
from backend.shop.kit.clock import local_day
from backend.shop.pricing import selectors as pricing
from backend.shop.pricing import services
from backend.shop.pricing.services import SurgeFacts
from backend.shop.settings.selectors import shop

blueprint = flask.Blueprint("admin_surges", __name__, url_prefix="/api/admin/surges")

_REFUSED = {f"HTTP_{status}": Problem for status in (401, 403, 404, 409, 422)}
_TAGS = ["back office"]


@blueprint.get("")
@needs(Permission.SEE_ORDERS)
@api.validate(resp=Response(HTTP_200=SurgesModel, HTTP_401=Problem, HTTP_403=Problem), tags=_TAGS)
def read() -> SurgesModel:
    """The surges that are not over, by their first day."""
    return _answer(db.edge_session())


@blueprint.post("")
@needs(Permission.SET_CALENDAR)
@api.validate(json=SurgeBody, resp=Response(HTTP_201=SurgesModel, **_REFUSED), tags=_TAGS)
def add(json: SurgeBody) -> tuple[SurgesModel, int]:
    """Makes days dearer from now on; what is ordered keeps its price."""
    facts = SurgeFacts(**json.model_dump())
    with db.transaction() as session:
        services.add_surge(session, facts=facts, deed=_deed(json.name))
    return _answer(db.edge_session()), 201


@blueprint.delete("/<int(max=2147483647):surge_id>")
@needs(Permission.SET_CALENDAR)
@api.validate(resp=Response(HTTP_200=SurgesModel, **_REFUSED), tags=_TAGS)
def remove(surge_id: int) -> SurgesModel:
    """Its days cost what they cost before."""
    with db.transaction() as session:
        services.remove_surge(session, surge_id=surge_id, deed=_deed(""))
    return _answer(db.edge_session())


def _answer(session: Session) -> SurgesModel:
    facts, zones = shop(session), delivery.zone_names(session)
    found = pricing.all_surges(session, since=local_day(clock.now(), facts.time_zone))
    return SurgesModel(
        items=[
            SurgeModel(
                id=each.id,
                first=each.first,
                last=each.last,
                rule=each.rule,
                zone_id=each.zone_id,
                zone=zones.get(each.zone_id) if each.zone_id is not None else None,
                amount=MoneyModel(amount=each.amount, currency=facts.currency),
                name=each.name,
            )
            for each in found
        ],
        zones=[SurgeZoneModel(id=zone_id, name=name) for zone_id, name in zones.items()],
        currency=facts.currency,
    )


def _deed(why: str) -> Deed:
    return Deed(who=me().who, why=why, at=clock.now())
