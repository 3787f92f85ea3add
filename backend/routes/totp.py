"""The second factor of those who work here: codes of an app, and recovery codes on paper."""

import flask
import segno
from spectree import Response

from backend.routes import access
from backend.routes.api import api
from backend.routes.schemas.common import Problem
from backend.routes.schemas.me import NoTotpBody, RecoveryModel, TotpBody, TotpCodeBody, TotpModel
from backend.routes.visitors import visitor
from backend.shop.accounts.services import second_factor
from backend.shop.accounts.services.proof import prove
from backend.shop.accounts.tries import counted
from backend.shop.kit import clock
from backend.shop.settings.selectors import shop

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
@access.staff_only
@api.validate(resp=Response(HTTP_200=TotpModel, **_REFUSED), tags=_TAGS)
def begin(json: TotpBody) -> TotpModel:
    """A new secret for the app; it counts for nothing until a code of it is confirmed.

    With `code` of the factor that there is, where there is one: it stays until the new one is confirmed.
    """
    me, now = access.me(), clock.now()
    with counted() as session:
        account = prove(session, account_id=me.id, password=json.password, visitor=visitor(), now=now)
        second_factor.check(session, account=account, given=json.code, visitor=visitor(), now=now)
        made = second_factor.begin(account=account, shop_name=shop(session).name)
    picture = segno.make(made.uri, error="m").svg_inline(scale=4, border=2)
    return TotpModel(secret=made.secret, uri=made.uri, qr_svg=picture)


@blueprint.post("/confirm")
@access.staff_only
@api.validate(resp=Response(HTTP_200=RecoveryModel, **_REFUSED), tags=_TAGS)
def confirm(json: TotpCodeBody) -> RecoveryModel:
    """From here on a login takes a code; the recovery codes are shown this one time."""
    with counted() as session:
        codes = second_factor.confirm(
            session,
            account_id=access.me().id,
            code=json.code,
            visitor=visitor(),
            keep=access.session_id(),
            now=clock.now(),
        )
    return RecoveryModel(recovery_codes=codes)


@blueprint.delete("")
@access.staff_only
@api.validate(resp=Response(HTTP_204=None, **_REFUSED), tags=_TAGS)
def remove(json: NoTotpBody) -> tuple[str, int]:
    """Takes the second factor away; not where the role requires one."""
    me, now = access.me(), clock.now()
    with counted() as session:
        account = prove(session, account_id=me.id, password=json.password, visitor=visitor(), now=now)
        second_factor.check(session, account=account, given=json.code, visitor=visitor(), now=now)
        second_factor.remove(session, account=account, now=now)
    return "", 204
