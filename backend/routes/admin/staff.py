"""Who works here: inviting, giving another role, letting go."""

from uuid import UUID

import flask
from spectree import Response

from backend.routes.access import needs
from backend.routes.api import api
from backend.routes.schemas.admin.staff import InviteBody, StaffChangeBody, StaffListModel, StaffModel
from backend.routes.schemas.common import Problem
from backend.shop.accounts.rules import Permission

blueprint = flask.Blueprint("admin_staff", __name__, url_prefix="/api/admin/staff")

_REFUSED = {"HTTP_401": Problem, "HTTP_403": Problem, "HTTP_409": Problem, "HTTP_422": Problem}
_TAGS = ["back office"]


@blueprint.get("")
@needs(Permission.MANAGE_STAFF)
@api.validate(resp=Response(HTTP_200=StaffListModel, HTTP_401=Problem, HTTP_403=Problem), tags=_TAGS)
def read_staff() -> StaffListModel:
    """Everybody who works here or did, by name."""
    raise NotImplementedError


@blueprint.post("")
@needs(Permission.MANAGE_STAFF)
@api.validate(resp=Response(HTTP_201=StaffModel, **_REFUSED), tags=_TAGS)
def invite(json: InviteBody) -> tuple[StaffModel, int]:
    """Makes a login without a password and sends the letter that sets one."""
    raise NotImplementedError


@blueprint.patch("/<uuid:staff_id>")
@needs(Permission.MANAGE_STAFF)
@api.validate(resp=Response(HTTP_200=StaffModel, HTTP_404=Problem, **_REFUSED), tags=_TAGS)
def change(staff_id: UUID, json: StaffChangeBody) -> StaffModel:
    """Another role, or closed or opened; one owner stays. A closed login ends with the next request."""
    raise NotImplementedError


@blueprint.post("/<uuid:staff_id>/invitation")
@needs(Permission.MANAGE_STAFF)
@api.validate(resp=Response(HTTP_204=None, HTTP_404=Problem, **_REFUSED), tags=_TAGS)
def invite_again(staff_id: UUID) -> tuple[str, int]:
    """Sends the letter again; the link of the one before opens nothing any more."""
    raise NotImplementedError
