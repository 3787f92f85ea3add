"""Photos of deliveries, for staff: taken at the counter, and looked at."""

from uuid import UUID

import flask
from spectree import Response

from backend import db
from backend.routes.access import me, needs
from backend.routes.api import api
from backend.routes.photos import sent_photo, shown_photo
from backend.routes.schemas.admin.making import PhotoModel
from backend.routes.schemas.common import Problem
from backend.shop.accounts.rules import Permission
from backend.shop.kit import clock
from backend.shop.orders import proofs, selectors
from backend.shop.orders.services import Step

blueprint = flask.Blueprint("admin_photos", __name__, url_prefix="/api/admin")

_REFUSED = {f"HTTP_{status}": Problem for status in (401, 403, 404, 409, 413, 415, 422)}


@blueprint.post("/deliveries/<uuid:delivery_id>/photos")
@needs(Permission.DELIVER)
@api.validate(resp=Response(HTTP_201=PhotoModel, **_REFUSED), tags=["back office"])
def keep(delivery_id: UUID) -> tuple[PhotoModel, int]:
    """Keeps the picture that is the body; the same file sent again is the same photo."""
    with db.transaction() as session:
        selectors.order_of(session, delivery_id)
    new = sent_photo(delivery_id)
    with db.transaction() as session:
        kept = proofs.keep_photo(session, new=new, step=Step(clock.now(), me().who, ""))
        return PhotoModel(id=kept.id, width=kept.width, height=kept.height), 201


@blueprint.get("/photos/<uuid:photo_id>")
@needs(Permission.SEE_ORDERS)
@api.validate(resp=Response(HTTP_404=Problem), tags=["back office"])
def show(photo_id: UUID) -> flask.Response:
    """A photo, as WebP."""
    return shown_photo(proofs.photo(db.edge_session(), photo_id))
