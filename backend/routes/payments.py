"""Where providers tell us things, and where customers come back from their payment page."""

from typing import Annotated
from uuid import UUID

import flask
from pydantic import Field, StringConstraints
from spectree import Response
from werkzeug import Response as Redirect

from backend import db
from backend.routes import cookies
from backend.routes.api import api
from backend.routes.schemas.common import Problem, Strict
from backend.shop.checkout.errors import PaymentInQuestion
from backend.shop.checkout.selectors import still_due
from backend.shop.checkout.services import resolve
from backend.shop.checkout.services.cancel import let_go
from backend.shop.kit import clock
from backend.shop.kit.errors import NotFound
from backend.shop.kit.failpoints import failpoint
from backend.shop.orders import selectors as orders
from backend.shop.orders.rules import ENDED, OrderStatus
from backend.shop.payments import services
from backend.shop.payments.errors import ProviderRefused, ProviderUnavailable
from backend.shop.payments.providers import PAYPAL, STRIPE, methods, provider
from backend.shop.payments.selectors import was_declined

blueprint = flask.Blueprint("payments", __name__, url_prefix="/api/payments")

_BACK_TO_CHECKOUT = ENDED | {OrderStatus.PENDING_PAYMENT}


Word = Annotated[str | None, StringConstraints(max_length=64)]


class Return(Strict):
    """What the payment page's links carry."""

    payment: UUID
    cancelled: Annotated[int, Field(ge=0, le=1)] = 0
    token: Word = None  # PayPal adds these two; our payment's own id says all
    PayerID: Word = None


@blueprint.post("/webhooks/stripe")
@api.validate(resp=Response(HTTP_204=None, HTTP_400=Problem, HTTP_404=Problem), tags=["payments"])
def stripe_webhook() -> tuple[str, int]:
    """Stores a signed event once; a job works it after this commit."""
    return _stored(STRIPE)


@blueprint.post("/webhooks/paypal")
@api.validate(
    resp=Response(HTTP_204=None, HTTP_400=Problem, HTTP_404=Problem, HTTP_503=Problem), tags=["payments"]
)
def paypal_webhook() -> tuple[str, int]:
    """Stores an event once that PayPal says it has sent; while PayPal cannot be asked, it shall try again."""
    return _stored(PAYPAL)


def _stored(name: str) -> tuple[str, int]:
    if name not in methods():  # without its keys nothing can be believed
        raise NotFound("This way to pay is off.")
    headers = {header.lower(): value for header, value in flask.request.headers.items()}
    event = provider(name).read_event(body=flask.request.get_data(), headers=headers)
    with db.transaction() as session:
        services.store_event(session, source=name, event=event, now=clock.now())
    failpoint("event_stored")
    return "", 204


@blueprint.get("/return")
@api.validate(query=Return, resp=Response(HTTP_303=None, HTTP_404=Problem), tags=["payments"])
def come_back(query: Return) -> Redirect:
    """Asks the provider what became of the payment, then shows the order, or the checkout again.

    The back link ends the payment page first and lets the places go; the cart is still full.
    """
    order_id = _heard(query)
    if order_id is None:
        raise NotFound("We know no such payment.")
    with db.transaction() as session:
        order = orders.whole(session, order_id)
        declined = was_declined(session, order_id)
        turned_back = bool(query.cancelled) and still_due(session, order) > 0
    if query.cancelled and order.status in _BACK_TO_CHECKOUT:
        return flask.redirect("/checkout?step=review&payment=cancelled", code=303)
    if order_id not in cookies.known_orders():  # the link alone shows nobody an order
        return flask.redirect("/", code=303)
    seen = "?payment=declined" if declined else "?placed=1"
    return flask.redirect(f"/orders/{order.number}{'' if turned_back else seen}", code=303)


def _heard(query: Return) -> UUID | None:
    """The payment's order, after asking the provider; one that does not answer is asked by the sweeper."""
    try:
        if query.cancelled:
            return let_go(payment_id=query.payment, clock=clock.now)
        return resolve.hear(payment_id=query.payment, clock=clock.now, why="the customer came back")
    except (ProviderUnavailable, ProviderRefused, PaymentInQuestion):
        return resolve.order_of(payment_id=query.payment)
