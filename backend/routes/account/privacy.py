"""Everything that the shop knows of her as a file, and the end of her account."""

import flask
from spectree import Response

from backend.routes.api import api
from backend.routes.schemas.belongings import CloseAccount
from backend.routes.schemas.common import Problem

blueprint = flask.Blueprint("privacy", __name__, url_prefix="/api/me")

_REFUSED = {f"HTTP_{status}": Problem for status in (401, 409, 422, 429)}
_TAGS = ["accounts"]


@blueprint.get("/export")
@api.validate(resp=Response(HTTP_401=Problem), tags=_TAGS)
def export() -> flask.Response:
    """All that every room keeps of her, as a JSON file."""
    raise NotImplementedError


@blueprint.delete("")
@api.validate(json=CloseAccount, resp=Response(HTTP_204=None, **_REFUSED), tags=_TAGS)
def close(json: CloseAccount) -> tuple[str, int]:
    """Closes the account at once; what her orders say of people is erased when the last of them is over."""
    raise NotImplementedError
