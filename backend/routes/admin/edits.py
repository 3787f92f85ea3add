"""Edits of a delivery that change what its order costs, each with a preview that writes nothing."""

from uuid import UUID

import flask
from spectree import Response

from backend import db
from backend.routes.access import needs
from backend.routes.admin.orders import WRITTEN, deed, newest
from backend.routes.api import api
from backend.routes.schemas.admin.desk import (
    AddedLines,
    AddLinesBody,
    ExpectedSums,
    ReaddressBody,
    Readdressed,
    RepricedModel,
)
from backend.routes.schemas.admin.orders import DeskOrderModel
from backend.routes.versions import shows_current
from backend.shop.accounts.rules import Permission
from backend.shop.checkout.services.add_lines import add_lines
from backend.shop.checkout.services.readdress import NewPlace, readdress
from backend.shop.checkout.services.reprice import Edit, Expected, NewSums
from backend.shop.kit import clock
from backend.shop.kit.money import Money
from backend.shop.orders import selectors as orders

blueprint = flask.Blueprint("admin_edits", __name__, url_prefix="/api/admin/deliveries")

_TOLD = Response(HTTP_200=RepricedModel, **WRITTEN)
_WRITTEN = Response(HTTP_200=DeskOrderModel, **WRITTEN)


@blueprint.post("/<uuid:delivery_id>/lines/preview")
@needs(Permission.EDIT_ORDERS)
@api.validate(json=AddedLines, resp=_TOLD, tags=["back office"])
def preview_lines(delivery_id: UUID, json: AddedLines) -> RepricedModel:
    """What the order comes to with more in this delivery."""
    order_id = _order_of(delivery_id)
    with shows_current(lambda: newest(order_id)):
        return _told(_add(delivery_id, json, Edit(deed(json.version))))


@blueprint.post("/<uuid:delivery_id>/lines")
@needs(Permission.EDIT_ORDERS)
@api.validate(json=AddLinesBody, resp=_WRITTEN, tags=["back office"])
def write_lines(delivery_id: UUID, json: AddLinesBody) -> DeskOrderModel:
    """Adds things at today's price; what is then due is collected, over a link if that is wanted."""
    order_id = _order_of(delivery_id)
    edit = Edit(deed(json.version, json.reason), _expected(json.expected), json.send_link)
    with shows_current(lambda: newest(order_id)):
        _add(delivery_id, json, edit)
    return newest(order_id)


@blueprint.post("/<uuid:delivery_id>/address/preview")
@needs(Permission.EDIT_ORDERS)
@api.validate(json=Readdressed, resp=_TOLD, tags=["back office"])
def preview_address(delivery_id: UUID, json: Readdressed) -> RepricedModel:
    """What the order comes to when this delivery goes elsewhere."""
    order_id = _order_of(delivery_id)
    with shows_current(lambda: newest(order_id)):
        return _told(_move(delivery_id, json, Edit(deed(json.version))))


@blueprint.post("/<uuid:delivery_id>/address")
@needs(Permission.EDIT_ORDERS)
@api.validate(json=ReaddressBody, resp=_WRITTEN, tags=["back office"])
def write_address(delivery_id: UUID, json: ReaddressBody) -> DeskOrderModel:
    """Brings it to another zone or another tax, with a new fee; what was paid too much goes back at once."""
    order_id = _order_of(delivery_id)
    edit = Edit(deed(json.version, json.reason), _expected(json.expected), json.send_link)
    with shows_current(lambda: newest(order_id)):
        _move(delivery_id, json, edit)
    return newest(order_id)


def _add(delivery_id: UUID, sent: AddedLines, edit: Edit) -> NewSums:
    wanted = [(each.variant_id, each.quantity) for each in sent.lines]
    return add_lines(delivery_id=delivery_id, wanted=wanted, edit=edit, clock=clock.now)


def _move(delivery_id: UUID, sent: Readdressed, edit: Edit) -> NewSums:
    to = NewPlace(sent.recipient.model_dump(), sent.slot_id)
    return readdress(delivery_id=delivery_id, to=to, edit=edit, clock=clock.now)


def _told(sums: NewSums) -> RepricedModel:
    return RepricedModel.model_validate(sums, from_attributes=True)


def _expected(sent: ExpectedSums) -> Expected:
    total, due = sent.total, sent.balance_due
    return Expected(Money(total.amount, total.currency), Money(due.amount, due.currency))


def _order_of(delivery_id: UUID) -> UUID:
    with db.transaction() as session:
        return orders.of_delivery(session, delivery_id)
