"""The address book of recipients."""

from uuid import UUID

import flask
from spectree import Response

from backend.routes.api import api
from backend.routes.schemas.belongings import AddressList, ChangeAddress, NewAddress, SavedAddressModel
from backend.routes.schemas.common import Problem

blueprint = flask.Blueprint("addresses", __name__, url_prefix="/api/me/addresses")

_REFUSED = {f"HTTP_{status}": Problem for status in (401, 404, 409, 422)}
_TAGS = ["accounts"]


@blueprint.get("")
@api.validate(resp=Response(HTTP_200=AddressList, HTTP_401=Problem), tags=_TAGS)
def read_all() -> AddressList:
    """Her saved recipients, by label and name."""
    raise NotImplementedError


@blueprint.post("")
@api.validate(json=NewAddress, resp=Response(HTTP_201=SavedAddressModel, **_REFUSED), tags=_TAGS)
def add(json: NewAddress) -> tuple[SavedAddressModel, int]:
    """Keeps a recipient; at most fifty."""
    raise NotImplementedError


@blueprint.patch("/<uuid:address_id>")
@api.validate(json=ChangeAddress, resp=Response(HTTP_200=SavedAddressModel, **_REFUSED), tags=_TAGS)
def change(address_id: UUID, json: ChangeAddress) -> SavedAddressModel:
    raise NotImplementedError


@blueprint.delete("/<uuid:address_id>")
@api.validate(resp=Response(HTTP_204=None, HTTP_401=Problem, HTTP_404=Problem), tags=_TAGS)
def remove(address_id: UUID) -> tuple[str, int]:
    raise NotImplementedError
