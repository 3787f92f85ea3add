"""What she wants to hear of."""

import flask
from spectree import Response

from backend import db
from backend.routes.access import logged_in, me
from backend.routes.api import api
from backend.routes.schemas.belongings import PreferencesModel
from backend.routes.schemas.common import Problem
from backend.shop.accounts import preferences
from backend.shop.accounts.preferences import Wishes
from backend.shop.kit import clock

blueprint = flask.Blueprint("preferences", __name__, url_prefix="/api/me/preferences")

_TAGS = ["accounts"]


@blueprint.get("")
@logged_in
@api.validate(resp=Response(HTTP_200=PreferencesModel, HTTP_401=Problem), tags=_TAGS)
def read() -> PreferencesModel:
    """Who has said nothing wants reminders and no newsletter."""
    return _hers()


@blueprint.put("")
@logged_in
@api.validate(
    json=PreferencesModel,
    resp=Response(HTTP_200=PreferencesModel, HTTP_401=Problem, HTTP_422=Problem),
    tags=_TAGS,
)
def write(json: PreferencesModel) -> PreferencesModel:
    preferences.write(
        db.edge_session(),
        account_id=me().id,
        wishes=Wishes(json.newsletter, json.reminders, json.reviews, tuple(json.quiet_occasions)),
        at=clock.now(),
    )
    return _hers()


def _hers() -> PreferencesModel:
    wishes = preferences.wishes(db.edge_session(), account_id=me().id)
    return PreferencesModel.model_validate(wishes, from_attributes=True)
