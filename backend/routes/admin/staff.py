"""Who works here: inviting, giving another role, letting go."""

from uuid import UUID

import flask
from spectree import Response

from backend import db
from backend.routes.access import me, needs
from backend.routes.api import api
from backend.routes.schemas.admin.staff import InviteBody, StaffChangeBody, StaffListModel, StaffMemberModel
from backend.routes.schemas.common import Problem
from backend.routes.versions import shows_current
from backend.shop.accounts import selectors
from backend.shop.accounts.rules import Permission, Role
from backend.shop.accounts.selectors import StaffMember
from backend.shop.accounts.services import staff
from backend.shop.kit import clock

blueprint = flask.Blueprint("admin_staff", __name__, url_prefix="/api/admin/staff")

_REFUSED = {"HTTP_401": Problem, "HTTP_403": Problem, "HTTP_409": Problem, "HTTP_422": Problem}
_TAGS = ["back office"]


@blueprint.get("")
@needs(Permission.MANAGE_STAFF)
@api.validate(resp=Response(HTTP_200=StaffListModel, HTTP_401=Problem, HTTP_403=Problem), tags=_TAGS)
def read_staff() -> StaffListModel:
    """Everybody who works here or did, by name."""
    return StaffListModel(items=[_model(each) for each in selectors.staff(db.edge_session())])


@blueprint.post("")
@needs(Permission.MANAGE_STAFF)
@api.validate(resp=Response(HTTP_201=StaffMemberModel, **_REFUSED), tags=_TAGS)
def invite(json: InviteBody) -> tuple[StaffMemberModel, int]:
    """Makes a login without a password and sends the letter that sets one."""
    with db.transaction() as session:
        invited = staff.invite(
            session,
            name=json.name,
            email=json.email,
            role=Role(json.role),
            by=me(),
            now=clock.now(),
        )
    return _model(invited), 201


@blueprint.patch("/<uuid:staff_id>")
@needs(Permission.MANAGE_STAFF)
@api.validate(resp=Response(HTTP_200=StaffMemberModel, HTTP_404=Problem, **_REFUSED), tags=_TAGS)
def change(staff_id: UUID, json: StaffChangeBody) -> StaffMemberModel:
    """Another role, or closed or opened; one owner stays. A closed login ends with the next request."""
    wanted = staff.StaffChange(Role(json.role) if json.role else None, json.active)
    with shows_current(lambda: _now(staff_id)), db.transaction() as session:
        changed = staff.change(
            session,
            staff_id=staff_id,
            version=json.version,
            wanted=wanted,
            by=me(),
            now=clock.now(),
        )
    return _model(changed)


@blueprint.post("/<uuid:staff_id>/invitation")
@needs(Permission.MANAGE_STAFF)
@api.validate(resp=Response(HTTP_204=None, HTTP_404=Problem, **_REFUSED), tags=_TAGS)
def invite_again(staff_id: UUID) -> tuple[str, int]:
    """Sends the letter again; the link of the one before opens nothing any more."""
    with db.transaction() as session:
        staff.invite_again(session, staff_id=staff_id, by=me(), now=clock.now())
    return "", 204


def _now(staff_id: UUID) -> StaffMemberModel:
    return next(_model(each) for each in selectors.staff(db.edge_session()) if each.id == staff_id)


def _model(member: StaffMember) -> StaffMemberModel:
    return StaffMemberModel.model_validate(member, from_attributes=True)
