"""Orders that staff take, whom they are for, and the money that is still to come."""

import flask
from spectree import Response

from backend import db
from backend.routes import access, idempotency
from backend.routes.access import needs
from backend.routes.admin.orders import WRITTEN, deed, find, newest
from backend.routes.api import api, private
from backend.routes.schemas.admin.desk import (
    CustomersModel,
    CustomersQuery,
    PlaceDeskOrder,
    SendPaymentLink,
    TakePayment,
)
from backend.routes.schemas.admin.orders import DeskOrderModel
from backend.routes.schemas.common import Problem
from backend.routes.versions import shows_current
from backend.shop.accounts.rules import Permission
from backend.shop.checkout.services.asking import send_link
from backend.shop.checkout.services.desk_place import DeskPlacement, Paying, Taking, place
from backend.shop.checkout.services.take_payment import Key, take_payment
from backend.shop.dashboard import customers
from backend.shop.kit import clock
from backend.shop.kit.money import Money
from backend.shop.orders.consent import Choice
from backend.shop.orders.services import Buyer
from backend.shop.payments.desk_provider import Method
from backend.shop.payments.services import Taken

blueprint = flask.Blueprint("admin_taking", __name__, url_prefix="/api/admin")


@blueprint.get("/customers")
@needs(Permission.EDIT_ORDERS)
@api.validate(
    resp=Response(HTTP_200=CustomersModel, HTTP_401=Problem, HTTP_403=Problem, HTTP_422=Problem),
    tags=["back office"],
)
def find_customers(query: CustomersQuery) -> flask.Response:
    """Who has an account or has ordered, by name, e-mail or phone: the best first, at most 20."""
    found = customers.find(db.edge_session(), words=query.q)
    return private(CustomersModel.model_validate({"items": found}, from_attributes=True))


@blueprint.post("/orders")
@needs(Permission.EDIT_ORDERS)
@api.validate(json=PlaceDeskOrder, resp=Response(HTTP_201=DeskOrderModel, **WRITTEN), tags=["back office"])
def take_order(json: PlaceDeskOrder) -> tuple[DeskOrderModel, int]:
    """Places one of the caller's carts once per Idempotency-Key: sold at once, paid now or later."""
    person = access.me()
    order_id = place(
        placement=DeskPlacement(
            key=idempotency.key(),
            body_hash=idempotency.body_hash(json),
            cart_id=json.cart_id,
            taking=Taking(person.who, person.id, json.channel),
            buyer=Buyer(name=json.buyer.name, email=json.buyer.email, phone=json.buyer.phone),
            expected_total=Money(json.expected_total.amount, json.expected_total.currency),
            paying=Paying(json.payment),
            account_id=json.account_id,
            due_at=json.due_at,
            substitution=Choice(json.substitution),
        ),
        clock=clock.now,
    )
    return newest(order_id), 201


@blueprint.post("/orders/<number>/payments")
@needs(Permission.EDIT_ORDERS)
@api.validate(json=TakePayment, resp=Response(HTTP_200=DeskOrderModel, **WRITTEN), tags=["back office"])
def take_money(number: str, json: TakePayment) -> DeskOrderModel:
    """Takes money for what is still due, once per Idempotency-Key."""
    order_id, who = find(number), access.me().who
    taken = Taken(Money(json.amount.amount, json.amount.currency), Method(json.method), who, json.note)
    with shows_current(lambda: newest(order_id)):
        take_payment(
            order_id=order_id,
            taken=taken,
            key=Key(idempotency.key(), idempotency.body_hash(json, number)),
            deed=deed(json.version, json.note),
            clock=clock.now,
        )
    return newest(order_id)


@blueprint.post("/orders/<number>/payment-link")
@needs(Permission.EDIT_ORDERS)
@api.validate(json=SendPaymentLink, resp=Response(HTTP_200=DeskOrderModel, **WRITTEN), tags=["back office"])
def send_payment_link(number: str, json: SendPaymentLink) -> DeskOrderModel:
    """Sends the buyer the link to pay what is due, each time anew."""
    order_id = find(number)
    with shows_current(lambda: newest(order_id)):
        send_link(order_id=order_id, deed=deed(json.version))
    return newest(order_id)
