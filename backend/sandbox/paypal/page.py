"""The page where the payer approves: real forms that work without scripts, and nobody has to log in."""

from urllib.parse import urlencode

from flask import Blueprint, redirect, render_template, request
from werkzeug.wrappers import Response

from backend.sandbox.context import current
from backend.sandbox.faults import Trouble
from backend.sandbox.paypal import orders
from backend.sandbox.paypal.money import minor
from backend.sandbox.refusal import Refusal
from backend.sandbox.store import Db, Json

page = Blueprint("paypal_page", __name__)


@page.get("/checkoutnow")
def show() -> str:
    with current().store.transaction() as db:
        order = orders.find(db, request.args.get("token", ""))
    unit = order["purchase_units"][0]
    amount, currency = minor(unit["amount"], field="")
    rows = [
        {
            "name": each["name"],
            "quantity": int(each["quantity"]),
            "each": minor(each["unit_amount"], field="")[0],
        }
        for each in unit.get("items", [])
    ]
    return render_template(
        "paypal.html",
        order=order,
        unit=unit,
        rows=rows,
        amount=amount,
        currency=currency,
        waits=order["status"] == "PAYER_ACTION_REQUIRED",
        back=_back(order, "return_url"),
        cancel=_back(order, "cancel_url"),
    )


@page.post("/checkoutnow")
def approve() -> Response:
    """Approves what still waits, and leads back to the shop; (docs) with `token` and `PayerID`."""
    context = current()
    trouble = Trouble(context, operation="pay")
    trouble.before()
    with context.store.transaction() as db:
        order = _approved(db, request.args.get("token", ""), context.now())
    trouble.after()
    return redirect(_back(order, "return_url"), 303)


def _approved(db: Db, order_id: str, now: int) -> Json:
    order = orders.find(db, order_id)
    if order["status"] != "PAYER_ACTION_REQUIRED":
        return order
    return orders.approve(db, order=order, declines=request.form.get("with") == "declined", now=now)


def _back(order: Json, name: str) -> str:
    address = str(order["_page"][name])
    told = {"token": order["id"]} | ({"PayerID": "SANDBOXPAYER1"} if name == "return_url" else {})
    return f"{address}{'&' if '?' in address else '?'}{urlencode(told)}"


@page.errorhandler(Refusal)
def refused(refusal: Refusal) -> tuple[str, int]:
    if refusal.status >= 500:  # noqa: PLR2004
        detail = "The page has broken down. Go back to the shop: it finds out whether you have paid."
        return render_template("message.html", title="Something went wrong", detail=detail), refusal.status
    return render_template("message.html", title="There is no such payment", detail=refusal.message), 404
