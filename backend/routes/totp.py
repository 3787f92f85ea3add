"""The second factor of those who work here: codes of an app, and recovery codes on paper."""

import flask
from spectree import Response

from backend.routes.api import api
from backend.routes.schemas.common import Problem
from backend.routes.schemas.me import NoTotpBody, RecoveryModel, TotpBody, TotpCodeBody, TotpModel

blueprint = flask.Blueprint("totp", __name__, url_prefix="/api/me/totp")

_REFUSED = {
    "HTTP_401": Problem,
    "HTTP_403": Problem,
    "HTTP_409": Problem,
    "HTTP_422": Problem,
    "HTTP_429": Problem,
}
_TAGS = ["accounts"]


@blueprint.post("")
@api.validate(resp=Response(HTTP_200=TotpModel, **_REFUSED), tags=_TAGS)
def begin(json: TotpBody) -> TotpModel:
    """A new secret for the app; it counts for nothing until a code of it is confirmed."""
    raise NotImplementedError


@blueprint.post("/confirm")
@api.validate(resp=Response(HTTP_200=RecoveryModel, **_REFUSED), tags=_TAGS)
def confirm(json: TotpCodeBody) -> RecoveryModel:
    """From here on a login takes a code; the recovery codes are shown this one time."""
    raise NotImplementedError


@blueprint.delete("")
@api.validate(resp=Response(HTTP_204=None, **_REFUSED), tags=_TAGS)
def remove(json: NoTotpBody) -> tuple[str, int]:
    """Takes the second factor away; not where the role requires one."""
    raise NotImplementedError
