"""One's own account: profile, password, e-mail."""

import flask
from spectree import Response

from backend.routes import access
from backend.routes.api import api
from backend.routes.schemas.auth import CodeBody, FlowModel, MeModel
from backend.routes.schemas.common import Problem
from backend.routes.schemas.me import EmailBody, PasswordBody, ProfileBody
from backend.shop.accounts.selectors import Person

blueprint = flask.Blueprint("me", __name__, url_prefix="/api/me")

_PROVED = {"HTTP_401": Problem, "HTTP_403": Problem, "HTTP_422": Problem, "HTTP_429": Problem}
_TAGS = ["accounts"]


@blueprint.get("")
@api.validate(resp=Response(HTTP_200=MeModel, HTTP_401=Problem), tags=_TAGS)
def me() -> MeModel:
    """The person of this login."""
    return me_model(access.me())


@blueprint.patch("")
@api.validate(
    resp=Response(HTTP_200=MeModel, HTTP_401=Problem, HTTP_409=Problem, HTTP_422=Problem), tags=_TAGS
)
def change_profile(json: ProfileBody) -> MeModel:
    """Another name or phone."""
    raise NotImplementedError


@blueprint.post("/password")
@api.validate(resp=Response(HTTP_204=None, **_PROVED), tags=_TAGS)
def change_password(json: PasswordBody) -> tuple[str, int]:
    """A new password for who knows the old one; every other session ends, and a letter says so."""
    raise NotImplementedError


@blueprint.post("/email")
@api.validate(resp=Response(HTTP_202=FlowModel, **_PROVED), tags=_TAGS)
def change_email(json: EmailBody) -> tuple[FlowModel, int]:
    """Sends a code to the new address; the same answer when somebody has it already."""
    raise NotImplementedError


@blueprint.post("/email/confirm")
@api.validate(resp=Response(HTTP_200=MeModel, HTTP_409=Problem, **_PROVED), tags=_TAGS)
def confirm_email(json: CodeBody) -> MeModel:
    """The code of the new address makes it the account's; the old one gets a letter."""
    raise NotImplementedError


def me_model(person: Person) -> MeModel:
    """A person as her own pages see her."""
    return MeModel(
        name=person.name,
        email=person.email,
        phone=person.phone,
        role=person.role.value,
        permissions=sorted(person.permissions),
        has_totp=person.has_totp,
        must_enroll=person.must_enroll,
        version=person.version,
    )
