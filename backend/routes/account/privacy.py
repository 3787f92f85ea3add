"""Everything that the shop knows of her as a file, and the end of her account."""

import json as json_format

import flask
from spectree import Response

from backend import db
from backend.routes import cookies
from backend.routes.access import logged_in, me
from backend.routes.api import api
from backend.routes.schemas.belongings import CloseAccount
from backend.routes.schemas.common import Problem
from backend.routes.visitors import visitor
from backend.shop.accounts.services.proof import prove
from backend.shop.accounts.tries import counted
from backend.shop.kit import clock
from backend.shop.privacy import services

blueprint = flask.Blueprint("privacy", __name__, url_prefix="/api/me")

_REFUSED = {f"HTTP_{status}": Problem for status in (401, 403, 409, 422, 429)}
_TAGS = ["accounts"]


@blueprint.get("/export")
@logged_in
@api.validate(resp=Response(HTTP_401=Problem), tags=_TAGS)
def export() -> flask.Response:
    """All that every room keeps of her, as a JSON file."""
    told = services.export(db.edge_session(), account_id=me().id, at=clock.now())
    body = json_format.dumps(told, indent=2, ensure_ascii=False, default=str)
    answer = flask.Response(body, mimetype="application/json")
    answer.headers.set("Content-Disposition", "attachment", filename="posy-my-data.json")
    return answer


@blueprint.delete("")
@logged_in
@api.validate(json=CloseAccount, resp=Response(HTTP_204=None, **_REFUSED), tags=_TAGS)
def close(json: CloseAccount) -> tuple[str, int]:
    """Closes the account at once; what her orders say of people is erased when each of them is over."""
    account_id, now = me().id, clock.now()
    with counted() as session:
        prove(session, account_id=account_id, password=json.password, visitor=visitor(), now=now)
        services.close(session, account_id=account_id, at=now)
    cookies.forget_refresh_token()
    return "", 204
