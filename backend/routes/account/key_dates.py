"""Key dates: a person, an occasion, and the day that it next falls on."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

import flask
from spectree import Response

from backend import db
from backend.routes.access import logged_in, me
from backend.routes.api import api
from backend.routes.schemas.belongings import ChangeKeyDate, KeyDateList, KeyDateModel, NewKeyDate
from backend.routes.schemas.common import Problem
from backend.routes.versions import shows_current
from backend.shop.accounts import keydates
from backend.shop.accounts.keydates import Day
from backend.shop.kit import clock
from backend.shop.kit.clock import local_day
from backend.shop.settings.selectors import shop

if TYPE_CHECKING:
    from backend.shop.accounts.models import KeyDate

blueprint = flask.Blueprint("key_dates", __name__, url_prefix="/api/me/key-dates")

_REFUSED = {f"HTTP_{status}": Problem for status in (401, 404, 409, 422)}
_TAGS = ["accounts"]


@blueprint.get("")
@logged_in
@api.validate(resp=Response(HTTP_200=KeyDateList, HTTP_401=Problem), tags=_TAGS)
def read_all() -> KeyDateList:
    """Her key dates, the next one first."""
    found = [_model(each) for each in keydates.all_of(db.edge_session(), account_id=me().id)]
    return KeyDateList(items=sorted(found, key=lambda each: each.next_date))


@blueprint.post("")
@logged_in
@api.validate(json=NewKeyDate, resp=Response(HTTP_201=KeyDateModel, **_REFUSED), tags=_TAGS)
def add(json: NewKeyDate) -> tuple[KeyDateModel, int]:
    """Keeps a key date; at most a hundred."""
    said = Day(json.person, json.occasion, json.month, json.day, json.remind)
    return _model(keydates.add(db.edge_session(), account_id=me().id, said=said, at=clock.now())), 201


@blueprint.patch("/<uuid:key_date_id>")
@logged_in
@api.validate(json=ChangeKeyDate, resp=Response(HTTP_200=KeyDateModel, **_REFUSED), tags=_TAGS)
def change(key_date_id: UUID, json: ChangeKeyDate) -> KeyDateModel:
    session, account_id = db.edge_session(), me().id
    with shows_current(
        lambda: _model(keydates.one_of(session, account_id=account_id, key_date_id=key_date_id))
    ):
        kept = keydates.change(
            session,
            account_id=account_id,
            key_date_id=key_date_id,
            version=json.version,
            sent=json.model_dump(exclude_none=True, exclude={"version"}),
        )
    return _model(kept)


@blueprint.delete("/<uuid:key_date_id>")
@logged_in
@api.validate(resp=Response(HTTP_204=None, HTTP_401=Problem, HTTP_404=Problem), tags=_TAGS)
def remove(key_date_id: UUID) -> tuple[str, int]:
    keydates.remove(db.edge_session(), account_id=me().id, key_date_id=key_date_id)
    return "", 204


def _model(kept: KeyDate) -> KeyDateModel:
    facts = shop(db.edge_session())
    today = local_day(clock.now(), facts.time_zone)
    return KeyDateModel(
        id=kept.id,
        person=kept.person,
        occasion=keydates.said_of(kept).occasion,
        month=kept.month,
        day=kept.day,
        remind=kept.remind,
        next_date=keydates.next_date(kept, today=today, country=facts.country),
        version=kept.version,
    )
