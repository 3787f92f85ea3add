"""Orders that were placed without a login become an account's, by a code that goes to their address."""

import flask
from spectree import Response

from backend.routes.api import api
from backend.routes.schemas.auth import CodeBody, FlowModel
from backend.routes.schemas.belongings import ClaimBody, ClaimedModel
from backend.routes.schemas.common import Problem

blueprint = flask.Blueprint("claims", __name__, url_prefix="/api/me/claims")

_REFUSED = {f"HTTP_{status}": Problem for status in (401, 422, 429)}
_TAGS = ["accounts"]


@blueprint.post("")
@api.validate(json=ClaimBody, resp=Response(HTTP_202=FlowModel, **_REFUSED), tags=_TAGS)
def begin(json: ClaimBody) -> tuple[FlowModel, int]:
    """Sends a code to the address; the answer is the same whether there are orders or not."""
    raise NotImplementedError


@blueprint.post("/confirm")
@api.validate(json=CodeBody, resp=Response(HTTP_200=ClaimedModel, **_REFUSED), tags=_TAGS)
def confirm(json: CodeBody) -> ClaimedModel:
    """The orders of that address are hers from now on, those that are nobody's yet."""
    raise NotImplementedError
