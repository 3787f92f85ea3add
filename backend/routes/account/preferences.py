"""What she wants to hear of, and the link in a reminder that ends reminders."""

import flask
from spectree import Response

from backend import db
from backend.routes.access import me
from backend.routes.api import api
from backend.routes.schemas.belongings import PreferencesModel
from backend.routes.schemas.common import Problem
from backend.shop.accounts import preferences

blueprint = flask.Blueprint("preferences", __name__, url_prefix="/api")

_TAGS = ["accounts"]


@blueprint.get("/me/preferences")
@api.validate(resp=Response(HTTP_200=PreferencesModel, HTTP_401=Problem), tags=_TAGS)
def read() -> PreferencesModel:
    """Who has said nothing wants reminders and no newsletter."""
    return _hers()


@blueprint.put("/me/preferences")
@api.validate(
    json=PreferencesModel,
    resp=Response(HTTP_200=PreferencesModel, HTTP_401=Problem, HTTP_422=Problem),
    tags=_TAGS,
)
def write(json: PreferencesModel) -> PreferencesModel:
    preferences.write(
        db.edge_session(),
        account_id=me().id,
        newsletter=json.newsletter,
        reminders=json.reminders,
        quiet_occasions=json.quiet_occasions,
    )
    return _hers()


@blueprint.post("/unsubscribe/<token>")
@api.validate(resp=Response(HTTP_204=None, HTTP_404=Problem), tags=["letters"])
def unsubscribe(token: str) -> tuple[str, int]:
    """Ends the reminders of whoever got this link, without a login (RFC 8058)."""
    preferences.unsubscribe(db.edge_session(), token=token)
    return "", 204


def _hers() -> PreferencesModel:
    wishes = preferences.wishes(db.edge_session(), account_id=me().id)
    return PreferencesModel.model_validate(wishes, from_attributes=True)
