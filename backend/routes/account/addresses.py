"""The address book of recipients."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

import flask
from spectree import Response

from backend import db
from backend.routes.access import logged_in, me
from backend.routes.api import api
from backend.routes.schemas.belongings import (
    AddressList,
    ChangeAddress,
    NewAddress,
    SavedAddressModel,
    SavedRecipientModel,
)
from backend.routes.schemas.common import Problem
from backend.routes.versions import shows_current
from backend.shop.accounts import people
from backend.shop.delivery import selectors as delivery
from backend.shop.kit import clock

if TYPE_CHECKING:
    from backend.shop.accounts.models import SavedRecipient

blueprint = flask.Blueprint("addresses", __name__, url_prefix="/api/me/addresses")

_REFUSED = {f"HTTP_{status}": Problem for status in (401, 404, 409, 422)}
_TAGS = ["accounts"]


@blueprint.get("")
@logged_in
@api.validate(resp=Response(HTTP_200=AddressList, HTTP_401=Problem), tags=_TAGS)
def read_all() -> AddressList:
    """Her saved recipients, by label and name."""
    found = people.all_of(db.edge_session(), account_id=me().id)
    return AddressList(items=[_model(each) for each in found])


@blueprint.post("")
@logged_in
@api.validate(json=NewAddress, resp=Response(HTTP_201=SavedAddressModel, **_REFUSED), tags=_TAGS)
def add(json: NewAddress) -> tuple[SavedAddressModel, int]:
    """Keeps a recipient; at most fifty."""
    kept = people.add(
        db.edge_session(),
        account_id=me().id,
        label=json.label,
        recipient=_recipient(json.recipient),
        at=clock.now(),
    )
    return _model(kept), 201


@blueprint.patch("/<uuid:address_id>")
@logged_in
@api.validate(json=ChangeAddress, resp=Response(HTTP_200=SavedAddressModel, **_REFUSED), tags=_TAGS)
def change(address_id: UUID, json: ChangeAddress) -> SavedAddressModel:
    session, account_id = db.edge_session(), me().id
    with shows_current(lambda: _model(people.one_of(session, account_id=account_id, address_id=address_id))):
        kept = people.change(
            session,
            account_id=account_id,
            address_id=address_id,
            version=json.version,
            label=json.label,
            recipient=_recipient(json.recipient) if json.recipient else None,
        )
    return _model(kept)


@blueprint.delete("/<uuid:address_id>")
@logged_in
@api.validate(resp=Response(HTTP_204=None, HTTP_401=Problem, HTTP_404=Problem), tags=_TAGS)
def remove(address_id: UUID) -> tuple[str, int]:
    people.remove(db.edge_session(), account_id=me().id, address_id=address_id)
    return "", 204


def _recipient(sent: SavedRecipientModel) -> dict[str, object]:
    """As it is kept: its postcode in the shop's form. Raises InvalidPostcode."""
    postcode = delivery.normalized(sent.postcode) if sent.postcode else None
    return {**sent.model_dump(mode="json"), "postcode": postcode}


def _model(kept: SavedRecipient) -> SavedAddressModel:
    return SavedAddressModel.model_validate(kept, from_attributes=True)
