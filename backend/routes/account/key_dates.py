"""Key dates: a person, an occasion, and the day that it next falls on."""

from uuid import UUID

import flask
from spectree import Response

from backend.routes.api import api
from backend.routes.schemas.belongings import ChangeKeyDate, KeyDateList, KeyDateModel, NewKeyDate
from backend.routes.schemas.common import Problem

blueprint = flask.Blueprint("key_dates", __name__, url_prefix="/api/me/key-dates")

_REFUSED = {f"HTTP_{status}": Problem for status in (401, 404, 409, 422)}
_TAGS = ["accounts"]


@blueprint.get("")
@api.validate(resp=Response(HTTP_200=KeyDateList, HTTP_401=Problem), tags=_TAGS)
def read_all() -> KeyDateList:
    """Her key dates, the next one first."""
    raise NotImplementedError


@blueprint.post("")
@api.validate(json=NewKeyDate, resp=Response(HTTP_201=KeyDateModel, **_REFUSED), tags=_TAGS)
def add(json: NewKeyDate) -> tuple[KeyDateModel, int]:
    raise NotImplementedError


@blueprint.patch("/<uuid:key_date_id>")
@api.validate(json=ChangeKeyDate, resp=Response(HTTP_200=KeyDateModel, **_REFUSED), tags=_TAGS)
def change(key_date_id: UUID, json: ChangeKeyDate) -> KeyDateModel:
    raise NotImplementedError


@blueprint.delete("/<uuid:key_date_id>")
@api.validate(resp=Response(HTTP_204=None, HTTP_401=Problem, HTTP_404=Problem), tags=_TAGS)
def remove(key_date_id: UUID) -> tuple[str, int]:
    raise NotImplementedError
