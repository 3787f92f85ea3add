"""Orders that were placed without a login become an account's, by a code that goes to their address."""

import flask
from spectree import Response

from backend import db
from backend.routes.access import logged_in, me
from backend.routes.account_answers import flow_model
from backend.routes.api import api
from backend.routes.schemas.auth import CodeBody, FlowModel
from backend.routes.schemas.belongings import ClaimBody, ClaimedModel
from backend.routes.schemas.common import Problem
from backend.routes.visitors import visitor
from backend.shop.accounts.services import claim
from backend.shop.accounts.tries import counted
from backend.shop.kit import clock
from backend.shop.orders import owned

blueprint = flask.Blueprint("claims", __name__, url_prefix="/api/me/claims")

_REFUSED = {f"HTTP_{status}": Problem for status in (401, 422, 429)}
_BY_CODE = {f"HTTP_{status}": Problem for status in (401, 403, 409, 422)}
_TAGS = ["accounts"]


@blueprint.post("")
@logged_in
@api.validate(json=ClaimBody, resp=Response(HTTP_202=FlowModel, **_REFUSED), tags=_TAGS)
def begin(json: ClaimBody) -> tuple[FlowModel, int]:
    """Sends a code to the address; the answer is the same whether there are orders or not."""
    account_id = me().id
    with db.transaction() as session:
        flow = claim.begin(
            session, account_id=account_id, email=json.email, visitor=visitor(), now=clock.now()
        )
    return flow_model(flow), 202


@blueprint.post("/confirm")
@logged_in
@api.validate(json=CodeBody, resp=Response(HTTP_200=ClaimedModel, **_BY_CODE), tags=_TAGS)
def confirm(json: CodeBody) -> ClaimedModel:
    """The orders of that address are hers from now on, those that are nobody's yet."""
    account_id, now = me().id, clock.now()
    with counted() as session:
        email = claim.finish(session, account_id=account_id, flow=json.flow, code=json.code, now=now)
        numbers = owned.claim(session, email=email, account_id=account_id, at=now)
    return ClaimedModel(orders=numbers)
