"""The orders of a day, one order with everything, and what staff do with it; writes take no edge session."""

from uuid import UUID

import flask
from spectree import Response

from backend import db
from backend.routes import access
from backend.routes.access import needs
from backend.routes.admin.order_answers import desk_order, order_rows
from backend.routes.api import api, private
from backend.routes.schemas.admin.order_writes import CancelBody, NewNote, RefundBody
from backend.routes.schemas.admin.orders import DeskOrderModel, OrderRowsModel, OrdersQuery
from backend.routes.schemas.common import MoneyModel, Problem
from backend.routes.versions import shows_current
from backend.shop.accounts.rules import Permission
from backend.shop.checkout.services.cancel_by_shop import cancel_order
from backend.shop.checkout.services.desk import Deed
from backend.shop.checkout.services.refund_by_shop import Ask, Units, refund
from backend.shop.dashboard import order_list
from backend.shop.dashboard.order_list import Search
from backend.shop.kit import clock
from backend.shop.kit.money import Money
from backend.shop.kit.paging import Page
from backend.shop.notifications import services as letters
from backend.shop.orders import desk
from backend.shop.orders import selectors as orders
from backend.shop.orders.rules import OrderStatus

blueprint = flask.Blueprint("admin_orders", __name__, url_prefix="/api/admin")

READ = {f"HTTP_{status}": Problem for status in (401, 403, 404)}
WRITTEN = READ | {f"HTTP_{status}": Problem for status in (409, 422, 503)}
_PAGE_SIZE = 50


@blueprint.get("/orders")
@needs(Permission.SEE_ORDERS)
@api.validate(
    resp=Response(HTTP_200=OrderRowsModel, HTTP_401=Problem, HTTP_403=Problem, HTTP_422=Problem),
    tags=["back office"],
)
def read_day(query: OrdersQuery) -> flask.Response:
    """A day's orders by their hour, or what the words find, the newest first."""
    session, page = db.edge_session(), Page(query.page, _PAGE_SIZE)
    search = Search(
        query.date, query.q, OrderStatus(query.status) if query.status else None, query.unpaid == 1
    )
    found, total = order_list.orders(session, search=search, page=page)
    return private(order_rows(session, found, total=total, page=page, now=clock.now()))


@blueprint.get("/orders/<number>")
@needs(Permission.SEE_ORDERS)
@api.validate(resp=Response(HTTP_200=DeskOrderModel, **READ), tags=["back office"])
def read(number: str) -> flask.Response:
    """An order with everything that is known of it."""
    session = db.edge_session()
    return private(desk_order(session, orders.by_number(session, number), now=clock.now()))


@blueprint.post("/orders/<number>/cancel")
@needs(Permission.REFUND)
@api.validate(json=CancelBody, resp=Response(HTTP_200=DeskOrderModel, **WRITTEN), tags=["back office"])
def cancel(number: str, json: CancelBody) -> DeskOrderModel:
    """Cancels an order with all its money; one that was paid at that very moment is the answer instead."""
    order_id = find(number)
    with shows_current(lambda: newest(order_id)):
        cancel_order(
            order_id=order_id,
            deed=deed(json.version, json.reason),
            bound=json.stems == "kept",
            expected=money(json.expected),
            clock=clock.now,
        )
    return newest(order_id)


@blueprint.post("/orders/<number>/refunds")
@needs(Permission.REFUND)
@api.validate(json=RefundBody, resp=Response(HTTP_200=DeskOrderModel, **WRITTEN), tags=["back office"])
def give_back(number: str, json: RefundBody) -> DeskOrderModel:
    """Gives money back: all that is left, some pieces of a line, or an amount."""
    order_id = find(number)
    units = None
    if json.line_id is not None and json.quantity is not None:
        units = Units(json.line_id, json.quantity, stems_back=json.stems == "back")
    ask = Ask(units=units, amount=money(json.amount), expected=money(json.expected))
    with shows_current(lambda: newest(order_id)):
        refund(order_id=order_id, ask=ask, deed=deed(json.version, json.reason))
    return newest(order_id)


@blueprint.post("/orders/<number>/notes")
@needs(Permission.EDIT_ORDERS)
@api.validate(json=NewNote, resp=Response(HTTP_200=DeskOrderModel, **WRITTEN), tags=["back office"])
def write_note(number: str, json: NewNote) -> DeskOrderModel:
    """Writes something down about an order, for the others."""
    order_id = find(number)
    with db.transaction() as session:
        desk.add_note(session, order_id=order_id, who=access.me().who, text=json.text, at=clock.now())
    return newest(order_id)


@blueprint.post("/letters/<int:letter_id>/resend")
@needs(Permission.EDIT_ORDERS)
@api.validate(resp=Response(HTTP_204=None, **WRITTEN), tags=["back office"])
def resend(letter_id: int) -> tuple[str, int]:
    """Sends a letter again, as it would be written now."""
    with db.transaction() as session:
        letters.resend(session, letter_id=letter_id, who=access.me().who, at=clock.now())
    return "", 204


def deed(version: int, reason: str = "") -> Deed:
    return Deed(who=access.me().who, version=version, at=clock.now(), reason=reason)


def money(sent: MoneyModel | None) -> Money | None:
    return None if sent is None else Money(sent.amount, sent.currency)


def find(number: str) -> UUID:
    with db.transaction() as session:
        return orders.by_number(session, number)


def newest(order_id: UUID) -> DeskOrderModel:
    with db.transaction() as session:
        return desk_order(session, order_id, now=clock.now())
