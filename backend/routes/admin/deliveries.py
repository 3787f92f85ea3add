"""What staff change on one delivery: its recipient and card, its hour, whether it comes at all."""

from uuid import UUID

import flask
from spectree import Response

from backend import db
from backend.routes.access import needs
from backend.routes.admin.order_answers import new_slots
from backend.routes.admin.orders import READ, WRITTEN, deed, money, newest
from backend.routes.api import api
from backend.routes.schemas.admin.order_writes import CancelBody, EditDelivery, MoveDelivery
from backend.routes.schemas.admin.orders import DeskOrderModel, NewSlotsModel, SlotsOfDayQuery
from backend.routes.schemas.common import Problem
from backend.routes.versions import shows_current
from backend.shop.accounts.rules import Permission
from backend.shop.checkout import hours
from backend.shop.checkout.services.cancel_by_shop import cancel_delivery
from backend.shop.checkout.services.change_slot import change_slot
from backend.shop.checkout.services.edit import Correction, edit
from backend.shop.kit import clock
from backend.shop.orders import selectors as orders

blueprint = flask.Blueprint("admin_deliveries", __name__, url_prefix="/api/admin/deliveries")

_WRITTEN = Response(HTTP_200=DeskOrderModel, **WRITTEN)


@blueprint.patch("/<uuid:delivery_id>")
@needs(Permission.EDIT_ORDERS)
@api.validate(json=EditDelivery, resp=_WRITTEN, tags=["back office"])
def correct(delivery_id: UUID, json: EditDelivery) -> DeskOrderModel:
    """Mends recipient and card, inside the same zone and at the same price."""
    order_id = _order_of(delivery_id)
    correction = Correction(
        recipient=json.recipient.model_dump() if json.recipient else None, card_message=json.card_message
    )
    with shows_current(lambda: newest(order_id)):
        edit(delivery_id=delivery_id, correction=correction, deed=deed(json.version))
    return newest(order_id)


@blueprint.get("/<uuid:delivery_id>/slots")
@needs(Permission.EDIT_ORDERS)
@api.validate(
    resp=Response(HTTP_200=NewSlotsModel, HTTP_409=Problem, HTTP_422=Problem, **READ), tags=["back office"]
)
def slots(delivery_id: UUID, query: SlotsOfDayQuery) -> NewSlotsModel:
    """What the promise says of a day for this delivery; what it holds itself counts as free."""
    session = db.edge_session()
    order = orders.whole(session, orders.of_delivery(session, delivery_id))
    asked = hours.Asked(delivery_id, query.date, query.postcode)
    found = hours.slots(session, order=order, asked=asked, now=clock.now())
    return new_slots(found, order.currency)


@blueprint.post("/<uuid:delivery_id>/move")
@needs(Permission.EDIT_ORDERS)
@api.validate(json=MoveDelivery, resp=_WRITTEN, tags=["back office"])
def move(delivery_id: UUID, json: MoveDelivery) -> DeskOrderModel:
    """Gives a delivery another day or hour, at the price that was paid."""
    order_id = _order_of(delivery_id)
    with shows_current(lambda: newest(order_id)):
        change_slot(delivery_id=delivery_id, slot_id=json.slot_id, deed=deed(json.version, json.reason))
    return newest(order_id)


@blueprint.post("/<uuid:delivery_id>/cancel")
@needs(Permission.REFUND)
@api.validate(json=CancelBody, resp=_WRITTEN, tags=["back office"])
def cancel(delivery_id: UUID, json: CancelBody) -> DeskOrderModel:
    """Cancels one delivery with what it cost; the last one that is left cancels its order."""
    order_id = _order_of(delivery_id)
    with shows_current(lambda: newest(order_id)):
        cancel_delivery(
            delivery_id=delivery_id,
            deed=deed(json.version, json.reason),
            bound=json.stems == "kept",
            expected=money(json.expected),
        )
    return newest(order_id)


def _order_of(delivery_id: UUID) -> UUID:
    with db.transaction() as session:
        return orders.of_delivery(session, delivery_id)
